"""A served family for the tests that drive a browser."""

from collections.abc import Callable, Iterator

import pytest

from carecircle.db.session import Database
from tests import cast
from tests.browser.cable import Cable
from tests.browser.home import Home, give_passwords
from tests.servers.carecircle import Server


@pytest.fixture
def home(
    sqlite_url: str, sqlite_database: Database, serve: Callable[..., Server]
) -> Iterator[Home]:
    family = cast.gather()
    dose_id = cast.first_dose(cast.prescribe(family.ana)).id
    give_passwords()
    server = serve(database_url=sqlite_url)
    cable = Cable(server.port)
    yield Home(family, server, cable, dose_id)
    cable.cut()
