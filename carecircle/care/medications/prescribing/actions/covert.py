"""Covert giving needs an agreement and a day on which it is reviewed."""

from datetime import date

from carecircle.care.errors import Invalid
from carecircle.care.translatable import lazy_gettext as _


def check_covert(is_covert: bool, agreed_by: str | None, review_on: date | None) -> None:
    """Raises Invalid, by field."""
    wrong = {}
    if is_covert and not agreed_by:
        wrong["covert_agreed_by"] = _("Say who agreed to it, such as the doctor and the family")
    if is_covert and not review_on:
        wrong["covert_review_on"] = _("Say when it is reviewed")
    if wrong:
        raise Invalid(wrong)
