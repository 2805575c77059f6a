"""Contact points outside the app: add, verify, remove; and push subscriptions."""

from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask import Response, current_app, g, make_response

from carecircle.care.errors import ActionError, Invalid, NotFound
from carecircle.care.inputs import NoInput
from carecircle.care.inputs.declared import reads_body
from carecircle.care.outreach import actions, inputs, rules
from carecircle.care.outreach.models import ContactPoint
from carecircle.care.translatable import lazy_gettext as _
from carecircle.web.http.forms import form_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.requests import submitted
from carecircle.web.http.responses import outcome_response, write
from carecircle.web.outreach.blueprint import bp
from carecircle.web.outreach.readiness import PAGE, readiness_context

BASE = "/families/<id:family>/contact-points"


@bp.post(BASE)
@reads_body(inputs.ContactPointInput)
def add_contact_point(family: str) -> Response:
    def add() -> WriteResult:
        values = inputs.ContactPointInput.read(submitted())
        _must_be_an_address(values.channel, values.address)
        return _outcome(actions.add_contact_point(g.actor, values), 201)

    return _write(add)


@bp.post(f"{BASE}/<id:point>/verification")
@reads_body(inputs.CodeInput)
def verify_contact_point(family: str, point: str) -> Response:
    """Verifies the code in its own transaction: a rollback would undo the count of attempts."""
    try:
        values = inputs.CodeInput.read(submitted())
        return outcome_response(_outcome(actions.verify(g.actor, point, values), 200))
    except NotFound:
        raise
    except ActionError as error:
        return form_again(error, PAGE, **readiness_context(family))


@bp.post(f"{BASE}/<id:point>/removal")
@reads_body(NoInput)
def end_contact_point(family: str, point: str) -> Response:
    return _write(lambda: _outcome(actions.end_contact_point(g.actor, point), 200))


@bp.post("/families/<id:family>/push-subscriptions")
@reads_body(inputs.SubscriptionInput)
def subscribe(family: str) -> Response:
    def add() -> WriteResult:
        values = inputs.SubscriptionInput.read(submitted())
        hosts = current_app.config["SETTINGS"].push_hosts
        if not rules.is_push_address(values.endpoint, hosts):
            raise Invalid({"endpoint": _("This is no push service that this server knows")})
        found = actions.subscribe(g.actor, values)
        return WriteResult({"id": found.id}, f"/families/{family}/readiness")

    return _write(add)


@bp.post("/families/<id:family>/push-subscriptions/removal")
@reads_body(inputs.SubscriptionInput)
def unsubscribe(family: str) -> Response:
    def end() -> WriteResult:
        actions.end_subscription(g.actor, inputs.SubscriptionInput.read(submitted()))
        return WriteResult({}, f"/families/{family}/readiness", status=200)

    return _write(end)


@bp.get("/push-worker.js")
def push_worker() -> Response:
    """Returns the push worker, at the root so that it covers all pages. It caches nothing."""
    response = current_app.send_static_file("push/worker.js")
    response.headers["Cache-Control"] = "no-cache"
    return make_response(response)


def _outcome(point: ContactPoint, status: int) -> WriteResult:
    resource: dict[str, Any] = {
        "id": point.id,
        "member": point.member_id,
        "name": point.name,
        "channel": point.channel,
        "verified": point.verified_at is not None,
    }
    return WriteResult(resource, f"/families/{point.family_id}/readiness", status=status)


def _write(action: Any) -> Response:
    try:
        return write(action)
    except NotFound:
        raise
    except ActionError as error:
        return form_again(error, PAGE, **readiness_context(g.actor.family_id))


def _must_be_an_address(channel: str, address: str) -> None:
    if channel == "email":
        try:
            validate_email(address, check_deliverability=False)
        except EmailNotValidError as error:
            raise Invalid(
                {"address": _("Type an e-mail address such as name@example.com")}
            ) from error
    elif rules.scheme_of(address) not in current_app.config["SETTINGS"].apprise_schemes:
        raise Invalid({"address": _("This server does not allow this way. Ask who runs it")})
