"""The question before a change whose first dose would follow the last one too soon."""

from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from carecircle.care.errors import RuleBroken
from carecircle.care.medications import spacing
from carecircle.care.medications.giving.queries import last_given
from carecircle.care.medications.models import Regimen
from carecircle.care.medications.prescribing.inputs import ChangeInput
from carecircle.care.translatable import lazy_gettext as _

TOO_SOON = "too-soon-after-change"


def must_not_come_too_soon(
    session: Session, old: Regimen, new: Regimen, zone: ZoneInfo, values: ChangeInput
) -> None:
    """Raises RuleBroken to confirm a first dose that would come sooner after the last one given
    than either regimen has its doses apart."""
    last = last_given(session, new.medication_id)
    due_at = spacing.first_due_after(new, new.created_at, zone)
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
