"""Every answer of ours carries the mark by which a page tells it from a box in between."""

import gzip

import pytest
from flask import Flask

from carecircle import clock
from tests.cast import Cast
from tests.visitors import JSON, browser_of, nobody

END = "<!--end-->"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/families/{family}/", 200),
        ("/families/{family}/alerts", 200),
        ("/families/{family}/badge", 200),
        ("/families/{family}/stats", 200),
        ("/families/{family}/events", 200),
        ("/families/{family}/nothing", 404),
        ("/families/0000/", 404),
        ("/healthz", 200),
        ("/push-worker.js", 200),
    ],
)
def test_it_is_on_every_answer(app: Flask, cast: Cast, address: str, status: int) -> None:
    ana = browser_of(app, cast.ana)
    before = clock.milliseconds()
    answer = ana.page(address.format(family=cast.family_id), **{"CareCircle-Ask": "w0rd"})
    assert answer.status_code == status
    assert before <= int(answer.headers["CareCircle-Time"]) <= clock.milliseconds()
    assert answer.headers["CareCircle-Ask"] == "w0rd"


def test_a_refusal_a_redirect_and_an_error_carry_it_too(app: Flask, cast: Cast) -> None:
    visitor = nobody(app)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    answers = {
        401: visitor.get(f"/families/{cast.family_id}/doses"),
        303: visitor.page(f"/families/{cast.family_id}/"),
        405: visitor.client.post("/healthz", headers=JSON),
        422: visitor.post("/sign-in"),
    }
    assert {status: one.status_code for status, one in answers.items()} == dict(
        zip(answers, answers, strict=True)
    )
    assert all("CareCircle-Time" in one.headers for one in answers.values())


@pytest.mark.parametrize("word", ["", "x" * 41, "a\xe9", "a b", "<b>", "a,b", "%0d%0aX: y"])
def test_only_a_plain_word_is_repeated(app: Flask, word: str) -> None:
    answer = nobody(app).get("/healthz", **{"CareCircle-Ask": word})
    assert "CareCircle-Ask" not in answer.headers


def test_a_static_file_has_none(app: Flask) -> None:
    assert "CareCircle-Time" not in nobody(app).page("/static/js/all.js").headers


def test_a_part_of_a_page_ends_with_the_end(app: Flask, cast: Cast) -> None:
    ana = browser_of(app, cast.ana)
    badge, asked = f"/families/{cast.family_id}/badge", {"CareCircle-Ask": "w0rd"}
    part = ana.page(badge, **asked)
    assert part.text.endswith(END)
    assert END not in ana.page(badge).text  # nobody else needs it
    packed = ana.page(badge.replace("badge", "alerts"), **asked, **{"Accept-Encoding": "gzip"})
    body = packed.data
    if packed.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    assert body.decode().endswith(END)


def test_a_page_ends_as_it_is(app: Flask, cast: Cast) -> None:
    ana = browser_of(app, cast.ana)
    page = ana.page(f"/families/{cast.family_id}/", **{"CareCircle-Ask": "w0rd"}).text
    assert page.rstrip().endswith("</html>")
    assert END not in page


def test_a_part_that_is_unchanged_keeps_its_etag(app: Flask, cast: Cast) -> None:
    ana = browser_of(app, cast.ana)
    address = f"/families/{cast.family_id}/stats"
    first = ana.page(address)
    again = ana.page(address, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert "CareCircle-Time" in again.headers
