"""What an emergency could not send outside the app is on its page: to whom, since when, and why."""

from datetime import timedelta

import pytest
from flask import Flask

from carecircle import clock
from carecircle.care.emergencies.actions import emit_batched_receipts, escalate_due
from carecircle.care.outreach.lanes import Lane
from carecircle.care.outreach.models import OutboxMessage
from carecircle.db.session import reading
from carecircle.events import cursor
from carecircle.jobs.outbox.outcomes import Unsendable
from carecircle.jobs.outbox.sending import Channel
from carecircle.realtime.forms import Variant
from carecircle.web.rendering import Renderer
from carecircle.web.shared.emergencies.unsent import unsent_alerts
from tests.cast import Cast
from tests.visitors import Visitor

AT = clock.now()
DEAD = {"error": "unreachable"}


def call(name: str, minutes: int = 0, **values: str) -> OutboxMessage:
    given = {"state": "waiting", "kind": "alert", "channel": "email"} | values
    return OutboxMessage(name=name, created_at=AT + timedelta(minutes=minutes), **given)


KINDS = {
    "nothing was tried yet": ([call("Ana")], []),
    "all was sent": ([call("Ana", state="sent")], []),
    "one is tried again": ([call("Ana", **DEAD)], ["Ana."]),
    "two at the same server": ([call("Ana", **DEAD), call("Bo", **DEAD)], ["Ana, Bo."]),
    "one of two": ([call("Ana", **DEAD), call("Bo", state="sent")], ["Ana."]),
    "sent in the end": ([call("Ana", **DEAD), call("Ana", 1, state="sent")], []),
    "fails later": ([call("Ana", state="sent"), call("Ana", 1, **DEAD)], ["Ana."]),
    "no longer needed": ([call("Ana", state="stopped", **DEAD)], []),
    "news only": ([call("Ana", kind="over", **DEAD)], []),
    "two channels": ([call("Ana", **DEAD), call("Ana", channel="push", **DEAD)], ["Ana.", "Ana."]),
    "many": ([call(str(n), **DEAD) for n in range(8)], ["0, 1, 2, 3, 4 and 3 more."]),
}


@pytest.mark.parametrize(("messages", "names"), KINDS.values(), ids=KINDS.keys())
def test_each_person_who_was_not_reached_is_named_once(
    app: Flask, messages: list[OutboxMessage], names: list[str]
) -> None:
    with app.test_request_context("/"):
        shown = unsent_alerts(messages, "UTC")
    assert [one.words.split(": ", 1)[1] for one in shown] == names


@pytest.mark.parametrize(
    ("failure", "why", "todo"),
    [
        (ConnectionRefusedError(), "The server there cannot be reached", "tried again"),
        (TimeoutError(), "No answer in time", "tried again"),
        (Unsendable("no_mail_server"), "No e-mail is set up on this server", "tried again"),
        (Unsendable("address_refused", is_gone=True), "The address was refused", "not tried again"),
    ],
)
def test_the_page_and_its_fragment_say_what_to_do(
    app: Flask, cast: Cast, vera: Visitor, failure: Exception, why: str, todo: str
) -> None:
    told = vera.post(f"/families/{cast.family_id}/emergencies").json
    page = f"/families/{cast.family_id}/emergencies/{told['id']}"
    assert "Not sent by e-mail" not in vera.page(page).text

    def send(_message: OutboxMessage) -> None:
        raise failure

    with clock.moved_to(clock.now() + timedelta(seconds=200)):
        escalate_due()
        Channel("email", send, lane=Lane.EMERGENCY).work()
    with clock.moved_to(clock.now() + timedelta(seconds=205)):
        emit_batched_receipts()
        shown = vera.page(page).text
    for said in ("Not sent by e-mail since ", "Ana Almeida", why, todo, "all them."):
        assert said in shown
    assert "Not sent by e-mail since " in last_fragment(app, cast)
    vera.post(f"{page}/acknowledgement", answer="on_my_way")
    assert "Not sent by e-mail" not in vera.page(page).text


def last_fragment(app: Flask, cast: Cast) -> str:
    with reading() as session:
        head = cursor.head(session, cast.family_id)
        [event] = cursor.read_after(session, cast.family_id, head.seq - 1, 1)
    assert event.type == "emergency:received"
    with app.app_context():
        return Renderer(app)(event, head.epoch, Variant("html", "viewer", "en")).decode()
