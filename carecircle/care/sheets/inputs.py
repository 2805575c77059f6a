"""Input: a sheet."""

from typing import Annotated

from carecircle.care.inputs import Input, Words


class SheetInput(Input):
    """Free text; an empty field is shown as not recorded."""

    address: Annotated[str | None, Words(most=1000)] = None
    access: Annotated[str | None, Words(most=1000)] = None
    languages: Annotated[str | None, Words(most=1000)] = None
    resuscitation: Annotated[str | None, Words(most=1000)] = None
    flags: Annotated[str | None, Words(most=1000)] = None
    baseline: Annotated[str | None, Words(most=1000)] = None
    doctor: Annotated[str | None, Words(most=1000)] = None
    pharmacy: Annotated[str | None, Words(most=1000)] = None
    insurance: Annotated[str | None, Words(most=1000)] = None
    appearance: Annotated[str | None, Words(most=1000)] = None
    places: Annotated[str | None, Words(most=1000)] = None
    habits: Annotated[str | None, Words(most=1000)] = None
    contacts: Annotated[str | None, Words(most=2000)] = None
