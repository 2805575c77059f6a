"""Instants, days, times of the day."""

import re
from datetime import date, datetime, time
from typing import Any

from carecircle.care.inputs.values import Value, plain
from carecircle.care.translatable import lazy_gettext as _

_YEARS = range(1900, 2200)


class Instant(Value):
    """An ISO 8601 time. Without a zone it stays naive: the action reads it on the recipient's
    wall clock."""

    def parse(self, text: str) -> datetime:
        try:
            at = datetime.fromisoformat(text) if text.isascii() else None
            if at is not None and at.tzinfo is not None and at.year in _YEARS:
                at.utctimetuple()
        except (ValueError, OverflowError):
            at = None
        if at is None or at.year not in _YEARS:
            raise ValueError(_("Type a date and time such as 2026-11-23T08:02"))
        return at


class LocalDate(Value):
    """A day of the calendar."""

    def parse(self, text: str) -> date:
        try:
            day = date.fromisoformat(text) if len(text) == 10 and text.isascii() else None
        except ValueError:
            day = None
        if day is None or day.year not in _YEARS:
            raise ValueError(_("Type a day that exists, such as 2026-11-23"))
        return day


class Times(Value):
    """Times of a day, `08:00, 20:00` or a list, as sorted "HH:MM"."""

    most = 24

    def process_formdata(self, valuelist: list[Any]) -> None:
        joined = ",".join(plain(value) for value in valuelist)
        super().process_formdata([joined] if joined else [])

    def parse(self, text: str) -> list[str]:
        words = [word for word in re.split(r"[,;\s]+", text) if word]
        if not 0 < len(words) <= self.most:
            raise ValueError(_("Type at most %(most)s times", most=self.most))
        return sorted({self._one(word) for word in words})

    def _one(self, word: str) -> str:
        match = re.fullmatch(r"([0-9]{1,2})[:.]([0-9]{2})", word)
        if not match or int(match[1]) > 23 or int(match[2]) > 59:
            raise ValueError(_("Type times such as 08:00, 20:00"))
        return time(int(match[1]), int(match[2])).isoformat("minutes")
