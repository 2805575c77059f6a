"""Administration times as a person types them."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from carecircle import clock
from carecircle.web.http.requests import replace_values


def resolve_typed_time(zone: str, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Returns the values with "07:40" read as the last 07:40 in the recipient's time zone."""
    at = given.get("given_at")
    if not isinstance(at, str) or not re.fullmatch("[0-2][0-9]:[0-5][0-9]", at):
        return given
    now = clock.now().astimezone(ZoneInfo(zone))
    day = now.date() if at <= now.strftime("%H:%M") else now.date() - timedelta(days=1)
    return replace_values(given, given_at=f"{day.isoformat()}T{at}")
