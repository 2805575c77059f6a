"""The cast of every test: Rosa is cared for; Ana is the admin, Ben a caregiver, Vera a viewer.
Sam is a stranger: the admin of another family."""

from dataclasses import dataclass
from datetime import date, timedelta

from carecircle import clock
from carecircle import models as _every_table  # noqa: F401
from carecircle.auth.models import Account
from carecircle.care.actor import Actor
from carecircle.care.families.models import Family, Member
from carecircle.care.medications.giving import queries
from carecircle.care.medications.models import Dose, Medication
from carecircle.care.medications.prescribing.actions import add_medication
from carecircle.care.medications.prescribing.inputs import MedicationInput
from carecircle.care.recipients.models import Recipient
from carecircle.db.session import reading, transaction
from carecircle.events import log

ZONE = "Europe/London"
# Where it is day: a story that takes hours crosses no midnight there.
DAY_ZONE = ZONE if 6 <= clock.now().hour < 18 else "Pacific/Auckland"


# Stories have the same ingredient twice, and other limits than the usual ones.
CONFIRMED = {"confirm": "duplicate, usual-limit", "reason": "The doctor said so"}


@dataclass
class Cast:
    """Who is there. Ids of the families and of Rosa; the others as actors."""

    family_id: str
    rosa: str
    ana: Actor
    ben: Actor
    vera: Actor
    other_family_id: str
    tom: str
    sam: Actor


def gather(zone: str = ZONE) -> Cast:
    """Two families in the bound database, with nothing in their logs."""
    home, rosa = found("Almeida", "Rosa Almeida", zone)
    other, tom = found("Other", "Tom Other", zone)
    return Cast(
        family_id=home,
        rosa=rosa,
        ana=join(home, "Ana Almeida", "AA", "admin"),
        ben=join(home, "Ben Archer", "BA", "caregiver"),
        vera=join(home, "Vera Almeida", "VA", "viewer"),
        other_family_id=other,
        tom=tom,
        sam=join(other, "Sam Stranger", "SS", "admin"),
    )


def found(name: str, recipient_name: str, zone: str = ZONE) -> tuple[str, str]:
    """A family with one care recipient; answers both ids."""
    with transaction() as tx:
        family = Family(name=name, zone=zone, created_at=clock.now())
        tx.session.add(family)
        tx.session.flush()
        log.open_stream(tx.session, family.id)
        return family.id, cared_for(family.id, recipient_name, zone)


def cared_for(family_id: str, name: str, zone: str = ZONE) -> str:
    """One more care recipient; answers the id."""
    with transaction() as tx:
        recipient = Recipient(
            family_id=family_id,
            name=name,
            zone=zone,
            born_on=date(1942, 5, 3),
            created_at=clock.now(),
        )
        tx.session.add(recipient)
        tx.session.flush()
        return recipient.id


def join(family_id: str, name: str, initials: str, role: str) -> Actor:
    """A member with an account that cannot sign in by password."""
    with transaction() as tx:
        email = f"{name.split()[0].lower()}.{family_id}@family.example"
        account = Account(email=email, name=name, created_at=clock.now())
        tx.session.add(account)
        tx.session.flush()
        member = Member(
            family_id=family_id,
            account_id=account.id,
            name=name,
            initials=initials,
            role=role,
            joined_at=clock.now(),
        )
        tx.session.add(member)
        tx.session.flush()
        return Actor(family_id, member.id, name, role, account_id=account.id, initials=initials)


def prescribe(actor: Actor, name: str = "Amlodipine", **given: object) -> Medication:
    """A medication of the family's one care recipient, due now unless `times` says otherwise."""
    values = {"name": name, "quantity": 1, "times": wall_clock(0, zone_of(actor))}
    values |= CONFIRMED | given
    return add_medication(actor, MedicationInput.read(values))


def zone_of(actor: Actor) -> str:
    """Of the family's one care recipient."""
    with reading() as session:
        return session.query(Recipient.zone).filter_by(family_id=actor.family_id).first()[0]


def wall_clock(minutes: int, zone: str = ZONE) -> str:
    """The wall clock so many minutes from now, as "HH:MM"."""
    from zoneinfo import ZoneInfo

    at = clock.now().astimezone(ZoneInfo(zone)) + timedelta(minutes=minutes)
    return at.strftime("%H:%M")


def first_dose(medication: Medication) -> Dose:
    with reading() as session:
        doses = session.query(Dose).filter_by(medication_id=medication.id).order_by(Dose.due_at)
        return queries.the_dose(session, medication.family_id, doses.first().id).dose


def prescribe_prn(actor: Actor, name: str = "Ibuprofen", **given: object) -> Medication:
    """A PRN that is complete, so that it may be given."""
    values = {
        "name": name,
        "quantity": 1,
        "is_prn": True,
        "indication": "Pain",
        "min_interval_h": 4,
        "max_per_day": 8,
        "tried_first": "A cold pack",
        "expected_effect": "Less pain",
        "call_when": "Pain of 8 or more",
        "review_on": "2099-01-01",
        **CONFIRMED,
        **given,
    }
    return add_medication(actor, MedicationInput.read(values))
