"""How events of emergencies are shown."""

from sqlalchemy.orm import Session

from carecircle.care.emergencies.queries import the_emergency
from carecircle.events.models import Event
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.emergencies.views import open_views, views_of
from carecircle.web.shared.event_view import Context, EventContext, EventView, Sentence
from carecircle.web.shared.wording import emergency_words

PAGE = "/emergencies/{emergency}"


def _emergency(session: Session, event: Event, role: str, zone: str) -> Context:
    family_id, wanted = event.family_id, event.data["emergency"]
    still_open = open_views(session, family_id, role)
    found = [one for one in still_open if one.id == wanted]
    if not found:
        found = views_of(session, family_id, [the_emergency(session, family_id, wanted)], role)
    return {
        "emergency": found[0],
        "open_emergencies": still_open,
        "types": emergency_words.types(),
        "outcomes": emergency_words.outcomes(),
        "values": {},
        "errors": {},
    }


def _kind(it: EventContext) -> str:
    kind = dict(emergency_words.types())[it.data["type"]]
    return _("Drill: %(kind)s", kind=kind) if it.data["drill"] else kind


def alert(it: EventContext) -> Sentence:
    words = _("%(who)s raised an emergency: %(kind)s", who=it.who, kind=_kind(it))
    return Sentence("k-emg", words)


def updated(it: EventContext) -> Sentence:
    words = _("%(who)s added to the emergency: %(kind)s", who=it.who, kind=_kind(it))
    return Sentence("k-emg", words, it.data.get("note"))


def acknowledged(it: EventContext) -> Sentence:
    minutes = it.data.get("minutes")
    if it.data.get("answer") == "on_scene":
        return Sentence("pin", _("%(who)s is there", who=it.who))
    if minutes is None:
        return Sentence("way", _("%(who)s is on the way", who=it.who))
    words = _("%(who)s is on the way, %(minutes)s min", who=it.who, minutes=minutes)
    return Sentence("way", words)


def declined(it: EventContext) -> Sentence:
    return Sentence("cross", _("%(who)s cannot come", who=it.who))


def resolved(it: EventContext) -> Sentence:
    ended = dict(emergency_words.outcomes()).get(str(it.data.get("outcome")), "")
    words = _("%(who)s closed the emergency: %(ended)s", who=it.who, ended=ended)
    return Sentence("tick", words, it.data.get("note"))


def reopened(it: EventContext) -> Sentence:
    return Sentence("k-emg", _("%(who)s opened the emergency again", who=it.who))


def _raised_again(reason: str) -> str:
    if reason == "clock_put_back":
        return _("Raised again: the server's clock was set back")
    if reason == "no_next_step":
        return _("Raised again: its next alert was missing")
    return _("Raised again: no news since the last answer")


def escalated(it: EventContext) -> Sentence:
    words = {
        "again": _raised_again(it.data.get("reason") or ""),
        "louder": _("No answer yet: alerting again, louder"),
        "outside": _("No answer yet: alerting admins and outside contacts"),
        "call": _("Nobody has answered: call for help yourselves"),
    }[it.data["step"]]
    return Sentence("k-emg", _("%(words)s (late)", words=words) if it.data["late"] else words)


EMERGENCY_EVENTS = {
    "emergency:alert": EventView(alert, _emergency, page=PAGE),
    "emergency:updated": EventView(updated, _emergency),
    "emergency:acknowledged": EventView(acknowledged, _emergency),
    "emergency:declined": EventView(declined, _emergency),
    "emergency:escalated": EventView(escalated, _emergency, page=PAGE),
    "emergency:resolved": EventView(resolved, _emergency),
    "emergency:reopened": EventView(reopened, _emergency, page=PAGE),
    "emergency:received": EventView(gather=_emergency),
}
