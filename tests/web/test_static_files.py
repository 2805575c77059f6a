"""Static files are small over the wire, and kept for ever under the address of their content."""

import gzip
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from carecircle.app import ROOT, create_app
from carecircle.config import Settings
from carecircle.web.http.assets import asset
from carecircle.web.http.bundles import Bundle, without_comments
from carecircle.web.http.scripts import CHAT_SCRIPTS, GIVING_SCRIPTS, SCRIPTS
from carecircle.web.http.stylesheets import STYLES

DRAWING = "icons/mark.svg"
FILES = sorted(path for path in (ROOT / "static").rglob("*.*") if path.suffix in (".js", ".css"))


@pytest.fixture
def app(sqlite_url: str, tmp_path: Path) -> Flask:
    environ = {"CARECIRCLE_DATABASE_URL": sqlite_url, "CARECIRCLE_INSTANCE_PATH": str(tmp_path)}
    return create_app(Settings.from_env(environ))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def address(app: Flask, name: str) -> str:
    with app.test_request_context():
        return asset(name)


def test_a_script_is_sent_small_to_who_can_read_it(client: FlaskClient) -> None:
    answer = client.get("/static/js/live.js", headers={"Accept-Encoding": "gzip, br"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == (ROOT / "static/js/live.js").read_bytes()
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_a_script_is_sent_plain_to_who_cannot(client: FlaskClient) -> None:
    answer = client.get("/static/js/live.js")
    assert "Content-Encoding" not in answer.headers
    assert answer.data == (ROOT / "static/js/live.js").read_bytes()


def test_the_address_of_its_content_is_kept_for_ever(app: Flask, client: FlaskClient) -> None:
    answer = client.get(address(app, DRAWING))
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("name", [DRAWING, STYLES.address, SCRIPTS.address])
def test_another_address_is_asked_again(client: FlaskClient, name: str) -> None:
    for query in ("", "?v=", "?v=of-yesterday"):
        answer = client.get(f"/static/{name}{query}")
        assert "immutable" not in answer.headers["Cache-Control"]


def test_what_is_not_there_is_not_there(client: FlaskClient) -> None:
    assert client.get("/static/js/nothing.js?v=1").status_code == 404


@pytest.mark.parametrize("bundle", [SCRIPTS, STYLES], ids=lambda bundle: bundle.address)
def test_all_of_a_kind_come_as_one_that_is_kept_for_ever(
    app: Flask, client: FlaskClient, bundle: Bundle
) -> None:
    with app.test_request_context():
        together = bundle.url()
    answer = client.get(together)
    assert answer.mimetype == bundle.media_type
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    paths = bundle.paths(ROOT / "static")
    others = (GIVING_SCRIPTS, CHAT_SCRIPTS) if bundle is SCRIPTS else ()
    on_forms = [path for other in others for path in other.paths(ROOT / "static")]
    assert not set(paths) & set(on_forms)
    assert {*paths, *on_forms} == set(paths[0].parent.glob(f"*{paths[0].suffix}"))
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert without_comments(text) in answer.text
        assert [line for line in answer.text.splitlines() if line.startswith(("/*", "  /*"))] == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a();\n/* one */\nb();\n", "a();\nb();\n"),
        ("/* two\n   lines */\na();\n", "a();\n"),
        ("  /* one */\n  a(); /* stays */\n", "  a(); /* stays */\n"),
        ("a('/* no comment */');\n", "a('/* no comment */');\n"),
        ("/* one */ a();\n", "/* one */ a();\n"),
        ("/* one */\n/* two */\na();\n", "a();\n"),
    ],
)
def test_only_comments_on_lines_of_their_own_are_left_out(text: str, left: str) -> None:
    assert without_comments(text) == left


def test_the_stylesheet_stays_small(client: FlaskClient) -> None:
    """Joined and compressed, as a browser fetches it: 12 kB at most."""
    answer = client.get(f"/static/{STYLES.address}", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.data) <= 12_000


def test_a_page_is_sent_small(client: FlaskClient) -> None:
    answer = client.get("/sign-in", headers={"Accept-Encoding": "gzip"})
    assert b"<h1>Sign in</h1>" in gzip.decompress(answer.data)


def test_all_scripts_and_styles_leave_room_for_the_page(client: FlaskClient) -> None:
    """A first view is to be at most 60 kB over the wire."""
    sent = [STYLES.address, SCRIPTS.address]
    sent += [f"vendor/{path.name}" for path in FILES if "vendor" in path.parts]
    packed = {"Accept-Encoding": "gzip"}
    sizes = [len(client.get(f"/static/{name}", headers=packed).data) for name in sent]
    assert sum(sizes) < 50_000
