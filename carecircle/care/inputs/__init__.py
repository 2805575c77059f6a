"""Inputs: one layer of validation for forms, JSON and websocket commands."""

from carecircle.care.inputs.base import Input, NoInput
from carecircle.care.inputs.command import Command, named
from carecircle.care.inputs.files import File
from carecircle.care.inputs.numbers import Amount, Whole
from carecircle.care.inputs.texts import Choice, Flag, Line, Lines, Words
from carecircle.care.inputs.times import Instant, LocalDate, TimeOfDay, Times

__all__ = [
    "Amount",
    "Choice",
    "Command",
    "File",
    "Flag",
    "Input",
    "Instant",
    "Line",
    "Lines",
    "LocalDate",
    "NoInput",
    "TimeOfDay",
    "Times",
    "Whole",
    "Words",
    "named",
]
