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
    assert anybody == {
        "accounts.ask_for_link",
        "accounts.choose_language",
        "accounts.choose_password",
        "accounts.forgotten",
        "accounts.home",
        "accounts.new_password",
        "accounts.sign_in",
        "accounts.sign_in_page",
        "accounts.sign_out",
        "accounts.sign_up",
        "accounts.sign_up_page",
        "delivery.healthz",
        "delivery.metrics",
        "delivery.readyz",
        "members.invitation",
        "openapi.document",
        "openapi.page",
        "outreach.push_worker",
        "paper.by_link",
        "paper.photo_by_link",
        "shifts.calendar",
        "static",
        "tablets.enrol",
        "tablets.enrolment",
    }
