"""Inputs: the name of a family, an invitation, a role."""

from typing import Annotated
from zoneinfo import available_timezones

from carecircle.care.inputs import Choice, Input, Line
from carecircle.care.inputs.values import JsonSchema
from carecircle.care.permissions import ROLES
from carecircle.care.translatable import lazy_gettext


class Zone(Line):
    """An IANA time zone, such as Europe/London."""

    def __init__(self, required: str | None = None):
        super().__init__(64, required)

    def parse(self, text: str) -> str:
        if text not in available_timezones():
            raise ValueError(lazy_gettext("Choose a time zone such as Europe/London"))
        return text

    def json_schema(self) -> JsonSchema:
        return super().json_schema() | {"examples": ["Europe/London"]}


class Email(Line):
    """An e-mail address, in lower case, because addresses are compared without regard to case."""

    def __init__(self, required: str | None = None):
        super().__init__(254, required)

    def parse(self, text: str) -> str:
        address = str(super().parse(text)).lower()
        name, _, host = address.rpartition("@")
        if not name or not host or len(address.split()) != 1 or "@" in name:
            raise ValueError(lazy_gettext("Type an address such as ana@family.example"))
        return address

    def json_schema(self) -> JsonSchema:
        return super().json_schema() | {
            "pattern": "^[^@ ]+@[^@ ]+$",
            "examples": ["ana@family.example"],
        }


class FamilyInput(Input):
    name: Annotated[str, Line(required=lazy_gettext("Give the family a name"))]
    zone: Annotated[str | None, Zone()] = None


class TabletInput(Input):
    name: Annotated[
        str, Line(most=80, required=lazy_gettext("Say where it hangs, for example Kitchen tablet"))
    ]


class TabletCodeInput(Input):
    code: Annotated[
        str, Line(most=20, required=lazy_gettext("Type the code that an admin of the family sees"))
    ]


class InvitationInput(Input):
    email: Annotated[str, Email(required=lazy_gettext("Type the address of the person you invite"))]
    role: Annotated[str, Choice(ROLES, required=lazy_gettext("Choose what the person may do"))]


class RoleInput(Input):
    role: Annotated[str, Choice(ROLES, required=lazy_gettext("Choose a role"))]
