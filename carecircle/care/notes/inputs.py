"""Input: a note."""

from typing import Annotated

from carecircle.care.inputs import Choice, Input, Line, Words
from carecircle.care.translatable import lazy_gettext as _
from carecircle.events.models import AUDIENCES


class NoteInput(Input):
    body: Annotated[str, Words(required=_("Write the note first"))]
    recipient: Annotated[str | None, Line(most=32)] = None
    audience: Annotated[str | None, Choice(AUDIENCES)] = None
