"""The origin of a request before any family is considered: session, token or tablet."""

from dataclasses import dataclass, field
from typing import Literal

from flask_login import UserMixin

EVERYTHING = frozenset({"read", "write"})
Kind = Literal["session", "token", "device"]


@dataclass(frozen=True)
class Principal(UserMixin):
    """A browser session, a program's token or a home tablet, and the account behind it.

    family_id: the only family that a bound token may access; None: all of the account's. key: the
    key in the browser's cookie; empty for tokens. language: the one the person chose.
    """

    kind: Kind
    account_id: str
    name: str = ""
    session_id: str | None = None
    token_id: str | None = None
    device_id: str | None = None
    family_id: str | None = None
    scopes: frozenset[str] = EVERYTHING
    key: str = field(default="", repr=False, compare=False)
    language: str | None = field(default=None, compare=False)

    def get_id(self) -> str:
        """Returns the key that flask-login puts into the signed cookie."""
        return self.key

    @property
    def is_browser(self) -> bool:
        """Returns whether it comes with a cookie, which another site could make a browser send."""
        return self.kind in ("session", "device")

    @property
    def may_write(self) -> bool:
        return "write" in self.scopes

    def may_enter(self, family_id: str) -> bool:
        return self.family_id in (None, family_id)

    @property
    def idempotency_scope(self) -> str:
        """Returns the owner of its idempotency keys: it stays the same after a new sign-in."""
        return f"token:{self.token_id}" if self.token_id else f"account:{self.account_id}"
