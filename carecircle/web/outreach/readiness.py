"""The readiness page: who was reached in the last drill, and what would not work today."""

from datetime import timedelta
from typing import Any

from flask import Response, current_app, g
from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.auth.models import Token
from carecircle.auth.vapid import public_key
from carecircle.care import permissions
from carecircle.care.emergencies.queries import last_drill
from carecircle.care.families.queries import family as the_family
from carecircle.care.families.queries import present_members, tablets_of
from carecircle.care.outreach import queries
from carecircle.care.recipients.queries import recipients_of
from carecircle.care.sheets.queries import facts_of
from carecircle.db.session import reading
from carecircle.web.http.pages import render_page
from carecircle.web.language import times
from carecircle.web.outreach.blueprint import bp
from carecircle.web.outreach.screens import screen_views
from carecircle.web.shared.emergencies.views import views_of
from carecircle.web.shared.wording.failure_words import failure_words

PAGE = "outreach/readiness.html"
SILENT_AFTER = timedelta(days=1)


@bp.get("/families/<id:family>/readiness")
def readiness(family: str) -> Response:
    return render_page(PAGE, values={}, errors={}, **readiness_context(family))


def readiness_context(family_id: str) -> dict[str, Any]:
    """Returns the page's context. Addresses are shown to admins and to their owners only."""
    settings = current_app.config["SETTINGS"]
    is_admin = permissions.allows(g.actor.role, "family:change")
    with reading() as session:
        drill = last_drill(session, family_id)
        shown = views_of(session, family_id, [drill] if drill else [], g.actor.role)
        return {
            "drill": shown[0] if shown else None,
            "people": _people(session, family_id),
            "points": _points(session, family_id, is_admin),
            "unsent": _unsent(session, family_id) if is_admin else [],
            "sheets": _sheets(session, family_id),
            "programs": _programs(session, family_id),
            "screens": screen_views(session, family_id),
            "is_admin": is_admin,
            "push_key": public_key(settings.instance_path),
            "has_mail": settings.smtp_url is not None,
            "ways": settings.apprise_schemes,
            "first_number": the_family(session, family_id).emergency_number,
            "nav": "emergencies",
        }


def _people(session: Session, family_id: str) -> list[dict[str, Any]]:
    pushed = {one.member_id for one in queries.subscriptions(session, family_id)}
    verified = {p.member_id for p in queries.contact_points(session, family_id) if p.verified_at}
    return [
        {
            "id": member.id,
            "name": member.name,
            "initials": member.initials,
            "has_push": member.id in pushed,
            "has_address": member.id in verified or member.role == "admin",
        }
        for member in present_members(session, family_id)
    ]


def _points(session: Session, family_id: str, is_admin: bool) -> list[dict[str, Any]]:
    points = queries.contact_points(session, family_id)
    mine = [p for p in points if is_admin or p.member_id == g.actor.member_id]
    return [
        {
            "id": point.id,
            "name": point.name,
            "address": point.address if point.channel == "email" else f"{point.channel} …",
            "is_verified": point.verified_at is not None,
            "is_outside": point.member_id is None,
            "url": f"/families/{family_id}/contact-points/{point.id}",
        }
        for point in mine
    ]


def _unsent(session: Session, family_id: str) -> list[dict[str, Any]]:
    return [
        {
            "name": message.name,
            "channel": message.channel,
            "state": message.state,
            "error": failure_words(message),
            "attempts": message.attempts,
            "when": times.when_words(message.created_at, g.zone),
        }
        for message in queries.unsent(session, family_id)
    ]


def _sheets(session: Session, family_id: str) -> list[dict[str, Any]]:
    """Returns how old each emergency sheet is."""
    found = []
    for recipient in recipients_of(session, family_id):
        facts = facts_of(session, family_id, recipient.id)
        when = times.when_words(facts.changed_at, g.zone) if facts else None
        url = f"/families/{family_id}/recipients/{recipient.id}/emergency-sheet"
        found.append({"name": recipient.name, "when": when, "url": url})
    return found


def _programs(session: Session, family_id: str) -> list[dict[str, Any]]:
    """Returns the family's buttons, sensors and other programs, and when each was last active."""
    tablets = [one.account_id for one in tablets_of(session, family_id)]  # listed with the screens
    rows = select(Token).where(
        Token.family_id == family_id,
        Token.revoked_at.is_(None),
        Token.account_id.not_in(tablets),
    )
    now = clock.now()
    return [
        {
            "name": token.name,
            "when": times.when_words(token.last_seen_at, g.zone) if token.last_seen_at else None,
            "is_silent": token.last_seen_at is None or now - token.last_seen_at > SILENT_AFTER,
        }
        for token in session.scalars(rows.order_by(Token.created_at))
    ]
