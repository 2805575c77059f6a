"""The timeline of the day as one drawing: who is on duty, uncovered hours, doses."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.shifts import queries, rules
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.language.translation import ngettext
from carecircle.web.medications.giving.dose_views import DoseView
from carecircle.web.shared.members import members_of
from carecircle.web.shared.people import RecipientView
from carecircle.web.shifts.views import bounds, hours

SHAPES = ("late", "blank", "due", "code", "part", "up", "given")
TONES = {"code": "refused", "part": "given", "up": "upcoming"}


@dataclass
class Strip:
    """Positions and widths are percentages of the day. bars: (x, width, name, is on duty now);
    gaps: (x, width); marks: (x, shape, tone, count)."""

    bars: list[tuple[float, float, str, bool]] = field(default_factory=list)
    gaps: list[tuple[float, float]] = field(default_factory=list)
    marks: list[tuple[float, str, str, int]] = field(default_factory=list)
    now: float = 0
    now_words: str = ""
    label: str = ""


def strip_of(
    session: Session, family_id: str, recipient: RecipientView, doses: list[DoseView]
) -> Strip:
    """Returns the timeline in the care recipient's time zone."""
    zone = recipient.zone
    begin, end = bounds(times.today(zone), zone)
    shifts = queries.shifts_between(session, family_id, begin, end)
    members = members_of(session, family_id)

    def at(instant: datetime) -> float:
        share = (min(max(instant, begin), end) - begin) / (end - begin)
        return round(share * 100, 2)

    strip = Strip(now=at(clock.now()), now_words=times.hhmm(clock.now(), zone))
    parts = []
    for shift in shifts:
        member = members.get(shift.member_id or "")
        if member is not None:
            x, name = at(shift.starts_at), member["name"].split()[0]
            strip.bars.append((x, round(at(shift.ends_at) - x, 2), name, shift.is_on_duty))
            parts.append(f"{name} {hours(shift, zone)}")
    if shifts:
        for gap in rules.gaps(shifts, begin, end):
            x = at(gap.starts_at)
            strip.gaps.append((x, round(at(gap.ends_at) - x, 2)))
            parts.append(_("nobody %(hours)s", hours=hours(gap, zone, times.today(zone))))
    strip.marks = _marks(doses, at)
    counted = ngettext("%(num)s dose", "%(num)s doses", len(doses))
    strip.label = ", ".join([*parts, counted])
    return strip


def _marks(doses: list[DoseView], at: Any) -> list[tuple[float, str, str, int]]:
    """Returns one mark for the doses of an hour, in the state that is most urgent."""
    hours_of: dict[int, list[DoseView]] = {}
    for dose in doses:
        hours_of.setdefault(dose.due_at.hour, []).append(dose)
    marks = []
    for found in hours_of.values():
        shape = min((dose.mark for dose in found), key=SHAPES.index)
        drawn = "given" if shape == "code" else shape
        tone = TONES.get(shape, shape)
        marks.append((at(found[0].due_at), drawn, tone, len(found)))
    return marks
