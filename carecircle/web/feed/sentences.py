"""A sentence for each type of event that people want to read."""

from collections.abc import Callable

from carecircle.events.models import Event
from carecircle.web.feed import alarms
from carecircle.web.feed.day import DAY_SENTENCES
from carecircle.web.feed.doses import DOSE_SENTENCES, named
from carecircle.web.feed.facts import Facts
from carecircle.web.feed.medicines import MEDICINE_SENTENCES
from carecircle.web.feed.sentence import Sentence, who
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.wording.roles import role_words


def changed(event: Event, facts: Facts) -> Sentence:
    medication, what = facts.get(event, "medication"), named(event, facts)
    if medication and medication.stopped_at and medication.stopped_at <= event.at:
        words = _("%(who)s stopped %(what)s", who=who(event), what=what)
        return Sentence("pill", words, medication.stopped_why)
    changes = {
        "regimen": _("%(who)s changed how %(what)s is taken", who=who(event), what=what),
        "taken_back": _("%(who)s took a change of %(what)s back", who=who(event), what=what),
        "in_force": _("The change of %(what)s counts from today", what=what),
        "photo": _("%(who)s added a photo of %(what)s", who=who(event), what=what),
        "window": _("%(who)s changed the numbers of %(what)s", who=who(event), what=what),
        "seen": _("%(who)s has seen the change of %(what)s", who=who(event), what=what),
        "confirmed": _("%(who)s compared and confirmed %(what)s", who=who(event), what=what),
        "stock": _("%(who)s counted %(what)s", who=who(event), what=what),
        "active": _("%(who)s activated %(what)s", who=who(event), what=what),
    }
    otherwise = _("%(who)s wrote down %(what)s", who=who(event), what=what)
    return Sentence("pill", changes.get(event.data.get("what", ""), otherwise))


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
        role=role_words(event.data["role"]),
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
    **DOSE_SENTENCES,
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
