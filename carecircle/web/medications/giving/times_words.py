"""Administration times as a person types them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from carecircle import clock
from carecircle.care.medications.regimens import DoseOrPrn
from carecircle.care.typed_times import meant, time_of_day
from carecircle.web.http.requests import replace_values


def resolve_typed_time(
    asked: DoseOrPrn, given: Mapping[str, Any], old: datetime | None = None
) -> Mapping[str, Any]:
    """Returns the values with "07:40" as the instant that is meant: near the time the dose is due,
    or near the old time that is corrected."""
    at = given.get("given_at")
    typed = time_of_day(at) if isinstance(at, str) else None
    if typed is None:
        return given
    near = asked.dose.due_at if asked.dose else old
    found = meant(typed, clock.now(), ZoneInfo(asked.zone), near)
    return replace_values(given, given_at=found.isoformat())
