"""Care recipients: the list, a profile, adding and changing one."""

from typing import Any

from flask import Response, g, jsonify, make_response
from sqlalchemy.orm import Session

from carecircle.care import permissions
from carecircle.care.errors import ActionError, NotFound
from carecircle.care.inputs.declared import reads_body
from carecircle.care.medications.allergies.actions import change_recipient as change_allergies
from carecircle.care.recipients import actions
from carecircle.care.recipients.inputs import RecipientChangeInput, RecipientInput
from carecircle.care.recipients.models import Allergy, Recipient
from carecircle.care.recipients.queries import allergies_of, contacts_of, recipients_of
from carecircle.db.session import reading
from carecircle.web.http.forms import form_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import write
from carecircle.web.recipients.blueprint import bp
from carecircle.web.shared.people import photo_url, recipient_view, recipient_views
from carecircle.web.shared.questions import question_views

FORM = "recipients/edit.html"


@bp.get("/families/<id:family>/recipients")
def recipients(family: str) -> Response:
    with reading() as read:
        if wants_json():
            items = [_resource(read, one) for one in recipients_of(read, family)]
            return make_response(jsonify({"items": items, "next": None}))
        views = recipient_views(read, family)
    return render_page("recipients/index.html", recipients=views, may_change=_may_change())


@bp.get("/families/<id:family>/recipients/<id:recipient>")
def recipient(family: str, recipient: str) -> Response:
    if wants_json():
        with reading() as read:
            return make_response(jsonify(_resource(read, _found(read, family, recipient))))
    return recipient_page(family, recipient)


def recipient_page(family: str, recipient: str, error: ActionError | None = None) -> Response:
    """error: why a photo was refused."""
    return render_page(
        "recipients/show.html",
        error.status if error else 200,
        recipient=_profile(family, recipient),
        may_change=_may_change(),
        values={},
        errors=getattr(error, "fields", {}),
    )


@bp.get("/families/<id:family>/recipients/new")
def new_recipient(family: str) -> Response:
    return render_page(FORM, recipient=None, values={}, errors={})


@bp.get("/families/<id:family>/recipients/<id:recipient>/edit")
def edit_recipient(family: str, recipient: str) -> Response:
    with reading() as read:
        one = _found(read, family, recipient)
        values = _typed(one, allergies_of(read, family).get(recipient, []))
    return render_page(FORM, recipient=one, values=values, errors={})


@bp.post("/families/<id:family>/recipients")
@reads_body(RecipientInput)
def add_recipient(family: str) -> Response:
    try:
        values = RecipientInput.read(submitted())
        return write(lambda: _written(actions.add_recipient(g.actor, values), 201))
    except ActionError as error:
        return form_again(error, FORM, recipient=None)


@bp.post("/families/<id:family>/recipients/<id:recipient>")
@reads_body(RecipientChangeInput)
def change_recipient(family: str, recipient: str) -> Response:
    try:
        values = RecipientChangeInput.read(submitted())
        return write(lambda: _written(change_allergies(g.actor, recipient, values), 200))
    except NotFound:
        raise
    except ActionError as error:
        asked = question_views(error, submitted())
        return form_again(error, FORM, recipient=_profile(family, recipient), questions=asked)


def _found(read: Session, family: str, recipient: str) -> Recipient:
    for one in recipients_of(read, family):
        if one.id == recipient:
            return one
    raise NotFound


def _profile(family: str, recipient: str) -> dict[str, Any]:
    """Returns the care recipient as the partials expect it, with the contacts to call."""
    with reading() as read:
        one = _found(read, family, recipient)
        view = recipient_view(one, allergies_of(read, family).get(recipient, []))
        contacts = contacts_of(read, family, recipient)
    return vars(view) | {"conditions": one.conditions, "contacts": contacts}


def _typed(one: Recipient, allergies: list[Allergy]) -> dict[str, Any]:
    """Returns the profile as form values."""
    lines = [f"{a.substance} ({a.reaction})" if a.reaction else a.substance for a in allergies]
    typed = {name: getattr(one, name) for name in ("name", "preferred_name", "zone", "conditions")}
    return typed | {
        "born_on": one.born_on.isoformat() if one.born_on else "",
        "allergies": "\n".join(lines),
        "no_allergies": one.no_allergies_asked_on is not None,
    }


def _resource(read: Session, one: Recipient) -> dict[str, Any]:
    profile = {name: getattr(one, name) for name in ("id", "name", "preferred_name", "zone")}
    asked_on = one.no_allergies_asked_on
    return profile | {
        "conditions": one.conditions,
        "photo": photo_url(one),
        "born_on": one.born_on.isoformat() if one.born_on else None,
        "no_allergies_asked_on": asked_on.isoformat() if asked_on else None,
        "allergies": [
            {"substance": a.substance, "reaction": a.reaction}
            for a in allergies_of(read, one.family_id).get(one.id, [])
        ],
        "contacts": [
            {"name": c.name, "relation": c.relation, "phone": c.phone}
            for c in contacts_of(read, one.family_id, one.id)
        ],
    }


def _written(row: Recipient, status: int) -> WriteResult:
    with reading() as read:
        resource = _resource(read, row)
    return WriteResult(resource, f"/families/{row.family_id}/recipients/{row.id}", status=status)


def _may_change() -> bool:
    return permissions.allows(g.actor.role, "recipient:change")
