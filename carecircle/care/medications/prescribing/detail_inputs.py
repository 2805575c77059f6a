"""Inputs: how a medication is given, and corrections of what it is."""

from datetime import date
from typing import Annotated, Any

from carecircle.care.inputs import Flag, Input, Line, Lines, LocalDate, Words
from carecircle.care.inputs.values import FormField
from carecircle.care.medications.prescribing.input_types import Ingredients
from carecircle.care.medications.prescribing.regimen_inputs import ChangeInput
from carecircle.care.translatable import lazy_gettext as _

NAME = _("Say what it is called, as on the box")


class Route(Line):
    """How it is taken. A form that asks has to say it; without the field it is not said."""

    def read(self, given: Any) -> Any:
        found = super().read(given)
        if found is None and isinstance(given, FormField) and given:
            raise ValueError(_("Choose how it is taken"))
        return found


class Sites(Lines):
    """Places on the body, one a line, as a list: they are used in turn."""

    MOST = 20

    def parse(self, text: str) -> list[str]:
        found = [line.strip() for line in super().parse(text).splitlines() if line.strip()]
        if len(found) > self.MOST or any(len(one) > 80 for one in found):
            raise ValueError(_("At most 20 places, each with at most 80 characters"))
        return list(dict.fromkeys(found))


class HowGivenInput(Input):
    """How it is given. sites: places on the body, used in turn. removes_old: each record says
    whether the old patch was removed. asks_glucose: each record has a glucose reading. is_covert
    needs covert_agreed_by and covert_review_on."""

    route: Annotated[str | None, Route()] = None
    is_covert: Annotated[bool, Flag()] = False
    covert_agreed_by: Annotated[str | None, Line(most=300)] = None
    covert_review_on: Annotated[date | None, LocalDate()] = None
    sites: Annotated[list[str] | None, Sites(most=2000)] = None
    removes_old: Annotated[bool, Flag()] = False
    asks_glucose: Annotated[bool, Flag()] = False


class LabelInput(Input):
    """What it is, as on the box beside its name, and how to give it."""

    strength: Annotated[str | None, Line()] = None
    form: Annotated[str | None, Line()] = None
    ingredients: Annotated[dict[str, int] | None, Ingredients()] = None
    instructions: Annotated[str | None, Words(most=1000)] = None
    indication: Annotated[str | None, Words(most=1000)] = None
    prescriber: Annotated[str | None, Line(most=120)] = None
    pharmacy: Annotated[str | None, Line(most=120)] = None


class MedicationCorrectionInput(LabelInput, HowGivenInput):
    """What a medication really is. Fields not sent keep their values.

    ingredients: without them, they follow from the name and strength as they did before."""

    name: Annotated[str | None, Line(required=NAME, most=120)] = None
    why: Annotated[str, Line(required=_("Say why it is corrected"), most=300)]


class MedicationRestartInput(ChangeInput):
    """A stopped medication is taken again, from today or from starts_on. Fields not sent are those
    of its last regimen."""
