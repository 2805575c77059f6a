"""The records of a shift as the facts of its handoff."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from carecircle.care.medications.models import Administration
from carecircle.care.observations.models import Observation
from carecircle.care.shifts.facts import FROM_PAPER, Fact, Measured
from carecircle.care.shifts.models import Shift
from carecircle.care.summaries.shift_report import Report, report


def facts_of(session: Session, shift: Shift, now: datetime, zone: str) -> list[Fact]:
    """Returns what the log says of the shift so far. zone: of the family."""
    begin = min(shift.started_at or shift.starts_at, now)
    found = report(session, shift.family_id, None, begin, shift.ended_at or now)
    clock = ZoneInfo(zone)
    facts = [*_doses(found, clock), *_others(found, clock)]
    if shift.ended_why:
        facts.append(Fact("left_unrecorded", text=shift.ended_why))
    return facts


def _doses(found: Report, zone: ZoneInfo) -> list[Fact]:
    return [
        Fact("doses_given", count=found.given, of=found.due),
        *(Fact("late", name, time=_hhmm(at, zone)) for name, at in found.late),
        *(_not_given(name, record) for name, record in found.refused),
        *(Fact("absent", name, time=_hhmm(at, zone)) for name, at in found.absent),
        *(Fact("offered", name, time=_hhmm(at, zone)) for name, at in found.offered),
        *(Fact("not_recorded", name, time=_hhmm(at, zone)) for name, at in found.unrecorded),
        *(
            Fact("prn", name, time=_hhmm(at, zone), next_safe=_wall(safe_at, zone))
            for name, at, safe_at in found.prn
        ),
        *(Fact("to_check", name, time=_hhmm(at, zone)) for name, at in found.to_check),
    ]


def _not_given(name: str, record: Administration) -> Fact:
    if record.is_from_paper and not record.reason:
        return Fact("not_given", name, code=FROM_PAPER, name_on_paper=record.signed_by)
    return Fact("not_given", name, text=record.reason, code=record.outcome)


def _others(found: Report, zone: ZoneInfo) -> list[Fact]:
    return [
        *(Fact("emergency", code=kind, time=_hhmm(at, zone)) for kind, at in found.emergencies),
        *(Fact("stock", name, count=days) for name, days in found.stock),
        *_observed(found.observations),
        *(Fact("note", author, text=body) for author, body in found.notes),
    ]


def _observed(observations: list[Observation]) -> list[Fact]:
    """Fluids as a sum; every value of the other kinds, because a series shows a pattern."""
    fluids_ml = sum(one.number or 0 for one in observations if one.kind == "fluids") // 1000
    named: dict[str, list[Measured]] = {}
    for one in observations:
        if one.kind != "fluids":
            named.setdefault(one.kind, []).append(Measured(one.value, one.unit, one.note))
    return [
        *([Fact("fluids", count=fluids_ml)] if fluids_ml else []),
        *(Fact("observed", code=kind, measured=tuple(each)) for kind, each in named.items()),
    ]


def _hhmm(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%H:%M")


def _wall(at: datetime | None, zone: ZoneInfo) -> str | None:
    return at.astimezone(zone).strftime("%Y-%m-%dT%H:%M") if at else None
