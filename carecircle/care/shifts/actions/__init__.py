"""Actions: plan, take, offer, cancel, check in and out, hand off, send reminders."""

from carecircle.care.shifts.actions.calendars import close_calendar, open_calendar
from carecircle.care.shifts.actions.handing_off import accept, hand_off, remind_of_handoffs
from carecircle.care.shifts.actions.planning import cancel_shift, claim, offer, plan_shifts
from carecircle.care.shifts.actions.uncovered import emit_uncovered_shifts
from carecircle.care.shifts.actions.working import end_shift, start_shift

__all__ = [
    "accept",
    "cancel_shift",
    "claim",
    "close_calendar",
    "emit_uncovered_shifts",
    "end_shift",
    "hand_off",
    "offer",
    "open_calendar",
    "plan_shifts",
    "remind_of_handoffs",
    "start_shift",
]
