"""The id that a message of a websocket must name."""

from typing import Any

from carecircle.care.errors import Malformed


def named(message: dict[str, Any], name: str) -> str:
    """Raises Malformed where it is not there."""
    given = message.get(name)
    if not isinstance(given, str) or not given:
        raise Malformed(f"Name the {name}")
    return given
