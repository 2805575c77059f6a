"""Quantities in JSON."""

from carecircle.web.shared.wording.units import number_words


def decimal_text(thousandths: int | None) -> str | None:
    return number_words(thousandths) if thousandths is not None else None
