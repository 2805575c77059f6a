"""The cookie of somebody who is signed in, without the walk through the page."""

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from carecircle.auth import sessions
from carecircle.auth.browsers import Browser
from carecircle.auth.models import Account
from carecircle.auth.principal import Principal
from carecircle.db.session import reading
from tests.servers.carecircle import Server

COOKIE = "carecircle"


def sign_in(server: Server, account_id: str, browser: Browser) -> tuple[Principal, str]:
    """A new session in the bound database, and the cookie by which that server knows it."""
    with reading() as session:
        account = session.get_one(Account, account_id)
    principal = sessions.start(account, "desktop", browser)
    app = Flask("cookies")
    app.secret_key = (server.instance / "secret_key").read_text().strip()
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    return principal, str(signer.dumps({"_user_id": principal.key, "_fresh": True}))
