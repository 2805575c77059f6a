"""Observations: the list, a form for each kind, and voiding one."""

from typing import Annotated, Any

from flask import Response, g, jsonify, make_response, request

from carecircle.care import permissions
from carecircle.care.errors import ActionError
from carecircle.care.inputs import Choice, Input, Line
from carecircle.care.inputs.declared import reads_body, reads_query
from carecircle.care.observations import actions, inputs, queries
from carecircle.care.observations.kinds import KINDS
from carecircle.care.observations.models import Observation
from carecircle.db.session import reading
from carecircle.web.http.forms import form_again, form_page, or_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.pages import render_page
from carecircle.web.http.paging import MOST, next_of
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import write
from carecircle.web.observations.blueprint import bp
from carecircle.web.observations.trends import recent_trend
from carecircle.web.observations.usual import usual_views
from carecircle.web.observations.views import observation_views, resource
from carecircle.web.shared.people import RecipientView, recipient_views
from carecircle.web.shared.wording import observation_words

PAGE = "observations/index.html"


class ListInput(Input):
    recipient: Annotated[str | None, Line(most=32)] = None
    kind: Annotated[str | None, Choice(tuple(KINDS))] = None
    before: Annotated[str | None, Line(most=32)] = None


@bp.get("/families/<id:family>/observations")
@reads_query(ListInput)
def all_observations(family: str) -> Response:
    query = ListInput.read(request.args)
    place = {"recipient_id": query.recipient, "kind": query.kind, "before": query.before}
    with reading() as session:
        found = queries.latest_observations(session, family, MOST + 1, **place)
        page, following = next_of(found, lambda one: one.id)
    if wants_json():
        items = [resource(one) for one in page]
        return make_response(jsonify({"items": items, "next": following}))
    return render_page(PAGE, values={}, errors={}, **list_context(family, query, page, following))


def list_context(
    family: str, query: ListInput, page: list[Observation], following: str | None
) -> dict[str, Any]:
    """Returns the context of a page of the list; for one kind also its trend and usual range."""
    kind = query.kind
    with reading() as session:
        views = observation_views(session, page, g.zone)
        usual = usual_views(session, family, kind, query.recipient) if kind else []
        people = recipient_views(session, family)
        chosen = _chosen(people, query.recipient)
        trend = recent_trend(session, family, kind, chosen) if kind and chosen else None
    return {
        "observations": views,
        "kinds": observation_words.kinds(),
        "kind": kind,
        "usual": usual,
        "people": people,
        "chosen": chosen,
        "trend": trend,
        "next": following,
        "may_record": permissions.allows(g.actor.role, "observation:record"),
        "may_change": permissions.allows(g.actor.role, "recipient:change"),
        "nav": "observations",
    }


@bp.get("/families/<id:family>/observations/new")
@reads_query(ListInput)
def new_observation(family: str) -> Response:
    query = ListInput.read(request.args)
    shown = _form(family, query.kind, query.recipient)
    return render_page("observations/new.html", values={}, errors={}, **shown)


@bp.post("/families/<id:family>/observations")
@reads_body(inputs.ObservationInput)
def record(family: str) -> Response:
    def do() -> WriteResult:
        values = inputs.ObservationInput.read(submitted())
        return _outcome(actions.record_observation(g.actor, values), 201)

    try:
        return write(do)
    except ActionError as error:
        kind, of = submitted().get("kind"), submitted().get("recipient")
        known = kind if isinstance(kind, str) and kind in KINDS else None
        return form_again(error, "observations/new.html", **_form(family, known, of))


@bp.get("/families/<id:family>/observations/<id:observation>")
def observation(family: str, observation: str) -> Response:
    if wants_json():
        with reading() as session:
            return make_response(
                jsonify(resource(queries.the_observation(session, family, observation)))
            )
    return _observation_page(family, observation, None)


@bp.post("/families/<id:family>/observations/<id:observation>/correction")
@reads_body(inputs.VoidInput)
def void(family: str, observation: str) -> Response:
    def do() -> WriteResult:
        why = inputs.VoidInput.read(submitted()).why
        return _outcome(actions.void_observation(g.actor, observation, why), 200)

    return or_again(lambda: write(do), lambda error: _observation_page(family, observation, error))


def _observation_page(family: str, observation_id: str, error: ActionError | None) -> Response:
    with reading() as session:
        found = queries.the_observation(session, family, observation_id)
        [shown] = observation_views(session, [found], g.zone)
    return form_page("observations/show.html", error, observation=shown, nav="observations")


def _outcome(one: Observation, status: int) -> WriteResult:
    base = f"/families/{one.family_id}/observations"
    page = f"{base}?kind={one.kind}&recipient={one.recipient_id}"
    return WriteResult(resource(one), f"{base}/{one.id}", page, status)


def _chosen(people: list[RecipientView], asked: object) -> str | None:
    """Returns the requested recipient, or the only one there is; never a guess among several."""
    ids = [one.id for one in people]
    return next((one for one in ids if one == asked or len(ids) == 1), None)


def _form(family: str, kind: str | None, of: object) -> dict[str, Any]:
    with reading() as session:
        people = recipient_views(session, family)
    return {
        "kind": KINDS[kind] if kind else None,
        "kinds": observation_words.kinds(),
        "choices": observation_words.choices(kind) if kind else {},
        "possible": observation_words.possible_words(KINDS[kind]) if kind else "",
        "people": people,
        "chosen": _chosen(people, of),
        "nav": "observations",
    }
