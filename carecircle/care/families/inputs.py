"""What may come in for a family: its name, an invitation, a role."""

from typing import Any
from zoneinfo import available_timezones

from carecircle.care.inputs import Choice, Input, Line
from carecircle.care.permissions import ROLES
from carecircle.care.wording import say


class Zone(Line):
    """An IANA time zone, such as Europe/London."""

    def parse(self, text: str) -> str:
        if text not in available_timezones():
            raise ValueError(say("Choose a time zone such as Europe/London"))
        return text


class Email(Line):
    """An e-mail address, in lower case: it is where a person is, not how it is typed."""

    def __init__(self, required: str | None = None, **kwargs: Any):
        super().__init__("", required, most=254, **kwargs)

    def parse(self, text: str) -> str:
        address = super().parse(text).lower()
        name, _, host = address.rpartition("@")
        if not name or not host or len(address.split()) != 1 or "@" in name:
            raise ValueError(say("Type an address such as ana@family.example"))
        return address


class FamilyInput(Input):
    name = Line(required=say("Give the family a name"))
    zone = Zone(most=64)


class TabletInput(Input):
    name = Line(most=80, required=say("Say where it hangs, for example Kitchen tablet"))


class TabletCodeInput(Input):
    code = Line(most=20, required=say("Type the code that an admin of the family sees"))


class InvitationInput(Input):
    email = Email(required=say("Type the address of the person you invite"))
    role = Choice(ROLES, required=say("Choose what the person may do"))


class RoleInput(Input):
    role = Choice(ROLES, required=say("Choose a role"))
