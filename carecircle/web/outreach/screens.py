"""Screens that can sound an alarm, as each reported, and since when one has been silent."""

from datetime import timedelta
from typing import Any

from flask import Response, g
from sqlalchemy import select
from sqlalchemy.orm import Session

from carecircle import clock
from carecircle.auth.models import AuthSession, Token
from carecircle.care.families.queries import present_members, tablets_of
from carecircle.care.inputs.declared import reads_body
from carecircle.care.outreach import actions, inputs, queries
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.requests import submitted
from carecircle.web.http.responses import write
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.outreach.blueprint import bp
from carecircle.web.shared.wording.browser_words import browser_words

SILENT_AFTER = timedelta(days=1)
Screen = dict[str, Any]


@bp.post("/families/<id:family>/screens")
@reads_body(inputs.ScreenInput)
def report_screen(family: str) -> Response:
    def report() -> WriteResult:
        row = actions.report_screen(g.actor, inputs.ScreenInput.read(submitted()))
        resource = {"sound": "on" if row.has_sound else "off"}
        return WriteResult(resource, f"/families/{family}/readiness", status=200)

    return write(report)


def screen_views(session: Session, family_id: str) -> list[Screen]:
    """Returns the active screens of each member; a member without one is listed alone."""
    reports = queries.screen_reports(session, family_id)
    devices = _devices(session, {report.through for report in reports})
    found: list[Screen] = []
    for member in [*present_members(session, family_id), *tablets_of(session, family_id)]:
        own = [one for one in reports if one.member_id == member.id and one.through in devices]
        person = {"name": member.name, "initials": member.initials, "id": member.id}
        found += [person | _reported(one, devices[one.through]) for one in own] or [
            person | _NOTHING
        ]
    return found


_NOTHING: Screen = {"device": "", "has_sound": False, "when": "", "is_silent": True}


def _reported(report: Any, device: str) -> Screen:
    return {
        "device": device,
        "has_sound": report.has_sound,
        "when": times.when_words(report.at, g.zone),
        "is_silent": clock.now() - report.at > SILENT_AFTER,
    }


def _devices(session: Session, ids: set[str]) -> dict[str, str]:
    """Returns the names of the devices that are still active."""
    signed_in = select(AuthSession.id, AuthSession.browser, AuthSession.system).where(
        AuthSession.id.in_(ids), AuthSession.revoked_at.is_(None)
    )
    programs = select(Token.id, Token.name).where(Token.id.in_(ids), Token.revoked_at.is_(None))
    browsers = [(id_, browser_words(*browser)) for id_, *browser in session.execute(signed_in)]
    found = [*browsers, *session.execute(programs)]
    return {id_: name or _("a browser") for id_, name in found}
