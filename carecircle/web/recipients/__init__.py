"""Care recipients: profile, photo, allergies, contacts."""

from carecircle.web.recipients import pages as _pages  # noqa: F401
from carecircle.web.recipients import photos as _photos  # noqa: F401
from carecircle.web.recipients.blueprint import bp

__all__ = ["bp"]
