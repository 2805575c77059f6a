"""The OpenAPI description of every route and command, as a document and as a page."""

from carecircle.web.openapi import pages as _pages  # noqa: F401
from carecircle.web.openapi.blueprint import bp

__all__ = ["bp"]
