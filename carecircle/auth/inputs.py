"""Inputs of sign-up and sign-in."""

from typing import Annotated, Any

from carecircle.auth.models import SCOPES
from carecircle.auth.passwords import LEAST, MOST
from carecircle.care.families.inputs import Email
from carecircle.care.inputs import Choice, Flag, Input, Line
from carecircle.care.inputs.values import JsonSchema, Value
from carecircle.care.translatable import lazy_gettext as _

WHY = {
    "short": _("Use at least %(least)s characters", least=LEAST),
    "long": _("Use at most %(most)s characters", most=MOST),
    "common": _("Too many people use this password. Choose another"),
    "own": _("This is your own name or address. Choose another"),
}


class Password(Value):
    """A password, kept exactly as typed, spaces included."""

    def read(self, given: Any) -> str | None:
        typed = self.text_of(given)
        return self.parse(typed) if typed else None

    def parse(self, text: str) -> str:
        if len(text) > MOST:
            raise ValueError(WHY["long"])
        return text

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "format": "password", "minLength": 1, "maxLength": MOST}


class DoorInput(Input):
    """next, lost: where the page leads afterwards, and its message; read from the request."""

    TRANSPORT = Input.TRANSPORT | {"next", "lost"}


class SignInInput(DoorInput):
    email: Annotated[str, Email(required=_("Type your e-mail address"))]
    password: Annotated[str, Password(required=_("Type your password"))]
    shared: Annotated[bool, Flag()] = False


class SignUpInput(DoorInput):
    email: Annotated[str, Email(required=_("Type your e-mail address"))]
    name: Annotated[str, Line(required=_("Type your name, as the family knows it"))]
    password: Annotated[str, Password(required=_("Choose a password"))]


class NewPasswordInput(Input):
    old_password: Annotated[str, Password(required=_("Type the password you have now"))]
    new_password: Annotated[str, Password(required=_("Choose a password"))]


class ForgottenInput(Input):
    email: Annotated[str, Email(required="Type your e-mail address")]


class ChosenPasswordInput(Input):
    password: Annotated[str, Password(required="Choose a password")]


class TokenInput(Input):
    name: Annotated[str, Line(required=_("Name the program, so that you know it again"))]
    scope: Annotated[str | None, Choice(SCOPES)] = None
    family: Annotated[str | None, Line(most=32)] = None
