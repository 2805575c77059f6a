"""What may come in for a care recipient."""

from carecircle.care.families.inputs import Zone
from carecircle.care.inputs import Flag, Input, Line, LocalDate, Words
from carecircle.care.recipients.rules import allergies_in
from carecircle.care.translatable import lazy_gettext as _


class Allergies(Words):
    """Lines such as `penicillin (swelling)`, as pairs."""

    def parse(self, text: str) -> list[tuple[str, str | None]]:  # type: ignore[override]
        return allergies_in(super().parse(text))


class RecipientInput(Input):
    name = Line(required=_("Type the name of the person you care for"))
    preferred_name = Line()
    born_on = LocalDate()
    zone = Zone(most=64)
    conditions = Words(most=2000)
    allergies = Allergies(most=2000)
    no_allergies = Flag()
