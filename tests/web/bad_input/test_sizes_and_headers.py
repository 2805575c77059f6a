"""Content of the wrong kind, too much of it, and headers that nobody sends."""

import io

import pytest
from flask import Flask

from tests.cast import Cast
from tests.visitors import JSON, Visitor, browser_of
from tests.web.bad_input.corpus import (
    address,
    is_plain,
    snapshot,
    writes,
)


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/xml",
        "multipart/form-data",
        "application/json; charset=nonsense",
        "multipart/form-data; boundary=x",
        "; ;",
        "application/octet-stream",
    ],
)
def test_a_wrong_content_type_is_refused_everywhere(
    app: Flask, cast: Cast, ana: Visitor, kind: str
) -> None:
    before = snapshot()
    for route in writes(app):
        answer = ana.client.post(
            address(route, cast),
            data=b"name=x&\xff",
            headers=JSON | ana.headers | {"Content-Type": kind},
        )
        assert 400 <= answer.status_code < 500, (route.rule, answer.status_code)
    assert snapshot() == before


def test_a_hundred_thousand_parts_are_too_many(cast: Cast, ana: Visitor) -> None:
    part = b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'
    many = {
        "multipart/form-data; boundary=b": part * 10_000 + b"--b--",
        "application/x-www-form-urlencoded": b"a=&" * 100_000,
    }
    for kind, body in many.items():
        headers = ana.headers | {"Content-Type": kind}
        answer = ana.client.post("/families", data=body, headers=headers)
        assert answer.status_code == 413, kind
        assert is_plain(answer)


def test_what_is_too_large_is_413_and_too_long_414(cast: Cast, ana: Visitor) -> None:
    assert ana.post("/families", name="x" * 2_000_000).status_code == 413
    assert ana.send("/families", name="x" * 2_000_000).status_code == 413
    assert ana.get("/families?" + "x" * 5000).status_code == 414


def test_a_body_without_a_length_is_measured_as_it_comes(cast: Cast, ana: Visitor) -> None:
    """As of a client that sends in chunks: it is never cut and then taken for the whole."""
    for size, status in ((100, 422), (2_000_000, 413)):
        answer = ana.client.post(
            "/families",
            input_stream=io.BytesIO(b'{"name": ""}' + b" " * size),
            environ_overrides={"wsgi.input_terminated": True},
            headers=JSON | ana.headers | {"Content-Type": "application/json"},
        )
        assert answer.status_code == status


def test_odd_headers_are_nobody_or_refused(app: Flask, cast: Cast) -> None:
    browser = browser_of(app, cast.ana)
    client = app.test_client()
    for value in ("Bearer", "Bearer \xff", "Basic x", "Bearer " + "x" * 5000):
        assert client.get("/families", headers=JSON | {"Authorization": value}).status_code == 401
    for cookie in ("x", "\xff", ".eJw", "x" * 4000):
        client.set_cookie("carecircle", cookie)
        assert client.get("/families", headers=JSON).status_code == 401
    for key in ("k" * 201, "\xff" * 201):
        browser.headers["Idempotency-Key"] = key
        assert browser.post("/families", name="X").status_code == 400


def test_a_refused_field_is_named_with_what_to_do(cast: Cast, ana: Visitor) -> None:
    path = f"/families/{cast.family_id}/recipients"
    for field, bad in (("name", "\0"), ("name", "\u202eAna"), ("born_on", "30 February")):
        error = ana.post(path, **({"name": "Rui"} | {field: bad})).json["error"]
        assert error["fields"][field][0].isupper()
