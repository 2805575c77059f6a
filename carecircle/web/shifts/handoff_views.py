"""A handoff as it is shown, and what it is prefilled with."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from carecircle.care.observations.models import Observation
from carecircle.care.shifts.models import Handoff, Shift
from carecircle.care.summaries.shift_report import Report, report
from carecircle.events.envelope import instant
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.members import members_of
from carecircle.web.shared.wording import emergency_words, observation_words
from carecircle.web.shared.wording.medication_words import days_words
from carecircle.web.shifts.views import hours


@dataclass(frozen=True)
class HandoffView:
    """facts: pairs of icon and words. state_words: who is waited for, or who accepted it."""

    id: str
    url: str
    giver: dict[str, str]
    to: dict[str, str] | None
    hours: str
    day: str
    illness: str
    illness_words: str
    facts: list[list[str]]
    summary: str | None
    actions: list[str]
    contingencies: list[str]
    belongings: list[str]
    received: list[str]
    read_back: str | None
    is_accepted: bool
    state_words: str
    written: str


def illnesses() -> tuple[tuple[str, str], ...]:
    return (("stable", _("Stable")), ("watch", _("Watch")), ("unwell", _("Unwell")))


def handoff_view(session: Session, handoff: Handoff, shift: Shift, zone: str) -> HandoffView:
    members = members_of(session, handoff.family_id)
    at = times.local(shift.starts_at, zone)
    return HandoffView(
        id=handoff.id,
        url=f"/families/{handoff.family_id}/shifts/{shift.id}/handoff",
        giver=members[handoff.from_id],
        to=members.get(handoff.accepted_by or handoff.to_id or ""),
        hours=hours(shift, zone),
        day=times.date_words(at.date()),
        illness=handoff.illness,
        illness_words=dict(illnesses())[handoff.illness],
        facts=handoff.facts,
        summary=handoff.summary,
        actions=_lines(handoff.actions),
        contingencies=_lines(handoff.contingencies),
        belongings=_lines(handoff.belongings),
        received=handoff.received or [],
        read_back=handoff.read_back,
        is_accepted=handoff.accepted_at is not None,
        state_words=_state(handoff, members, zone),
        written=times.when_words(handoff.written_at, zone),
    )


def facts_of(session: Session, shift: Shift, now: datetime, zone: str) -> list[list[str]]:
    """What the log says of the shift so far, in words."""
    begin = min(shift.started_at or shift.starts_at, now)
    found = report(session, shift.family_id, None, begin, shift.ended_at or now)
    facts = [*_doses(found, zone), *_others(found, zone)]
    if shift.ended_why:
        facts.append(["k-blank", _("Left unrecorded: %(why)s", why=shift.ended_why)])
    return facts


def _doses(found: Report, zone: str) -> list[list[str]]:
    facts = [["k-given", _("%(given)s of %(due)s doses given", given=found.given, due=found.due)]]
    for name, at in found.late:
        words = _("Late: %(name)s, given %(time)s", name=name, time=times.hhmm(at, zone))
        facts.append(["k-late", words])
    for name, reason in found.refused:
        facts.append(["cross", _("Not given: %(name)s. %(why)s", name=name, why=reason or "")])
    for name, at in found.unrecorded:
        words = _("Not recorded: %(name)s %(time)s", name=name, time=times.hhmm(at, zone))
        facts.append(["k-blank", words])
    for name, at, safe_at in found.prn:
        words = _("PRN: %(name)s %(time)s", name=name, time=times.hhmm(at, zone))
        if safe_at:
            words += ", " + _("next safe time %(at)s", at=times.since_words(safe_at, zone))
        facts.append(["pill", words])
    return facts


def _others(found: Report, zone: str) -> list[list[str]]:
    kinds = dict(emergency_words.types())
    facts = [
        ["k-emg", f"{kinds.get(kind, kind)}, {times.hhmm(at, zone)}"]
        for kind, at in found.emergencies
    ]
    for name, days in found.stock:
        facts.append(["pill", _("%(name)s: %(days)s left", name=name, days=days_words(days))])
    facts += _observed(found.observations)
    facts += [["note", f"{author}: {body}"] for author, body in found.notes]
    return facts


def _observed(observations: list[Observation]) -> list[list[str]]:
    """What was drunk as a sum; of everything else each, for a pattern shows in the row."""
    drunk = sum(one.number or 0 for one in observations if one.kind == "fluids") // 1000
    facts = [["eye", _("Drank %(ml)s ml", ml=drunk)]] if drunk else []
    named: dict[str, list[str]] = {}
    for one in observations:
        if one.kind != "fluids":
            value = observation_words.value_words(one.kind, one.value, one.unit)
            named.setdefault(one.kind, []).append(f"{value} ({one.note})" if one.note else value)
    marks = {"incident": "fall", "soft_sign": "warn"}
    return facts + [
        [marks.get(kind, "eye"), f"{observation_words.kinds()[kind]}: {', '.join(values)}"]
        for kind, values in named.items()
    ]


def _lines(words: str | None) -> list[str]:
    return [line.strip() for line in (words or "").splitlines() if line.strip()]


def _state(handoff: Handoff, members: dict[str, dict[str, str]], zone: str) -> str:
    if handoff.accepted_at is not None:
        at = times.moment_words(handoff.accepted_at, zone)
        return _("Accepted by %(name)s, %(at)s", name=handoff.accepted_by_name, at=at)
    to = members.get(handoff.to_id or "")
    if to is None:
        return _("Waiting to be read back")
    return _("Waiting for %(name)s to read back", name=to["name"].split()[0])


def resource(handoff: Handoff) -> dict[str, Any]:
    by = {"id": handoff.accepted_by, "name": handoff.accepted_by_name}
    return {
        "id": handoff.id,
        "shift": handoff.shift_id,
        "recipient": handoff.recipient_id,
        "from": {"id": handoff.from_id, "name": handoff.from_name},
        "to": handoff.to_id,
        "illness": handoff.illness,
        "facts": [words for _icon, words in handoff.facts],
        "summary": handoff.summary,
        "actions": handoff.actions,
        "contingencies": handoff.contingencies,
        "belongings": _lines(handoff.belongings),
        "written_at": instant(handoff.written_at),
        "read_back": handoff.read_back,
        "accepted_by": by if handoff.accepted_at else None,
        "accepted_at": instant(handoff.accepted_at) if handoff.accepted_at else None,
    }
