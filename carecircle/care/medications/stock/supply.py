"""Pure rules of supply: how many days are left, and when that is low (rule 16)."""

import math
from collections.abc import Mapping

MOST = 10**15


def days_left(stock: int | None, used_per_day: float) -> int | None:
    """Returns how many whole days the stock lasts; None if it is not counted or nothing is used."""
    if stock is None or used_per_day <= 0:
        return None
    return max(0, math.floor(stock / used_per_day))


def level(
    stock: int | None, days: int | None, refill_level: int | None, limits: Mapping[str, int]
) -> str:
    """Returns enough, low, urgent, or out where nothing is left."""
    if stock is None:
        return "enough"
    if stock <= 0:
        return "out"
    if days is not None and days <= limits["urgent_days"]:
        return "urgent"
    is_at_level = refill_level is not None and stock <= refill_level
    return "low" if is_at_level or (days is not None and days <= limits["low_days"]) else "enough"
