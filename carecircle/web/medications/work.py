"""What waits for somebody: effects to look for, tasks, incidents to look at."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from carecircle.care.medications import queries
from carecircle.care.medications.models import Administration, Medication, Task
from carecircle.care.medications.models.stock import ASKED_OF_PEOPLE
from carecircle.care.recipients.models import Recipient
from carecircle.web import times
from carecircle.web.medications.words import reason_words
from carecircle.web.words import gettext as _
from carecircle.web.words import ngettext


@dataclass(frozen=True)
class Item:
    """words: what it is; who: whose it is by now; step: how far a task is; page: where to say what
    came of it; register: of its stock."""

    id: str
    url: str
    medication: str
    words: str
    who: str | None = None
    step: str = "open"
    page: str | None = None
    register: str | None = None


@dataclass
class Work:
    effects: list[Item] = field(default_factory=list)
    tasks: list[Item] = field(default_factory=list)
    incidents: list[Item] = field(default_factory=list)
    absences: list[Item] = field(default_factory=list)

    def __len__(self) -> int:
        return sum(map(len, (self.effects, self.tasks, self.incidents, self.absences)))


def work_of(session: Session, family_id: str) -> Work:
    base = f"/families/{family_id}"
    work = Work()
    for task, medication in queries.open_tasks(session, family_id):
        work.tasks.append(_task(base, task, medication))
    for incident, medication in queries.open_incidents(session, family_id):
        url = f"{base}/medication-incidents/{incident.id}"
        words = f"{incident_words(incident.kind)}: {incident.words or '-'}"
        work.incidents.append(Item(incident.id, url, _named(medication), words, incident.by_name))
    for absence in queries.absences_to_reconcile(session, family_id):
        where = _("In hospital") if absence.kind == "hospital" else _("Away")
        since = times.moment_words(
            absence.starts_at, queries.zone_of(session, absence.recipient_id)
        )
        words = _("since %(at)s", at=since) if absence.ends_at is None else _("To be reconciled")
        url = f"{base}/absences/{absence.id}"
        work.absences.append(Item(absence.id, url, where, words, absence.begun_by_name))
    for check in queries.effects_to_check(session, family_id):
        record = session.get_one(Administration, check.administration_id)
        medication = session.get_one(Medication, check.medication_id)
        zone = session.get_one(Recipient, check.recipient_id).zone
        at = times.when_words(record.given_at, zone)
        url = f"{base}/administrations/{record.id}/effect"
        words = _("Did it help? Given %(at)s, for: %(reason)s", at=at, reason=reason_words(record))
        work.effects.append(Item(check.id, url, _named(medication), words, record.recorded_by_name))
    return work


def _task(base: str, task: Task, medication: Medication) -> Item:
    here = f"{base}/medication-tasks/{task.id}"
    return Item(
        task.id,
        f"{here}/steps",
        _named(medication),
        f"{kind_words(task.kind)}. {why_words(task.reason, task.count, task.why)}",
        task.claimed_by_name,
        task.status,
        page=here if task.kind in ASKED_OF_PEOPLE else None,
        register=f"{base}/medications/{medication.id}/register",
    )


def incident_words(kind: str) -> str:
    return {
        "second_dose": _("A second dose was given"),
        "interval": _("Given too early"),
        "maximum": _("More than allowed in 24 hours"),
        "no_witness": _("Given without a witness"),
        "stock_difference": _("The count differs"),
    }[kind]


def step_words(step: str) -> str:
    return {
        "open": _("Nobody has taken it on"),
        "claimed": _("Taken on"),
        "ordered": _("Ordered"),
        "collected": _("Collected"),
        "done": _("Done"),
    }[step]


def why_words(reason: str | None, count: int | None, why: str | None) -> str | None:
    """Returns why a task was opened. why: in words, from earlier versions."""
    count = count or 0
    return {
        "refused_running": ngettext(
            "Refused %(num)s time running", "Refused %(num)s times running", count
        ),
        "time_critical_not_taken": _("A time-critical dose was not taken"),
        "stock_out": _("Nothing is left"),
        "stock_low": _("It runs low"),
        "used_daily": _("Used on each of the last %(days)s days", days=count),
        "unused": _("Not used for %(days)s days", days=count),
        "review_date": _("The day of its review has come"),
    }.get(reason or "", why)


def kind_words(kind: str) -> str:
    return {
        "reorder": _("Order more"),
        "contact": _("Contact the prescriber or a pharmacist"),
        "review": _("Review"),
        "reconcile": _("Reconcile after the absence"),
    }[kind]


def _named(medication: Medication) -> str:
    return f"{medication.name} {medication.strength or ''}".strip()
