"""Sentences about doses: how much of what was given and why, what was not, what is put right."""

from collections.abc import Callable

from carecircle.care.medications import outcomes
from carecircle.care.medications.models import Administration
from carecircle.events.models import Event
from carecircle.web.feed.facts import Facts
from carecircle.web.feed.sentence import Sentence, who
from carecircle.web.medications.units import amount_words, said_number
from carecircle.web.medications.words import outcome_words, reason_words
from carecircle.web.words import gettext as _


def named(event: Event, facts: Facts) -> str:
    """Metformin 500 mg."""
    found = facts.get(event, "medication")
    return f"{found.name} {found.strength or ''}".strip() if found else _("a medication")


def _taken(event: Event, facts: Facts) -> str:
    """Metformin 500 mg, 1 tablet; without the amount where nothing was taken."""
    record, what = facts.get(event, "administration"), named(event, facts)
    if record is None or not record.quantity:
        return what
    regimen = facts.regimen(record)
    much = amount_words(record.quantity, regimen.unit) if regimen else None
    return f"{what}, {much or said_number(record.quantity)}"


def _said(record: Administration | None) -> str | None:
    """Why, how bad it was, and what was noted."""
    if record is None:
        return None
    score = None if record.score is None else _("%(score)s of 10", score=record.score)
    return " · ".join(one for one in (reason_words(record), score, record.note) if one) or None


def logged(event: Event, facts: Facts) -> Sentence:
    what, said = _taken(event, facts), _said(facts.get(event, "administration"))
    outcome = outcomes.BY_NAME[event.data["outcome"]]
    if outcome.name == "given":
        return Sentence("pill", _("%(who)s gave %(what)s", who=who(event), what=what), said)
    happened = outcome_words(outcome.name)
    sentence = _("%(who)s, %(what)s: %(happened)s", who=who(event), what=what, happened=happened)
    return Sentence("pill", sentence, said)


def corrected(event: Event, facts: Facts) -> Sentence:
    old, what = facts.get(event, "replaces"), _taken(event, facts)
    why = old.voided_why if old else None
    if event.data["outcome"] is None:
        words = _("%(who)s took back the record of %(what)s", who=who(event), what=what)
        return Sentence("undo", words, why)
    now = outcome_words(event.data["outcome"])
    words = _("%(who)s corrected %(what)s: %(now)s", who=who(event), what=what, now=now)
    return Sentence("undo", words, why)


def missed(event: Event, facts: Facts) -> Sentence:
    words = _("Not recorded: %(what)s, due %(time)s", **_due(event, facts))
    return Sentence("k-blank", words)


def unrecorded(event: Event, facts: Facts) -> Sentence:
    words = _("Still nothing recorded: %(what)s, due %(time)s", **_due(event, facts))
    return Sentence("k-blank", words)


def reoffered(event: Event, facts: Facts) -> Sentence:
    return Sentence("k-due", _("Offer again: %(what)s, due %(time)s", **_due(event, facts)))


def _due(event: Event, facts: Facts) -> dict[str, str]:
    dose = facts.get(event, "dose")
    return {"what": named(event, facts), "time": dose.local_time if dose else ""}


DOSE_SENTENCES: dict[str, Callable[[Event, Facts], Sentence]] = {
    "medication:logged": logged,
    "medication:corrected": corrected,
    "medication:missed": missed,
    "medication:unrecorded": unrecorded,
    "medication:reoffered": reoffered,
}
