"""Inputs: begin and end a hospital stay or an outing."""

from datetime import datetime
from typing import Annotated

from carecircle.care.inputs import Choice, Input, Instant, Line, Words
from carecircle.care.medications.models.absences import ABSENCES
from carecircle.care.translatable import lazy_gettext as _


class AbsenceInput(Input):
    recipient: Annotated[str | None, Line(most=32)] = None
    kind: Annotated[str, Choice(ABSENCES, required=_("Say whether in hospital or away"))]
    starts_at: Annotated[datetime | None, Instant()] = None
    note: Annotated[str | None, Words(most=1000)] = None


class ReturnInput(Input):
    ends_at: Annotated[datetime | None, Instant()] = None
