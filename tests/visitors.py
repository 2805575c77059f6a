"""Who asks the application in a test: a browser signed in, a program with a token, nobody."""

import re
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from carecircle.auth import sessions, tokens
from carecircle.auth.browsers import Browser
from carecircle.auth.models import Account
from carecircle.care.actor import Actor
from carecircle.db.session import reading, transaction

JSON = {"Accept": "application/json"}
RAW_CSRF = "0" * 40


@dataclass
class Visitor:
    """Asks for JSON unless told otherwise, and sends what a page of ours would send with a form."""

    client: FlaskClient
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, headers=JSON | self.headers | _named(headers))

    def page(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, headers=self.headers | _named(headers))

    def post(self, path: str, **members: Any) -> TestResponse:
        """A JSON object of these members."""
        return self.client.post(path, json=members, headers=JSON | self.headers)

    def send(self, path: str, **fields: Any) -> TestResponse:
        """A plain form of these fields."""
        return self.client.post(path, data=fields, headers=self.headers)


def shown_in(page: str) -> str:
    """Returns the page without the rows that scripts copy when they need them."""
    return re.sub(r"<template.*?</template>", "", page, flags=re.S)


def nobody(app: Flask) -> Visitor:
    """No sign-in, but a page of ours has been opened."""
    client = app.test_client()
    return Visitor(client, {"X-CSRFToken": _csrf_in(client, app)})


def browser_of(app: Flask, actor: Actor, kind: str = "desktop") -> Visitor:
    """Signed in as that person, without the 60 ms of a password."""
    with reading() as session:
        account = session.get_one(Account, actor.account_id)
    principal = sessions.start(account, kind, Browser("Firefox", "Linux"))
    visitor = nobody(app)
    with visitor.client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = principal.key, True
    return visitor


def program_of(
    app: Flask, actor: Actor, *, family_id: str | None = None, scope: str = "write"
) -> Visitor:
    """A token of that person."""
    with transaction() as tx:
        assert actor.account_id is not None
        _row, key = tokens.issue(
            tx.session, actor.account_id, family_id=family_id, scope=scope, name="test"
        )
    return Visitor(app.test_client(), {"Authorization": f"Bearer {key}"})


def _csrf_in(client: FlaskClient, app: Flask) -> str:
    with client.session_transaction() as cookie:
        cookie["csrf_token"] = RAW_CSRF
    signed = URLSafeTimedSerializer(app.secret_key or "", salt="wtf-csrf-token").dumps(RAW_CSRF)
    return str(signed)


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
