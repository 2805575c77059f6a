"""The application with the cast in it."""

from tests.web.conftest import ana, app, ben, cast, make_app, sam, vera

__all__ = ["ana", "app", "ben", "cast", "make_app", "sam", "vera"]
