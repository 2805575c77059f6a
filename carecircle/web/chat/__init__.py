"""Chat: channels and what is said in them."""

from carecircle.web.chat import attachments as _attachments  # noqa: F401
from carecircle.web.chat import channels as _channels  # noqa: F401
from carecircle.web.chat import talk as _talk  # noqa: F401
from carecircle.web.chat.blueprint import chat

__all__ = ["chat"]
