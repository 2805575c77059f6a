"""The sentences that the system once wrote about tasks, and the codes that replaced them."""

import re
from dataclasses import dataclass

PATTERNS = {
    "refused_running": re.compile(r"Refused (\d{1,6}) times running"),
    "time_critical_not_taken": re.compile("A time-critical dose was not taken"),
    "stock_out": re.compile("Nothing is left"),
    "stock_low": re.compile("It runs low"),
    "used_daily": re.compile(r"Used on each of the last (\d{1,6}) days"),
    "unused": re.compile(r"Not used for (\d{1,6}) days"),
    "review_date": re.compile("The day of its review has come"),
}


@dataclass(frozen=True)
class Why:
    """Why a task was opened: a code with its number, or the words where no code says the same."""

    reason: str | None = None
    count: int | None = None
    why: str | None = None


def reason_in(words: str | None) -> Why:
    for code, pattern in PATTERNS.items():
        if found := pattern.fullmatch(words or ""):
            return Why(code, int(found[1]) if pattern.groups else None)
    return Why(why=words)
