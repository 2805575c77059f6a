"""The id that a message of a websocket must name."""

from typing import Any

from carecircle.care.errors import Invalid
from carecircle.care.translatable import lazy_gettext as _


def named(message: dict[str, Any], name: str) -> str:
    """Raises Invalid where it is not there."""
    given = message.get(name)
    if not isinstance(given, str) or not given:
        raise Invalid({name: _("Name the %(name)s", name=name)})
    return given
