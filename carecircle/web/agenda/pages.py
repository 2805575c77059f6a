"""The agenda's pages and writes: appointments and tasks, who does them, and when they are due."""

from datetime import timedelta
from typing import Any

from flask import Response, g, jsonify, make_response
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care import permissions
from carecircle.care.agenda import actions, inputs, queries, rules
from carecircle.care.agenda.models import AgendaItem
from carecircle.care.errors import ActionError
from carecircle.care.families.queries import present_members
from carecircle.care.inputs import NoInput
from carecircle.care.inputs.declared import reads_body
from carecircle.care.recipients.queries import recipients_of
from carecircle.db.session import reading
from carecircle.events.envelope import instant
from carecircle.web.agenda.blueprint import bp
from carecircle.web.http.forms import form_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import write
from carecircle.web.language import times
from carecircle.web.shared.members import members_of
from carecircle.web.shared.people import recipient_views

MOST = 200
STILL_SHOWN = timedelta(hours=12)


@bp.get("/families/<id:family>/agenda")
def agenda(family: str) -> Response:
    with reading() as session:
        found = queries.agenda_of(session, family, clock.now() - STILL_SHOWN, MOST)
        if wants_json():
            items = [item_resource(one) for one in found]
            return make_response(jsonify({"items": items, "next": None}))
        shown = item_views(session, family, g.zone)
    return render_page(
        "agenda/index.html",
        items=shown,
        may_change=permissions.allows(g.actor.role, "agenda:change"),
        values={},
        errors={},
        **_form(family),
    )


@bp.post("/families/<id:family>/agenda")
@reads_body(inputs.AgendaInput)
def add_item(family: str) -> Response:
    def add() -> WriteResult:
        return _outcome(actions.add_item(g.actor, inputs.AgendaInput.read(submitted())), 201)

    try:
        return write(add)
    except ActionError as error:
        with reading() as session:
            shown = item_views(session, family, g.zone)
        return form_again(error, "agenda/index.html", items=shown, may_change=True, **_form(family))


@bp.get("/families/<id:family>/agenda/<id:item>")
def item(family: str, item: str) -> Response:
    with reading() as session:
        found = queries.the_item(session, family, item)
    if wants_json():
        return make_response(jsonify(item_resource(found)))
    return agenda(family)


@bp.post("/families/<id:family>/agenda/<id:item>/owner")
@reads_body(NoInput)
def take_on_item(family: str, item: str) -> Response:
    return write(lambda: _outcome(actions.take_over(g.actor, item), 200))


@bp.post("/families/<id:family>/agenda/<id:item>/done")
@reads_body(NoInput)
def finish(family: str, item: str) -> Response:
    return write(lambda: _outcome(actions.finish(g.actor, item), 200))


@bp.post("/families/<id:family>/agenda/<id:item>/cancellation")
@reads_body(NoInput)
def cancel_item(family: str, item: str) -> Response:
    return write(lambda: _outcome(actions.cancel_item(g.actor, item), 200))


def item_views(session: Session, family: str, zone: str) -> list[dict[str, Any]]:
    """Returns the coming appointments and the open tasks, earliest first."""
    found = queries.agenda_of(session, family, clock.now() - STILL_SHOWN, MOST)
    members, people = members_of(session, family), recipients_of(session, family)
    names = {one.id: one.name for one in people} if len(people) > 1 else {}
    return [_view(one, members, zone) | {"of": names.get(one.recipient_id or "")} for one in found]


def _view(one: AgendaItem, members: dict[str, dict[str, str]], zone: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "url": f"/families/{one.family_id}/agenda/{one.id}",
        "kind": one.kind,
        "what": one.what,
        "is_overdue": rules.is_overdue(one.kind, one.due_at, clock.now()),
        "when": times.when_words(one.due_at, zone) if one.due_at else "",
        "place": one.place,
        "transport": one.transport,
        "note": one.note,
        "member": members.get(one.member_id or ""),
    }


def item_resource(one: AgendaItem) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "what": one.what,
        "due_at": instant(one.due_at) if one.due_at else None,
        "place": one.place,
        "transport": one.transport,
        "note": one.note,
        "member": one.member_id,
        "recipient": one.recipient_id,
        "done_at": instant(one.done_at) if one.done_at else None,
        "cancelled_at": instant(one.cancelled_at) if one.cancelled_at else None,
    }


def _outcome(one: AgendaItem, status: int) -> WriteResult:
    """Returns the outcome of a write. A question leads to the visit summary that lists it."""
    home = f"/families/{one.family_id}"
    is_for_visit = one.kind == "question" and one.recipient_id is not None
    page = f"{home}/recipients/{one.recipient_id}/summary" if is_for_visit else f"{home}/agenda"
    return WriteResult(item_resource(one), f"{home}/agenda/{one.id}", page, status)


def _form(family: str) -> dict[str, Any]:
    with reading() as session:
        return {
            "members": present_members(session, family),
            "recipients": recipient_views(session, family),
            "nav": "agenda",
        }
