"""Chat: channels and their messages."""

from carecircle.web.chat import attachments as _attachments  # noqa: F401
from carecircle.web.chat import channels as _channels  # noqa: F401
from carecircle.web.chat import frame as _frame  # noqa: F401
from carecircle.web.chat import messages as _messages  # noqa: F401
from carecircle.web.chat import read_positions as _read_positions  # noqa: F401
from carecircle.web.chat.blueprint import bp

__all__ = ["bp"]
