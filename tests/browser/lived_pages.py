"""A family in which something has happened: a shift with its handoff, a talk, what was measured,
what is to come, and news since the admin was last here."""

from datetime import timedelta

from carecircle import clock
from carecircle.care.agenda.actions import add_item
from carecircle.care.agenda.inputs import AgendaInput
from carecircle.care.chat.actions import open_channel, send_message
from carecircle.care.chat.inputs import ChannelInput, MessageInput
from carecircle.care.medications.follow_ups.actions import open_review_tasks
from carecircle.care.medications.follow_ups.queries import open_tasks
from carecircle.care.notes.actions import add_note
from carecircle.care.notes.inputs import NoteInput
from carecircle.care.notifications.models import ReadPosition
from carecircle.care.observations.actions import record_observation
from carecircle.care.observations.inputs import ObservationInput
from carecircle.care.shifts.actions import accept, hand_off, plan_shifts, start_shift
from carecircle.care.shifts.facts import Fact
from carecircle.care.shifts.inputs import AcceptanceInput, HandoffInput, ShiftInput
from carecircle.db.session import reading, transaction
from tests.browser.home import Home
from tests.cast import prescribe_prn


def live_in(home: Home) -> list[str]:
    """The addresses of what came of it, within the family."""
    with transaction() as tx:
        looks = tx.session.query(ReadPosition).filter_by(family_id=home.cast.family_id)
        looks.update({"last_at": clock.now() - timedelta(hours=2)})
    return ["", *_shift(home), *_talk(home), _measure(home), _plan(home), *_medicine(home)]


def _shift(home: Home) -> list[str]:
    begin = clock.now() - timedelta(minutes=30)
    hours = {"starts_at": begin.isoformat(), "ends_at": (begin + timedelta(hours=1)).isoformat()}
    ben, ana = home.cast.ben, home.cast.ana
    [shift] = plan_shifts(ben, ShiftInput.read(hours | {"member": ben.member_id}))
    start_shift(ben, shift.id)
    told = {"illness": "watch", "belongings": "House key", "actions": "Ring Dr Malik"}
    hand_off(ben, shift.id, HandoffInput.read(told), [Fact("doses_given", count=1, of=1)])
    values = {"read_back": "Watch her", "received": "House key"}
    accept(ana, shift.id, AcceptanceInput.read(values))
    return [f"shifts/{shift.id}", f"shifts/{shift.id}/handoff"]


def _talk(home: Home) -> list[str]:
    channel = open_channel(home.cast.ana, ChannelInput.read({"name": "Family"}))
    about = {"text": "@ana she refused it", "about": "dose", "about_id": home.dose_id}
    message, _new = send_message(home.cast.ben, channel.id, MessageInput.read(about))
    here = f"channels/{channel.id}"
    return [here, f"{here}?about=dose&about_id={home.dose_id}", f"{here}/messages/{message.id}"]


def _measure(home: Home) -> str:
    add_note(home.cast.ben, NoteInput.read({"body": "Slept well", "audience": "family"}))
    for value in ("70", "120", "82"):
        made = record_observation(
            home.cast.ben, ObservationInput.read({"kind": "pulse", "value": value})
        )
    return f"observations/{made.id}"


def _plan(home: Home) -> str:
    for kind, what in (("task", "Ring Dr Malik"), ("question", "May she drive?")):
        values = {"kind": kind, "what": what, "recipient": home.cast.rosa}
        add_item(home.cast.ana, AgendaInput.read(values))
    return "observations?kind=pulse"


def _medicine(home: Home) -> list[str]:
    """One as needed, in the house, and to be reviewed."""
    made = prescribe_prn(home.cast.ana, stock=20, review_on="2020-01-01")
    open_review_tasks()
    with reading() as session:
        [task] = [task for task, of in open_tasks(session, home.cast.family_id) if of.id == made.id]
    here = f"medications/{made.id}"
    return [here, f"{here}/give", f"{here}/register", f"medication-tasks/{task.id}"]
