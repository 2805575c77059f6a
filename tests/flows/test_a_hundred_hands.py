"""A hundred requests at once for one dose: one gives it, ninety-nine are told who did."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from carecircle.care.medications.models import Administration
from carecircle.db.session import Database, bind, reading
from carecircle.events.models import Event
from tests import cast
from tests.delivery.house import House
from tests.flows.posting import post
from tests.servers.carecircle import Server

HANDS = 100


@pytest.mark.server
def test_one_gives_the_dose_and_all_others_are_told_who(
    serve: Callable[..., Server], database_url: str
) -> None:
    house = House(serve(workers=2, database_url=database_url), database_url)
    dose = cast.first_dose(cast.prescribe(house.cast.ana)).id
    everybody = [("ana", "ben")[number % 2] for number in range(HANDS)]
    answers = _all_at_once([lambda who=who: _give(house, who, dose) for who in everybody])
    house.close()
    assert Counter(status for status, _ in answers) == {201: 1, 409: HANDS - 1}
    winner = next(said for status, said in answers if status == 201)
    losers = [said["administration"] for status, said in answers if status == 409]
    assert {loser["id"] for loser in losers} == {winner["id"]}
    assert all(loser["by"]["name"] and loser["at"] for loser in losers)
    bind(Database(database_url))
    with reading() as session:
        assert session.query(Administration).count() == 1
        assert session.query(Event).filter_by(type="medication:logged").count() == 1


def _all_at_once(works: list[Callable[[], Any]]) -> list[Any]:
    gate = Barrier(len(works))

    def one(work: Callable[[], Any]) -> Any:
        gate.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))


def _give(house: House, who: str, dose: str) -> tuple[int, dict[str, Any]]:
    return post(house, who, f"/doses/{dose}/administration", outcome="given")
