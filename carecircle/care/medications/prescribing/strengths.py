"""Active ingredients as people write them: "codeine 8 mg", in micrograms in one unit."""

import re
from decimal import Decimal

from carecircle.care.translatable import lazy_gettext as _

_MICROGRAMS = {"mcg": 1, "µg": 1, "μg": 1, "ug": 1, "microgram": 1, "micrograms": 1}
_MICROGRAMS |= {"mg": 1_000, "g": 1_000_000}
_LINE = re.compile(r"(?P<name>[^\d]+?)(?:\s+(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>[^\W\d_]+))?")
_STRENGTH = re.compile(r"(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>[^\W\d_]+)")
MOST = 2_000_000_000


def ingredients_in(words: str) -> dict[str, int]:
    """Returns ingredients, separated by lines, semicolons or plus signs. Raises ValueError with how
    to fix it."""
    lines = [" ".join(line.split()) for line in re.split(r"[;\n+]", words)]
    return dict(_one(line) for line in lines if line)


def ingredient_of(name: str, strength: str | None) -> dict[str, int]:
    """Returns the single ingredient of a medication: its name, and its strength if that can be
    parsed; 0 if it cannot."""
    match = _STRENGTH.fullmatch((strength or "").strip())
    amount = _micrograms(match) if match else None
    return {plain(name): amount or 0}


def plain(name: str) -> str:
    return " ".join(name.casefold().split())[:80]


def _one(line: str) -> tuple[str, int]:
    match = _LINE.fullmatch(line)
    amount = _micrograms(match) if match and match["number"] else 0
    if match is None or amount is None:
        raise ValueError(_("Write each as name, amount and unit, such as paracetamol 500 mg"))
    return plain(match["name"]), amount


def _micrograms(match: re.Match[str]) -> int | None:
    factor = _MICROGRAMS.get(match["unit"].casefold())
    if factor is None:
        return None
    amount = int(Decimal(match["number"].replace(",", ".")) * factor)
    return amount if amount <= MOST else None
