"""Tablets of the home: an admin enrols this browser as one, or ends one.

A tablet shows what is due and raises emergencies without anybody's password, and nothing else."""

from typing import Any

from flask import Response, flash, g

from carecircle.auth import accounts, login, sessions, tokens
from carecircle.care.actor import Actor
from carecircle.care.errors import ActionError, NotFound
from carecircle.care.families import actions
from carecircle.care.families.inputs import TabletInput
from carecircle.care.families.models import Member
from carecircle.care.inputs import NoInput
from carecircle.care.inputs.declared import reads_body
from carecircle.db.base import new_id
from carecircle.db.session import transaction
from carecircle.web.http.forms import form_again
from carecircle.web.http.requests import submitted
from carecircle.web.http.responses import WriteResult, outcome_response, write
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.members import MEMBERS_PAGE, members_context
from carecircle.web.tablets.blueprint import bp

CreatedTablet = tuple[Member, str]


@bp.post("/families/<id:family>/tablets")
@reads_body(TabletInput)
def enrol_tablet(family: str) -> Response:
    """Enrols this browser and signs out whoever was signed in: the screen is shared."""
    try:
        values = TabletInput.read(submitted())
        tablet, key = create_tablet(g.actor, values.name)
    except NotFound:
        raise
    except ActionError as error:
        return form_again(error, MEMBERS_PAGE, **members_context())
    home = f"/families/{family}/doses"
    if g.principal.kind != "session":  # a program receives the key, to store it on the device
        return outcome_response(WriteResult(_resource(tablet) | {"token": key}, home))
    principal = login.tablet_principal(key)
    sessions.revoke(g.principal.account_id, g.principal.session_id or "")
    login.remember(principal, is_shared=False)
    flash(_("This is now %(name)s. You are signed out here", name=tablet.name))
    return outcome_response(WriteResult(_resource(tablet), home))


@bp.post("/families/<id:family>/tablets/<id:tablet>/removal")
@reads_body(NoInput)
def stop_tablet(family: str, tablet: str) -> Response:
    def stop() -> WriteResult:
        stopped = actions.stop_tablet(g.actor, tablet)
        tokens.revoke_all(stopped.account_id or "", "removed")
        return WriteResult(_resource(stopped), f"/families/{family}/members", status=200)

    return write(stop)


def create_tablet(actor: Actor, name: str) -> CreatedTablet:
    """Creates an account that nobody can sign in to, its membership in the family, and its key."""
    with transaction() as tx:
        account = accounts.create_tablet_account(tx.session, name, new_id())
        tablet = actions.enrol_tablet(actor, tx.session, account.id, name)
        about = {"family_id": actor.family_id, "scope": "write", "name": name}
        return tablet, tokens.issue(tx.session, account.id, **about)[1]


def _resource(tablet: Member) -> dict[str, Any]:
    return {"id": tablet.id, "name": tablet.name}
