"""What may come in about reaching somebody outside the app."""

from typing import Annotated

from carecircle.care.inputs import Choice, Input, Line
from carecircle.care.wording import say


class ContactPointInput(Input):
    """member: whose it is; nobody: somebody outside the family."""

    member: Annotated[str | None, Line(most=32)] = None
    name: Annotated[str, Line(required=say("Type whose address it is"))]
    channel: Annotated[str, Choice(("email", "apprise"), required=say("Say which way"))]
    address: Annotated[str, Line(most=500, required=say("Type the address"))]


class CodeInput(Input):
    code: Annotated[str, Line(most=12, required=say("Type the code that was sent there"))]


class ScreenInput(Input):
    sound: Annotated[str, Choice(("on", "off"), required=say("Say: on, or off"))]


class SubscriptionInput(Input):
    endpoint: Annotated[str, Line(most=1000, required=say("The browser named no address"))]
    p256dh: Annotated[str, Line(most=120, required=say("The browser gave no key"))]
    auth: Annotated[str, Line(most=40, required=say("The browser gave no secret"))]
