"""Kinds of observation and their values, in the current language."""

from carecircle.care.observations.kinds import KINDS, Kind, Unit, bounds_in
from carecircle.care.observations.models import Observation
from carecircle.web.language.translation import decimal_mark, translate
from carecircle.web.language.translation import gettext as _


def kinds() -> dict[str, str]:
    return {kind.name: translate(kind.label) for kind in KINDS.values()}


def choices(kind: str) -> dict[str, str]:
    return {value: translate(label) for value, label in KINDS[kind].choices.items()}


def value_words(kind: str, value: object, unit: str) -> str:
    """Returns for example: Calm · 72 /min · 36.8 °C · Bristol 4."""
    label = KINDS[kind].choices.get(str(value))
    if label:
        return translate(label)
    text = number_text(kind, value)
    return f"{unit} {text}" if unit == "Bristol" else f"{text} {unit}".strip()


def number_text(kind: str, value: object) -> str:
    """Returns a value without its unit: 36.8, or 36,8 in languages with a decimal comma; 120/80."""
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return text.replace(".", decimal_mark()) if KINDS[kind].is_number else text


def possible_words(kind: Kind) -> str:
    """Returns what is possible at all, for example: 30 to 44 °C, 86 to 111.2 °F."""
    return ", ".join(_possible_in(kind, unit) for unit in kind.units)


def _possible_in(kind: Kind, unit: Unit) -> str:
    least, most = (number_text(kind.name, bound) for bound in bounds_in(kind, unit))
    return _("%(least)s to %(most)s %(unit)s", least=least, most=most, unit=unit[0])


def words_of(observation: Observation) -> str:
    what = value_words(observation.kind, observation.value, observation.unit)
    return f"{translate(KINDS[observation.kind].label)}: {what}"
