"""Pure rules of PRN: what it needs before it may be given, and patterns of its use."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Protocol

from carecircle.care.translatable import lazy_gettext as _


class Prn(Protocol):
    indication: str | None
    tried_first: str | None
    expected_effect: str | None
    call_when: str | None
    review_on: date | None


class Limits(Protocol):
    min_interval_min: int | None
    max_per_day: int | None


def missing(prn: Prn, regimen: Limits) -> dict[str, str]:
    """Returns what is missing for the activation of a PRN (rule 12), by field."""
    required = {
        "indication": (prn.indication, _("Say what it is for")),
        "min_interval_h": (regimen.min_interval_min, _("Say how many hours lie between two")),
        "max_per_day": (regimen.max_per_day, _("Say the most in 24 hours")),
        "tried_first": (prn.tried_first, _("Say what to try first")),
        "expected_effect": (prn.expected_effect, _("Say what it should do")),
        "call_when": (prn.call_when, _("Say when to call the prescriber")),
        "review_on": (prn.review_on, _("Say when it is reviewed")),
    }
    return {name: words for name, (value, words) in required.items() if not value}


def to_review(pattern: str | None, review_on: date | None, today: date) -> str | None:
    """Returns why it should be reviewed: its pattern, or `review_date` if that day has come; else
    None."""
    is_due = review_on is not None and review_on <= today
    return pattern or ("review_date" if is_due else None)


def pattern(
    used_on: Iterable[date], active_since: date, today: date, limits: Mapping[str, int]
) -> str | None:
    """Returns `daily` (used on each of the last days) or `unused` (not for some days); else None
    (rule 14)."""
    days = set(used_on)
    if all(today - timedelta(days=back) in days for back in range(limits["daily_days"])):
        return "daily"
    last = max([*days, active_since])
    return "unused" if (today - last).days >= limits["unused_days"] else None
