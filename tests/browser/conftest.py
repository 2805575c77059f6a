"""A served family for the tests that drive a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from carecircle.db.session import Database, bind
from tests import cast
from tests.browser.cable import Cable
from tests.browser.home import Home, is_live, leave, stay
from tests.servers import databases
from tests.servers.carecircle import Server


@pytest.fixture(scope="module")
def site(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server a module. Its database is also the one of this process."""
    folder = tmp_path_factory.mktemp("site")
    url = databases.copy_of(migrated_file, folder)
    database = bind(Database(url))
    server = Server(folder / "instance", database_url=url)
    yield server
    server.stop()
    database.close()


@pytest.fixture
def home(site: Server) -> Iterator[Home]:
    """A new family for each test."""
    home = new_home(site)
    yield home
    leave(home)


def new_home(site: Server) -> Home:
    family = cast.gather()
    dose_id = cast.first_dose(cast.prescribe(family.ana)).id
    return Home(family, site, Cable(site.port), dose_id)


@pytest.fixture
def ana(home: Home, browser: Browser) -> Page:
    """The admin, on the dashboard, live; marked so that a reload would be noticed."""
    return settled(home.enter(browser, home.cast.ana))


@pytest.fixture
def ben(home: Home, browser: Browser) -> Page:
    """A caregiver in a browser of his own, likewise."""
    return settled(home.enter(browser, home.cast.ben))


def settled(page: Page) -> Page:
    is_live(page)
    stay(page)
    return page
