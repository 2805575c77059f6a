"""Input of a witness."""

from typing import Annotated

from pydantic import Field

from carecircle.care.inputs import Input, Line


class WitnessedInput(Input):
    """witness: a member. witness_pin: typed by them; it is checked before anything is stored."""

    witness: Annotated[str | None, Line(most=32)] = None
    witness_pin: Annotated[str | None, Line(most=12), Field(repr=False)] = None
