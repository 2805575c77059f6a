"""A websocket command that is sent again with its `ref` has one effect and one answer."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from PIL import Image

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.chat.actions import open_channel
from carecircle.care.chat.inputs import ChannelInput
from carecircle.care.emergencies.actions import raise_emergency, reopen, resolve
from carecircle.care.emergencies.inputs import RaiseInput, ResolutionInput
from carecircle.care.errors import ActionError
from carecircle.care.medications.giving.actions import correct_administration
from carecircle.care.medications.giving.inputs import CorrectionInput
from carecircle.care.medications.giving.queries import the_dose
from carecircle.db.session import reading
from carecircle.events import cursor
from carecircle.web.commands import BINARY, COMMANDS, handlers
from tests import cast as casting
from tests.cast import Cast

Message = dict[str, Any]
LONG = "3f9a1c52-7d1e-4a57-9d55-0b0f5f5c1f3e"
REFS = [LONG, "1", "r-1", 7, 0, "asked", ["tab", 1], "x" * 16, "x" * 200]
NONE = "0" * 20
EPHEMERAL = {"typing:start", "typing:stop", "attachment:announce"}


def dose_of(cast: Cast, name: str = "Amlodipine") -> str:
    return casting.first_dose(casting.prescribe(cast.ana, name)).id


def emergency_of(cast: Cast) -> str:
    return raise_emergency(cast.ana, RaiseInput(type="fall"), None)[0].id


def channel_of(cast: Cast, name: str = "Nights") -> str:
    return open_channel(cast.ana, ChannelInput.read({"name": name})).id


# By command: the message, and another one about the same thing.
WRITES: dict[str, Callable[[Cast], tuple[Message, Message]]] = {
    "medication:log": lambda cast: (
        said := {"dose": dose_of(cast), "outcome": "given"},
        said | {"outcome": "refused", "reason": "Slept"},
    ),
    "emergency:raise": lambda cast: ({"kind": "fall"}, {"kind": "fall", "note": "In the hall"}),
    "emergency:acknowledge": lambda cast: (
        said := {"emergency": emergency_of(cast)},
        said | {"answer": "on_scene"},
    ),
    "emergency:decline": lambda cast: ({"emergency": emergency_of(cast)}, {"emergency": NONE}),
    "emergency:refuse": lambda cast: ({"emergency": emergency_of(cast)}, {"emergency": NONE}),
    "emergency:seen": lambda cast: ({"emergency": emergency_of(cast)}, {"emergency": NONE}),
    "emergency:resolve": lambda cast: (
        said := {"emergency": emergency_of(cast), "outcome": "mistake"},
        said | {"note": "The cat"},
    ),
    "family:send-message": lambda cast: (
        said := {"channel": channel_of(cast), "text": "She is asleep"},
        said | {"text": "She is awake"},
    ),
}


def run(actor: Actor, type_: str, message: Message) -> tuple[int, Message]:
    return handlers()[type_](actor, {"type": type_, "family": actor.family_id, **message})


def events(cast: Cast) -> int:
    with reading() as session:
        return cursor.head(session, cast.family_id).seq


def test_every_command_that_stores_something_is_in_the_table() -> None:
    assert set(WRITES) == set(COMMANDS) - EPHEMERAL
    assert set(BINARY) == {"attachment:announce"}


@pytest.mark.parametrize("ref", REFS, ids=repr)
@pytest.mark.parametrize("type_", WRITES)
def test_a_repeat_has_one_effect_and_one_answer(cast: Cast, type_: str, ref: object) -> None:
    message = WRITES[type_](cast)[0] | {"ref": ref}
    before = events(cast)
    first = run(cast.ben, type_, message)
    after = events(cast)
    again = run(cast.ben, type_, message)
    assert again[1]["id"] == first[1]["id"]
    assert events(cast) == after
    assert after > before or type_ == "emergency:seen"  # gathered, and told a second later
    if type_ != "emergency:raise":
        assert again == first


@pytest.mark.parametrize("type_", WRITES)
def test_a_long_ref_with_another_content_is_refused_by_name(cast: Cast, type_: str) -> None:
    first, other = WRITES[type_](cast)
    run(cast.ben, type_, first | {"ref": LONG})
    after = events(cast)
    with pytest.raises(ActionError) as caught:
        run(cast.ben, type_, other | {"ref": LONG})
    assert (caught.value.status, caught.value.code) == (422, "ref-reused")
    assert events(cast) == after


def test_two_tabs_that_count_alike_do_not_collide(cast: Cast) -> None:
    doses = [dose_of(cast, name) for name in ("Amlodipine", "Bisoprolol", "Metformin")]
    for dose in doses:
        for turn in range(2):
            status, made = run(
                cast.ben, "medication:log", {"dose": dose, "outcome": "given", "ref": 1}
            )
            assert (status, made["dose"], turn) == (201, dose, turn)


def test_a_page_that_counts_from_one_again_is_no_repeat(cast: Cast) -> None:
    """On my way, cannot come, on my way: three decisions, though each is the first of its page."""
    emergency = {"emergency": emergency_of(cast), "ref": 1}
    seqs = []
    for type_ in ("emergency:acknowledge", "emergency:decline", "emergency:acknowledge"):
        run(cast.ben, type_, emergency)
        seqs.append(events(cast))
    assert len(set(seqs)) == 3


def test_a_short_ref_never_swallows_a_second_emergency(cast: Cast) -> None:
    said = {"kind": "fall", "ref": 1}
    first = run(cast.ben, "emergency:raise", said)[1]["id"]
    resolve(cast.ana, first, ResolutionInput.read({"outcome": "handled"}))
    assert run(cast.ben, "emergency:raise", said)[1]["id"] != first


@pytest.mark.parametrize(("minutes", "is_repeat"), [(0, True), (4, True), (6, False), (600, False)])
def test_a_short_ref_is_kept_for_five_minutes(cast: Cast, minutes: int, is_repeat: bool) -> None:
    said = {"emergency": emergency_of(cast), "ref": "3"}
    with time_machine.travel(clock.now(), tick=False) as at:
        run(cast.ben, "emergency:acknowledge", said)
        after = events(cast)
        at.shift(timedelta(minutes=minutes))
        run(cast.ben, "emergency:acknowledge", said)
    assert (events(cast) == after) == is_repeat


def _reopened(cast: Cast, said: Message) -> None:
    resolve(cast.ana, said["emergency"], ResolutionInput.read({"outcome": "handled"}))
    reopen(cast.ana, said["emergency"])


def _reopened_only(cast: Cast, said: Message) -> None:
    reopen(cast.ana, said["emergency"])


def _undone(cast: Cast, said: Message) -> None:
    with reading() as session:
        record = the_dose(session, cast.family_id, said["dose"]).standing
    assert record is not None
    correct_administration(cast.ben, record.id, CorrectionInput.read({"undo": True}))


CHANGED = {
    "acknowledged, then reopened": ("emergency:acknowledge", _reopened),
    "declined, then reopened": ("emergency:decline", _reopened),
    "resolved, then reopened": ("emergency:resolve", _reopened_only),
    "given, then undone": ("medication:log", _undone),
}


@pytest.mark.parametrize("ref", ["1", 1, "r-2"])
@pytest.mark.parametrize("case", CHANGED.values(), ids=CHANGED)
def test_a_short_ref_repeats_no_answer_that_is_not_true_any_more(
    cast: Cast, case: tuple[str, Callable[[Cast, Message], None]], ref: object
) -> None:
    type_, change = case
    said = WRITES[type_](cast)[0] | {"ref": ref}
    with time_machine.travel(clock.now(), tick=False) as at:
        run(cast.ben, type_, said)
        at.shift(timedelta(seconds=2))
        change(cast, said)
        before = events(cast)
        at.shift(timedelta(seconds=2))
        run(cast.ben, type_, said)
    assert events(cast) > before


def test_a_long_ref_is_kept_as_long_as_a_key(cast: Cast) -> None:
    said = {"emergency": emergency_of(cast), "ref": LONG}
    with time_machine.travel(clock.now(), tick=False) as at:
        first = run(cast.ben, "emergency:acknowledge", said)
        after = events(cast)
        at.shift(timedelta(days=6))
        assert run(cast.ben, "emergency:acknowledge", said) == first
    assert events(cast) == after


@pytest.mark.parametrize("ref", [1, LONG])
def test_the_same_ref_of_somebody_else_is_another_command(cast: Cast, ref: object) -> None:
    said = {"emergency": emergency_of(cast), "ref": ref}
    run(cast.ben, "emergency:acknowledge", said)
    after = events(cast)
    run(cast.ana, "emergency:acknowledge", said)
    assert events(cast) > after


@pytest.mark.parametrize("ref", [1, "r", LONG])
def test_what_was_refused_is_not_kept(cast: Cast, ref: object) -> None:
    said = {"dose": dose_of(cast), "outcome": "refused", "ref": ref}
    with pytest.raises(ActionError):
        run(cast.ben, "medication:log", said)
    assert run(cast.ben, "medication:log", said | {"reason": "Slept"})[0] == 201


@pytest.mark.parametrize("ref", [1, "photo-1", LONG])
def test_a_photo_that_is_sent_again_is_kept_once(cast: Cast, ref: object) -> None:
    written = BytesIO()
    Image.effect_noise((80, 60), 80).convert("RGB").save(written, "PNG")
    content = written.getvalue()
    said = {
        "type": "attachment:announce",
        "family": cast.family_id,
        "name": "wrist.png",
        "ref": ref,
    }
    said |= {"content_type": "image/png", "size": len(content), "channel": channel_of(cast)}
    first, again = (BINARY["attachment:announce"](cast.ben, said, content) for _ in range(2))
    assert first == again
    assert first[0] == 201
