"""The clock of the device on which a record was made: it may be hours wrong.

The device sends its own time twice, when the dose was given and when it sends. Their distance is
right however wrong the clock is, so the server counts it back from its own time.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from carecircle.care.errors import Invalid
from carecircle.care.medications.giving.inputs import GivingInput
from carecircle.care.translatable import lazy_gettext as _

G = TypeVar("G", bound=GivingInput)
LONGEST = timedelta(days=14)
WORTH_SAYING = timedelta(minutes=2)


@dataclass(frozen=True)
class Corrected(Generic[G]):
    """values: with `given_at` on the server's clock. by: what was added to the device's time."""

    values: G
    by: timedelta = timedelta(0)

    @property
    def told(self) -> dict[str, int]:
        """Returns the member of the resource that says so; none for a small correction."""
        if abs(self.by) <= WORTH_SAYING:
            return {}
        return {"clock_corrected_s": round(self.by.total_seconds())}


def corrected(values: G, now: datetime) -> Corrected[G]:
    """Returns the values on the server's clock. Without `sent_at` they are on it already.

    Raises Invalid if the device's times are no use: without a zone, or too far apart.
    """
    given, sent = values.given_at, values.sent_at
    if given is None or sent is None:
        return Corrected(values)
    if given.tzinfo is None or sent.tzinfo is None:
        raise Invalid({"sent_at": _("Send given_at and sent_at with their time zone")})
    passed = max(sent - given, timedelta(0))  # never in the future
    if passed > LONGEST:
        raise Invalid({"given_at": _("The clock of this device was changed. Type the time")})
    at: datetime = now - passed
    return Corrected(values.changed(given_at=at), at - given)
