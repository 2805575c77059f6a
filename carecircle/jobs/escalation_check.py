"""Checks the escalation: logs an error for an open emergency that is late or has no next step."""

import structlog

from carecircle.care.emergencies.actions import repair_escalation
from carecircle.care.emergencies.queries import escalation_faults
from carecircle.db.session import reading

_log = structlog.get_logger("carecircle.escalation")


def check_escalation() -> int:
    """Log what is wrong, and schedule a next step for an emergency without one."""
    with reading() as session:
        faults = escalation_faults(session)
    if faults.overdue:
        _log.error("escalation is late", emergencies=faults.overdue)
    if faults.without_step:
        _log.error("open emergency without a next step", emergencies=faults.without_step)
    if faults.ahead:
        _log.error("the clock was put back, raising again", emergencies=faults.ahead)
    if faults.without_step or faults.ahead:
        repair_escalation()
    return 0
