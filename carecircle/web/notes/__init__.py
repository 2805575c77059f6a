"""Notes for the family."""

from typing import Annotated, Any

from flask import Blueprint, Response, g, jsonify, make_response, request
from sqlalchemy.orm import Session

from carecircle.care.errors import ActionError
from carecircle.care.inputs import Input, Line
from carecircle.care.inputs.declared import reads_body, reads_query
from carecircle.care.notes import actions, inputs, queries
from carecircle.care.notes.models import Note
from carecircle.db.session import reading
from carecircle.events.envelope import instant
from carecircle.web.http.forms import form_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.pages import render_page
from carecircle.web.http.paging import MOST, next_of
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import write
from carecircle.web.language import times
from carecircle.web.shared.people import initials_of, recipient_views

notes = Blueprint("notes", __name__)


class PageInput(Input):
    before: Annotated[str | None, Line(most=32)] = None


@notes.get("/families/<id:family>/notes")
@reads_query(PageInput)
def all_notes(family: str) -> Response:
    before = PageInput.read(request.args).before
    with reading() as session:
        found = queries.latest_notes(session, family, g.actor.role, MOST + 1, before)
        page, following = next_of(found, lambda one: one.id)
        shown = note_views(session, page, g.zone)
    if wants_json():
        items = [resource(note) for note in page]
        return make_response(jsonify({"items": items, "next": following}))
    return render_page("notes/index.html", notes=shown, next=following, nav="notes")


@notes.get("/families/<id:family>/notes/new")
def new_note(family: str) -> Response:
    return render_page("notes/new.html", values={}, errors={}, **_form(family))


@notes.post("/families/<id:family>/notes")
@reads_body(inputs.NoteInput)
def add_note(family: str) -> Response:
    def add() -> WriteResult:
        note = actions.add_note(g.actor, inputs.NoteInput.read(submitted()))
        here = f"/families/{family}/notes"
        return WriteResult(resource(note), f"{here}/{note.id}", page=here)

    try:
        return write(add)
    except ActionError as error:
        return form_again(error, "notes/new.html", **_form(family))


@notes.get("/families/<id:family>/notes/<id:note>")
def note(family: str, note: str) -> Response:
    with reading() as session:
        found = queries.the_note(session, family, note, g.actor.role)
        shown = note_views(session, [found], g.zone)
    if wants_json():
        return make_response(jsonify(resource(found)))
    return render_page("notes/index.html", notes=shown, next=None, nav="notes")


def note_views(session: Session, found: list[Note], zone: str) -> list[dict[str, Any]]:
    if not found:
        return []
    initials = initials_of(session, found[0].family_id)
    return [_view(one, initials.get(one.author_id, "?"), zone) for one in found]


def _view(one: Note, initials: str, zone: str) -> dict[str, Any]:
    at = times.local(one.at, zone)
    return {
        "id": one.id,
        "author_id": one.author_id,
        "author": one.author_name,
        "initials": initials,
        "body": one.body,
        "at": at,
        "time": times.hhmm(one.at, zone),
        "day": times.day_words(at.date(), times.today(zone)),
        "audience": one.audience,
    }


def resource(one: Note) -> dict[str, Any]:
    return {
        "id": one.id,
        "recipient": one.recipient_id,
        "by": {"id": one.author_id, "name": one.author_name},
        "body": one.body,
        "audience": one.audience,
        "at": instant(one.at),
    }


def _form(family: str) -> dict[str, Any]:
    with reading() as session:
        return {"recipients": recipient_views(session, family), "nav": "notes"}
