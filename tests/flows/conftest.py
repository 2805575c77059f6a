"""The application of the web's tests, for flows that need no server of their own; a mail server."""

from tests.jobs.conftest import mailbox
from tests.web.conftest import ana, app, cast, make_app

__all__ = ["ana", "app", "cast", "mailbox", "make_app"]
