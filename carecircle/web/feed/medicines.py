"""Sentences about what follows from medications: stock, tasks, incidents, effects, absences."""

from collections.abc import Callable

from carecircle.events.models import Event
from carecircle.web import our_numbers
from carecircle.web.feed.doses import named
from carecircle.web.feed.facts import Facts
from carecircle.web.feed.sentence import Sentence, who
from carecircle.web.medications.words import days_words
from carecircle.web.medications.work import incident_words, step_words, why_words
from carecircle.web.words import gettext as _


def stock_low(event: Event, facts: Facts) -> Sentence:
    days, what = event.data["days_left"], named(event, facts)
    if days is None:
        return Sentence("k-late", _("%(what)s runs low", what=what))
    words = _("%(what)s runs low: enough for %(days)s", what=what, days=days_words(days))
    return Sentence("k-late", words)


def task(event: Event, facts: Facts) -> Sentence:
    found = facts.get(event, "task")
    step, what = step_words(event.data["step"]), named(event, facts)
    said = found and (found.outcome or why_words(found))
    words = _("%(what)s, to do: %(step)s", what=what, step=step)
    if found and found.outcome and event.data["step"] == "done":
        words = _("%(who)s reviewed %(what)s", who=who(event), what=what)
        if found.kind == "contact":
            words = _("%(who)s asked about %(what)s", who=who(event), what=what)
    return Sentence("pill", words, said)


def incident(event: Event, facts: Facts) -> Sentence:
    found, what = facts.get(event, "incident"), named(event, facts)
    kind = incident_words(event.data["kind"])
    if event.data.get("reviewed"):
        words = _("%(who)s looked at %(what)s: %(kind)s", who=who(event), what=what, kind=kind)
        return Sentence("eye", words, found.review if found else None)
    words = _("%(what)s, incident: %(kind)s", what=what, kind=kind)
    return Sentence("warn", words, found.words if found else None)


def effect_due(event: Event, facts: Facts) -> Sentence:
    return Sentence("eye", _("Did %(what)s help?", what=named(event, facts)))


def effect(event: Event, facts: Facts) -> Sentence:
    said = {
        "worked": _("it worked"),
        "partly": _("it helped a little"),
        "no": _("it did not help"),
        "worse": _("it is worse"),
    }[event.data["effect"]]
    words = _("%(who)s, %(what)s: %(said)s", who=who(event), what=named(event, facts), said=said)
    return Sentence("eye", words)


def absence(event: Event, facts: Facts) -> Sentence:
    where = _("in hospital") if event.data["kind"] == "hospital" else _("away")
    if event.data.get("ended"):
        return Sentence("door", _back(event, where))
    words = _("%(who)s wrote down: %(where)s", who=who(event), where=where)
    return Sentence("door", words)


def _back(event: Event, where: str) -> str:
    if event.data.get("reconciled"):
        return _("%(who)s compared the medications afterwards", who=who(event))
    return _("%(who)s wrote down: back again, no longer %(where)s", who=who(event), where=where)


def numbers_changed(event: Event, facts: Facts) -> Sentence:
    names = [our_numbers.label(name) for name in event.data["numbers"]]
    words = _("%(who)s changed our numbers", who=who(event))
    return Sentence("sheet", words, " · ".join(names))


MEDICINE_SENTENCES: dict[str, Callable[[Event, Facts], Sentence]] = {
    "medication:stock_low": stock_low,
    "medication:task": task,
    "medication:incident": incident,
    "medication:effect_due": effect_due,
    "medication:effect": effect,
    "medication:absence": absence,
    "numbers:changed": numbers_changed,
}
