"""Sentences about shifts and what was said."""

from carecircle.events.models import Event
from carecircle.web.feed.facts import Facts
from carecircle.web.feed.sentence import Sentence, who
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.wording import observation_words


def started(event: Event, facts: Facts) -> Sentence:
    return Sentence("door", _("%(who)s checked in", who=who(event)))


def ended(event: Event, facts: Facts) -> Sentence:
    shift = facts.get(event, "shift")
    why = shift.ended_why if shift else None
    return Sentence("door", _("%(who)s checked out", who=who(event)), why)


def rota_changed(event: Event, facts: Facts) -> Sentence:
    shift, member = facts.get(event, "shift"), facts.get(event, "member")
    named = {
        "who": who(event),
        "when": times.short_words(shift.starts_at, facts.zone) if shift else "?",
        "name": member.name if member else "",
    }
    said = event.data
    if said.get("cancelled"):
        return Sentence("cross", _("%(who)s took the shift of %(when)s off the rota", **named))
    if said.get("taken"):
        return Sentence("swap", _("%(who)s took the shift of %(when)s", **named))
    if said.get("offered"):
        words = _("%(who)s asks to be relieved of the shift of %(when)s", **named)
        return Sentence("swap", words)
    if "offered" in said:
        return Sentence("tick", _("%(who)s does the shift of %(when)s after all", **named))
    if "turns" not in said:
        return Sentence("rota", _("%(who)s changed the shift of %(when)s", **named))
    if member is None:
        words = _("%(who)s planned a shift of %(when)s for nobody yet", **named)
    else:
        words = _("%(who)s planned a shift of %(when)s for %(name)s", **named)
    if said["turns"] > 1:
        words += ", " + _("and %(count)s more", count=said["turns"] - 1)
    return Sentence("rota", words)


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


def _observed(event: Event) -> str:
    kind = event.data["kind"]
    value = observation_words.value_words(kind, event.data["value"], event.data["unit"])
    return f"{observation_words.kinds()[kind]}: {value}"


def observed(event: Event, facts: Facts) -> Sentence:
    found = facts.get(event, "observation")
    icon = "fall" if event.data["kind"] == "incident" else "eye"
    told = _("%(who)s wrote down %(what)s", who=who(event), what=_observed(event))
    return Sentence(icon, told, found.note if found else None)


def struck_through(event: Event, facts: Facts) -> Sentence:
    found = facts.get(event, "observation")
    told = _("%(who)s struck through %(what)s", who=who(event), what=_observed(event))
    return Sentence("undo", told, found.voided_why if found else None)


def planned(event: Event, facts: Facts) -> Sentence:
    item = facts.get(event, "item")
    what = item.what if item else _("something")
    if event.data.get("done"):
        return Sentence("tick", _("%(who)s has done: %(what)s", who=who(event), what=what))
    if event.data.get("cancelled"):
        return Sentence("cross", _("%(who)s took off: %(what)s", who=who(event), what=what))
    if event.data.get("due"):
        is_task = event.data["kind"] == "task"
        told = _("Due now: %(what)s", what=what) if is_task else _("Soon: %(what)s", what=what)
        return Sentence("bell", told)
    return Sentence("rota", _("On the agenda: %(what)s", what=what))


DAY_SENTENCES = {
    "observation:recorded": observed,
    "observation:corrected": struck_through,
    "agenda:changed": planned,
    "shift:changed": rota_changed,
    "shift:started": started,
    "shift:ended": ended,
    "shift:uncovered": uncovered,
    "shift:handoff": handed_off,
    "shift:accepted": accepted,
    "message": said,
}
