"""The application with the cast in it."""

from tests.web.conftest import ana, app, cast, make_app

__all__ = ["ana", "app", "cast", "make_app"]
