"""Inputs: observations and usual ranges."""

from datetime import datetime
from typing import Annotated

from carecircle.care.inputs import Amount, Choice, Input, Instant, Line
from carecircle.care.observations.kinds import KINDS
from carecircle.care.translatable import lazy_gettext as _


class ObservationInput(Input):
    kind: Annotated[str, Choice(tuple(KINDS), required=_("Say what was observed"))]
    value: Annotated[str, Line(required=_("Say how much, or which"), most=60)]
    unit: Annotated[str | None, Line(most=12)] = None
    note: Annotated[str | None, Line(most=1000)] = None
    at: Annotated[datetime | None, Instant()] = None
    recipient: Annotated[str | None, Line(most=32)] = None


class VoidInput(Input):
    why: Annotated[str, Line(required=_("Say why it is wrong"), most=1000)]


class RangeInput(Input):
    kind: Annotated[str, Choice(tuple(KINDS), required=_("Say what it is about"))]
    low: Annotated[int | None, Amount()] = None
    high: Annotated[int | None, Amount()] = None
