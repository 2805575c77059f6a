"""The views of a handoff that templates render, and what its form is prefilled with."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from carecircle.care.shifts.facts import of_json
from carecircle.care.shifts.models import Handoff, Shift
from carecircle.events.envelope import instant
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.members import members_of
from carecircle.web.shifts.fact_words import fact_view
from carecircle.web.shifts.views import hours


@dataclass(frozen=True)
class HandoffView:
    """facts: pairs of icon and words. state_words: who has yet to accept it, or who accepted it."""

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
        facts=facts_shown(handoff, zone),
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


def facts_shown(handoff: Handoff, zone: str) -> list[list[str]]:
    """Returns pairs of icon and words."""
    written_on = times.local(handoff.written_at, zone).date()
    return [fact_view(of_json(fact), written_on) for fact in handoff.facts]


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


def resource(handoff: Handoff, zone: str) -> dict[str, Any]:
    by = {"id": handoff.accepted_by, "name": handoff.accepted_by_name}
    return {
        "id": handoff.id,
        "shift": handoff.shift_id,
        "recipient": handoff.recipient_id,
        "from": {"id": handoff.from_id, "name": handoff.from_name},
        "to": handoff.to_id,
        "illness": handoff.illness,
        "facts": [words for _icon, words in facts_shown(handoff, zone)],
        "summary": handoff.summary,
        "actions": handoff.actions,
        "contingencies": handoff.contingencies,
        "belongings": _lines(handoff.belongings),
        "written_at": instant(handoff.written_at),
        "read_back": handoff.read_back,
        "accepted_by": by if handoff.accepted_at else None,
        "accepted_at": instant(handoff.accepted_at) if handoff.accepted_at else None,
    }
