"""A dose recorded by websocket: everything that is wrong with the message is answered at once."""

from typing import Any

import pytest

from carecircle.care.errors import Invalid, NotFound
from carecircle.web.commands import handlers
from tests import cast as casting
from tests.cast import Cast

WRONG: list[tuple[dict[str, Any], set[str]]] = [
    ({}, {"dose", "outcome"}),
    ({"dose": "", "outcome": "given"}, {"dose"}),
    ({"dose": 5, "outcome": "lost"}, {"dose", "outcome"}),
    ({"dose": None, "amount": 1, "outcome": "given"}, {"dose", "amount"}),
    ({"dose": "x" * 33, "given_at": "07:40", "outcome": "given"}, {"dose"}),
    ({"given_at": "soon", "x": 1, "y": 2}, {"dose", "outcome", "given_at", "x", "y"}),
    ({"dose": "DOSE", "x": 1, "score": 11}, {"outcome", "score", "x"}),
]


@pytest.mark.parametrize(("given", "fields"), WRONG)
def test_all_that_is_wrong_is_answered_at_once(
    given: dict[str, Any], fields: set[str], cast: Cast
) -> None:
    dose = casting.first_dose(casting.prescribe(cast.ana)).id
    message = {"type": "medication:log"} | given
    message |= {"dose": dose} if given.get("dose") == "DOSE" else {}
    with pytest.raises(Invalid) as caught:
        handlers()["medication:log"](cast.ana, message)
    assert caught.value.fields.keys() == fields


def test_a_dose_that_is_not_there_is_not_found(cast: Cast) -> None:
    message = {"type": "medication:log", "dose": "0nothing", "outcome": "given"}
    with pytest.raises(NotFound):
        handlers()["medication:log"](cast.ana, message)
