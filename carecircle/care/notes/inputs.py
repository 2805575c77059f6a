"""What may come in for a note."""

from carecircle.care.inputs import Choice, Input, Line, Words
from carecircle.care.translatable import lazy_gettext as _
from carecircle.events.models import AUDIENCES


class NoteInput(Input):
    body = Words(required=_("Write the note first"))
    recipient = Line(most=32)
    audience = Choice(AUDIENCES)
