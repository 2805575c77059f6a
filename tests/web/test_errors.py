"""One style of error; a log without names; reading goes on where nothing can be saved."""

import json
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import event, text

from carecircle.auth.policy import POLICY, PUBLIC
from carecircle.db.session import database, reading
from tests import cast as casting
from tests.cast import Cast
from tests.servers.postgres import Postgres
from tests.visitors import Visitor, browser_of, nobody, program_of


@pytest.fixture
def broken(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    """An application with a page that fails over Rosa's morphine."""

    def fail() -> str:
        raise RuntimeError("Rosa had 10 mg of morphine")

    monkeypatch.setitem(POLICY, "broken", PUBLIC)
    app.add_url_rule("/broken", "broken", fail)
    return nobody(app)


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_what_nobody_foresaw_is_a_page_with_a_number_to_quote(broken: Visitor) -> None:
    answer = broken.page("/broken")
    assert answer.status_code == 500
    assert answer.headers["X-Request-Id"] in answer.text
    assert "morphine" not in answer.text
    assert broken.get("/broken").json["error"]["code"] == "unforeseen"


def test_the_log_says_where_and_not_what(
    broken: Visitor, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = broken.page("/broken")
    failure, request = lines(capsys)
    assert (failure["event"], failure["error"]) == ("unforeseen", "RuntimeError")
    assert "test_errors.py" in str(failure["where"])
    assert failure["request_id"] == request["request_id"] == answer.headers["X-Request-Id"]
    assert "morphine" not in str(failure)


def test_a_line_a_request_without_address_or_name(
    cast: Cast, ana: Visitor, capsys: pytest.CaptureFixture[str]
) -> None:
    ana.post(f"/families/{cast.family_id}/recipients", name="Rui Almeida", conditions="asthma")
    line = lines(capsys)[-1]
    assert (line["method"], line["status"]) == ("POST", 201)
    assert line["route"] == "/families/<id:family>/recipients"
    assert line["account"] == cast.ana.account_id
    assert not {"Rui", "asthma", "Ana", cast.family_id} & set(str(line).replace("'", " ").split())


def test_errors_are_pages_for_people_and_json_for_programs(stranger: Visitor) -> None:
    page = stranger.page("/nowhere")
    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert "<h1>There is nothing here</h1>" in page.text
    assert stranger.get("/nowhere").json == {
        "error": {
            "code": "not-found",
            "message": "There is nothing at this address, or it is not yours",
            "fields": {},
        }
    }


def test_a_wrong_method_says_which_are_right(stranger: Visitor) -> None:
    answer = stranger.client.delete("/sign-in")
    assert answer.status_code == 405
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))


@pytest.fixture
def full(app: Flask, cast: Cast) -> Iterator[None]:
    """The file of the database may not grow by one page."""
    with reading() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()

    def limit(connection, _record) -> None:  # type: ignore[no-untyped-def]
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(database().engine, "connect", limit)
    database().engine.dispose()
    yield
    event.remove(database().engine, "connect", limit)


def test_on_a_full_disk_nothing_is_half_saved_and_reading_goes_on(
    cast: Cast, ana: Visitor, full: None
) -> None:
    path = f"/families/{cast.family_id}/recipients"
    sent = {"name": "Rui", "conditions": "x" * 2000, "idempotency_key": "k"}
    answers = [ana.post(path, **(sent | {"idempotency_key": f"k{n}"})) for n in range(20)]
    refused = [one for one in answers if one.status_code != 201]
    assert refused
    assert {one.status_code for one in refused} == {503}
    assert refused[-1].json["error"]["code"] == "storage-full"
    saved = [one["name"] for one in ana.get(path).json["items"]].count("Rui")
    assert saved == len(answers) - len(refused)


@pytest.mark.postgresql
def test_while_the_database_is_away_it_says_so_and_the_same_form_works_again(
    make_app: Callable[..., Flask], postgres: Postgres, postgres_url: str
) -> None:
    app = make_app(database_url=postgres_url)
    ana = casting.gather().ana
    program, browser = program_of(app, ana), browser_of(app, ana)
    stream = f"/families/{ana.family_id}/events/stream"
    postgres.shut(postgres_url)
    sent = {"name": "Second", "idempotency_key": "k"}
    refused = program.post("/families", **sent)
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    waiting = browser.page(stream)
    assert (waiting.status_code, waiting.mimetype) == (200, "text/event-stream")
    assert "event: busy" in waiting.text
    page = browser.page("/families")
    assert (page.status_code, "This could not be loaded: " in page.text) == (503, True)
    form = browser.send("/families", name="Third")
    assert (form.status_code, "Send the same form again" in form.text) == (503, True)
    postgres.open(postgres_url)
    assert program.post("/families", **sent).status_code == 201
