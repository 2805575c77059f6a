"""What is to reach people outside the app gets there, or stands in a list that says why not."""

from dataclasses import replace
from datetime import timedelta
from email import message_from_string
from pathlib import Path

import pytest

from carecircle import clock
from carecircle.care.emergencies import actions as emergencies
from carecircle.care.notifications.actions import set_choices
from carecircle.care.notifications.inputs import ChoicesInput
from carecircle.care.outreach import actions, queries
from carecircle.care.outreach.models import OutboxMessage
from carecircle.config import Settings
from carecircle.db.session import reading
from carecircle.jobs.outbox import email, other
from carecircle.jobs.outbox.sending import Channel
from tests import cast
from tests.care.emergencies.test_actions import acknowledge, pressed
from tests.jobs.outside import PRIVATE, at, outside, states, unanswered, why
from tests.jobs.receivers import Mailbox, WebReceiver
from tests.servers.process import free_port

pytestmark = pytest.mark.usefixtures("database")


def test_an_admin_is_written_to_and_the_letter_tells_nothing_of_health(
    settings: Settings, mailbox: Mailbox
) -> None:
    people = cast.gather()
    emergency_id = unanswered(people)
    assert at(200, Channel("email", email.sender(settings))) == 1
    [letter] = mailbox.letters
    assert states(emergency_id) == [("email", "sent", 1)]
    parsed = message_from_string(letter)
    assert parsed["To"].startswith("ana.")
    assert parsed["Subject"] == "CareCircle: emergency"
    assert f"https://care.example/families/{people.family_id}/emergencies/" in letter
    assert not [word for word in PRIVATE if word in letter]


def test_quiet_hours_hold_no_emergency_back(settings: Settings, mailbox: Mailbox) -> None:
    people = cast.gather()
    quiet = ChoicesInput.read({"quiet_from": "00:00", "quiet_to": "23:59"})
    set_choices(people.ana, quiet)
    unanswered(people)
    assert at(200, Channel("email", email.sender(settings))) == 1
    assert len(mailbox.letters) == 1


def test_what_is_refused_for_now_is_tried_again_and_gets_there(
    settings: Settings, mailbox: Mailbox
) -> None:
    people = cast.gather()
    emergency_id, channel = unanswered(people), Channel("email", email.sender(settings))
    mailbox.answer = "451 later"
    assert at(200, channel) == 1
    assert at(201, channel) == 0
    mailbox.answer = "250 OK"
    assert at(210, channel) == 1
    assert states(emergency_id) == [("email", "sent", 2)]
    assert len(mailbox.letters) == 1


def test_what_hangs_is_left_behind_and_gets_there_when_it_recovers(
    settings: Settings, mailbox: Mailbox
) -> None:
    people = cast.gather()
    emergency_id = unanswered(people)
    channel = Channel("email", email.sender(settings), patience_s=0.5)
    mailbox.is_hanging, mailbox.answer = True, "451 later"
    assert at(200, channel) == 1
    assert states(emergency_id) == [("email", "waiting", 1)]
    mailbox.is_hanging, mailbox.answer = False, "250 OK"
    assert at(210, Channel("email", email.sender(settings))) == 1
    assert states(emergency_id) == [("email", "sent", 2)]


def test_what_is_refused_for_good_is_given_up_and_listed(
    settings: Settings, mailbox: Mailbox
) -> None:
    people = cast.gather()
    emergency_id = unanswered(people)
    mailbox.answer = "550 nobody here"
    at(200, Channel("email", email.sender(settings)))
    assert states(emergency_id) == [("email", "failed", 1)]
    with reading() as session:
        [listed] = queries.unsent(session, people.family_id)
    assert why(listed) == "The address was refused"


def test_a_mail_server_that_is_dead_is_listed_in_words(settings: Settings) -> None:
    people = cast.gather()
    emergency_id = unanswered(people)
    dead = replace(settings, smtp_url=f"smtp://127.0.0.1:{free_port()}")
    at(200, Channel("email", email.sender(dead)))
    assert states(emergency_id) == [("email", "waiting", 1)]
    with reading() as session:
        [listed] = queries.unsent(session, people.family_id)
    assert why(listed) == "The server there cannot be reached (ConnectionRefusedError)"


