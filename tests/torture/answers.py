"""What an answer says of the write: saved, not saved, or nothing that is sure."""

import json
import re

from tests.torture.records import Said

NOT_SAVED = re.compile(r"not saved|nothing was (changed|saved)|nobody has been told", re.I)
UNSURE = re.compile(r"don.t know|not known|may have been saved", re.I)


def of_http(status: int, location: str | None, body: bytes) -> tuple[Said, str]:
    """Returns what it says, and its status and code."""
    text = body.decode("utf-8", "replace")
    if status in (303, 302):
        return _of_redirect(status, location or "")
    if 200 <= status < 300:
        return "saved", str(status)
    code = _code(text)
    detail = f"{status} {code}".strip()
    is_ours = bool(code) or NOT_SAVED.search(text) is not None or UNSURE.search(text) is not None
    return (_of_refusal(status, code, text) if is_ours else "unknown"), detail


def of_reply(reply: dict[str, object]) -> tuple[Said, str]:
    """The same of a reply by websocket."""
    status = reply["status"]
    assert isinstance(status, int)
    if reply["ok"]:
        return "saved", f"reply {status}"
    error = reply["error"]
    assert isinstance(error, dict)
    text = json.dumps(error, ensure_ascii=False)
    return _of_refusal(status, error["code"], text), f"reply {status} {error['code']}"


def _of_redirect(status: int, location: str) -> tuple[Said, str]:
    is_lost = location.startswith("/sign-in") or "lost=" in location
    return ("not saved" if is_lost else "saved"), f"{status} {location.split('?')[0][:10]}"


def _of_refusal(status: int, code: str, text: str) -> Said:
    if UNSURE.search(text) or code == "unknown":
        return "unknown"
    return "not saved" if status < 500 or NOT_SAVED.search(text) else "unknown"


def _code(text: str) -> str:
    try:
        return str(json.loads(text)["error"]["code"])
    except (ValueError, KeyError, TypeError):
        return ""
