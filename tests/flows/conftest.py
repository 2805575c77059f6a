"""The application of the web's tests, for flows that need no server of their own; a mail server."""

from collections.abc import Callable, Iterator

import pytest

from tests.delivery.served_family import House
from tests.jobs.conftest import mailbox
from tests.servers.carecircle import Server
from tests.servers.redis import RedisServer
from tests.web.conftest import ana, app, cast, make_app

__all__ = ["ana", "app", "cast", "mailbox", "make_app"]


@pytest.fixture
def house(
    serve: Callable[..., Server], sqlite_url: str, redis_server: RedisServer
) -> Iterator[House]:
    """Two workers that wake each other through Redis."""
    server = serve(workers=2, database_url=sqlite_url, redis_url=redis_server.url)
    house = House(server, sqlite_url, redis_server.url)
    yield house
    house.close()
