"""How events of shifts and handoffs are shown."""

from datetime import datetime

from sqlalchemy.orm import Session

from carecircle.care import permissions
from carecircle.care.shifts.queries import handoffs_of, the_shift
from carecircle.events.models import Event
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.event_view import Context, EventContext, EventView, Sentence
from carecircle.web.shifts.duty import duty_view
from carecircle.web.shifts.handoff_views import handoff_view
from carecircle.web.shifts.views import changed_days, day_views

PAGE = "/shifts/{shift}"


def _shift(session: Session, event: Event, role: str, zone: str) -> Context:
    shift = the_shift(session, event.family_id, event.data["shift"])
    return {
        "days": day_views(session, event.family_id, zone, changed_days(session, shift, zone)),
        "duty": duty_view(session, event.family_id, zone),
        "may_work": permissions.allows(role, "shift:work"),
    }


def _handoff(session: Session, event: Event, role: str, zone: str) -> Context:
    shift = the_shift(session, event.family_id, event.data["shift"])
    found = [
        one
        for one in handoffs_of(session, event.family_id, shift.id)
        if one.id == event.data.get("handoff")
    ]
    shown = handoff_view(session, found[0], shift, zone) if found else None
    return _shift(session, event, role, zone) | {"handoff": shown}


def started(it: EventContext) -> Sentence:
    return Sentence("door", _("%(who)s checked in", who=it.who))


def ended(it: EventContext) -> Sentence:
    return Sentence("door", _("%(who)s checked out", who=it.who), it.data.get("why"))


def changed(it: EventContext) -> Sentence:
    data, named = it.data, {"who": it.who, "when": _when(it)}
    if data.get("cancelled"):
        return Sentence("cross", _("%(who)s took the shift of %(when)s off the rota", **named))
    if data.get("taken"):
        return Sentence("swap", _("%(who)s took the shift of %(when)s", **named))
    if data.get("offered"):
        words = _("%(who)s asks to be relieved of the shift of %(when)s", **named)
        return Sentence("swap", words)
    if "offered" in data:
        return Sentence("tick", _("%(who)s does the shift of %(when)s after all", **named))
    if "turns" not in data:
        return Sentence("rota", _("%(who)s changed the shift of %(when)s", **named))
    return Sentence("rota", _planned(it, named))


def _when(it: EventContext) -> str:
    starts_at = it.data.get("starts_at")
    return times.short_words(datetime.fromisoformat(starts_at), it.zone) if starts_at else "?"


def _planned(it: EventContext, named: dict[str, str]) -> str:
    name, turns = it.data.get("member_name"), it.data["turns"]
    if name is None:
        words = _("%(who)s planned a shift of %(when)s for nobody yet", **named)
    else:
        words = _("%(who)s planned a shift of %(when)s for %(name)s", **named, name=name)
    more = ", " + _("and %(count)s more", count=turns - 1) if turns > 1 else ""
    return words + more


def uncovered(it: EventContext) -> Sentence:
    name = it.data.get("member_name")
    if name is None:
        return Sentence("k-late", _("Nobody has taken the shift that begins now"))
    return Sentence("k-late", _("%(name)s has not checked in", name=name))


def handed_off(it: EventContext) -> Sentence:
    name = it.data.get("member_name") or _("somebody")
    if it.data.get("told"):
        return Sentence("k-late", _("Nobody has accepted the handoff of %(name)s", name=name))
    return Sentence("swap", _("%(name)s wrote the handoff", name=name))


def accepted(it: EventContext) -> Sentence:
    return Sentence("tick", _("%(who)s accepted the handoff", who=it.who))


SHIFT_EVENTS = {
    "shift:changed": EventView(changed, _shift, page=PAGE),
    "shift:started": EventView(started, _shift),
    "shift:ended": EventView(ended, _shift),
    "shift:uncovered": EventView(uncovered, _shift, page=PAGE),
    "shift:handoff": EventView(handed_off, _handoff, page=PAGE),
    "shift:accepted": EventView(accepted, _handoff),
}
