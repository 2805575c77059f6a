"""The emergency sheet: shown, filled in, and opened by a link without sign-in."""

from dataclasses import replace
from typing import Any

from flask import Response, g, jsonify, make_response, render_template, request

from carecircle.care import permissions
from carecircle.care.errors import ActionError, NotFound
from carecircle.care.inputs import NoInput
from carecircle.care.inputs.declared import reads_body
from carecircle.care.recipients.queries import photo_of
from carecircle.care.sheets import actions, queries
from carecircle.care.sheets.inputs import SheetInput
from carecircle.db.session import reading
from carecircle.web.http.forms import form_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.pages import render_page
from carecircle.web.http.photos import jpeg
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import write
from carecircle.web.language import times
from carecircle.web.paper.blueprint import bp
from carecircle.web.paper.emergency_sheet_view import sheet_view
from carecircle.web.shared import signed_links

BASE = "/families/<id:family>/recipients/<id:recipient>"
FORM = "paper/edit.html"


def emergency_sheet(family: str, recipient: str) -> Response:
    with reading() as session:
        shown = sheet_view(session, family, recipient)
        if wants_json():
            return make_response(jsonify(_resource(shown)))
        newest = next(iter(queries.open_links(session, family, recipient)), None)
    return render_page("paper/emergency.html", **shown, **_around(newest))


@bp.get(f"{BASE}/emergency-sheet/edit")
def edit_sheet(family: str, recipient: str) -> Response:
    return render_page(FORM, errors={}, **_form(family, recipient))


@bp.post(f"{BASE}/emergency-sheet")
@reads_body(SheetInput)
def write_sheet(family: str, recipient: str) -> Response:
    here = f"/families/{family}/recipients/{recipient}/emergency-sheet"

    def write_it() -> WriteResult:
        actions.change_sheet(g.actor, recipient, SheetInput.read(submitted()))
        with reading() as session:
            return WriteResult(_resource(sheet_view(session, family, recipient)), here, status=200)

    try:
        return write(write_it)
    except NotFound:
        raise
    except ActionError as error:
        around = _form(family, recipient)
        del around["values"]
        return form_again(error, FORM, **around)


@bp.post(f"{BASE}/emergency-sheet/links")
@reads_body(NoInput)
def make_link(family: str, recipient: str) -> Response:
    def make() -> WriteResult:
        link = actions.create_link(g.actor, recipient)
        here = f"/families/{family}/recipients/{recipient}/emergency-sheet"
        return WriteResult({"id": link.id, "url": signed_links.address_of(link)}, here)

    return write(make)


@bp.post(f"{BASE}/emergency-sheet/links/revocation")
@reads_body(NoInput)
def revoke_links(family: str, recipient: str) -> Response:
    here = f"/families/{family}/recipients/{recipient}/emergency-sheet"
    return write(
        lambda: WriteResult({"revoked": actions.revoke_links(g.actor, recipient)}, here, status=200)
    )


@bp.get("/sheet/<id:link>/<id:signed>/photo")
def photo_by_link(link: str, signed: str) -> Response:
    """While the link opens the sheet, it opens the face on it."""
    if not signed_links.is_signed(link, signed):
        raise NotFound
    with reading() as session:
        found = queries.the_open_link(session, link)
        return jpeg(photo_of(session, found.family_id, found.recipient_id).content)


@bp.get("/sheet/<id:link>/<id:signed>")
def by_link(link: str, signed: str) -> Response:
    """For a crew that scans the code: no sign-in, nothing to press, and it is written down."""
    if not signed_links.is_signed(link, signed):
        raise NotFound
    found = actions.open_by_link(link, request.remote_addr)
    with reading() as session:
        shown = sheet_view(session, found.family_id, found.recipient_id)
    if shown["recipient"].photo:
        shown["recipient"] = replace(shown["recipient"], photo=f"{request.path}/photo")
    response = make_response(render_template("paper/by_link.html", **shown))
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    return response


def _around(link: Any) -> dict[str, Any]:
    return {
        "qr": signed_links.qr(signed_links.address_of(link)) if link else None,
        "link_until": times.when_words(link.expires_at, g.zone) if link else None,
        "may_change": permissions.allows(g.actor.role, "recipient:change"),
        "nav": "people",
    }


def _form(family: str, recipient: str) -> dict[str, Any]:
    with reading() as session:
        shown = sheet_view(session, family, recipient)
    lines = [", ".join(filter(None, (c.name, c.relation, c.phone))) for c in shown["contacts"]]
    values = shown["facts"] | {"contacts": "\n".join(lines)}
    return {"recipient": shown["recipient"], "values": values, "nav": "people"}


def _resource(shown: dict[str, Any]) -> dict[str, Any]:
    recipient = shown["recipient"]
    return {
        "recipient": {"id": recipient.id, "name": recipient.name, "age": recipient.age},
        "allergies": recipient.allergies_line,
        "conditions": shown["conditions"],
        **shown["facts"],
        "medications": shown["medications"],
        "contacts": [
            {"name": c.name, "relation": c.relation, "phone": c.phone} for c in shown["contacts"]
        ],
    }