def test_after_the_last_attempt_it_is_given_up(settings: Settings, mailbox: Mailbox) -> None:
    """A code, for example. A call for help is tried until somebody answers."""
    people = cast.gather()
    outside(people, "email", "neighbour@care.example", is_verified=False)
    channel = Channel("email", email.sender(settings))
    mailbox.answer = "451 later"
    tries = [at(200 + 700 * number, channel) for number in range(10)]
    assert sum(tries) == 8
    with reading() as session:
        [code] = session.query(OutboxMessage).all()
    assert (code.state, code.attempts) == ("failed", 8)


def test_a_worker_that_dies_while_it_sends_loses_nothing(settings: Settings) -> None:
    people = cast.gather()
    emergency_id = unanswered(people)
    with clock.moved_to(clock.now() + timedelta(seconds=200)):
        assert len(actions.claim("email")) == 1
        assert actions.claim("email") == []
    assert at(260, Channel("email", email.sender(settings))) == 1
    assert states(emergency_id) == [("email", "sent", 2)]


def test_an_answer_stops_what_is_not_sent_yet(settings: Settings, mailbox: Mailbox) -> None:
    people = cast.gather()
    emergency_id = unanswered(people)
    acknowledge(people.ben, emergency_id, "on_my_way")
    assert at(200, Channel("email", email.sender(settings))) == 0
    assert states(emergency_id) == [("email", "stopped", 0)]


def test_without_a_mail_server_it_says_so(tmp_path: Path) -> None:
    people = cast.gather()
    unanswered(people)
    bare = Settings(database_url="", instance_path=tmp_path, secret_key="s" * 64)
    at(200, Channel("email", email.sender(bare)))
    with reading() as session:
        [listed] = queries.unsent(session, people.family_id)
    assert why(listed) == "No e-mail is set up on this server"


def test_somebody_outside_is_told_once_the_address_is_verified(
    settings: Settings, receiver: WebReceiver
) -> None:
    people = cast.gather()
    outside(people, "apprise", f"json://{receiver.host}/neighbour")
    outside(people, "apprise", f"json://{receiver.host}/mistyped", is_verified=False)
    channel = Channel("apprise", other.sender(settings))
    at(1, channel)
    receiver.taken.clear()
    unanswered(people)
    at(200, channel)
    [taken] = receiver.taken
    assert taken.path == "/neighbour"
    said = taken.body.decode()
    assert "Ring Vera Almeida and say whether you can come" in said
    assert "Open CareCircle" not in said
    assert "/families/" not in said
    assert not [word for word in PRIVATE if word in taken.body.decode()]


def test_a_letter_of_a_drill_says_so_and_to_whom_one_answers(
    settings: Settings, mailbox: Mailbox
) -> None:
    people = cast.gather()
    outside(people, "email", "neighbour@outside.example")
    channel = Channel("email", email.sender(settings))
    at(1, channel)
    mailbox.letters.clear()
    drill, _ = emergencies.raise_emergency(people.vera, pressed(drill=True, type="fall"))
    with clock.moved_to(drill.raised_at + timedelta(seconds=180)):
        emergencies.escalate_due()
    at(200, channel)
    to_admin, to_neighbour = sorted(mailbox.letters, key=lambda one: "Ring Vera" in one)
    for letter in (to_admin, to_neighbour):
        assert "Subject: CareCircle: drill" in letter
        assert "This is a drill, not a real emergency. Raised by Vera Almeida." in _unfolded(letter)
        assert not [word for word in PRIVATE if word in letter]
    assert "Open CareCircle and say whether you are coming." in _unfolded(to_admin)
    assert f"/emergencies/{drill.id}" in _unfolded(to_admin)
    assert "say that this reached you. You need not come." in _unfolded(to_neighbour)
    assert "/families/" not in to_neighbour


def _unfolded(letter: str) -> str:
    body = message_from_string(letter).get_payload(decode=True)
    assert isinstance(body, bytes)
    return body.decode()


def test_a_way_that_the_operator_does_not_allow_is_not_gone(
    tmp_path: Path, receiver: WebReceiver
) -> None:
    people = cast.gather()
    outside(people, "apprise", f"json://{receiver.host}/neighbour")
    bare = Settings(database_url="", instance_path=tmp_path, secret_key="s" * 64)
    at(1, Channel("apprise", other.sender(bare)))
    assert receiver.taken == []
