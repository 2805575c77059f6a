"""The pages for giving a dose or a PRN, and the page of a conflict."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Response, g
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.errors import ActionError
from carecircle.care.medications import regimens, thresholds
from carecircle.care.medications.giving import queries as giving_queries
from carecircle.care.medications.giving.actions.records import ALREADY
from carecircle.care.medications.guarded import is_guarded
from carecircle.care.medications.prescribing import queries as prescribing_queries
from carecircle.web.http.forms import errors_of
from carecircle.web.http.pages import render_page
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.language.translation import translate
from carecircle.web.medications import medication_views
from carecircle.web.medications.giving import dose_views, record_views
from carecircle.web.medications.giving.safety import next_safe, refusals_words
from carecircle.web.medications.giving.witnesses import possible_witnesses
from carecircle.web.medications.medication_views import may_give
from carecircle.web.shared.people import find_recipient, initials_of, recipient_views

Given = Mapping[str, Any]
RULE_ERRORS = ("too-early", "over-maximum", "changed")


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
        errors={} if was_first else errors_of(error),
        witnesses=_witnesses(session, found),
        **_about(session, found),
    )


def giving_page(
    session: Session,
    template: str,
    asked: regimens.DoseOrPrn,
    given: Given,
    error: ActionError | None,
    **more: Any,
) -> Response:
    return render_page(
        template,
        error.status if error else 200,
        **_about(session, asked),
        values=given,
        errors=_errors(error, asked.zone),
        asks_sure=_is(error, "ten-times") or bool(given.get("sure")),
        is_against=_is(error, *RULE_ERRORS) or bool(given.get("really_given")),
        next_safe=next_safe(session, asked),
        witnesses=_witnesses(session, asked),
        may_give=may_give(),
        **_clock_of(session, asked),
        **more,
    )


def _is(error: ActionError | None, *codes: str) -> bool:
    return error is not None and error.code in codes


def _clock_of(session: Session, asked: regimens.DoseOrPrn) -> dict[str, str]:
    """Returns the current time, which is recorded, and until when the record can be undone."""
    now, undo_min = clock.now(), thresholds.thresholds_of(session, asked.medication)["undo_min"]
    undo_until = now + timedelta(minutes=undo_min)
    return {
        "now": times.hhmm(now, asked.zone),
        "undo_until": times.hhmm(undo_until, asked.zone),
    }


def _errors(error: ActionError | None, zone: str) -> dict[str, str]:
    """Returns the errors by field; one about a safety rule says when giving would be allowed."""
    at = getattr(error, "next_safe_at", None)
    if error is None or at is None:
        return errors_of(error)
    safe = _("Next safe time: %(at)s.", at=times.when_words(at, zone))
    return {"": f"{translate(error.message)}. {safe}"}


def _witnesses(session: Session, asked: regimens.DoseOrPrn) -> list[Any]:
    if not asked.medication.needs_witness:
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
        "refusals_words": refusals_words(session, medication),
        "last_three": [record_views.last_view(record, asked.zone) for record in last],
    }
