"""Setting one person's usual range or daily target."""

from flask import Response, g

from carecircle.care.errors import ActionError, NotFound
from carecircle.care.inputs.declared import reads_body
from carecircle.care.observations import actions, inputs, queries
from carecircle.care.observations.kinds import KINDS
from carecircle.db.session import reading
from carecircle.web.http.forms import form_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.paging import MOST, next_of
from carecircle.web.http.requests import submitted
from carecircle.web.http.responses import write
from carecircle.web.observations.blueprint import bp
from carecircle.web.observations.recording import PAGE, ListInput, list_context


@bp.post("/families/<id:family>/recipients/<id:recipient>/usual")
@reads_body(inputs.RangeInput)
def set_usual(family: str, recipient: str) -> Response:
    def do() -> WriteResult:
        values = inputs.RangeInput.read(submitted())
        stored = actions.set_usual_range(g.actor, recipient, values)
        here = f"/families/{family}/observations?kind={values.kind}&recipient={recipient}"
        resource = {"recipient": recipient, "kind": values.kind}
        return WriteResult(resource | {"low": stored.low, "high": stored.high}, here, status=200)

    try:
        return write(do)
    except NotFound:
        raise
    except ActionError as error:
        kind = submitted().get("kind")
        known = kind if isinstance(kind, str) and kind in KINDS else None
        with reading() as session:
            found = queries.latest_observations(session, family, MOST + 1, kind=known)
        page, following = next_of(found, lambda one: one.id)
        query = ListInput(kind=known, recipient=recipient)
        return form_again(error, PAGE, **list_context(family, query, page, following))
