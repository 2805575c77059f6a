"""A change of the last days, as the page on which a dose is given says it."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.care.medications.models import Medication, Regimen
from carecircle.care.medications.regimens import DoseOrPrn
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.wording.medication_words import regimen_amount, when_words

SHOWN_FOR = timedelta(days=7)


@dataclass(frozen=True)
class ChangeView:
    """words: who changed what, and when; why: the reason; to_compare: the page on which a second
    person says that they compared it with the label, while nobody has."""

    words: str
    why: str | None
    to_compare: str | None


def change_view(session: Session, asked: DoseOrPrn) -> ChangeView | None:
    """Returns the last change of the regimen; None if there was none in the last days, unless a
    second person still has to compare it."""
    regimen, medication = asked.regimen, asked.medication
    old = session.get(Regimen, regimen.supersedes_id) if regimen.supersedes_id else None
    is_open = medication.is_witnessed and regimen.confirmed_at is None
    is_recent = clock.now() - regimen.created_at < SHOWN_FOR
    if old is None or not (is_recent or is_open):
        return None
    page = _page(medication) if is_open else None
    return ChangeView(_words(regimen, old, asked.zone), regimen.why, page)


def _page(medication: Medication) -> str:
    return f"/families/{medication.family_id}/medications/{medication.id}"


def _words(new: Regimen, old: Regimen, zone: str) -> str:
    return _(
        "Changed %(when)s by %(name)s: %(now)s, was %(before)s",
        when=times.when_words(new.created_at, zone),
        name=new.written_by_name or "CareCircle",
        now=_plan(new, old),
        before=_plan(old, new),
    )


def _plan(regimen: Regimen, other: Regimen) -> str:
    """Returns the amount, and the times if the two differ in them."""
    amount, when = regimen_amount(regimen), when_words(regimen)
    return amount if when == when_words(other) else f"{amount}, {when}"
