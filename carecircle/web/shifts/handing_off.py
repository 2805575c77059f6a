"""The handoff of a shift: write, read back, accept, print."""

from typing import Any

from flask import Response, g, jsonify, make_response

from carecircle import clock
from carecircle.care import permissions
from carecircle.care.errors import ActionError, NotFound
from carecircle.care.families.queries import present_members
from carecircle.care.inputs.declared import reads_body
from carecircle.care.shifts import actions, inputs, queries
from carecircle.care.shifts.models import Handoff
from carecircle.care.summaries.shift_facts import facts_of
from carecircle.care.thresholds.queries import thresholds_of_family
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import reading
from carecircle.web.http.forms import form_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import write
from carecircle.web.language import times
from carecircle.web.shared.people import RecipientView, recipient_views
from carecircle.web.shifts.blueprint import bp
from carecircle.web.shifts.fact_words import fact_view
from carecircle.web.shifts.handoff_views import handoff_view, illnesses, resource
from carecircle.web.shifts.views import hours

PAGE = "shifts/handoff.html"


@bp.get("/families/<id:family>/shifts/<id:shift>/handoff")
def handoff(family: str, shift: str) -> Response:
    """Shows the last handoff of the shift, or a form if there is none yet."""
    with reading() as session:
        queries.the_shift(session, family, shift)
        found = queries.handoffs_of(session, family, shift)
    if wants_json():
        if not found:
            raise NotFound(_("There is no handoff of this shift yet"))
        return make_response(jsonify(resource(found[0], g.zone)))
    return render_page(PAGE, values={}, errors={}, **_shown(family, shift))


@bp.post("/families/<id:family>/shifts/<id:shift>/handoff")
@reads_body(inputs.HandoffInput)
def hand_off(family: str, shift: str) -> Response:
    def hand() -> WriteResult:
        values = inputs.HandoffInput.read(submitted())
        with reading() as session:
            found = queries.the_shift(session, family, shift)
            facts = facts_of(session, found, clock.now(), g.zone)
        return _outcome(actions.hand_off(g.actor, shift, values, facts), 201)

    return _write_or_show_form(hand, family, shift)


@bp.post("/families/<id:family>/shifts/<id:shift>/handoff/acceptance")
@reads_body(inputs.AcceptanceInput)
def accept_handoff(family: str, shift: str) -> Response:
    def accept() -> WriteResult:
        values = inputs.AcceptanceInput.read(submitted())
        return _outcome(actions.accept(g.actor, shift, values), 200)

    return _write_or_show_form(accept, family, shift)


def _write_or_show_form(action: Any, family: str, shift: str) -> Response:
    try:
        return write(action)
    except NotFound:
        raise
    except ActionError as error:
        return form_again(error, PAGE, **_shown(family, shift))


def _outcome(handoff: Handoff, status: int) -> WriteResult:
    here = f"/families/{handoff.family_id}/shifts/{handoff.shift_id}/handoff"
    return WriteResult(resource(handoff, g.zone), here, status=status)


def _recipient_names(recipients: list[RecipientView], recipient_id: str | None) -> str:
    """Returns the recipient's name, or all recipients if none is named."""
    return ", ".join(one.name for one in recipients if recipient_id in (None, one.id))


def _shown(family: str, shift_id: str) -> dict[str, Any]:
    with reading() as session:
        shift = queries.the_shift(session, family, shift_id)
        found = queries.handoffs_of(session, family, shift_id)
        members = present_members(session, family)
        recipients = recipient_views(session, family)
        facts = facts_of(session, shift, clock.now(), g.zone)
        may_plan = permissions.allows(g.actor.role, "shift:plan")
        return {
            "handoff": handoff_view(session, found[0], shift, g.zone) if found else None,
            "facts": [fact_view(one, times.today(g.zone)) for one in facts],
            "shift": {
                "url": f"/families/{family}/shifts/{shift.id}",
                "hours": hours(shift, g.zone),
            },
            "whose": _recipient_names(recipients, found[0].recipient_id if found else None),
            "may_write": shift.started_at is not None
            and (shift.member_id == g.actor.member_id or may_plan),
            "may_work": permissions.allows(g.actor.role, "shift:work"),
            "carers": [
                m
                for m in members
                if permissions.allows(m.role, "shift:work") and m.id != g.actor.member_id
            ],
            "recipients": recipients,
            "illnesses": illnesses(),
            "numbers": thresholds_of_family(session, family),
            "nav": "shifts",
        }
