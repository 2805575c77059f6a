"""What the guard refuses with, beside NotThere and NotAllowed."""

from carecircle.care.errors import NotAllowed, Refused
from carecircle.care.wording import say


class SignInNeeded(Refused):
    status, code = 401, "sign-in-needed"

    def __init__(self, message: str = say("Sign in first")):
        super().__init__(message)


class ForeignOrigin(Refused):
    """Sent by a page of another site, in the name of a person signed in here."""

    status, code = 403, "foreign-origin"

    def __init__(self, message: str = say("This was sent from a page of another site")):
        super().__init__(message)


class TabletLocked(NotAllowed):
    """Somebody must say who they are before a tablet of the home does that."""

    def __init__(self) -> None:
        super().__init__(say("Say who you are first: this tablet is locked"))
