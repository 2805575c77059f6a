"""The guard against an old page: a dose that was stopped, moved or changed is not recorded as it
was shown."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from carecircle.care.errors import Conflict, Invalid
from carecircle.care.medications import regimens
from carecircle.care.medications.giving.inputs import AdministrationInput
from carecircle.care.medications.giving.queries import DoseOfDay
from carecircle.care.medications.giving.question_codes import CHANGED
from carecircle.care.medications.models import Regimen
from carecircle.care.medications.regimen_in_force import decimal_of
from carecircle.care.translatable import lazy_gettext as _
from carecircle.events.envelope import instant

SYSTEM = "CareCircle"


def given_despite_change(session: Session, found: DoseOfDay, values: AdministrationInput) -> bool:
    """Returns whether the dose was really given although the medication was stopped or changed:
    an incident. Raises Conflict with what was changed, by whom and when; Invalid."""
    if not _is_changed(found, values):
        return False
    if CHANGED not in values.confirmed:
        raise _conflict(session, found)
    if not values.reason:
        raise Invalid({"reason": _("Say how it came about")})
    return True


def _is_changed(found: DoseOfDay, values: AdministrationInput) -> bool:
    is_old_page = values.regimen is not None and values.regimen != found.regimen.id
    return found.dose.withdrawn_at is not None or is_old_page


def _conflict(session: Session, found: DoseOfDay) -> Conflict:
    medication = found.medication
    if medication.stopped_at is not None:
        return _stopped(found, medication.stopped_by_name, medication.stopped_at)
    new = regimens.regimen_of(session, medication.id) or found.regimen
    old = session.get(Regimen, new.supersedes_id) if new.supersedes_id else None
    return _changed(found, new, old or new)


def _stopped(found: DoseOfDay, by: str | None, at: datetime) -> Conflict:
    message = _(
        "%(name)s stopped this at %(time)s. Do not give it", name=by or SYSTEM, time=_hm(found, at)
    )
    return Conflict(message, CHANGED, change={"what": "stopped", "by": by, "at": instant(at)})


def _changed(found: DoseOfDay, new: Regimen, old: Regimen) -> Conflict:
    by, now, before = new.written_by_name, _plan(new), _plan(old)
    message = _(
        "%(name)s changed this at %(time)s: now %(now)s, before %(before)s. Look at it again",
        name=by or SYSTEM,
        time=_hm(found, new.created_at),
        now=now,
        before=before,
    )
    change = {"what": "regimen", "now": now, "before": before, "by": by}
    return Conflict(message, CHANGED, change=change | {"at": instant(new.created_at)})


def _hm(found: DoseOfDay, at: datetime) -> str:
    return f"{at.astimezone(ZoneInfo(found.zone)):%H:%M}"


def _plan(regimen: Regimen) -> str:
    """Returns for example: 2 tablet, 08:00 20:00."""
    amount = f"{decimal_of(regimen.quantity)} {regimen.unit}"
    return ", ".join(part for part in (amount, " ".join(regimen.times)) if part)
