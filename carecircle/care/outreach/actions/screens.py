"""Action: a browser reports whether it may play sounds."""

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.outreach.inputs import ScreenInput
from carecircle.care.outreach.models import ScreenReport
from carecircle.db.session import transaction


def report_screen(actor: Actor, values: ScreenInput) -> ScreenReport:
    """Store the report, replacing the one before. Raises NotAllowed."""
    actor.must_be_allowed("screen:report")
    report = ScreenReport(
        family_id=actor.family_id,
        member_id=actor.must_be_a_member(),
        through=actor.through or "",
        has_sound=values.sound == "on",
        at=clock.now(),
    )
    with transaction() as tx:
        return tx.session.merge(report)
