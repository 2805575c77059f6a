"""Kinds of observation and their values, in the current language."""

from carecircle.care.observations.kinds import KINDS
from carecircle.care.observations.models import Observation
from carecircle.web.language.translation import translate


def kinds() -> dict[str, str]:
    return {kind.name: translate(kind.label) for kind in KINDS.values()}


def choices(kind: str) -> dict[str, str]:
    return {value: translate(label) for value, label in KINDS[kind].choices.items()}


def value_words(kind: str, value: object, unit: str) -> str:
    """Returns for example: Calm · 72 /min · Bristol 4."""
    named = KINDS[kind].choices.get(str(value))
    if named:
        return translate(named)
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return f"{unit} {text}" if unit == "Bristol" else f"{text} {unit}".strip()


def words_of(observation: Observation) -> str:
    what = value_words(observation.kind, observation.value, observation.unit)
    return f"{translate(KINDS[observation.kind].label)}: {what}"
