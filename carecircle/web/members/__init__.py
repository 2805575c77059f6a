"""Members of a family: list, invitations, roles, PINs."""

from carecircle.web.members import invitations as _invitations  # noqa: F401
from carecircle.web.members import members as _members  # noqa: F401
from carecircle.web.members import pin as _pin  # noqa: F401
from carecircle.web.members.blueprint import bp

__all__ = ["bp"]
