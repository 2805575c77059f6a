"""Web push: encrypted for one browser, signed with this server's VAPID key."""

import json
from typing import Any

from py_vapid import Vapid

from carecircle.auth.vapid import load_or_create_key
from carecircle.care.outreach.failures import PUSH_REFUSED
from carecircle.care.outreach.models import OutboxMessage, PushSubscription
from carecircle.config import Settings
from carecircle.db.session import reading
from carecircle.jobs.outbox.outcomes import Unsendable
from carecircle.jobs.outbox.sending import Send

TIMEOUT_S = 10.0
TTL_S = 3600
GONE = frozenset({404, 410})


def sender(settings: Settings) -> Send:
    key = load_or_create_key(settings.instance_path)
    about = {"sub": settings.base_url or "mailto:carecircle@localhost.localdomain"}

    def send(message: OutboxMessage) -> None:
        with reading() as session:
            to = session.get(PushSubscription, message.address)
        if to is None or to.ended_at is not None:
            raise Unsendable("browser_gone", is_gone=True)
        _push(to, message, key, dict(about))

    return send


def _push(to: PushSubscription, message: OutboxMessage, key: Vapid, about: dict[str, str]) -> None:
    from pywebpush import WebPushException, webpush  # imports aiohttp, which takes a second
    from requests import RequestException

    words = {"title": message.title, "body": message.body, "url": message.path}
    try:
        webpush(
            {"endpoint": to.endpoint, "keys": {"p256dh": to.p256dh, "auth": to.auth}},
            data=json.dumps(words),
            vapid_private_key=key,
            vapid_claims=about,
            headers={"Urgency": "high"},
            ttl=TTL_S,
            timeout=TIMEOUT_S,
            requests_session=_session(),
        )
    except WebPushException as error:
        status = error.response.status_code if error.response is not None else None
        raise Unsendable(PUSH_REFUSED, str(status), is_gone=status in GONE) from error
    except RequestException as error:
        raise Unsendable("push_unreachable") from error


def _session() -> Any:
    """Returns a session that follows no redirect: only the host of the address was checked."""
    from requests import Session

    session = Session()
    session.max_redirects = 0
    return session
