"""Actions: open a channel, send, edit, mark as read."""

from carecircle.care.chat.actions.attachments import attach
from carecircle.care.chat.actions.channels import open_channel
from carecircle.care.chat.actions.messages import edit_message, send_message
from carecircle.care.chat.actions.read_positions import read_up_to

__all__ = ["attach", "edit_message", "open_channel", "read_up_to", "send_message"]
