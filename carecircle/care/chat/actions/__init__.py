"""Verbs: open a channel, send, edit, read."""

from carecircle.care.chat.actions.attaching import attach
from carecircle.care.chat.actions.channels import open_channel
from carecircle.care.chat.actions.reading import read_up_to
from carecircle.care.chat.actions.saying import edit_message, send_message

__all__ = ["attach", "edit_message", "open_channel", "read_up_to", "send_message"]
