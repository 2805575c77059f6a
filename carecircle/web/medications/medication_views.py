"""The views that medication templates render."""

from datetime import datetime
from typing import Any

from flask import g
from flask_babel import format_date
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care import permissions
from carecircle.care.medications import regimens
from carecircle.care.medications.guarded import ingredients_of_family, is_guarded
from carecircle.care.medications.models import Medication, Regimen
from carecircle.care.medications.prescribing import queries as prescribing_queries
from carecircle.web.language import times
from carecircle.web.shared.wording import medication_words
from carecircle.web.shared.wording.question_words import confirmed_words
from carecircle.web.shared.wording.route_words import covert_words, route_words
from carecircle.web.shared.wording.units import form_words

_PLAIN = (
    *("id", "name", "strength", "instructions", "indication", "is_time_critical"),
    *("is_prn", "stopped_why", "needs_witness", "is_controlled", "prescriber", "pharmacy"),
    *("tried_first", "expected_effect", "call_when", "confirmed_why"),
)


def medication_view(
    medication: Medication, regimen: Regimen | None, is_guarded: bool = True
) -> dict[str, Any]:
    """is_guarded: false if an ingredient or its amount is unknown, which the page then says."""
    return {
        **{name: getattr(medication, name) for name in _PLAIN},
        "route": route_words(medication.route),
        "covert": covert_words(medication, clock.now().date()),
        "url": f"/families/{medication.family_id}/medications/{medication.id}",
        "photo": medication_words.photo_url(medication),
        "form": form_words(medication.form, regimen.unit) if regimen else medication.form,
        "amount": medication_words.regimen_amount(regimen) if regimen else "",
        "times": regimen.times if regimen else [],
        "when": medication_words.when_words(regimen) if regimen and not medication.is_prn else "",
        "limits": medication_words.limit_words(regimen) if regimen else [],
        "is_active": not medication.is_prn or medication.activated_at is not None,
        "is_guarded": is_guarded,
        "is_stopped": medication.stopped_at is not None,
        "confirmed": [confirmed_words(code) for code in medication.confirmed or ()],
        "review_on": format_date(medication.review_on, "d MMM yyyy")
        if medication.review_on
        else None,
    }


def medication_lists(session: Session, family_id: str) -> dict[str, Any]:
    """Returns the current medications by name, and the stopped ones."""
    found = regimens.medications_of(session, family_id)
    stopped = prescribing_queries.stopped_medications(session, family_id)
    ingredients = ingredients_of_family(session, family_id)
    return {
        "medications": [
            medication_view(*pair, is_guarded(ingredients.get(pair[0].id, ()), pair[1].unit))
            for pair in found
        ],
        "stopped": [medication_view(*pair) for pair in stopped],
    }


def may_give() -> bool:
    return permissions.allows(g.actor.role, "administration:record")


def at_words(at: datetime, zone: str) -> str:
    return times.when_words(at, zone)
