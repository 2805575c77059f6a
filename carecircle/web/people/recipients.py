"""Who is cared for: the list, a profile, writing it down and changing it."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, g, jsonify, make_response

from carecircle import clock
from carecircle.care.errors import NotThere, Refused
from carecircle.care.families import permissions
from carecircle.care.recipients import actions
from carecircle.care.recipients.inputs import RecipientInput
from carecircle.care.recipients.models import Allergy, Recipient
from carecircle.care.recipients.queries import allergies_of, contacts_of, recipients_of
from carecircle.care.recipients.rules import age
from carecircle.db.session import reading
from carecircle.web.forms import form_again
from carecircle.web.once import Outcome
from carecircle.web.people import people
from carecircle.web.reading import render_page, submitted, wants_json
from carecircle.web.words import gettext as _
from carecircle.web.writing import write

FORM = "people/recipient_form.html"


@people.get("/families/<id:family>/recipients")
def recipients(family: str) -> Response:
    with reading() as read:
        allergies = allergies_of(read, family)
        items = [shown(one, allergies.get(one.id, [])) for one in recipients_of(read, family)]
    if wants_json():
        return make_response(jsonify({"items": [_resource(one) for one in items], "next": None}))
    return render_page("people/recipients.html", recipients=items, may_change=_may_change())


@people.get("/families/<id:family>/recipients/<id:recipient>")
def recipient(family: str, recipient: str) -> Response:
    one = _one(family, recipient)
    if wants_json():
        return make_response(jsonify(_resource(one)))
    return render_page("people/recipient.html", recipient=one, may_change=_may_change())


@people.get("/families/<id:family>/recipients/new")
def new_recipient(family: str) -> Response:
    return render_page(FORM, recipient=None, values={}, errors={})


@people.get("/families/<id:family>/recipients/<id:recipient>/edit")
def edit_recipient(family: str, recipient: str) -> Response:
    one = _one(family, recipient)
    lines = [_said(allergy) for allergy in one["allergies"]]
    values = one | {"allergies": "\n".join(lines), "no_allergies": one["no_allergies_asked_on"]}
    return render_page(FORM, recipient=one, values=values, errors={})


@people.post("/families/<id:family>/recipients")
def add_recipient(family: str) -> Response:
    try:
        values = RecipientInput.read(submitted())
        return write(lambda: _written(actions.add_recipient(g.actor, values), 201))
    except Refused as error:
        return form_again(error, FORM, recipient=None)


@people.post("/families/<id:family>/recipients/<id:recipient>")
def change_recipient(family: str, recipient: str) -> Response:
    try:
        values = RecipientInput.read(submitted())
        return write(lambda: _written(actions.change_recipient(g.actor, recipient, values), 200))
    except NotThere:
        raise
    except Refused as error:
        return form_again(error, FORM, recipient=_one(family, recipient))


def shown(one: Recipient, allergies: list[Allergy]) -> dict[str, Any]:
    """As the partials of a care recipient want it."""
    today = clock.now().astimezone(ZoneInfo(one.zone)).date()
    return {
        "id": one.id,
        "name": one.name,
        "preferred_name": one.preferred_name,
        "born_on": one.born_on,
        "age": age(one.born_on, today),
        "zone": one.zone,
        "zone_name": one.zone,
        "conditions": one.conditions,
        "no_allergies_asked_on": one.no_allergies_asked_on,
        "allergies": [{"substance": a.substance, "reaction": a.reaction} for a in allergies],
        "allergies_line": _line(one, allergies),
        "url": f"/families/{one.family_id}/recipients/{one.id}",
    }


def _one(family: str, recipient: str) -> dict[str, Any]:
    with reading() as read:
        found = [one for one in recipients_of(read, family) if one.id == recipient]
        if not found:
            raise NotThere
        allergies = allergies_of(read, family).get(recipient, [])
        contacts = contacts_of(read, family, recipient)
    return shown(found[0], allergies) | {"contacts": contacts}


def _line(one: Recipient, allergies: list[Allergy]) -> str:
    """None known and never asked are not the same."""
    if allergies:
        return ", ".join(_said(vars(allergy)) for allergy in allergies)
    return _("No known allergies") if one.no_allergies_asked_on else _("Not recorded")


def _said(allergy: dict[str, str | None]) -> str:
    reaction = f" ({allergy['reaction']})" if allergy["reaction"] else ""
    return f"{allergy['substance']}{reaction}"


def _resource(one: dict[str, Any]) -> dict[str, Any]:
    told = ("id", "name", "preferred_name", "zone", "conditions", "allergies")
    dates = {
        name: one[name].isoformat() if one[name] else None
        for name in ("born_on", "no_allergies_asked_on")
    }
    contacts = [
        {"name": c.name, "relation": c.relation, "phone": c.phone} for c in one.get("contacts", [])
    ]
    return {name: one[name] for name in told} | dates | {"contacts": contacts}


def _written(row: Recipient, status: int) -> Outcome:
    with reading() as read:
        allergies = allergies_of(read, row.family_id).get(row.id, [])
    one = shown(row, allergies)
    return Outcome(_resource(one), str(one["url"]), status=status)


def _may_change() -> bool:
    return permissions.allows(g.actor.role, "recipient:change")
