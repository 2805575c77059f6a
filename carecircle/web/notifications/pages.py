"""A member's notifications, each with its reason, and the kinds they turned off."""

from typing import Any

from flask import Response, current_app, g, jsonify, make_response

from carecircle.care.errors import ActionError
from carecircle.care.inputs.declared import reads_body
from carecircle.care.notifications import actions, inputs, queries
from carecircle.db.session import reading
from carecircle.events.envelope import instant
from carecircle.realtime import notify_member
from carecircle.web.http.forms import form_again
from carecircle.web.http.idempotent_writes import WriteResult
from carecircle.web.http.pages import render_page
from carecircle.web.http.requests import submitted, wants_json
from carecircle.web.http.responses import write
from carecircle.web.language.translation import gettext as _
from carecircle.web.notifications.blueprint import bp
from carecircle.web.shared.badges import unread_notifications
from carecircle.web.shared.event_lines import lines_of, page_of

PAGE = "notifications/index.html"
CHOICES = ("off", "quiet_from", "quiet_to", "digest_at")


@bp.get("/families/<id:family>/notifications")
def notifications(family: str) -> Response:
    with reading() as session:
        found = unread_notifications(session, family)
        if wants_json():
            items = [
                {"id": str(e.seq), "type": e.type, "why": why, "at": instant(e.at), "data": e.data}
                for e, why in found
            ]
            return make_response(jsonify({"items": items, "next": None}))
    return render_page(PAGE, values={}, errors={}, **_shown(family))


@bp.post("/families/<id:family>/notifications/read")
@reads_body(inputs.LookInput)
def read_notifications(family: str) -> Response:
    def read() -> WriteResult:
        seq = inputs.LookInput.read(submitted()).seq
        actions.mark_notifications_read(g.actor, min(seq or g.head.seq, g.head.seq))
        here = f"/families/{family}/notifications"
        return WriteResult({"unread": 0}, here, status=200)

    answer = write(read)
    notify_member(family, g.actor.member_id)
    return answer


@bp.post("/families/<id:family>/notifications/choices")
@reads_body(inputs.ChoicesInput)
def choose(family: str) -> Response:
    def keep() -> WriteResult:
        row = actions.set_choices(g.actor, inputs.ChoicesInput.read(submitted()))
        choices = {name: getattr(row, name) for name in CHOICES}
        choices["is_mail_set_up"] = _has_mail()
        return WriteResult(choices, f"/families/{family}/notifications", status=200)

    try:
        return write(keep)
    except ActionError as error:
        return form_again(error, PAGE, **_shown(family))


@bp.post("/families/<id:family>/since/read")
@reads_body(inputs.LookInput)
def mark_read(family: str) -> Response:
    def read() -> WriteResult:
        seq = inputs.LookInput.read(submitted()).seq
        actions.mark_since_read(g.actor, min(seq or g.head.seq, g.head.seq))
        return WriteResult({"read": True}, f"/families/{family}/", status=200)

    return write(read)


def _shown(family: str) -> dict[str, Any]:
    with reading() as session:
        found = unread_notifications(session, family)
        choice = queries.choice_of(session, g.actor.member_id or "")
    lines = {line.seq: line for line in lines_of([e for e, _why in found], g.zone)}
    off = choice.off if choice else ["notes"]
    return {
        "notifications": [
            (lines[e.seq], _why(why), page_of(e)) for e, why in found if e.seq in lines
        ],
        "kinds": [(kind, words, kind not in off) for kind, words in _kinds()],
        "quiet_from": choice.quiet_from if choice else None,
        "quiet_to": choice.quiet_to if choice else None,
        "digest_at": choice.digest_at if choice else None,
        "has_mail": _has_mail(),
        "seq": g.head.seq,
        "nav": "notifications",
    }


def _has_mail() -> bool:
    return current_app.config["SETTINGS"].smtp_url is not None


def _kinds() -> tuple[tuple[str, str], ...]:
    return (
        ("mentions", _("When somebody names me")),
        ("messages", _("Each message")),
        ("shifts", _("Shifts and handoffs")),
        ("doses", _("Doses that are not recorded")),
        ("medications", _("Incidents, changes and stock of medications")),
        ("agenda", _("What is mine to do")),
        ("notes", _("Notes")),
    )


def _why(word: str) -> str:
    return {
        "emergency": _("Everyone is alerted to emergencies"),
        "mention": _("You are named"),
        "message": _("A new message"),
        "yours": _("It concerns you"),
        "asked": _("Somebody asks to be relieved"),
        "admin": _("You are an admin"),
        "family": _("The whole family is notified"),
        "on_duty": _("You are on duty"),
        "note": _("A new note"),
        "danger": _("It may be dangerous"),
        "incident": _("Something went against a rule"),
        "contact": _("Somebody should call the prescriber or a pharmacist"),
        "changed": _("A medication was changed"),
        "stock": _("It has to be ordered"),
        "effect": _("Somebody should look whether it helped"),
        "worse": _("It got worse"),
    }[word]
