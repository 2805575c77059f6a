"""Inputs: addresses, codes, push subscriptions, reports of browsers."""

from typing import Annotated

from carecircle.care.inputs import Choice, Input, Line
from carecircle.care.translatable import lazy_gettext as _


class ContactPointInput(Input):
    """member: whose address it is; None: somebody outside the family."""

    member: Annotated[str | None, Line(most=32)] = None
    name: Annotated[str, Line(required=_("Type whose address it is"))]
    channel: Annotated[str, Choice(("email", "apprise"), required=_("Say which way"))]
    address: Annotated[str, Line(most=500, required=_("Type the address"))]


class CodeInput(Input):
    code: Annotated[str, Line(most=12, required=_("Type the code that was sent there"))]


class ScreenInput(Input):
    sound: Annotated[str, Choice(("on", "off"), required=_("Say: on, or off"))]


class SubscriptionInput(Input):
    endpoint: Annotated[str, Line(most=1000, required=_("The browser named no address"))]
    p256dh: Annotated[str, Line(most=120, required=_("The browser gave no key"))]
    auth: Annotated[str, Line(most=40, required=_("The browser gave no secret"))]
