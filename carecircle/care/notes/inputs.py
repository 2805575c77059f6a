"""What may come in for a note."""

from typing import Annotated

from carecircle.care.inputs import Choice, Input, Line, Words
from carecircle.care.wording import say
from carecircle.events.models import AUDIENCES


class NoteInput(Input):
    body: Annotated[str, Words(required=say("Write the note first"))]
    recipient: Annotated[str | None, Line(most=32)] = None
    audience: Annotated[str | None, Choice(AUDIENCES)] = None
