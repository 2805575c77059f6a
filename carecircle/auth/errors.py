"""The guard's own refusals, besides NotFound and NotAllowed."""

from carecircle.care.errors import ActionError, NotAllowed
from carecircle.care.translatable import lazy_gettext as _


class SignInNeeded(ActionError):
    status, code = 401, "sign-in-needed"

    def __init__(self, message: str = _("Sign in first")):
        super().__init__(message)


class ForeignOrigin(ActionError):
    """Sent by a page of another site, with the session of a person signed in here."""

    status, code = 403, "foreign-origin"

    def __init__(self, message: str = _("This was sent from a page of another site")):
        super().__init__(message)


class TabletLocked(NotAllowed):
    """Somebody must choose their name and type their PIN before the home tablet does that."""

    def __init__(self) -> None:
        super().__init__(_("Say who you are first: this tablet is locked"))
