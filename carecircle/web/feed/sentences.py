"""A sentence for each type of event that people want to read."""

from collections.abc import Callable

from carecircle.care.medications import outcomes
from carecircle.events.models import Event
from carecircle.web.feed import alarms
from carecircle.web.feed.day import DAY_SENTENCES
from carecircle.web.feed.facts import Facts
from carecircle.web.feed.medicines import MEDICINE_SENTENCES
from carecircle.web.feed.sentence import Sentence, who
from carecircle.web.medications.words import outcome_words
from carecircle.web.words import gettext as _


def _medication(event: Event, facts: Facts) -> str:
    found = facts.get(event, "medication")
    return f"{found.name} {found.strength or ''}".strip() if found else _("a medication")


def logged(event: Event, facts: Facts) -> Sentence:
    record, what = facts.get(event, "administration"), _medication(event, facts)
    outcome = outcomes.BY_NAME[event.data["outcome"]]
    said = (record.note or record.reason) if record else None
    if outcome.name == "given":
        return Sentence("pill", _("%(who)s gave %(what)s", who=who(event), what=what), said)
    happened = outcome_words(outcome.name)
    sentence = _("%(who)s, %(what)s: %(happened)s", who=who(event), what=what, happened=happened)
    return Sentence("pill", sentence, said)


def corrected(event: Event, facts: Facts) -> Sentence:
    old, what = facts.get(event, "replaces"), _medication(event, facts)
    why = old.voided_why if old else None
    if event.data["outcome"] is None:
        words = _("%(who)s took back the record of %(what)s", who=who(event), what=what)
    else:
        words = _("%(who)s corrected the record of %(what)s", who=who(event), what=what)
    return Sentence("undo", words, why)


def missed(event: Event, facts: Facts) -> Sentence:
    dose, what = facts.get(event, "dose"), _medication(event, facts)
    at = dose.local_time if dose else ""
    return Sentence("k-blank", _("Not recorded: %(what)s, due %(time)s", what=what, time=at))


def changed(event: Event, facts: Facts) -> Sentence:
    medication, what = facts.get(event, "medication"), _medication(event, facts)
    if medication and medication.stopped_at and medication.stopped_at <= event.at:
        words = _("%(who)s stopped %(what)s", who=who(event), what=what)
        return Sentence("pill", words, medication.stopped_why)
    words = {
        "regimen": _("%(who)s changed how %(what)s is taken", who=who(event), what=what),
        "taken_back": _("%(who)s took a change of %(what)s back", who=who(event), what=what),
        "in_force": _("The change of %(what)s counts from today", what=what),
        "photo": _("%(who)s added a photo of %(what)s", who=who(event), what=what),
        "window": _("%(who)s changed the numbers of %(what)s", who=who(event), what=what),
        "seen": _("%(who)s has seen the change of %(what)s", who=who(event), what=what),
        "confirmed": _("%(who)s compared and confirmed %(what)s", who=who(event), what=what),
        "stock": _("%(who)s counted %(what)s", who=who(event), what=what),
        "active": _("%(who)s activated %(what)s", who=who(event), what=what),
    }.get(event.data.get("what", ""))
    return Sentence("pill", words or _("%(who)s wrote down %(what)s", who=who(event), what=what))


def noted(event: Event, facts: Facts) -> Sentence:
    note = facts.get(event, "note")
    return Sentence("note", _("%(who)s wrote a note", who=who(event)), note.body if note else None)


def _member(event: Event, facts: Facts) -> str:
    member = facts.get(event, "member")
    return member.name if member else _("somebody")


def joined(event: Event, facts: Facts) -> Sentence:
    return Sentence("people", _("%(who)s joined the family", who=_member(event, facts)))


def role_changed(event: Event, facts: Facts) -> Sentence:
    words = _(
        "%(who)s made %(name)s %(role)s",
        who=who(event),
        name=_member(event, facts),
        role=_(event.data["role"]),
    )
    return Sentence("people", words)


def removed(event: Event, facts: Facts) -> Sentence:
    name = _member(event, facts)
    if event.actor_id == event.data["member"]:
        return Sentence("people", _("%(name)s left the family", name=name))
    words = _("%(who)s removed %(name)s from the family", who=who(event), name=name)
    return Sentence("people", words)


def recipient_changed(event: Event, facts: Facts) -> Sentence:
    recipient = facts.get(event, "recipient")
    name = recipient.name if recipient else _("somebody")
    return Sentence(
        "face", _("%(who)s changed what is known of %(name)s", who=who(event), name=name)
    )


SENTENCES: dict[str, Callable[[Event, Facts], Sentence]] = {
    "medication:logged": logged,
    "medication:corrected": corrected,
    "medication:missed": missed,
    "medication:changed": changed,
    **MEDICINE_SENTENCES,
    "emergency:alert": alarms.alert,
    "emergency:updated": alarms.updated,
    "emergency:acknowledged": alarms.acknowledged,
    "emergency:declined": alarms.declined,
    "emergency:escalated": alarms.escalated,
    "emergency:resolved": alarms.resolved,
    "emergency:reopened": alarms.reopened,
    "note:added": noted,
    **DAY_SENTENCES,
    "member:joined": joined,
    "member:changed": role_changed,
    "member:removed": removed,
    "recipient:changed": recipient_changed,
}
