"""The question before a change whose first dose would follow the last one too soon."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from carecircle.care.errors import RuleBroken
from carecircle.care.medications import spacing
from carecircle.care.medications.giving.queries import last_given
from carecircle.care.medications.models import Administration, Dose, Regimen
from carecircle.care.medications.prescribing.actions.planning import DAYS_AHEAD
from carecircle.care.medications.prescribing.inputs import ChangeInput
from carecircle.care.medications.records import LIVE
from carecircle.care.translatable import lazy_gettext as _

TOO_SOON = "too-soon-after-change"


def must_not_come_too_soon(
    session: Session, old: Regimen, new: Regimen, zone: ZoneInfo, values: ChangeInput
) -> None:
    """Raises RuleBroken to confirm a first dose that would come sooner after the last one given
    than either regimen has its doses apart. Call it when the doses are planned anew."""
    last, due_at = last_given(session, new.medication_id), _first_due(session, new, zone)
    if last is None or due_at is None or TOO_SOON in (values.confirm or ()):
        return
    spacings = [spacing.shortest_spacing(plan, zone) for plan in (old, new)]
    if spacing.is_too_soon(last.given_at, due_at, [one for one in spacings if one]):
        words = _(
            "The last dose was given on %(last)s, the first of the new regimen would be due on "
            "%(due)s: that is sooner than either regimen. Look at the letter again",
            last=f"{last.given_at.astimezone(zone):%Y-%m-%d %H:%M}",
            due=f"{due_at.astimezone(zone):%Y-%m-%d %H:%M}",
        )
        raise RuleBroken(words, TOO_SOON, due_at)


def _first_due(session: Session, new: Regimen, zone: ZoneInfo) -> datetime | None:
    """Returns when the first dose that nothing is recorded for is due, planned already or not."""
    is_recorded = exists().where(Administration.dose_id == Dose.id, LIVE)
    rows = select(func.min(Dose.due_at)).where(Dose.medication_id == new.medication_id)
    rows = rows.where(Dose.regimen_id == new.id, Dose.withdrawn_at.is_(None))
    rows = rows.where(Dose.due_at > new.created_at, ~is_recorded)
    planned_until = new.created_at + timedelta(days=DAYS_AHEAD)
    return session.scalar(rows) or spacing.first_due_after(new, planned_until, zone)
