"""The errors of an action. Each has a message for the person who asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from carecircle.care.translatable import lazy_gettext as _
from carecircle.events.envelope import instant


class ActionError(Exception):
    """Nothing was changed. code: for programs; message: plain words; more: further members."""

    status = 400
    code = "refused"

    def __init__(self, message: str, code: str | None = None, **more: Any):
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.more = more


class Malformed(ActionError):
    """The request cannot be parsed."""

    code = "malformed"


class Invalid(ActionError):
    """Some fields are invalid. fields: name -> what is wrong and how to fix it."""

    status, code = 422, "invalid"

    def __init__(self, fields: dict[str, str], message: str = _("Check what you entered")):
        super().__init__(message)
        self.fields = fields


class RuleBroken(ActionError):
    """It would break a rule of care. next_safe_at: when it would be allowed."""

    status, code = 422, "rule"

    def __init__(self, message: str, code: str, next_safe_at: datetime | None = None):
        super().__init__(message, code)
        self.next_safe_at = next_safe_at


@dataclass(frozen=True)
class Question:
    """What a rule asks before something passes, and the code that answers yes. facts: what does not
    fit together, for programs."""

    code: str
    message: str
    next_safe_at: datetime | None = None
    facts: Mapping[str, str | None] = field(default_factory=dict)

    def members(self, translate: Callable[[str], str] = str) -> dict[str, str | None]:
        """Returns the question as the contract has it."""
        at = {"next_safe_at": instant(self.next_safe_at)} if self.next_safe_at else {}
        return {"code": self.code, "message": translate(self.message), **at, **self.facts}


class Asked(RuleBroken):
    """Questions that nobody has answered; `confirm` answers them by their codes. The error is that
    of the first one."""

    def __init__(self, questions: Sequence[Question]):
        first = questions[0]
        super().__init__(first.message, first.code, first.next_safe_at)
        self.questions = tuple(questions)
        self.more = dict(first.facts)


class Conflict(ActionError):
    """Another person was first; more says who."""

    status, code = 409, "conflict"


class NotAllowed(ActionError):
    status, code = 403, "not-allowed"

    def __init__(self, message: str = _("Your role in this family does not allow that")):
        super().__init__(message)


class NotFound(ActionError):
    """It does not exist, or the actor may not know that it does: the same response."""

    status, code = 404, "not-found"

    def __init__(self, message: str = _("There is nothing at this address, or it is not yours")):
        super().__init__(message)
