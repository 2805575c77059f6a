"""The actor: the first argument of every action."""

from dataclasses import dataclass

from carecircle.care import permissions
from carecircle.care.errors import NotAllowed
from carecircle.care.translatable import lazy_gettext as _
from carecircle.events.who import EventActor


@dataclass(frozen=True)
class Actor:
    """A member of a family, or a device acting for it, as of now.

    origin: where the request came from, for the audit trail (an address, "job", "command line").
    through: the browser session, token or device; None for the system. initials: how a member
    signs; None for a device.
    """

    family_id: str
    member_id: str | None
    name: str
    role: str
    account_id: str | None = None
    device_id: str | None = None
    origin: str | None = None
    through: str | None = None
    initials: str | None = None

    @property
    def who(self) -> EventActor:
        id_ = self.member_id or self.device_id or self.family_id
        return EventActor(id_, self.name, self.initials)

    def must_be_allowed(self, action: str) -> None:
        """Raises NotAllowed if the role may not do that."""
        if not permissions.allows(self.role, action):
            raise NotAllowed()

    def must_be_a_member(self) -> str:
        """Returns the member's id. Raises NotAllowed for a device, which cannot sign."""
        if self.member_id is None:
            raise NotAllowed(_("Only a member can sign for that"))
        return self.member_id
