"""The replies to a command that failed for a reason other than its content."""

from carecircle.care.errors import ActionError
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.failures import Failure, failure_of
from carecircle.db.session import has_committed


class Away(ActionError):
    """The database cannot be reached. The message can be sent again with its key."""

    status, code = 503, "unavailable"

    def __init__(self) -> None:
        super().__init__(_("Not saved: the database cannot be reached. Send it again in a moment"))


class Busy(ActionError):
    """Others hold what it needed. The message can be sent again with its key."""

    status, code = 503, "busy"

    def __init__(self) -> None:
        super().__init__(_("Not saved: the server is busy. Send it again in a moment"))


class Full(ActionError):
    """The storage is full."""

    status, code = 503, "storage-full"

    def __init__(self) -> None:
        super().__init__(_("Not saved: the storage is full. What was saved before can be read"))


class Unknown(ActionError):
    """The connection broke while it was saved."""

    status, code = 503, "outcome-unknown"

    def __init__(self) -> None:
        super().__init__(
            _(
                "We don't know yet if this was saved. Send it again in a moment with the same key: "
                "it is only saved once"
            )
        )


class Broken(ActionError):
    """An unexpected error: nothing was changed, the message can be sent again."""

    status, code = 500, "failed"

    def __init__(self) -> None:
        super().__init__(_("That did not work, and nothing was changed. Try it again."))


class BrokenLater(ActionError):
    """An unexpected error after something was committed."""

    status, code = 500, "partly-saved"

    def __init__(self) -> None:
        super().__init__(
            _("Something went wrong after a part was saved. Look at it before you try again")
        )


REFUSALS: dict[Failure | None, type[Away | Busy | Full | Unknown | Broken]] = {
    Failure.AWAY: Away,
    Failure.BUSY: Busy,
    Failure.FULL: Full,
    Failure.UNKNOWN: Unknown,
    None: Broken,
}


def refusal_for(error: Exception) -> ActionError:
    """Returns the refusal that says what is known about the write."""
    failure = failure_of(error)
    if has_committed() and failure is not Failure.UNKNOWN:
        return BrokenLater()
    return REFUSALS[failure]()
