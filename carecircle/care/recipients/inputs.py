"""Inputs: a care recipient."""

from datetime import date
from typing import Annotated

from carecircle.care.families.inputs import Zone
from carecircle.care.inputs import Flag, Input, Line, LocalDate, Words
from carecircle.care.recipients.rules import allergies_in
from carecircle.care.translatable import lazy_gettext as _

NAME_THEM = _("Type the name of the person you care for")


class Allergies(Words):
    """Lines such as `penicillin (swelling)`, as pairs."""

    def parse(self, text: str) -> list[tuple[str, str | None]]:
        return allergies_in(super().parse(text))


class RecipientChangeInput(Input):
    """Changes of a care recipient; fields not sent keep their values."""

    name: Annotated[str | None, Line(required=NAME_THEM)] = None
    preferred_name: Annotated[str | None, Line()] = None
    born_on: Annotated[date | None, LocalDate()] = None
    zone: Annotated[str | None, Zone()] = None
    conditions: Annotated[str | None, Words(most=2000)] = None
    allergies: Annotated[list[tuple[str, str | None]] | None, Allergies(most=2000)] = None
    no_allergies: Annotated[bool, Flag()] = False


class RecipientInput(RecipientChangeInput):
    """A new care recipient."""

    name: Annotated[str, Line(required=NAME_THEM)]
