"""How events of members are shown: their fragment and their sentence in the feed."""

from sqlalchemy.orm import Session

from carecircle.care import permissions
from carecircle.care.families.models import Member
from carecircle.events.models import Event
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.event_view import Context, EventContext, EventView, Sentence
from carecircle.web.shared.members import member_view
from carecircle.web.shared.wording.roles import role_words


def _member(session: Session, event: Event, role: str, zone: str) -> Context:
    member = session.get_one(Member, event.data["member"])
    may_manage = permissions.allows(role, "member:change")
    return {"member": member_view(member), "may_manage": may_manage}


def _name(it: EventContext) -> str:
    return it.data.get("member_name") or _("somebody")


def joined(it: EventContext) -> Sentence:
    return Sentence("people", _("%(who)s joined the family", who=_name(it)))


def role_changed(it: EventContext) -> Sentence:
    role = role_words(it.data["role"])
    words = _("%(who)s made %(name)s %(role)s", who=it.who, name=_name(it), role=role)
    return Sentence("people", words)


def removed(it: EventContext) -> Sentence:
    if it.event.actor_id == it.data["member"]:
        return Sentence("people", _("%(name)s left the family", name=_name(it)))
    words = _("%(who)s removed %(name)s from the family", who=it.who, name=_name(it))
    return Sentence("people", words)


# A change of members changes who has not been reached by an open emergency.
MEMBER_EVENTS = {
    "member:joined": EventView(joined, _member, alerts=True),
    "member:changed": EventView(role_changed, _member),
    "member:removed": EventView(removed, _member, alerts=True),
}
