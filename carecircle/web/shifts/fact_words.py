"""The facts of a handoff in the reader's language, each with its icon."""

from collections.abc import Callable
from datetime import date, datetime

from carecircle.care.medications.outcomes import BY_NAME
from carecircle.care.shifts.facts import FROM_PAPER, Fact, Measured
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.wording import emergency_words, observation_words
from carecircle.web.shared.wording.medication_words import days_words, outcome_words

ICONS = {
    "doses_given": "k-given",
    "late": "k-late",
    "not_given": "cross",
    "absent": "cross",
    "offered": "k-late",
    "not_recorded": "k-blank",
    "prn": "pill",
    "to_check": "eye",
    "left_unrecorded": "k-blank",
    "emergency": "k-emg",
    "stock": "pill",
    "fluids": "eye",
    "note": "note",
}
OBSERVED = {"incident": "fall", "soft_sign": "warn"}


def fact_view(fact: Fact, written_on: date) -> list[str]:
    """Returns an icon and words. written_on: the day of the handoff, in the family's time zone."""
    if fact.kind == "earlier":
        return [fact.code or "note", fact.text or ""]
    if fact.kind == "prn":
        return [ICONS["prn"], _prn(fact, written_on)]
    icon = OBSERVED.get(fact.code or "", "eye") if fact.kind == "observed" else ICONS[fact.kind]
    return [icon, _WORDS[fact.kind](fact)]


def _doses_given(fact: Fact) -> str:
    return _("%(given)s of %(due)s doses given", given=fact.count, due=fact.of)


def _late(fact: Fact) -> str:
    return _("Late: %(name)s, given %(time)s", name=fact.name, time=fact.time)


def _not_given(fact: Fact) -> str:
    why = fact.text or ""
    if fact.code == FROM_PAPER:
        why = _("Keyed in from paper, signed %(by)s", by=fact.name_on_paper or "-")
    elif fact.code in BY_NAME:
        return f"{outcome_words(fact.code)}: {fact.name}. {why}".strip()
    return _("Not given: %(name)s. %(why)s", name=fact.name, why=why).strip()


def _absent(fact: Fact) -> str:
    return _("Absent: %(name)s %(time)s was not asked for", name=fact.name, time=fact.time)


def _offered(fact: Fact) -> str:
    return _("To be offered again until %(time)s: %(name)s", name=fact.name, time=fact.time)


def _to_check(fact: Fact) -> str:
    return _("Ask whether it helped, at %(time)s: %(name)s", name=fact.name, time=fact.time)


def _not_recorded(fact: Fact) -> str:
    if fact.time is None:
        return _("Not recorded yet: %(name)s", name=fact.name)
    return _("Not recorded: %(name)s %(time)s", name=fact.name, time=fact.time)


def _prn(fact: Fact, written_on: date) -> str:
    given = _("PRN: %(name)s %(time)s", name=fact.name, time=fact.time)
    if fact.next_safe is None:
        return given
    safe_at = datetime.fromisoformat(fact.next_safe)
    at = f"{safe_at:%H:%M}"
    if safe_at.date() != written_on:
        at = f"{times.day_words(safe_at.date(), written_on)} {at}"
    return f"{given}, " + _("next safe time %(at)s", at=at)


def _left_unrecorded(fact: Fact) -> str:
    return _("Left unrecorded: %(why)s", why=fact.text)


def _emergency(fact: Fact) -> str:
    if fact.code is None:
        return _("An emergency was raised")
    named = dict(emergency_words.types())
    return f"{named.get(fact.code, fact.code)}, {fact.time}"


def _stock(fact: Fact) -> str:
    if fact.count is None:
        return _("%(what)s runs low", what=fact.name)
    return _("%(name)s: %(days)s left", name=fact.name, days=days_words(fact.count))


def _fluids(fact: Fact) -> str:
    return _("Drank %(ml)s ml", ml=fact.count)


def _observed(fact: Fact) -> str:
    kind = fact.code or ""
    values = ", ".join(_measured(kind, one) for one in fact.measured)
    return f"{observation_words.kinds()[kind]}: {values}"


def _measured(kind: str, one: Measured) -> str:
    value = observation_words.value_words(kind, one.value, one.unit)
    return f"{value} ({one.note})" if one.note else value


def _note(fact: Fact) -> str:
    return f"{fact.name}: {fact.text}"


_WORDS: dict[str, Callable[[Fact], str]] = {
    "doses_given": _doses_given,
    "late": _late,
    "not_given": _not_given,
    "absent": _absent,
    "offered": _offered,
    "to_check": _to_check,
    "not_recorded": _not_recorded,
    "left_unrecorded": _left_unrecorded,
    "emergency": _emergency,
    "stock": _stock,
    "fluids": _fluids,
    "observed": _observed,
    "note": _note,
}
