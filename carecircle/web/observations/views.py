"""The views of observations that templates render, and their JSON resource."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from carecircle.care.observations import queries, rules
from carecircle.care.observations.models import Observation
from carecircle.care.recipients.queries import recipients_of
from carecircle.events.envelope import instant
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.people import initials_of
from carecircle.web.shared.wording import observation_words


@dataclass(frozen=True)
class ObservationView:
    """beyond: low, high or empty, compared with the person's usual range. of: the recipient's name
    if the family cares for several."""

    id: str
    url: str
    kind: str
    of: str
    of_id: str
    words: str
    beyond: str
    beyond_words: str
    note: str | None
    by: str
    by_id: str
    initials: str
    at: datetime
    time: str
    day: str
    is_voided: bool
    voided_why: str | None


def observation_views(
    session: Session, found: list[Observation], zone: str
) -> list[ObservationView]:
    if not found:
        return []
    initials = initials_of(session, found[0].family_id)
    usual = {one.recipient_id: queries.usual_ranges(session, one.recipient_id) for one in found}
    people = recipients_of(session, found[0].family_id)
    names = {one.id: one.name for one in people} if len(people) > 1 else {}
    return [
        _view(one, initials, usual[one.recipient_id], zone, names.get(one.recipient_id, ""))
        for one in found
    ]


def _view(
    one: Observation, initials: dict[str, str], usual: dict[str, queries.Range], zone: str, of: str
) -> ObservationView:
    at = times.local(one.at, zone)
    beyond = rules.beyond(one.number, *usual[one.kind])
    return ObservationView(
        id=one.id,
        url=f"/families/{one.family_id}/observations/{one.id}",
        kind=one.kind,
        of=of,
        of_id=one.recipient_id,
        words=observation_words.words_of(one),
        beyond=beyond,
        beyond_words={"low": _("lower than usual"), "high": _("higher than usual")}.get(beyond, ""),
        note=one.note,
        by=one.recorded_by_name,
        by_id=one.recorded_by,
        initials=initials.get(one.recorded_by, "?"),
        at=at,
        time=times.hhmm(one.at, zone),
        day=times.day_words(at.date(), times.today(zone)),
        is_voided=one.voided_at is not None,
        voided_why=one.voided_why,
    )


def resource(one: Observation) -> dict[str, Any]:
    value: object = one.value
    if one.number is not None and one.second is None:
        value = float(one.value.replace(",", "."))
    return {
        "id": one.id,
        "recipient": one.recipient_id,
        "kind": one.kind,
        "value": value,
        "unit": one.unit,
        "note": one.note,
        "at": instant(one.at),
        "recorded_at": instant(one.recorded_at),
        "by": {"id": one.recorded_by, "name": one.recorded_by_name},
        "voided_why": one.voided_why,
    }
