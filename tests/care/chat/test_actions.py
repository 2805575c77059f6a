"""A message is one message however often it arrives; what it said before stays."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from carecircle.care.actor import Actor
from carecircle.care.chat import actions, inputs, queries
from carecircle.care.chat.models import EarlierText, Mention, Message
from carecircle.care.errors import Invalid, NotAllowed, NotFound
from carecircle.db.session import reading
from carecircle.events.models import Event
from tests import cast

pytestmark = pytest.mark.usefixtures("database")


def channel(actor: Actor, **given: object) -> str:
    return actions.open_channel(actor, inputs.ChannelInput.read({"name": "Family"} | given)).id


def say(actor: Actor, where: str, text: str, key: str | None = None) -> tuple[Message, bool]:
    return actions.send_message(actor, where, inputs.MessageInput.read({"text": text}), key)


def messages(family_id: str) -> list[Event]:
    with reading() as session:
        return session.query(Event).filter_by(family_id=family_id, type="message").all()


def test_what_is_said_is_a_row_and_an_event() -> None:
    people = cast.gather()
    message, is_new = say(people.vera, channel(people.ana), "Good morning")
    [event] = messages(people.family_id)
    assert is_new
    assert event.data == {
        "message": message.id,
        "channel": message.channel_id,
        "text": "Good morning",
        "channel_name": "Family",
    }


def test_sent_again_with_its_key_it_is_the_same_message() -> None:
    people = cast.gather()
    where = channel(people.ana)
    first, _ = say(people.ben, where, "On my way", "key-1")
    again, is_new = say(people.ben, where, "On my way", "key-1")
    other, other_is_new = say(people.ana, where, "On my way", "key-1")
    assert (again.id, is_new) == (first.id, False)
    assert other_is_new
    assert other.id != first.id
    assert len(messages(people.family_id)) == 2


def test_of_many_sent_at_once_with_one_key_one_is_kept() -> None:
    people = cast.gather()
    where = channel(people.ana)
    with ThreadPoolExecutor(6) as pool:
        sent = list(pool.map(lambda _: say(people.ben, where, "Once", "key-1"), range(12)))
    assert len({message.id for message, _ in sent}) == 1
    assert len(messages(people.family_id)) == 1


def test_an_edit_keeps_what_was_said_and_is_its_authors_alone() -> None:
    people = cast.gather()
    message, _ = say(people.ben, channel(people.ana), "At nine")
    values = inputs.EditInput.read({"text": "At ten"})
    with pytest.raises(NotAllowed):
        actions.edit_message(people.ana, message.id, values)
    edited = actions.edit_message(people.ben, message.id, values)
    with reading() as session:
        earlier = session.query(EarlierText).one()
    assert (edited.text, earlier.text) == ("At ten", "At nine")
    assert edited.edited_at is not None


def test_it_remembers_whom_a_message_names() -> None:
    people = cast.gather()
    say(people.vera, channel(people.ana), "@ben and @ANA, please; not @nobody")
    with reading() as session:
        named = {mention.member_id for mention in session.query(Mention)}
    assert named == {people.ben.member_id, people.ana.member_id}


def test_a_channel_of_the_carers_is_not_there_for_a_viewer() -> None:
    people = cast.gather()
    where = channel(people.ana, audience="carers")
    with pytest.raises(NotFound):
        say(people.vera, where, "May I?")
    with pytest.raises(NotFound):
        say(people.sam, where, "May I?")
    say(people.ben, where, "Between us")
    assert messages(people.family_id)[0].audience == "carers"


def test_reading_goes_forward_and_counts_what_others_said_since() -> None:
    people = cast.gather()
    where = channel(people.ana)
    first, _ = say(people.ben, where, "One")
    second, _ = say(people.ben, where, "Two")
    assert unread(people.ana) == 2
    assert actions.read_up_to(people.ana, where, second.id)
    assert not actions.read_up_to(people.ana, where, first.id)
    assert (unread(people.ana), unread(people.ben)) == (0, 0)
    say(people.ben, where, "Three")
    assert unread(people.ana) == 1


def unread(actor: Actor) -> int:
    with reading() as session:
        return queries.unread_total(session, actor.family_id, actor.member_id or "", actor.role)


def test_a_search_finds_the_marks_of_like_as_plain_letters() -> None:
    people = cast.gather()
    where = channel(people.ana)
    for text in ("Drank 50 % of it", "Drank 50 ml", "a_b", "axb"):
        say(people.ben, where, text)
    with reading() as session:
        found = [
            [m.text for m in queries.latest_messages(session, people.family_id, where, 9, words=w)]
            for w in ("50 %", "a_b", "DRANK")
        ]
    assert found == [["Drank 50 % of it"], ["a_b"], ["Drank 50 ml", "Drank 50 % of it"]]


def test_it_refuses_an_empty_or_endless_message() -> None:
    for text in ("", "   ", "x" * 4001):
        with pytest.raises(Invalid):
            inputs.MessageInput.read({"text": text})
