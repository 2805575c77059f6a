"""Units of a dose in words: 1 tablet, 2 tablets, 0.5 tablet, 2.5 ml. The only place for them."""

from collections.abc import Callable

from carecircle.care.inputs.decimals import has_two_readings
from carecircle.care.medications.regimen_in_force import decimal_of
from carecircle.web.language.translation import decimal_mark, ngettext

AmountWords = Callable[[int, str], str]

_WORDS: dict[str, tuple[str, AmountWords]] = {
    "ampoule": ("ampoules", lambda n, m: ngettext("%(m)s ampoule", "%(m)s ampoules", n, m=m)),
    "capsule": ("capsules", lambda n, m: ngettext("%(m)s capsule", "%(m)s capsules", n, m=m)),
    "dose": ("doses", lambda n, m: ngettext("%(m)s dose", "%(m)s doses", n, m=m)),
    "drop": ("drops", lambda n, m: ngettext("%(m)s drop", "%(m)s drops", n, m=m)),
    "film": ("films", lambda n, m: ngettext("%(m)s film", "%(m)s films", n, m=m)),
    "injection": (
        "injections",
        lambda n, m: ngettext("%(m)s injection", "%(m)s injections", n, m=m),
    ),
    "lozenge": ("lozenges", lambda n, m: ngettext("%(m)s lozenge", "%(m)s lozenges", n, m=m)),
    "patch": ("patches", lambda n, m: ngettext("%(m)s patch", "%(m)s patches", n, m=m)),
    "pessary": ("pessaries", lambda n, m: ngettext("%(m)s pessary", "%(m)s pessaries", n, m=m)),
    "puff": ("puffs", lambda n, m: ngettext("%(m)s puff", "%(m)s puffs", n, m=m)),
    "sachet": ("sachets", lambda n, m: ngettext("%(m)s sachet", "%(m)s sachets", n, m=m)),
    "scoop": ("scoops", lambda n, m: ngettext("%(m)s scoop", "%(m)s scoops", n, m=m)),
    "spoon": ("spoons", lambda n, m: ngettext("%(m)s spoon", "%(m)s spoons", n, m=m)),
    "spray": ("sprays", lambda n, m: ngettext("%(m)s spray", "%(m)s sprays", n, m=m)),
    "suppository": (
        "suppositories",
        lambda n, m: ngettext("%(m)s suppository", "%(m)s suppositories", n, m=m),
    ),
    "tablet": ("tablets", lambda n, m: ngettext("%(m)s tablet", "%(m)s tablets", n, m=m)),
    "unit": ("units", lambda n, m: ngettext("%(m)s unit", "%(m)s units", n, m=m)),
    "vial": ("vials", lambda n, m: ngettext("%(m)s vial", "%(m)s vials", n, m=m)),
}
_SINGULAR = {plural: singular for singular, (plural, _words_of) in _WORDS.items()}


def number_words(thousandths: int) -> str:
    """Returns 1 for 1000, 0.5 for 500."""
    return decimal_of(thousandths)


def typed_number(thousandths: int) -> str:
    """Returns the number as the value of a form: 1.1250, because 1.125 could mean 1125."""
    text = number_words(thousandths)
    return f"{text}0" if has_two_readings(text) else text


def localized_number(thousandths: int) -> str:
    """Returns 0.5 for 500, or 0,5 in languages with a decimal comma."""
    return number_words(thousandths).replace(".", decimal_mark())


def amount_words(quantity: int, unit: str) -> str:
    """quantity: thousandths. An unknown unit, such as ml, is shown as it was typed."""
    much, known = localized_number(quantity), _known(unit)
    if known is None:
        return f"{much} {unit}"
    return _WORDS[known][1](_count(quantity), much)


def unit_words(unit: str) -> str:
    """Returns the plural: tablets, ml."""
    return amount_words(0, unit).removeprefix("0").strip()


def form_words(form: str, unit: str) -> str:
    """Returns the form, or nothing if the amount says it already: 1 tablet."""
    return "" if (_known(form) or form) == (_known(unit) or unit) else form


def _known(unit: str) -> str | None:
    word = unit.strip().casefold()
    singular = _SINGULAR.get(word, word)
    return singular if singular in _WORDS else None


def _count(quantity: int) -> int:
    """Returns the number that selects the plural: up to 1 is one, anything more at least two."""
    if 0 < quantity <= 1000:
        return 1
    whole, part = divmod(abs(quantity), 1000)
    return max(whole, 2) if part else whole
