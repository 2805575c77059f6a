"""What may come in: one layer of checks before any row, for forms, JSON and websocket alike."""

from carecircle.care.inputs.files import File
from carecircle.care.inputs.numbers import Amount, Whole
from carecircle.care.inputs.texts import Choice, Flag, Line, Words
from carecircle.care.inputs.times import Instant, LocalDate, Times
from carecircle.care.inputs.values import Input

__all__ = [
    "Amount",
    "Choice",
    "File",
    "Flag",
    "Input",
    "Instant",
    "Line",
    "LocalDate",
    "Times",
    "Whole",
    "Words",
]
