"""The page of one medication: current and past regimens, stock, records."""

from datetime import datetime, time, timedelta
from typing import Any

from flask import Response, g
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care import permissions
from carecircle.care.errors import ActionError
from carecircle.care.medications import prn, regimens, thresholds
from carecircle.care.medications.course import taken_of_course
from carecircle.care.medications.follow_ups import queries as follow_ups_queries
from carecircle.care.medications.giving import queries as giving_queries
from carecircle.care.medications.guarded import is_guarded
from carecircle.care.medications.models import Ingredient, Medication, Regimen
from carecircle.care.medications.prescribing import queries as prescribing_queries
from carecircle.care.medications.stock import queries as stock_queries
from carecircle.web.http.forms import form_page
from carecircle.web.http.requests import submitted
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.medications import medication_views
from carecircle.web.medications.giving import record_views
from carecircle.web.medications.giving.safety import refusals_words
from carecircle.web.medications.prescribing.correction_form import corrections
from carecircle.web.medications.prescribing.regimen_form import form_values
from carecircle.web.medications.related_views import related_view
from carecircle.web.medications.usual_words import usual_words
from carecircle.web.shared.people import the_recipient_view
from carecircle.web.shared.questions import question_views
from carecircle.web.shared.threshold_views import medication_thresholds
from carecircle.web.shared.wording import medication_words
from carecircle.web.shared.wording.units import amount_words


def medication_page(
    session: Session,
    family: str,
    medication_id: str,
    error: ActionError | None = None,
    refused: str = "",
) -> Response:
    """refused: which form of the page the error belongs to."""
    found = regimens.the_medication(session, family, medication_id)
    in_force = regimens.regimen_of(session, medication_id)
    recipient = the_recipient_view(session, family, found.recipient_id)
    contents = prescribing_queries.ingredients_of(session, medication_id)
    unit = in_force.unit if in_force else ""
    return form_page(
        "medications/prescribing/show.html",
        error,
        nav="medications",
        recipient=recipient,
        **_contents(found, contents, in_force),
        regimens=_regimens(session, found, recipient.zone),
        missing=_missing(found, in_force),
        stock=stock_view(session, found, in_force),
        in_force=form_values(in_force),
        course=_course(session, in_force),
        **corrections(session, found, unit, recipient.zone),
        refused=refused,
        questions=question_views(error, submitted(), recipient.zone) if error else [],
        **_allowed(),
        **_history(session, found, recipient.zone),
    )


def _contents(
    found: Medication, ingredients: list[Ingredient], in_force: Regimen | None
) -> dict[str, Any]:
    guarded = is_guarded(ingredients, in_force.unit if in_force else "")
    return {
        "medication": medication_views.medication_view(found, in_force, guarded),
        "ingredients": ingredients,
        "usual": usual_words(ingredients, in_force),
    }


def _allowed() -> dict[str, bool]:
    may_change = permissions.allows(g.actor.role, "medication:change")
    return {"may_change": may_change, "may_give": medication_views.may_give()}


def _course(session: Session, regimen: Regimen | None) -> str | None:
    """Returns how much of a course was given."""
    if regimen is None or not regimen.doses:
        return None
    taken = taken_of_course(session, regimen)
    if taken >= regimen.doses:
        return _("The course has ended: all %(doses)s doses were given", doses=regimen.doses)
    return _("%(taken)s of %(doses)s doses given", taken=taken, doses=regimen.doses)


def _history(session: Session, medication: Medication, zone: str) -> dict[str, Any]:
    last = giving_queries.last_records(session, medication.id, 20)
    return {
        "last": [record_views.last_view(record, zone) for record in last],
        "refusals_words": refusals_words(session, medication),
        "related": related_view(session, medication, zone),
        "pattern": follow_ups_queries.pattern_of(session, medication, zone),
        "numbers": thresholds.thresholds_of(session, medication),
        "groups": medication_thresholds(session, medication),
    }


def _regimens(session: Session, medication: Medication, zone: str) -> list[dict[str, Any]]:
    """Returns the newest first; a coming regimen stands before the one in force."""
    found = regimens.regimens_of(session, medication.id)
    return [regimen_view(session, one, zone) for one in found]


def regimen_view(session: Session, regimen: Regimen, zone: str) -> dict[str, Any]:
    seen = prescribing_queries.seen_by(session, regimen.id)
    return {
        "id": regimen.id,
        "amount": medication_words.regimen_amount(regimen),
        "when": medication_words.when_words(regimen) or medication_words.limit_words(regimen),
        "limits": medication_words.limit_words(regimen),
        "is_to_come": regimen.takes_effect_at is not None and regimen.closed_at is None,
        "is_over": regimen.closed_at is not None and regimen.closed_at <= clock.now(),
        "from_words": _from_words(regimen, zone),
        "to_words": _to_words(regimen.closed_at, zone) if regimen.closed_at else None,
        "why": regimen.why,
        "by": regimen.written_by_name,
        "written_by": regimen.written_by,
        "confirmed_by": regimen.confirmed_by_name,
        "seen_by": [one.member_name for one in seen],
        "is_seen_by_me": any(one.member_id == g.actor.member_id for one in seen),
    }


def _from_words(regimen: Regimen, zone: str) -> str:
    if regimen.starts_on > times.local(regimen.created_at, zone).date():
        return times.date_words(regimen.starts_on)
    return times.moment_words(regimen.created_at, zone)


def _to_words(at: datetime, zone: str) -> str:
    """Returns the last day: a change for a coming day ends the regimen the day before."""
    wall = times.local(at, zone)
    if wall.time() == time():
        return times.date_words(wall.date() - timedelta(days=1))
    return times.moment_words(at, zone)


def stock_view(
    session: Session, medication: Medication, regimen: Regimen | None
) -> dict[str, Any] | None:
    if medication.stock is None:
        return None
    unit = regimen.unit if regimen else medication.form
    days = stock_queries.days_left(session, medication)
    return {
        "amount": amount_words(medication.stock, unit),
        "days_left": days,
        "days_words": None if days is None else medication_words.days_words(days),
        "level": medication.stock_told or "enough",
    }


def _missing(medication: Medication, regimen: Regimen | None) -> dict[str, str]:
    if not medication.is_prn or medication.activated_at or medication.stopped_at or not regimen:
        return {}
    return prn.missing(medication, regimen)
