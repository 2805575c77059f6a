"""What may come in for channels and messages."""

from carecircle.care.chat.models import ABOUT, MOST
from carecircle.care.inputs import Choice, Input, Line, Words
from carecircle.care.translatable import lazy_gettext as _
from carecircle.events.models import AUDIENCES


class ChannelInput(Input):
    name = Line(required=_("Give the channel a name"), most=60)
    recipient = Line(most=32)
    audience = Choice(AUDIENCES)


class MessageInput(Input):
    text = Words(required=_("Write the message first"), most=MOST)
    about = Choice(ABOUT)
    about_id = Line(most=32)
    attachment = Line(most=32)


class EditInput(Input):
    text = Words(required=_("Write what it should say"), most=MOST)


class ReadInput(Input):
    message = Line(most=32)
