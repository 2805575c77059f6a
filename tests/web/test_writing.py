"""A write under an idempotency key: one effect and one answer, however often it comes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from flask import Flask

from carecircle import clock
from carecircle.db.session import transaction
from carecircle.events import idempotency
from tests import cast as casting
from tests.cast import Cast
from tests.visitors import Visitor, browser_of, program_of


@pytest.fixture
def both(make_app: Callable[..., Flask], database_url: str) -> Flask:
    """The application on each database in turn."""
    return make_app(database_url=database_url)


def names(visitor: Visitor) -> list[str]:
    return [one["name"] for one in visitor.get("/families").json["items"]]


def test_the_same_write_eight_times_at_once_is_done_once(both: Flask) -> None:
    people = casting.gather()
    headers = program_of(both, people.ana).headers
    visitors = [Visitor(both.test_client(), headers) for _ in range(8)]
    gate = Barrier(len(visitors))

    def send(one: Visitor) -> tuple[int, str]:
        gate.wait()
        answer = one.post("/families", name="Second", idempotency_key="k")
        return answer.status_code, answer.text

    with ThreadPoolExecutor(len(visitors)) as pool:
        answers = set(pool.map(send, visitors))
    assert len(answers) == 1
    assert answers.pop()[0] == 201
    assert names(visitors[0]).count("Second") == 1


@pytest.mark.parametrize("where", ["header", "field", "member"])
def test_a_key_is_taken_from_wherever_it_is_sent(cast: Cast, ana: Visitor, where: str) -> None:
    def send() -> str:
        if where == "field":
            return str(ana.send("/families", name="Second", idempotency_key="k").location)
        if where == "member":
            return ana.post("/families", name="Second", idempotency_key="k").text
        return ana.post("/families", name="Second").text

    if where == "header":
        ana.headers["Idempotency-Key"] = "k"
    assert send() == send()
    assert names(ana).count("Second") == 1


def test_a_key_belongs_to_its_person_and_its_address(
    cast: Cast, ana: Visitor, ben: Visitor
) -> None:
    mine = ana.post("/families", name="Second", idempotency_key="k")
    theirs = ben.post("/families", name="Second", idempotency_key="k")
    assert mine.json["id"] != theirs.json["id"]
    other = ana.post(f"/families/{cast.family_id}/recipients", name="Second", idempotency_key="k")
    assert other.status_code == 201


def test_a_person_who_signs_in_anew_still_gets_the_answer(
    app: Flask, cast: Cast, ana: Visitor
) -> None:
    first = ana.post("/families", name="Second", idempotency_key="k")
    again = browser_of(app, cast.ana).post("/families", name="Second", idempotency_key="k")
    assert (again.status_code, again.json) == (201, first.json)


def test_what_was_refused_is_not_kept(cast: Cast, ana: Visitor) -> None:
    assert ana.post("/families", name="", idempotency_key="k").status_code == 422
    assert ana.post("/families", name="Second", idempotency_key="k").status_code == 201
    reused = ana.post("/families", name="Third", idempotency_key="k")
    assert (reused.status_code, reused.json["error"]["code"]) == (422, "idempotency-key-reused")


def test_the_field_of_the_page_is_no_part_of_the_form(cast: Cast, ana: Visitor) -> None:
    """A form sent again after its page was opened again has another CSRF field."""
    first = ana.send("/families", name="Second", idempotency_key="k", csrf_token="one")
    again = ana.send("/families", name="Second", idempotency_key="k", csrf_token="two")
    assert (first.status_code, first.location) == (again.status_code, again.location)


def test_an_answer_is_kept_for_a_week(cast: Cast, ana: Visitor) -> None:
    ana.post("/families", name="Second", idempotency_key="k")
    with time_machine.travel(clock.now() + timedelta(days=6, hours=23)), transaction() as tx:
        idempotency.forget_old(tx.session)
    ana.post("/families", name="Second", idempotency_key="k")
    assert names(ana).count("Second") == 1
    with time_machine.travel(clock.now() + timedelta(days=8)), transaction() as tx:
        idempotency.forget_old(tx.session)
    ana.post("/families", name="Second", idempotency_key="k")
    assert names(ana).count("Second") == 2


def test_each_kind_of_asker_gets_its_kind_of_answer(cast: Cast, ana: Visitor) -> None:
    path = "/families"
    as_json = ana.post(path, name="A")
    assert (as_json.status_code, as_json.headers["Location"]) == (
        201,
        f"/families/{as_json.json['id']}/",
    )
    assert ana.send(path, name="B").status_code == 303
    swapped = Visitor(ana.client, ana.headers | {"HX-Request": "true"}).send(path, name="C")
    assert (swapped.status_code, swapped.headers["HX-Redirect"][:10]) == (200, "/families/")
