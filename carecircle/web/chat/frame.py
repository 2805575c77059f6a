"""The frame beside the form of a chat without scripts asks again, whatever it was answered."""

from flask import Response, make_response, request
from markupsafe import escape

from carecircle.web.chat.blueprint import bp
from carecircle.web.http.security.headers import policy_with
from carecircle.web.language.translation import gettext as _

AGAIN_S = 28


@bp.after_request
def keep_asking(response: Response) -> Response:
    """Replaces an error or a redirect by a small page that may stand in the frame and refreshes."""
    is_frame = request.endpoint == "chat.talk" and "since" in request.args
    if not is_frame or response.status_code == 200:
        return response
    words = _("New messages cannot be shown at the moment. Open the page again if this stays")
    page = make_response(f"<!doctype html><title></title><p>{escape(words)}</p>", 200)
    page.headers["Refresh"] = str(AGAIN_S)
    page.headers["Content-Security-Policy"] = policy_with(frame_ancestors="'self'")
    return page
