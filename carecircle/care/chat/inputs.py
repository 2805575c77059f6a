"""Inputs: channels and messages."""

from typing import Annotated

from carecircle.care.chat.models import ABOUT, MOST
from carecircle.care.inputs import Choice, Input, Line, Words
from carecircle.care.translatable import lazy_gettext as _
from carecircle.events.models import AUDIENCES


class ChannelInput(Input):
    name: Annotated[str, Line(required=_("Give the channel a name"), most=60)]
    recipient: Annotated[str | None, Line(most=32)] = None
    audience: Annotated[str | None, Choice(AUDIENCES)] = None


class MessageInput(Input):
    text: Annotated[str, Words(required=_("Write the message first"), most=MOST)]
    about: Annotated[str | None, Choice(ABOUT)] = None
    about_id: Annotated[str | None, Line(most=32)] = None
    attachment: Annotated[str | None, Line(most=32)] = None


class EditInput(Input):
    text: Annotated[str, Words(required=_("Write what it should say"), most=MOST)]


class ReadInput(Input):
    message: Annotated[str | None, Line(most=32)] = None
