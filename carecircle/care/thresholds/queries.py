"""Reads: the thresholds that a family has set."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle.care.thresholds.definitions import DEFAULTS, Thresholds, by_medication
from carecircle.care.thresholds.models import ThresholdSetting


def threshold_settings(session: Session, family_id: str) -> list[ThresholdSetting]:
    """Returns the last setting of each threshold that was changed, of the family and its
    medications."""
    rows = select(ThresholdSetting).where(
        ThresholdSetting.family_id == family_id, ThresholdSetting.is_last
    )
    return list(session.scalars(rows.order_by(ThresholdSetting.kept_at, ThresholdSetting.id)))


def thresholds_of_family(session: Session, family_id: str) -> Thresholds:
    """Returns the family's values, else the defaults."""
    return DEFAULTS | by_medication(threshold_settings(session, family_id))[0]
