"""The link of an invitation: derived from its id and the server's secret, stored in no table."""

import hashlib
import hmac

from flask import current_app, request, url_for


def token_of(invitation_id: str) -> str:
    secret = current_app.config["SECRET_KEY"].encode()
    payload = f"invitation:{invitation_id}".encode()
    return hmac.new(secret, payload, hashlib.sha256).hexdigest()


def link_of(invitation_id: str) -> str:
    """Returns the absolute URL, which can be passed on."""
    path = url_for("members.invitation", token=token_of(invitation_id))
    return f"{current_app.config['OWN_BASE_URL'] or request.host_url.rstrip('/')}{path}"
