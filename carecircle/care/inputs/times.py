"""Instants, days, times of the day."""

import re
from datetime import date, datetime, time

from carecircle.care.inputs.values import JsonSchema, Several, Value
from carecircle.care.translatable import lazy_gettext as _

_YEARS = range(1900, 2200)
_PARTS, _TIME = re.compile(r"[,;\s]+"), re.compile(r"([0-9]{1,2})[:.]([0-9]{2})")

_ONE_TIME: JsonSchema = {
    "type": "string",
    "pattern": "^([01]?[0-9]|2[0-3])[:.][0-5][0-9]$",
    "examples": ["08:00"],
}


class Instant(Value):
    """An ISO 8601 time. Without a zone it stays naive: the action reads it in the recipient's time
    zone."""

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

    def json_schema(self) -> JsonSchema:
        return {
            "type": "string",
            "pattern": "^[0-9]{4}-",
            "examples": ["2026-11-23T08:02:11Z", "2026-11-23T08:02"],
            "description": "ISO 8601. Without a zone: on the wall clock of the care recipient",
        }


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

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "format": "date", "examples": ["2026-11-23"]}


class TimeOfDay(Value):
    """One time of a day, such as `08:00`, as "HH:MM"."""

    def parse(self, text: str) -> str:
        return _hhmm(text, _("Type one time, such as 08:00"))

    def json_schema(self) -> JsonSchema:
        return _ONE_TIME


class Times(Several):
    """Times of a day, `08:00, 20:00` or a list, as sorted "HH:MM"."""

    MOST = 24

    def parse(self, text: str) -> list[str]:
        words = [word for word in _PARTS.split(text) if word]
        if not 0 < len(words) <= self.MOST:
            raise ValueError(_("Type at most %(most)s times", most=self.MOST))
        return sorted({_hhmm(word, _("Type times such as 08:00, 20:00")) for word in words})

    def json_schema(self) -> JsonSchema:
        text = {"type": "string", "examples": ["08:00, 20:00"]}
        described = self.described(_ONE_TIME, text)
        return described | {"description": f"At most {self.MOST} times of a day"}


def _hhmm(word: str, message: str) -> str:
    """Returns the time as "HH:MM". Raises ValueError with the message."""
    match = _TIME.fullmatch(word)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError(message)
    return time(int(match[1]), int(match[2])).isoformat("minutes")
