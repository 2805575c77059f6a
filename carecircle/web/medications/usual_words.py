"""The usual limits of a medication, in words and as a resource."""

from collections.abc import Collection, Iterable

from carecircle.care.medications.formulary.usual_limits import UsualLimit, usual_limits
from carecircle.care.medications.models import Ingredient, Regimen
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.wording.units import localized_number

_KNOWN = ("min_interval_min", "max_per_day")


def usual_words(ingredients: Iterable[Ingredient], regimen: Regimen | None) -> list[str]:
    """Returns the usual limits that hold because nobody has entered any."""
    return [_words(one, regimen) for one in _in_force(ingredients, regimen)]


def usual_resources(
    ingredients: Iterable[Ingredient], regimen: Regimen | None
) -> list[dict[str, object]]:
    return [
        {
            "ingredient": one.ingredient,
            "min_interval_h": one.interval_min / 60 or None,
            "max_mg_per_day": one.day_mg,
            "source": one.source,
        }
        for one in _in_force(ingredients, regimen)
    ]


def _in_force(ingredients: Iterable[Ingredient], regimen: Regimen | None) -> list[UsualLimit]:
    if regimen is None or not _missing(regimen):
        return []
    return [usual_limits()[one.name] for one in ingredients if one.name in usual_limits()]


def _missing(regimen: Regimen) -> Collection[str]:
    return [name for name in _KNOWN if getattr(regimen, name) is None]


def _words(one: UsualLimit, regimen: Regimen | None) -> str:
    missing = _missing(regimen) if regimen else _KNOWN
    parts = []
    if "min_interval_min" in missing and one.interval_min:
        hours = localized_number(round(one.interval_min * 1000 / 60))
        parts.append(_("at least %(hours)s h between doses", hours=hours))
    if "max_per_day" in missing:
        parts.append(_("at most %(most)s mg in 24 h", most=localized_number(one.day_mg * 1000)))
    return _(
        "Usual limit of %(ingredient)s for adults: %(limits)s. Source: %(source)s.",
        ingredient=one.ingredient,
        limits=", ".join(parts),
        source=one.source,
    )
