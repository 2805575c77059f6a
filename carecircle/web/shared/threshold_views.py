"""The thresholds of a family and of one medication, as their forms show them."""

from dataclasses import dataclass
from typing import Any

from flask import g
from sqlalchemy.orm import Session

from carecircle.care.medications import thresholds
from carecircle.care.medications.models import Medication
from carecircle.care.thresholds.definitions import DEFAULTS, THRESHOLDS
from carecircle.care.thresholds.models import ThresholdSetting
from carecircle.care.thresholds.queries import threshold_settings
from carecircle.web.language import times
from carecircle.web.shared.wording import threshold_words

Groups = list[tuple[str, list["ThresholdView"]]]


@dataclass(frozen=True)
class ThresholdView:
    """value: the value set here; standard: the value that applies if none is set. by, when: who
    last set it, and when. words, standard_words: with the unit."""

    name: str
    label: str
    unit: str
    value: int | None
    standard: int
    words: str
    standard_words: str
    least: int
    most: int
    by: str | None
    when: str | None


def medication_thresholds(session: Session, medication: Medication) -> Groups:
    """Returns the thresholds that a medication can set; where it sets none, the family's apply."""
    of = {"is_time_critical": medication.is_time_critical, "is_prn": medication.is_prn}
    settings = threshold_settings(session, medication.family_id)
    plain = thresholds.ThresholdsOfFamily(session, medication.family_id)
    plain.own.pop(medication.id, None)
    own = {one.name: one for one in settings if one.medication_id == medication.id}
    standards = plain.of(medication)
    return groups_of(own, standards, _zone(), {name for name in THRESHOLDS if _is_of(name, **of)})


def new_medication_thresholds(session: Session, family_id: str) -> Groups:
    """Returns the thresholds that a new medication can set."""
    family = thresholds.ThresholdsOfFamily(session, family_id).family
    names = {name for name, one in THRESHOLDS.items() if not one.is_for_all}
    return groups_of({}, DEFAULTS | family, _zone(), names)


def _is_of(name: str, is_time_critical: bool, is_prn: bool) -> bool:
    if THRESHOLDS[name].is_for_all:
        return False
    return name not in (threshold_words.OF_DOSES if is_prn else threshold_words.OF_PRN)


def groups_of(
    settings: dict[str, ThresholdSetting], standards: Any, zone: str, names: set[str]
) -> Groups:
    found = []
    for title, members in threshold_words.groups():
        views = [
            _view(name, settings.get(name), standards, zone) for name in members if name in names
        ]
        if views:
            found.append((title, views))
    return found


def _view(name: str, setting: ThresholdSetting | None, standards: Any, zone: str) -> ThresholdView:
    number, value = THRESHOLDS[name], setting.value if setting else None
    return ThresholdView(
        name=name,
        label=threshold_words.label(name),
        unit=threshold_words.unit_words(name),
        value=value,
        standard=standards[name],
        words=threshold_words.with_unit(name, standards[name] if value is None else value),
        standard_words=threshold_words.with_unit(name, standards[name]),
        least=number.least,
        most=number.most,
        by=setting.kept_by_name if setting else None,
        when=times.when_words(setting.kept_at, zone) if setting and setting.kept_by else None,
    )


def _zone() -> str:
    return str(g.zone)
