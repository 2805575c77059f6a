"""What may come in from people who sign up and in."""

from typing import Any

from carecircle.auth.models import SCOPES
from carecircle.auth.passwords import LEAST, MOST
from carecircle.care.families.inputs import Email
from carecircle.care.inputs import Choice, Flag, Input, Line
from carecircle.care.inputs.values import Value, plain
from carecircle.care.translatable import lazy_gettext as _

WHY = {
    "short": _("Use at least %(least)s characters", least=LEAST),
    "long": _("Use at most %(most)s characters", most=MOST),
    "common": _("Too many people use this password. Choose another"),
    "own": _("This is your own name or address. Choose another"),
}


class Password(Value):
    """Kept as it was typed, spaces and all."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = plain(valuelist[0]) if len(valuelist) == 1 else None
        self.raw_data = [typed] if typed else []
        self.data = self.parse(typed) if typed else None

    def parse(self, text: str) -> str:
        if len(text) > MOST:
            raise ValueError(WHY["long"])
        return text


class SignInInput(Input):
    email = Email(required=_("Type your e-mail address"))
    password = Password(required=_("Type your password"))
    shared = Flag()


class SignUpInput(Input):
    email = Email(required=_("Type your e-mail address"))
    name = Line(required=_("Type your name, as the family knows it"))
    password = Password(required=_("Choose a password"))


class NewPasswordInput(Input):
    old_password = Password(required=_("Type the password you have now"))
    new_password = Password(required=_("Choose a password"))


class ForgottenInput(Input):
    email = Email(required="Type your e-mail address")


class ChosenPasswordInput(Input):
    password = Password(required="Choose a password")


class TokenInput(Input):
    name = Line(required=_("Name the program, so that you know it again"))
    scope = Choice(SCOPES)
    family = Line(most=32)
