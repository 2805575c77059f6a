"""The fallback of `flask run`: no socket can be handed over, and the contract still holds."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.serving import BaseWSGIServer, make_server

from carecircle.app import create_app
from carecircle.care.families.actions import remove_member
from carecircle.config import Settings
from tests.delivery.readers import EVERY, Sse
from tests.delivery.served_family import House
from tests.servers import databases


class Threaded:
    """Looks like a started server to a house."""

    def __init__(self, instance: Path, url: str):
        settings = Settings(url, instance, "s" * 64, is_jobs_on=False)
        self.instance = instance
        self.server: BaseWSGIServer = make_server(
            "127.0.0.1", 0, create_app(settings), threaded=True
        )
        self.port = self.server.port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture(scope="module")
def house(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("flask-run")
    url = databases.copy_of(migrated_file, folder)
    served = Threaded(folder, url)
    house = House(served, url)  # type: ignore[arg-type]
    yield house
    served.server.shutdown()
    house.close()


@pytest.mark.parametrize("reader", EVERY.values(), ids=EVERY.keys())
def test_it_resumes_and_goes_on_live(house: House, reader) -> None:
    one = reader(house.door())
    house.tell(2)
    first = one.events(2)
    assert len(first) == 2
    one.close()
    house.tell(1)
    again = reader(house.door(), after=json.loads(first[0])["id"])
    assert len(again.events(2)) == 2
    house.tell(1)
    assert len(again.events(1)) == 1
    again.close()


def test_a_removed_member_hears_nothing_later(house: House) -> None:
    gil = house.join("Gil", "caregiver")
    one = Sse(house.door(gil))
    remove_member(house.cast.ana, house.members[gil])
    house.tell(3)
    assert one.block() == {"event": "bye", "data": '{"reason":"removed"}', "retry": "86400000"}
    assert one.block() is None
