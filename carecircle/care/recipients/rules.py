"""Rules of care recipients, without a database: parsing what is typed as allergies."""

import re
from dataclasses import dataclass

from carecircle.care.inputs.folding import without_accents
from carecircle.care.translatable import lazy_gettext as _

Pair = tuple[str, str | None]
_LINE = re.compile(r"(?P<substance>[^()]{1,80}?)\s*(?:\((?P<reaction>[^()]{1,200})\))?")
_BETWEEN = re.compile(r"[,;](?![^()]*\))|\s(?:and|y)\s(?![^()]*\))")
_NONE = frozenset(
    (
        *("none", "no", "nil", "nka", "nkda", "nkfa", "none known", "nil known", "not known"),
        *("no allergies", "no known allergies", "no known drug allergies", "no allergies known"),
        *("no known allergy", "no drug allergies", "none that we know of", "no known", "0", "-"),
        *("ninguna", "ninguno", "ninguna conocida", "ninguna alergia", "no conocidas", "no tiene"),
        *("sin alergias", "sin alergias conocidas", "no alergias conocidas", "sin alergia"),
        *("no se conocen", "sin alergias medicamentosas", "no alergias", "sin ram", "niega"),
        *("sin alergias medicamentosas conocidas", "no tiene alergias", "n/a", "none recorded"),
    )
)


@dataclass(frozen=True)
class TypedAllergies:
    """pairs: substance and reaction. none_known: somebody typed that there are none."""

    pairs: tuple[Pair, ...] = ()
    none_known: bool = False


def typed_allergies(words: str | None) -> TypedAllergies:
    """Returns `penicillin (swelling), latex`, on one line or several, as pairs; the same substance
    twice keeps both reactions. Raises ValueError."""
    found: dict[str, Pair] = {}
    none_known = False
    for part in (part.strip(" .") for line in (words or "").splitlines() for part in _parts(line)):
        if is_none(part):
            none_known = True
        elif part:
            _add(found, part)
    if none_known and found:
        raise ValueError(_("Write down the allergies, or that none are known, not both"))
    return TypedAllergies(tuple(found.values()), none_known)


def is_none(words: str) -> bool:
    """Returns whether the words say that no allergies are known."""
    return without_accents(words).strip(" .") in _NONE


def _parts(line: str) -> list[str]:
    return [line] if is_none(line) else _BETWEEN.split(line)


def _add(found: dict[str, Pair], part: str) -> None:
    match = _LINE.fullmatch(part)
    if match is None:
        raise ValueError(_("Write one on a line, such as: penicillin (swelling)"))
    key = without_accents(match["substance"])
    substance, before = found.get(key, (match["substance"], None))
    said = [one for one in (before, match["reaction"]) if one]
    found[key] = (substance, ", ".join(dict.fromkeys(said)) or None)
