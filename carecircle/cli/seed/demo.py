"""The demo family: a believable month, so that nobody starts with an empty screen."""

from datetime import datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.chat import actions as chat
from carecircle.care.chat.inputs import MessageInput
from carecircle.care.chat.queries import channels_of
from carecircle.care.emergencies import actions as emergencies
from carecircle.care.emergencies.inputs import (
    AcknowledgementInput,
    RaiseInput,
    ReceiptInput,
    ResolutionInput,
)
from carecircle.care.medications.prescribing import actions as medications
from carecircle.care.medications.prescribing.inputs import MedicationInput
from carecircle.care.medications.routes import MOUTH
from carecircle.care.notes import actions as notes
from carecircle.care.notes.inputs import NoteInput
from carecircle.care.recipients import actions as recipients
from carecircle.care.recipients.inputs import RecipientInput
from carecircle.care.sheets import actions as sheets
from carecircle.care.sheets.inputs import SheetInput
from carecircle.cli.seed import (
    appointments,
    as_needed,
    handoffs,
    measured,
    people,
    rosa,
    rota,
    sign_ins,
    story,
)
from carecircle.cli.seed.month import Month
from carecircle.db.session import reading, transaction

SIGN_INS = sign_ins.SIGN_INS
DAYS = 30
ZONE = ZoneInfo(sign_ins.ZONE)


def seed() -> str:
    """Creates everything in one transaction; returns the id of the family."""
    today, begin = _instant(0, time(12)).date(), _instant(DAYS, time(6, 0))
    with transaction():
        with clock.moved_to(begin):
            everybody = people.create_family(sign_ins.FAMILY, SIGN_INS)
            sign_ins.mark_as_demo(everybody[0].family_id)
            _rosa(everybody[0])
            actors = {actor.name.split()[0]: actor for actor in everybody}
            shifts = rota.plan(actors["Ana"], actors, begin.date(), today)
        month = Month(actors)
        rota.work(month, shifts)
        handoffs.hand_over(month, shifts)
        measured.observe(month, begin.date(), DAYS)
        appointments.plan(month, today, ZONE)
        _talk(month)
        _write_notes(month)
        _fall(month)
        as_needed.add_prn_administrations(month, _instant)
        month.play(begin)
        _begin_course(actors["Ana"])
    return everybody[0].family_id


def _instant(days_ago: int, at: time) -> datetime:
    today = clock.now().astimezone(ZONE).date()
    return datetime.combine(today - timedelta(days=days_ago), at, tzinfo=ZONE)


def _rosa(ana: Actor) -> None:
    person = recipients.add_recipient(ana, RecipientInput.read(rosa.RECIPIENT))
    sheets.change_sheet(ana, person.id, SheetInput.read(rosa.SHEET))
    for medication in story.MEDICATIONS:
        medications.add_medication(ana, MedicationInput.read(medication | {"route": MOUTH}))


def _begin_course(ana: Actor) -> None:
    """Starts a course whose first dose is due now and its second in twelve hours."""
    local = clock.now().astimezone(ZONE)
    first = local.replace(minute=local.minute // 10 * 10)
    times = f"{first:%H:%M}, {(first.hour + 12) % 24:02}:{first.minute:02}"
    medications.add_medication(
        ana, MedicationInput.read(story.COURSE | {"times": times, "route": MOUTH})
    )


def _write_notes(month: Month) -> None:
    for note in story.NOTES:
        values = NoteInput.read({"body": note.body, "audience": note.audience})
        write = partial(notes.add_note, month.actors[note.author], values)
        month.at(_instant(note.days_ago, note.at), write)


def _talk(month: Month) -> None:
    with reading() as session:
        ana = month.actors["Ana"]
        channel = channels_of(session, ana.family_id, ana.role)[0].id
    for message in story.MESSAGES:
        values = MessageInput.read({"text": message.body})
        send = partial(chat.send_message, month.actors[message.author], channel, values)
        month.at(_instant(message.days_ago, message.at), send)


def _fall(month: Month) -> None:
    """Adds one emergency, raised by Idris at dawn and handled by Ben and Ana."""
    raised_at = _instant(story.FALL_DAYS_AGO, story.FALL_AT)
    ids: list[str] = []

    def raise_it() -> None:
        values = RaiseInput.read(story.FALL)
        ids.append(emergencies.raise_emergency(month.actors["Idris"], values)[0].id)

    def answer(who: str, word: str, minutes: int | None = None) -> None:
        values = AcknowledgementInput.read({"answer": word, "minutes": minutes})
        emergencies.acknowledge(month.actors[who], ids[0], values)

    def resolve() -> None:
        values = ResolutionInput.read(story.FALL_END)
        emergencies.resolve(month.actors["Ana"], ids[0], values)

    def see(who: str) -> None:
        emergencies.confirm(month.actors[who], ids[0], ReceiptInput.read({"kind": "seen"}))

    month.at(raised_at, raise_it)
    month.at(raised_at + timedelta(seconds=31), lambda: see("Ben"))
    month.at(raised_at + timedelta(seconds=95), lambda: see("Ana"))
    month.at(raised_at + timedelta(seconds=48), lambda: answer("Ben", "on_my_way", 12))
    month.at(raised_at + timedelta(minutes=2), lambda: answer("Ana", "on_my_way", 35))
    month.at(raised_at + timedelta(minutes=13), lambda: answer("Ben", "on_scene"))
    month.at(raised_at + timedelta(minutes=125), resolve)
