"""Inputs: appointments, tasks and questions."""

from datetime import datetime
from typing import Annotated

from carecircle.care.agenda.models import KINDS
from carecircle.care.inputs import Choice, Input, Instant, Line
from carecircle.care.translatable import lazy_gettext as _


class AgendaInput(Input):
    kind: Annotated[
        str, Choice(KINDS, required=_("Say whether it is an appointment, a task or a question"))
    ]
    what: Annotated[str, Line(required=_("Say what it is"), most=200)]
    due_at: Annotated[datetime | None, Instant()] = None
    place: Annotated[str | None, Line(most=200)] = None
    transport: Annotated[str | None, Line(most=200)] = None
    note: Annotated[str | None, Line(most=1000)] = None
    member: Annotated[str | None, Line(most=32)] = None
    recipient: Annotated[str | None, Line(most=32)] = None
