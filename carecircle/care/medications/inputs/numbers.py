"""What may come in as a number of the family, or of one medication."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import create_model

from carecircle.care.families.numbers import NUMBERS, OF_A_MEDICATION
from carecircle.care.inputs import Input, Whole
from carecircle.care.inputs.base import FormFields


class Numbers(Input):
    """A field for each number, with its bounds. Empty: as before anybody said anything."""

    def named(self) -> dict[str, int | None]:
        """Returns the numbers that were sent; None where one was sent empty."""
        return {name: getattr(self, name) for name in NUMBERS if name in self.model_fields_set}

    def with_value(self) -> dict[str, int]:
        """Returns the numbers that have a value."""
        return {name: value for name, value in self.named().items() if value is not None}


class FamilyNumbers(Numbers):
    """A form may hold some of them."""

    @classmethod
    def _sent_by_form(cls, lists: FormFields) -> Iterable[str]:
        return lists.keys() & cls.model_fields.keys()


def _fields(names: Iterable[str]) -> dict[str, Any]:
    return {
        name: (Annotated[int | None, Whole(NUMBERS[name].least, NUMBERS[name].most)], None)
        for name in names
    }


if TYPE_CHECKING:

    class NumbersInput(FamilyNumbers):
        """The numbers of a family."""

    class OwnNumbersInput(Numbers):
        """The numbers that one medication may have for itself, beside others of its fields."""

    class OwnNumbersChangeInput(FamilyNumbers):
        """The numbers that one medication may have for itself, some of them said anew."""

else:
    _OWN = _fields(OF_A_MEDICATION)
    NumbersInput = create_model("NumbersInput", __base__=FamilyNumbers, **_fields(NUMBERS))
    OwnNumbersInput = create_model("OwnNumbersInput", __base__=Numbers, **_OWN)
    OwnNumbersChangeInput = create_model("OwnNumbersChangeInput", __base__=FamilyNumbers, **_OWN)
