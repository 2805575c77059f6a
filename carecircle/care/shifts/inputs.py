"""Inputs: shifts and handoffs."""

from datetime import date, datetime
from typing import Annotated

from carecircle.care.inputs import Choice, Input, Instant, Line, Lines, LocalDate, Words
from carecircle.care.shifts.rules import REPEATS, STATES
from carecircle.care.translatable import lazy_gettext as _


class ShiftInput(Input):
    member: Annotated[str | None, Line(most=32)] = None
    starts_at: Annotated[datetime, Instant(required=_("Say when it begins"))]
    ends_at: Annotated[datetime, Instant(required=_("Say when it ends"))]
    repeat: Annotated[str | None, Choice(REPEATS)] = None
    until: Annotated[date | None, LocalDate()] = None
    note: Annotated[str | None, Line(most=200)] = None


class EndInput(Input):
    why: Annotated[str | None, Line(most=1000)] = None


class HandoffInput(Input):
    recipient: Annotated[str | None, Line(most=32)] = None
    to: Annotated[str | None, Line(most=32)] = None
    illness: Annotated[str, Choice(STATES, required=_("Say how they are: stable, watch or unwell"))]
    summary: Annotated[str | None, Words()] = None
    actions: Annotated[str | None, Words()] = None
    contingencies: Annotated[str | None, Words()] = None
    belongings: Annotated[str | None, Words(most=1000)] = None


class AcceptanceInput(Input):
    handoff: Annotated[str | None, Line(most=32)] = None
    read_back: Annotated[str, Words(required=_("Say in your own words what you take over"))]
    received: Annotated[str | None, Lines(most=1000)] = None
