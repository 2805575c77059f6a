"""The pages for giving a dose or a PRN, and the page of a conflict."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Response, g
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.errors import ActionError, Asked, RuleBroken
from carecircle.care.medications import regimens, thresholds
from carecircle.care.medications.giving import queries as giving_queries
from carecircle.care.medications.giving.question_codes import ALREADY, INCIDENT_OF
from carecircle.care.medications.guarded import is_guarded
from carecircle.care.medications.models.warnings import OF_INCIDENTS
from carecircle.care.medications.prescribing import queries as prescribing_queries
from carecircle.web.http.forms import errors_of
from carecircle.web.http.pages import render_page
from carecircle.web.language import times
from carecircle.web.medications import medication_views
from carecircle.web.medications.giving import dose_views, record_views
from carecircle.web.medications.giving.beside import beside
from carecircle.web.medications.giving.change_views import change_view
from carecircle.web.medications.giving.safety import next_safe, refusals_words
from carecircle.web.medications.giving.witnesses import possible_witnesses
from carecircle.web.medications.medication_views import may_give
from carecircle.web.medications.related_views import related_view
from carecircle.web.medications.warnings.told import will_be_told
from carecircle.web.shared.people import find_recipient, initials_of, recipient_views
from carecircle.web.shared.questions import QuestionView, question_views, with_safe_time

Given = Mapping[str, Any]


def give_page(
    session: Session,
    found: giving_queries.DoseOfDay,
    given: Given,
    error: ActionError | None = None,
    refused: str = "",
) -> Response:
    """refused: "correction" if the error belongs to that form, not to the form for giving."""
    dose = dose_views.dose_view(found, initials_of(session, found.dose.family_id))
    template = "medications/giving/give.html"
    return giving_page(session, template, found, given, error, dose=dose, refused=refused)


def prn_page(
    session: Session, asked: regimens.DoseOrPrn, given: Given, error: ActionError | None = None
) -> Response:
    medication = medication_views.medication_view(asked.medication, asked.regimen)
    check_min = thresholds.thresholds_of(session, asked.medication)["effect_check_min"]
    shown = {"medication": medication, "effect_check_min": check_min}
    return giving_page(session, "medications/giving/prn.html", asked, given, error, **shown)


def conflict_page(
    session: Session,
    found: giving_queries.DoseOfDay,
    given: Given,
    error: ActionError | None = None,
) -> Response:
    """Shows the existing record and how to report a second dose. given: with its time, if it is
    known. Without an error, somebody has come back to decide."""
    dose = dose_views.dose_view(found, initials_of(session, found.dose.family_id))
    apart = times.ago_words(found.standing.recorded_at) if found.standing else None
    was_first = error is not None and error.code == ALREADY
    return render_page(
        "medications/giving/conflict.html",
        error.status if error else 200,
        administration=dose.administration,
        apart=apart,
        dose=dose,
        values=given,
        errors={} if was_first else _errors(error, found.zone),
        questions=_beside_second(error, given, found.zone),
        told_words=will_be_told(session, found.medication),
        witnesses=_witnesses(session, found),
        **_about(session, found),
    )


def _told_words(
    session: Session, asked: regimens.DoseOrPrn, given: Given, questions: list[QuestionView]
) -> str:
    """Returns who is warned if it is confirmed; empty if nobody is."""
    incidents = {INCIDENT_OF.get(one.code) for one in questions}
    is_dangerous = bool(incidents & set(OF_INCIDENTS)) or bool(given.get("really_given"))
    return will_be_told(session, asked.medication) if is_dangerous else ""


def _beside_second(error: ActionError | None, given: Given, zone: str) -> list[QuestionView]:
    """Returns what is asked beside whether it was a second dose: that the form says already."""
    return [one for one in question_views(error, given, zone) if one.code != ALREADY]


def giving_page(
    session: Session,
    template: str,
    asked: regimens.DoseOrPrn,
    given: Given,
    error: ActionError | None,
    **more: Any,
) -> Response:
    questions = question_views(error, given, asked.zone)
    return render_page(
        template,
        error.status if error else 200,
        **_about(session, asked),
        values=given,
        errors=_errors(error, asked.zone),
        questions=questions,
        told_words=_told_words(session, asked, given, questions),
        next_safe=next_safe(session, asked),
        witnesses=_witnesses(session, asked),
        may_give=may_give(),
        **_clock_of(session, asked),
        **more,
    )


def _clock_of(session: Session, asked: regimens.DoseOrPrn) -> dict[str, str]:
    """Returns the current time, which is recorded, and until when the record can be undone."""
    now, undo_min = clock.now(), thresholds.thresholds_of(session, asked.medication)["undo_min"]
    undo_until = now + timedelta(minutes=undo_min)
    return {
        "now": times.hhmm(now, asked.zone),
        "undo_until": times.hhmm(undo_until, asked.zone),
    }


def _errors(error: ActionError | None, zone: str) -> dict[str, str]:
    """Returns the errors by field; questions say when giving would be allowed."""
    if isinstance(error, Asked):
        return {f"question-{one.code}": with_safe_time(one, zone) for one in error.questions}
    if isinstance(error, RuleBroken):
        return {"": with_safe_time(error, zone)}
    return errors_of(error)


def _witnesses(session: Session, asked: regimens.DoseOrPrn) -> list[Any]:
    if not asked.medication.is_witnessed:
        return []
    return possible_witnesses(session, asked.medication.family_id, g.actor.member_id)


def _about(session: Session, asked: regimens.DoseOrPrn) -> dict[str, Any]:
    medication = asked.medication
    last = giving_queries.last_records(session, medication.id)
    everyone = recipient_views(session, medication.family_id)
    return {
        "nav": "doses",
        "recipient": find_recipient(everyone, medication.recipient_id),
        "has_several_recipients": len(everyone) > 1,
        "is_guarded": is_guarded(
            prescribing_queries.ingredients_of(session, medication.id), asked.regimen.unit
        ),
        "beside": beside(session, medication),
        "change": change_view(session, asked),
        "refusals_words": refusals_words(session, medication),
        "related": related_view(session, medication, asked.zone),
        "last_three": [record_views.last_view(record, asked.zone) for record in last],
    }
