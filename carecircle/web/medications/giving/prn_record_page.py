"""The page of a PRN administration: its record, its effect, its correction."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from carecircle.care.errors import ActionError
from carecircle.care.medications import regimens
from carecircle.care.medications.follow_ups import queries as follow_ups_queries
from carecircle.care.medications.giving import queries as giving_queries
from carecircle.care.medications.models import Administration, Regimen
from carecircle.care.medications.regimen_in_force import regimen_in_force_at
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.medications import medication_views
from carecircle.web.medications.giving.giving_pages import giving_page
from carecircle.web.medications.giving.record_views import (
    RecordView,
    mark_and_letter,
    record_view,
    undo_until,
)
from carecircle.web.shared.people import initials_of
from carecircle.web.shared.wording.medication_words import record_words
from carecircle.web.shared.wording.units import amount_words


@dataclass(frozen=True)
class RecordedPrn:
    """A PRN administration, shaped as the dose templates expect, with the records it replaced."""

    administration: RecordView
    mark: str
    letter: str
    state_words: str
    earlier: list[RecordView]
    can_undo_until: str | None


def record_page(
    session: Session,
    record: Administration,
    given: Mapping[str, Any],
    error: ActionError | None = None,
) -> Response:
    """error: why the correction is invalid; given: what was typed into that form."""
    asked = regimens.the_prn(session, record.family_id, record.medication_id)
    plan = regimen_in_force_at(record, None, regimens.regimens_of(session, record.medication_id))
    check = follow_ups_queries.effect_check_of(session, record.id)
    return giving_page(
        session,
        "medications/giving/record.html",
        asked,
        given,
        error,
        medication=medication_views.medication_view(asked.medication, asked.regimen),
        dose=_as_of_a_dose(session, record, asked.zone, plan),
        amount=amount_words(record.quantity, plan.unit) if plan and record.quantity else None,
        detail=_detail(record),
        record=record,
        refused="correction" if error else "",
        check=check,
        check_at=times.since_words(check.due_at, asked.zone) if check else None,
    )


def _as_of_a_dose(
    session: Session, record: Administration, zone: str, plan: Regimen | None
) -> RecordedPrn:
    initials = initials_of(session, record.family_id)
    mark, letter = mark_and_letter(record)
    shown = record_view(record, zone, initials, plan)
    before = [record_view(one, zone, initials, plan) for one in _before(session, record)]
    return RecordedPrn(
        administration=shown,
        mark=mark,
        letter=letter,
        state_words=record_words(record, zone, times.since_words),
        earlier=before,
        can_undo_until=undo_until(record, zone),
    )


def _detail(record: Administration) -> str:
    score = None if record.score is None else _("%(score)s of 10", score=record.score)
    tried = _("Tried first: %(what)s", what=record.tried) if record.tried else None
    return " · ".join(one for one in (score, tried) if one)


def _before(session: Session, record: Administration) -> list[Administration]:
    found: list[Administration] = []
    while record.replaces_id is not None:
        record = giving_queries.the_administration(session, record.family_id, record.replaces_id)
        found.append(record)
    return found
