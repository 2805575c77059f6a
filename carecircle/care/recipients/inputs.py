"""Inputs: a care recipient."""

from datetime import date
from typing import Annotated

from carecircle.care.families.inputs import Zone
from carecircle.care.inputs import Flag, Input, Line, LocalDate, Words
from carecircle.care.inputs.codes import Codes
from carecircle.care.recipients.rules import TypedAllergies, typed_allergies
from carecircle.care.translatable import lazy_gettext as _

NAME_THEM = _("Type the name of the person you care for")


class Allergies(Words):
    """Lines such as `penicillin (swelling)`."""

    def parse(self, text: str) -> TypedAllergies:
        return typed_allergies(super().parse(text))


class RecipientChangeInput(Input):
    """Changes of a care recipient; fields not sent keep their values. confirm: codes of questions
    that are answered with yes; reason: why."""

    name: Annotated[str | None, Line(required=NAME_THEM)] = None
    preferred_name: Annotated[str | None, Line()] = None
    born_on: Annotated[date | None, LocalDate()] = None
    zone: Annotated[str | None, Zone()] = None
    conditions: Annotated[str | None, Words(most=2000)] = None
    allergies: Annotated[TypedAllergies | None, Allergies(most=2000)] = None
    no_allergies: Annotated[bool, Flag()] = False
    confirm: Annotated[frozenset[str] | None, Codes()] = None
    reason: Annotated[str | None, Line(most=300)] = None


class RecipientInput(RecipientChangeInput):
    """A new care recipient."""

    name: Annotated[str, Line(required=NAME_THEM)]
