"""Who must hear. Knows positions, audiences and ready bytes; neither care nor HTML."""

from carecircle.realtime.live import Live, bind, ephemeral, notify_member

__all__ = ["Live", "bind", "ephemeral", "notify_member"]
