"""Kinds of schedule that exclude each other."""

from collections.abc import Iterator

from carecircle.care.medications.prescribing.regimen_inputs import AMOUNTS, RegimenInput
from carecircle.care.translatable import lazy_gettext as _

_WORDS = {
    "weekdays": _("named days of the week"),
    "every_days": _("every so many days"),
    "every_hours": _("every so many hours"),
    "days_on": _("days on and off"),
    "month_days": _("days of the month"),
    "by_weekday": _("another dose by weekday"),
    "steps": _("steps"),
    "quantity_most": _("a dose that may vary"),
    "doses": _("a number of doses"),
    "ends_on": _("a last day"),
}
_EXCLUDED = {
    "every_hours": ("weekdays", "every_days", "days_on", "month_days", "by_weekday"),
    "month_days": ("weekdays", "every_days", "days_on", "by_weekday"),
    "days_on": ("every_days",),
    "by_weekday": ("weekdays", "every_days", "steps", "quantity_most"),
    "steps": ("quantity_most", "doses"),
    "once": (
        *("weekdays", "every_days", "every_hours", "days_on", "month_days", "by_weekday"),
        *("steps", "doses", "ends_on"),
    ),
}
_DAYS = ("weekdays", "every_days", "every_hours", "days_on", "month_days", "ends_on")
_KEPT = ("weekdays", "every_days")  # beside every_hours, where only that is sent


def conflicts(values: RegimenInput, sent: frozenset[str]) -> dict[str, str]:
    """Returns which kinds of schedule exclude each other, by field. sent: the fields that were
    sent; stored weekdays stay beside every so many hours, and count again without them."""
    wrong = {}
    for name, others in _EXCLUDED.items():
        both = [other for other in others if getattr(values, name) and getattr(values, other)]
        kept = _KEPT if name == "every_hours" else ()
        found = [other for other in both if other in sent or other not in kept]
        if found:
            words = _("Keep one of them: this, or %(other)s", other=_WORDS[found[0]])
            wrong[field_of(name)] = words
    return wrong


def replaced_by(said: set[str]) -> Iterator[str]:
    """Yields the fields in whose place other days come that are said anew. An amount is only
    replaced by an amount, and what comes beside every so many hours by nothing."""
    for name in ("month_days", "days_on", "once"):
        others = [other for other in _EXCLUDED[name] if other in _DAYS]
        if _is_said(name, said):
            yield from (one for other in others for one in _fields_of(other))
        if any(_is_said(other, said) for other in others):
            yield from _fields_of(name)


def field_of(name: str) -> str:
    return AMOUNTS[0] if name == "by_weekday" else name


def _fields_of(name: str) -> tuple[str, ...]:
    if name == "days_on":
        return ("days_on", "days_off")
    if name == "month_days":
        return ("month_days", "every_months")
    return AMOUNTS if name == "by_weekday" else (name,)


def _is_said(name: str, said: set[str]) -> bool:
    return not said.isdisjoint(_fields_of(name))
