"""Every route is in the policy table, and the table names nothing that does not exist."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from carecircle.app import create_app
from carecircle.auth.policy import POLICY
from carecircle.care.permissions import MAY
from carecircle.config import Settings
from carecircle.db.session import database

SCOPES = {"public", "account", "person", "family", "stream"}
WITH_A_FAMILY = {"family", "stream"}


@pytest.fixture
def app(sqlite_url: str, tmp_path: Path) -> Iterator[Flask]:
    """One for each test: a route is added to it."""
    yield create_app(Settings(database_url=sqlite_url, instance_path=tmp_path, secret_key="s" * 64))
    database().close()


def test_the_table_and_the_routes_are_the_same(app: Flask) -> None:
    assert set(POLICY) == {rule.endpoint for rule in app.url_map.iter_rules()}


def test_an_endpoint_without_a_rule_answers_nobody(app: Flask) -> None:
    app.add_url_rule("/new", "new", lambda: "let in")
    assert app.test_client().get("/new").status_code == 404


def test_every_address_under_a_family_asks_for_membership(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        is_inside = rule.rule.startswith("/families/<id:family>")
        assert (POLICY[rule.endpoint].scope in WITH_A_FAMILY) == is_inside, rule.endpoint
        assert not is_inside or "family" in rule.arguments, rule.endpoint


def test_every_rule_is_one_that_the_guard_knows() -> None:
    for endpoint, rule in POLICY.items():
        assert rule.scope in SCOPES, endpoint
        assert (rule.action in MAY) == (rule.scope in WITH_A_FAMILY), endpoint


def test_what_anybody_may_do_is_short_and_known() -> None:
    anybody = {endpoint for endpoint, rule in POLICY.items() if rule.scope == "public"}
    assert {name for name in anybody if name.startswith("people.")} == {
        "people.ask_for_link",
        "people.choose_language",
        "people.choose_password",
        "people.enrol",
        "people.enrolment",
        "people.forgotten",
        "people.home",
        "people.invitation",
        "people.new_password",
        "people.sign_in",
        "people.sign_in_page",
        "people.sign_out",
        "people.sign_up",
        "people.sign_up_page",
    }
    assert {name for name in anybody if not name.startswith("people.")} == {
        "static",
        "delivery.healthz",
        "delivery.readyz",
        "delivery.metrics",
        "openapi.document",
        "openapi.page",
        "reaching.push_worker",
        "sheets.by_link",
        "sheets.photo_by_link",
        "shifts.calendar",
    }
