"""How a label was understood, in words and for programs."""

from collections.abc import Iterable
from dataclasses import dataclass

from carecircle.care.inputs.decimals import TwoReadings
from carecircle.care.medications.labels import (
    Content,
    common_ingredients,
    ingredient_named,
    label_of,
    measures_itself,
    micrograms_in_one,
)
from carecircle.care.medications.models import Ingredient
from carecircle.web.language.translation import gettext as _
from carecircle.web.language.translation import language, translate
from carecircle.web.shared.wording.units import amount_words, number_words

Json = dict[str, str | bool | None]


@dataclass(frozen=True)
class LabelView:
    """contains: the ingredients in words; empty if the name is unknown. question: of a number with
    two readings. is_guarded: whether each ingredient and its amount in one unit is known."""

    name: str
    contains: str = ""
    unknown: tuple[str, ...] = ()
    question: str = ""
    is_guarded: bool = False
    ingredients: tuple[Content, ...] = ()
    form: str | None = None


def label_view(name: str, strength: str, unit: str) -> LabelView:
    """Returns what is understood of the name as on the box, in the reader's language."""
    try:
        label = label_of(name, strength, language())
    except TwoReadings as asked:
        return LabelView(name, question=translate(asked.args[0]))
    unit = unit or label.form or "tablet"
    amounts = micrograms_in_one(label.ingredients, unit)
    is_guarded = label.is_known and (all(amounts.values()) or measures_itself(unit))
    return LabelView(
        name,
        _contains(label.ingredients, unit),
        label.unknown,
        is_guarded=is_guarded,
        ingredients=label.ingredients,
        form=label.form,
    )


def names_offered(used: Iterable[str]) -> list[str]:
    """Returns the names that the family has used, and after them common ingredients."""
    return list(dict.fromkeys([*used, *(one.capitalize() for one in common_ingredients())]))


def understood_of(ingredients: Iterable[Ingredient], unit: str) -> list[Json]:
    """Returns the stored ingredients for programs, with their amounts in one unit."""
    return [
        {
            "name": one.name,
            "amount": number_words(one.amount) if one.amount else None,
            "unit": "mg" if one.amount else None,
            "per": unit,
            "is_known": ingredient_named(one.name) is not None,
        }
        for one in ingredients
    ]


def content_resource(content: Content) -> Json:
    """Returns an ingredient as it stands on the label. per: such as 5 ml; null: one tablet."""
    per = content.per
    return {
        "name": content.ingredient,
        "amount": None if content.amount is None else f"{content.amount.normalize():f}",
        "unit": content.unit or None,
        "per": f"{per.number.normalize():f} {per.unit}" if per else None,
        "is_known": content.is_known,
    }


def _contains(contents: tuple[Content, ...], unit: str) -> str:
    if not contents:
        return ""
    what = ", ".join(_content_words(one) for one in contents)
    first = contents[0]
    if first.amount is None or first.unit == "percent":
        return _("Contains %(what)s", what=what)
    if first.per is None:
        one = amount_words(1000, unit).removeprefix("1 ")
        return _("Contains %(what)s in one %(unit)s", what=what, unit=one)
    per = f"{first.per.number.normalize():f} {_unit_words(first.per.unit)}"
    return _("Contains %(what)s in %(per)s", what=what, per=per.removeprefix("1 "))


def _content_words(content: Content) -> str:
    if content.amount is None:
        return content.ingredient
    amount = f"{content.amount.normalize():f}"
    return f"{content.ingredient} {amount} {_unit_words(content.unit)}"


def _unit_words(unit: str) -> str:
    words = {
        "microgram": _("micrograms"),
        "unit": _("units"),
        "percent": "%",
        "hour": _("hour"),
        "dose": _("dose"),
    }
    return words.get(unit, unit)
