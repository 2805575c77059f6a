"""Actions: resolve an emergency, reopen it."""

from sqlalchemy.exc import IntegrityError

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.emergencies.actions import steps
from carecircle.care.emergencies.actions.common import emit_emergency, locked, locked_open
from carecircle.care.emergencies.inputs import ResolutionInput
from carecircle.care.emergencies.models import Emergency
from carecircle.care.errors import Conflict
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction


def resolve(actor: Actor, emergency_id: str, values: ResolutionInput) -> Emergency:
    """Resolve it; the outcome `mistake` means that there was no emergency.

    Raises NotAllowed, NotFound, and Conflict if it is resolved already.
    """
    actor.must_be_allowed("emergency:resolve")
    with transaction() as tx:
        emergency = locked_open(tx.session, actor, emergency_id)
        emergency.status = "resolved"
        emergency.resolved_at, emergency.resolved_by_name = clock.now(), actor.name
        emergency.outcome, emergency.resolution_note = values.outcome, values.note
        steps.stop(tx.session, emergency)
        steps.queue_news(tx.session, emergency, "over")
        emergency.news_due_at = None
        details = {"note": values.note}
        emit_emergency(actor, "emergency:resolved", emergency, details, outcome=values.outcome)
        return emergency


def reopen(actor: Actor, emergency_id: str) -> Emergency:
    """Reopen it. Raises NotAllowed, NotFound, Conflict."""
    actor.must_be_allowed("emergency:resolve")
    with transaction() as tx:
        emergency = locked(tx.session, actor.family_id, emergency_id)
        if emergency.status != "resolved":
            raise Conflict(_("This emergency is open"), "not-resolved")
        try:
            with tx.session.begin_nested():
                emergency.status = "raised"
                emergency.resolved_at = emergency.outcome = emergency.resolution_note = None
        except IntegrityError as error:
            raise Conflict(_("Another emergency is open. Add to that one"), "other-open") from error
        emergency.round += 1
        emit_emergency(actor, "emergency:reopened", emergency)
        steps.begin_round(tx.session, emergency, clock.now())
        return emergency
