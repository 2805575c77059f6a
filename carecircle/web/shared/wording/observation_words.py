"""Kinds of observation and their values in words."""

from carecircle.care.observations.models import Observation
from carecircle.web.language.translation import gettext as _
from carecircle.web.language.translation import pgettext


def kinds() -> dict[str, str]:
    return {
        "mood": _("Mood"),
        "meal": _("Meal"),
        "fluids": _("Drink"),
        "sleep": _("Sleep"),
        "bowels": _("Bowels"),
        "activity": _("Activity"),
        "pulse": _("Pulse"),
        "blood_pressure": _("Blood pressure"),
        "temperature": _("Temperature"),
        "weight": _("Weight"),
        "oxygen": _("Oxygen"),
        "glucose": _("Glucose"),
        "soft_sign": _("Something is different"),
        "incident": _("Incident"),
    }


def choices(kind: str) -> dict[str, str]:
    known = {"meal": _meals, "mood": _moods, "activity": _activities, "incident": _incidents}
    return (known | {"soft_sign": _soft_signs}).get(kind, dict)()


def _meals() -> dict[str, str]:
    return {
        "all": _("All of it"),
        "half": _("Half"),
        "little": _("A little"),
        "none": _("Nothing"),
    }


def _moods() -> dict[str, str]:
    return {
        "cheerful": _("Cheerful"),
        "calm": _("Calm"),
        "low": pgettext("mood", "Low"),
        "anxious": _("Anxious"),
        "restless": _("Restless"),
    }


def _activities() -> dict[str, str]:
    return {
        "walked": _("Walked"),
        "exercised": _("Exercised"),
        "went_out": _("Went out"),
        "visitor": _("Had a visitor"),
        "rested": _("Rested"),
    }


def _incidents() -> dict[str, str]:
    return {
        "fall": _("A fall"),
        "skin": _("Skin or wound"),
        "behaviour": _("Behaviour"),
        "equipment": _("Equipment"),
        "other": _("Other"),
    }


def _soft_signs() -> dict[str, str]:
    return {
        "breathless": _("More breathless"),
        "drinks_less": _("Drinking less"),
        "confused": _("Newly confused"),
        "sleepier": _("Sleepier"),
        "off_legs": _("Off their legs"),
        "pale": _("Pale"),
        "pain": _("Pain"),
        "worry": _("A relative is worried"),
    }


def value_words(kind: str, value: object, unit: str) -> str:
    """Calm · 72 /min · Bristol 4."""
    named = choices(kind).get(str(value))
    if named:
        return named
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return f"{unit} {text}" if unit == "Bristol" else f"{text} {unit}".strip()


def words_of(observation: Observation) -> str:
    what = value_words(observation.kind, observation.value, observation.unit)
    return f"{kinds()[observation.kind]}: {what}"
