"""Inputs: a hospital stay or an outing begins, and ends."""

from carecircle.care.inputs import Choice, Input, Instant, Line, Words
from carecircle.care.medications.models.absences import ABSENCES
from carecircle.care.translatable import lazy_gettext as _


class AbsenceInput(Input):
    recipient = Line(most=32)
    kind = Choice(ABSENCES, required=_("Say whether in hospital or away"))
    starts_at = Instant()
    note = Words(most=1000)


class ReturnInput(Input):
    ends_at = Instant()
