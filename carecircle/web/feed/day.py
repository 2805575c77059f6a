"""Sentences about shifts and what was said."""

from carecircle.events.models import Event
from carecircle.web.feed.facts import Facts
from carecircle.web.feed.sentence import Sentence, who
from carecircle.web.words import gettext as _


def started(event: Event, facts: Facts) -> Sentence:
    return Sentence("door", _("%(who)s checked in", who=who(event)))


def ended(event: Event, facts: Facts) -> Sentence:
    shift = facts.get(event, "shift")
    why = shift.ended_why if shift else None
    return Sentence("door", _("%(who)s checked out", who=who(event)), why)


def uncovered(event: Event, facts: Facts) -> Sentence:
    member = facts.get(event, "member")
    if member is None:
        return Sentence("k-late", _("Nobody has taken the shift that begins now"))
    return Sentence("k-late", _("%(name)s has not checked in", name=member.name))


def handed_off(event: Event, facts: Facts) -> Sentence:
    member = facts.get(event, "member")
    name = member.name if member else _("somebody")
    if event.data.get("told"):
        return Sentence("k-late", _("Nobody has accepted the handoff of %(name)s", name=name))
    return Sentence("swap", _("%(name)s wrote the handoff", name=name))


def accepted(event: Event, facts: Facts) -> Sentence:
    return Sentence("tick", _("%(who)s accepted the handoff", who=who(event)))


def said(event: Event, facts: Facts) -> Sentence:
    """As it was said; an edit is another matter."""
    channel = facts.get(event, "channel")
    words = _("%(who)s in %(channel)s", who=who(event), channel=channel.name if channel else "")
    return Sentence("chat", words, event.data["text"])


DAY_SENTENCES = {
    "shift:started": started,
    "shift:ended": ended,
    "shift:uncovered": uncovered,
    "shift:handoff": handed_off,
    "shift:accepted": accepted,
    "message": said,
}
