"""Sentences about emergencies."""

from carecircle.events.models import Event
from carecircle.web.feed.facts import Facts
from carecircle.web.feed.sentence import Sentence, who
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.wording import emergency_words


def _emergency(event: Event) -> str:
    kinds = dict(emergency_words.types())
    kind = kinds[event.data["type"]]
    return _("Drill: %(kind)s", kind=kind) if event.data["drill"] else kind


def alert(event: Event, facts: Facts) -> Sentence:
    words = _("%(who)s raised an emergency: %(kind)s", who=who(event), kind=_emergency(event))
    return Sentence("k-emg", words)


def updated(event: Event, facts: Facts) -> Sentence:
    emergency = facts.get(event, "emergency")
    words = _("%(who)s added to the emergency: %(kind)s", who=who(event), kind=_emergency(event))
    has_note = emergency is not None and "note" in event.data.get("changed", [])
    return Sentence("k-emg", words, emergency.note if has_note else None)


def acknowledged(event: Event, facts: Facts) -> Sentence:
    minutes = event.data.get("minutes")
    if event.data.get("answer") == "on_scene":
        return Sentence("pin", _("%(who)s is there", who=who(event)))
    if minutes is None:
        return Sentence("way", _("%(who)s is on the way", who=who(event)))
    words = _("%(who)s is on the way, %(minutes)s min", who=who(event), minutes=minutes)
    return Sentence("way", words)


def declined(event: Event, facts: Facts) -> Sentence:
    return Sentence("cross", _("%(who)s cannot come", who=who(event)))


def resolved(event: Event, facts: Facts) -> Sentence:
    emergency = facts.get(event, "emergency")
    ended = dict(emergency_words.outcomes()).get(str(event.data.get("outcome")), "")
    words = _("%(who)s closed the emergency: %(ended)s", who=who(event), ended=ended)
    return Sentence("tick", words, emergency.resolution_note if emergency else None)


def reopened(event: Event, facts: Facts) -> Sentence:
    return Sentence("k-emg", _("%(who)s opened the emergency again", who=who(event)))


def escalated(event: Event, facts: Facts) -> Sentence:
    words = {
        "again": _("Raised again: no news since the last answer"),
        "louder": _("Nobody has answered: told again, louder"),
        "outside": _("Nobody has answered: admins and outside contacts are told"),
        "call": _("Nobody has answered: call for help yourselves"),
    }[event.data["step"]]
    return Sentence("k-emg", _("%(words)s (late)", words=words) if event.data["late"] else words)
