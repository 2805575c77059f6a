"""Whom to call, in which order: who is on duty first, then the others, and where to send help."""

from typing import Any

from flask import Response, g, jsonify, make_response
from sqlalchemy.orm import Session

from carecircle.care import permissions
from carecircle.care.emergencies.queries import open_emergencies
from carecircle.care.families.queries import family as the_family
from carecircle.care.families.queries import present_members
from carecircle.care.recipients.queries import contacts_of
from carecircle.care.sheets import rules
from carecircle.care.sheets.queries import facts_of
from carecircle.care.shifts.queries import on_duty
from carecircle.db.session import reading
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import wants_json
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.people import RecipientView, recipient_views


def call_list(family: str) -> Response:
    with reading() as session:
        duty = _on_duty(session, family)
        lists = [_list(session, family, one, duty) for one in recipient_views(session, family)]
        first = {
            "first_number": the_family(session, family).emergency_number,
            "drill": _is_drill_alone(session, family),
        }
    if wants_json():
        items = [_resource(one) for one in lists]
        number = first["first_number"]
        return make_response(jsonify({"first_number": number, "items": items, "next": None}))
    may_change = permissions.allows(g.actor.role, "recipient:change")
    shown: dict[str, Any] = {"first": first, "lists": lists, "may_change": may_change}
    return render_page("paper/call_list.html", **shown, nav="emergencies")


def _on_duty(session: Session, family_id: str) -> list[str]:
    """The names of who checked in; whoever reads this need not be called."""
    there = {shift.member_id for shift in on_duty(session, family_id)} - {g.actor.member_id}
    return [one.name for one in present_members(session, family_id) if one.id in there]


def _is_drill_alone(session: Session, family_id: str) -> bool:
    """Nobody calls an ambulance for a drill; a real one beside it counts."""
    drills = [one.is_drill for one in open_emergencies(session, family_id)]
    return bool(drills) and all(drills)


def _list(
    session: Session, family_id: str, recipient: RecipientView, duty: list[str]
) -> dict[str, Any]:
    contacts = rules.on_duty_first(contacts_of(session, family_id, recipient.id), duty)
    facts = facts_of(session, family_id, recipient.id)
    others = [(_("Doctor"), facts.doctor), (_("Pharmacy"), facts.pharmacy)] if facts else []
    return {
        "recipient": recipient,
        "facts": facts,
        "contacts": [(one, rules.contains_name(one.name, duty)) for one in contacts],
        "without": [n for n in duty if not rules.contains_name(n, [one.name for one in contacts])],
        "others": [_other(what, said) for what, said in others if said],
    }


def _other(what: str, said: str) -> tuple[str, str, str | None]:
    """What, whom and their number; what is no single line with a number stays as it was said."""
    number = rules.number_in(said)
    return what, said.strip().removesuffix(number or "").rstrip(" ,") if number else said, number


def _resource(one: dict[str, Any]) -> dict[str, Any]:
    recipient, facts = one["recipient"], one["facts"]
    return {
        "id": recipient.id,
        "name": recipient.name,
        "address": facts and facts.address,
        "access": facts and facts.access,
        "on_duty_without_number": one["without"],
        "contacts": [
            {"name": c.name, "relation": c.relation, "phone": c.phone, "on_duty": is_on_duty}
            for c, is_on_duty in one["contacts"]
        ],
    }
