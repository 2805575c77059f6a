"""What may come in for appointments, tasks and questions."""

from carecircle.care.agenda.models import KINDS
from carecircle.care.inputs import Choice, Input, Instant, Line
from carecircle.care.translatable import lazy_gettext as _


class AgendaInput(Input):
    kind = Choice(KINDS, required=_("Say whether it is an appointment, a task or a question"))
    what = Line(required=_("Say what it is"), most=200)
    due_at = Instant()
    place = Line(most=200)
    transport = Line(most=200)
    note = Line(most=1000)
    member = Line(most=32)
    recipient = Line(most=32)
