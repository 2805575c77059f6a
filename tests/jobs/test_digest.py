"""A digest gets to a real mailbox, and tells it nothing of health."""

from datetime import timedelta
from email import message_from_string

import pytest

from carecircle import clock
from carecircle.care.notes.actions import add_note
from carecircle.care.notes.inputs import NoteInput
from carecircle.care.notifications import actions, inputs
from carecircle.config import Settings
from carecircle.jobs.outbox import email
from carecircle.jobs.outbox.sending import Channel
from tests import cast
from tests.jobs.receivers import Mailbox

pytestmark = pytest.mark.usefixtures("database")


def test_a_digest_is_one_letter_with_a_number_and_a_link(
    settings: Settings, mailbox: Mailbox
) -> None:
    people = cast.gather()
    actions.record_visit(people.vera, 0)
    wanted = {"notes": True, "digest": True, "digest_at": "08:00"}
    actions.set_choices(people.vera, inputs.ChoicesInput.read(wanted))
    add_note(people.ana, NoteInput.read({"body": "Fell on the stairs", "audience": "family"}))
    channel = Channel("email", email.sender(settings))
    with clock.moved_to(clock.now() + timedelta(days=1)):
        assert [actions.send_digests(), actions.send_digests()] == [1, 0]
        assert [channel.work(), channel.work()] == [1, 0]
    [letter] = mailbox.letters
    assert message_from_string(letter)["Subject"] == "CareCircle: what is new"
    assert "1 notification waits" in letter
    assert f"https://care.example/families/{people.family_id}/notifications" in letter
    assert not {"Fell", "stairs", "Rosa"} & set(letter.split())
