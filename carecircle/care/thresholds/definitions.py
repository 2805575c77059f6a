"""The thresholds of the rules: default and bounds of each, and which value is in force for a family
or one of its medications."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from carecircle.care.translatable import lazy_gettext as _


@dataclass(frozen=True)
class Threshold:
    """unit: min, days or times. is_for_all: it cannot be set for one medication."""

    name: str
    default: int
    least: int
    most: int
    unit: str
    is_for_all: bool = False


_ALL = (
    Threshold("lead_min", 30, 0, 12 * 60, "min"),
    Threshold("late_min", 60, 1, 24 * 60, "min"),
    Threshold("late_critical_min", 30, 1, 24 * 60, "min", is_for_all=True),
    Threshold("window_min", 120, 1, 24 * 60, "min"),
    Threshold("tell_min", 30, 0, 24 * 60, "min"),
    Threshold("offer_min", 30, 5, 24 * 60, "min"),
    Threshold("recorded_late_min", 15, 1, 4 * 60, "min"),
    Threshold("undo_min", 10, 1, 60, "min"),
    Threshold("preparing_min", 3, 1, 30, "min"),
    Threshold("many_times", 10, 2, 10, "times"),
    Threshold("warn_doses", 1, 0, 4, "times"),
    Threshold("effect_check_min", 60, 5, 24 * 60, "min"),
    Threshold("daily_days", 7, 2, 60, "days"),
    Threshold("unused_days", 30, 7, 365, "days"),
    Threshold("low_days", 7, 1, 60, "days"),
    Threshold("urgent_days", 2, 0, 30, "days"),
    Threshold("count_days", 7, 1, 60, "days"),
    Threshold("refusals_marked", 2, 1, 10, "times"),
    Threshold("refusals_told", 3, 1, 10, "times"),
    Threshold("warn_again_min", 10, 1, 4 * 60, "min"),
    Threshold("come_min", 15, 1, 4 * 60, "min", is_for_all=True),
    Threshold("come_again_min", 30, 1, 8 * 60, "min", is_for_all=True),
    Threshold("accept_min", 15, 1, 4 * 60, "min", is_for_all=True),
    Threshold("accept_admin_min", 30, 1, 8 * 60, "min", is_for_all=True),
)
Thresholds = Mapping[str, int]
THRESHOLDS = {threshold.name: threshold for threshold in _ALL}
DEFAULTS = {threshold.name: threshold.default for threshold in _ALL}
OF_A_MEDICATION = tuple(t.name for t in _ALL if not t.is_for_all)


def in_force(family: Thresholds, own: Thresholds | None, is_time_critical: bool) -> Thresholds:
    """Returns the thresholds of one medication: its own before the family's before the defaults. A
    dose is never late after its window has ended."""
    found = thresholds_set_for(family, own, is_time_critical)
    return found | {"late_min": min(found["late_min"], found["window_min"])}


def thresholds_set_for(
    family: Thresholds, own: Thresholds | None, is_time_critical: bool
) -> dict[str, int]:
    """Returns the thresholds of one medication, even if they contradict each other."""
    found = DEFAULTS | dict(family)
    if is_time_critical:
        found["late_min"] = found["late_critical_min"]
    found |= dict(own or {})
    return found | {"late_critical_min": found["late_min"]}


class Setting(Protocol):
    medication_id: str | None
    name: str
    value: int | None


def by_medication(settings: Iterable[Setting]) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    """Returns the family's values, and those of each of its medications."""
    family, own = dict[str, int](), dict[str, dict[str, int]]()
    for setting in settings:
        if setting.value is not None:
            of = own.setdefault(setting.medication_id, {}) if setting.medication_id else family
            of[setting.name] = setting.value
    return family, own


def conflicts(thresholds: Thresholds) -> dict[str, str]:
    """Returns the contradictions between the thresholds of a family or medication, by field."""
    found = {}
    if thresholds["window_min"] < thresholds["late_min"]:
        found["window_min"] = _("The window cannot end before the dose is late")
    elif thresholds["window_min"] < thresholds["late_critical_min"]:
        found["late_critical_min"] = _("The window cannot end before the dose is late")
    if thresholds["low_days"] < thresholds["urgent_days"]:
        found["urgent_days"] = _("Urgent cannot come before low")
    if thresholds["refusals_told"] < thresholds["refusals_marked"]:
        found["refusals_told"] = _("The family can't be told before it is marked")
    if thresholds["come_again_min"] <= thresholds["come_min"]:
        found["come_again_min"] = _("The second reminder must come after the first")
    if thresholds["accept_admin_min"] <= thresholds["accept_min"]:
        found["accept_admin_min"] = _("The second reminder must come after the first")
    return found
