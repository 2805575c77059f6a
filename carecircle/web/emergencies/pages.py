"""The routes of emergencies. Each write also works as a plain form."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from flask import Response, g, jsonify, make_response, render_template, request
from sqlalchemy.orm import Session

from carecircle.care.emergencies import actions, inputs, queries
from carecircle.care.errors import ActionError, NotFound
from carecircle.care.families.models import Family
from carecircle.care.inputs import Input, Line, NoInput
from carecircle.care.inputs.declared import reads_body, reads_query
from carecircle.db.session import reading
from carecircle.web.emergencies.blueprint import bp
from carecircle.web.emergencies.resources import key_of_press, outcome_of, resources
from carecircle.web.http.forms import form_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.pages import render_page
from carecircle.web.http.paging import MOST, next_of
from carecircle.web.http.partials import polled
from carecircle.web.http.requests import replace_values, submitted, wants_json
from carecircle.web.http.responses import idempotency_key, write
from carecircle.web.shared.emergencies import views
from carecircle.web.shared.people import recipient_views
from carecircle.web.shared.wording import emergency_words

SHOW = "emergencies/show.html"


class PageInput(Input):
    before: Annotated[str | None, Line(most=32)] = None


@bp.get("/families/<id:family>/emergencies")
@reads_query(PageInput)
def all_emergencies(family: str) -> Response:
    before = PageInput.read(request.args).before
    with reading() as session:
        found = queries.latest_emergencies(session, family, MOST + 1, before)
        page, following = next_of(found, lambda one: one.id)
        if wants_json():
            items = resources(session, page)
            return make_response(jsonify({"items": items, "next": following}))
        shown = views.views_of(session, family, page, g.actor.role)
    return render_page(
        "emergencies/index.html", emergencies=shown, next=following, nav="emergencies"
    )


@bp.get("/families/<id:family>/emergencies/new")
def new_emergency(family: str) -> Response:
    return render_page("emergencies/new.html", values={}, errors={}, **_form(family))


@bp.post("/families/<id:family>/emergencies")
@reads_body(inputs.RaiseInput)
def raise_emergency(family: str) -> Response:
    def press() -> WriteResult:
        values = inputs.RaiseInput.read(submitted())
        press_key = key_of_press(g.actor, idempotency_key())
        emergency, is_new = actions.raise_emergency(g.actor, values, press_key)
        return outcome_of(emergency, 201 if is_new else 200)

    existing_id = submitted().get("emergency")
    if existing_id:
        return _write_or_rerender(press, existing_id)
    try:
        return write(press)
    except ActionError as error:
        return form_again(error, "emergencies/new.html", **_form(family))


@bp.get("/families/<id:family>/emergencies/<id:emergency>")
def emergency(family: str, emergency: str) -> Response:
    with reading() as session:
        found = queries.the_emergency(session, family, emergency)
        if wants_json():
            return make_response(jsonify(resources(session, [found])[0]))
    return render_page(SHOW, values={}, errors={}, **_page_context(family, emergency))


@bp.post("/families/<id:family>/emergencies/<id:emergency>/receipt")
@reads_body(inputs.ReceiptInput)
def receipt(family: str, emergency: str) -> Response:
    return _answered(
        emergency,
        lambda: actions.confirm(g.actor, emergency, inputs.ReceiptInput.read(submitted())),
    )


@bp.post("/families/<id:family>/emergencies/<id:emergency>/acknowledgement")
@reads_body(inputs.AcknowledgementInput)
def acknowledgement(family: str, emergency: str) -> Response:
    return _answered(
        emergency,
        lambda: actions.acknowledge(
            g.actor, emergency, inputs.AcknowledgementInput.read(_submitted_answer())
        ),
    )


@bp.post("/families/<id:family>/emergencies/<id:emergency>/refusal")
@bp.post("/families/<id:family>/emergencies/<id:emergency>/decline")
@reads_body(NoInput)
def decline(family: str, emergency: str) -> Response:
    return _answered(emergency, lambda: actions.decline(g.actor, emergency))


@bp.post("/families/<id:family>/emergencies/<id:emergency>/resolution")
@reads_body(inputs.ResolutionInput)
def resolution(family: str, emergency: str) -> Response:
    return _answered(
        emergency,
        lambda: actions.resolve(g.actor, emergency, inputs.ResolutionInput.read(submitted())),
    )


@bp.post("/families/<id:family>/emergencies/<id:emergency>/reopening")
@reads_body(NoInput)
def reopening(family: str, emergency: str) -> Response:
    return _answered(emergency, lambda: actions.reopen(g.actor, emergency))


@bp.get("/families/<id:family>/alerts")
def alerts(family: str) -> Response:
    return polled(lambda: _alerts(family))


def _alerts(family: str) -> str:
    with reading() as session:
        shown = views.open_views(session, family, g.actor.role)
    return render_template(
        "emergencies/_alerts.html", open_emergencies=shown, family={"id": family}
    )


def _submitted_answer() -> Mapping[str, Any]:
    """Returns what was submitted; a button that sends only minutes means "on my way"."""
    given = submitted()
    if not given.get("minutes") or given.get("answer"):
        return given
    return replace_values(given, answer="on_my_way")


def _answered(emergency_id: str, action: Any) -> Response:
    return _write_or_rerender(lambda: outcome_of(action(), 200), emergency_id)


def _write_or_rerender(action: Callable[[], WriteResult], emergency_id: str) -> Response:
    """Performs the action; an invalid form is shown again on the page of its emergency."""
    try:
        return write(action)
    except NotFound:
        raise
    except ActionError as error:
        if wants_json():
            raise
        return form_again(error, SHOW, **_page_context(g.actor.family_id, emergency_id))


def _page_context(family: str, emergency_id: str) -> dict[str, Any]:
    with reading() as session:
        found = queries.the_emergency(session, family, emergency_id)
        [shown] = views.views_of(session, family, [found], g.actor.role)
    return {
        "emergency": shown,
        "types": emergency_words.types(),
        "outcomes": emergency_words.outcomes(),
        "nav": "emergencies",
    }


def _form(family: str) -> dict[str, Any]:
    with reading() as session:
        return {
            "recipients": recipient_views(session, family),
            "types": emergency_words.types(),
            "first_number": _number(session, family),
            "lost": request.args.get("lost"),
            "nav": "emergencies",
        }


def _number(session: Session, family: str) -> str:
    return session.get_one(Family, family).emergency_number
