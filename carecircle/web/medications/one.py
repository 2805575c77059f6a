"""The page of one medication: how it is taken now and was before, its stock, its records."""

from collections.abc import Mapping
from typing import Any

from flask import Response, g
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.errors import Refused
from carecircle.care.families import permissions
from carecircle.care.medications import prn, queries, rules
from carecircle.care.medications.models import Medication, Regimen
from carecircle.web import times
from carecircle.web.medications import prescribed, views, words
from carecircle.web.people_shown import the_recipient_view
from carecircle.web.reading import render_page


def medication_page(
    session: Session,
    family: str,
    medication_id: str,
    given: Mapping[str, Any] | None = None,
    error: Refused | None = None,
) -> Response:
    found = queries.the_medication(session, family, medication_id)
    regimens = queries.regimens_of(session, medication_id)
    recipient = the_recipient_view(session, family, found.recipient_id)
    errors = (getattr(error, "fields", None) or {"": error.message}) if error else {}
    return render_page(
        "medications/show.html",
        error.status if error else 200,
        nav="medications",
        recipient=recipient,
        medication=prescribed.medication_view(found, regimens[0] if regimens else None),
        regimens=[regimen_view(session, one, recipient.zone) for one in regimens],
        missing=_missing(found, regimens),
        stock=stock_view(session, found, regimens),
        values=given or {},
        errors=errors,
        may_change=permissions.allows(g.actor.role, "medication:change"),
        may_give=prescribed.may_give(),
        **_history(session, found, recipient.zone),
    )


def _history(session: Session, medication: Medication, zone: str) -> dict[str, Any]:
    last = queries.last_records(session, medication.id, 20)
    return {
        "ingredients": queries.ingredients_of(session, medication.id),
        "last": [views.last_view(record, zone) for record in last],
        "refusals": rules.refusals_running(queries.last_outcomes(session, medication.id)),
        "pattern": pattern_of(session, medication, zone),
    }


def regimen_view(session: Session, regimen: Regimen, zone: str) -> dict[str, Any]:
    return {
        "id": regimen.id,
        "amount": words.regimen_amount(regimen),
        "when": words.when_words(regimen) or words.limit_words(regimen),
        "limits": words.limit_words(regimen),
        "from_words": times.when_words(regimen.created_at, zone),
        "to_words": times.when_words(regimen.closed_at, zone) if regimen.closed_at else None,
        "why": regimen.why,
        "by": regimen.written_by_name,
        "written_by": regimen.written_by,
        "confirmed_by": regimen.confirmed_by_name,
        "seen_by": [one.member_name for one in queries.seen_by(session, regimen.id)],
        "is_seen_by_me": any(
            one.member_id == g.actor.member_id for one in queries.seen_by(session, regimen.id)
        ),
    }


def stock_view(
    session: Session, medication: Medication, regimens: list[Regimen]
) -> dict[str, Any] | None:
    if medication.stock is None:
        return None
    unit = regimens[0].unit if regimens else medication.form
    return {
        "amount": words.amount_words(medication.stock, unit),
        "days_left": queries.days_left(session, medication),
        "level": medication.stock_told or "enough",
    }


def pattern_of(session: Session, medication: Medication, zone: str) -> str | None:
    if not medication.is_prn or medication.activated_at is None:
        return None
    last = queries.last_records(session, medication.id, 50)
    used = [times.local(r.given_at, zone).date() for r in last if r.quantity]
    since = times.local(medication.activated_at, zone).date()
    return prn.pattern(used, since, times.local(clock.now(), zone).date())


def _missing(medication: Medication, regimens: list[Regimen]) -> dict[str, str]:
    if not medication.is_prn or medication.activated_at or medication.stopped_at or not regimens:
        return {}
    return prn.missing(medication, regimens[0])
