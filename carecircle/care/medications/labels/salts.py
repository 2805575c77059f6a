"""Salts and esters are folded into their base: amlodipine besilate is amlodipine.

What is itself a salt stays what it is: potassium chloride, calcium carbonate, ferrous sulfate.
"""

from functools import cache

from carecircle.care.medications.labels import lists

ELEMENTS = frozenset(
    (
        *("aluminium", "aluminum", "ammonium", "barium", "bismuth", "calcium", "ferric", "ferrous"),
        *("iron", "lithium", "magnesium", "potassium", "silver", "sodium", "strontium", "zinc"),
        *("acetate", "bicarbonate", "bromide", "carbonate", "chloride", "citrate", "fluoride"),
        *(
            "gluconate",
            "hydroxide",
            "iodide",
            "lactate",
            "nitrate",
            "oxide",
            "phosphate",
            "sulfate",
        ),
    )
)
HYDRATES = frozenset(
    (
        *("anhydrous", "dried", "hydrate", "hemihydrate", "monohydrate", "dihydrate", "trihydrate"),
        *("tetrahydrate", "pentahydrate", "hexahydrate", "heptahydrate", "sesquihydrate"),
    )
)
_LEADING = frozenset(("sodium", "potassium", "calcium", "magnesium", "disodium"))
_LINKS = frozenset(("as", "como", "the", "de", "el", "la"))


def bases_of(name: str) -> list[str]:
    """Returns the name without its salts, the longest first; never an element alone."""
    words = [word.strip("(),") for word in name.split()]
    words = [word for word in words if word and word not in _LINKS]
    found = []
    while len(words) > 1:
        if words[-1] in _salts():
            words = words[:-1]
        elif words[0] in _salts() and words[0] not in ELEMENTS | _LEADING:
            words = words[1:]  # besilato de amlodipino
        elif words[0] in _LEADING:
            words = words[1:]
        else:
            break
        if " ".join(words) not in ELEMENTS:
            found.append(" ".join(words))
    return found


def without_hydrate(name: str) -> str:
    return " ".join(word for word in name.split() if word not in HYDRATES)


def is_element(name: str) -> bool:
    return name in ELEMENTS


@cache
def _salts() -> frozenset[str]:
    return lists.words("salts.txt", " ")
