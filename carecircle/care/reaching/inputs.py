"""What may come in about reaching somebody outside the app."""

from carecircle.care.inputs import Choice, Input, Line


class ContactPointInput(Input):
    """member: whose it is; nobody: somebody outside the family."""

    member = Line(most=32)
    name = Line(required="Type whose address it is")
    channel = Choice(("email", "apprise"), required="Say which way")
    address = Line(most=500, required="Type the address")


class CodeInput(Input):
    code = Line(most=12, required="Type the code that was sent there")


class ScreenInput(Input):
    sound = Choice(("on", "off"), required="Say: on, or off")


class SubscriptionInput(Input):
    endpoint = Line(most=1000, required="The browser named no address")
    p256dh = Line(most=120, required="The browser gave no key")
    auth = Line(most=40, required="The browser gave no secret")
