"""The open work of a family: warnings, effects to check, tasks, incidents to review."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from carecircle.care.medications.absences import queries as absences_queries
from carecircle.care.medications.follow_ups import queries as follow_ups_queries
from carecircle.care.medications.models import Administration, Medication
from carecircle.care.medications.models.follow_ups import KINDS_WITH_OUTCOME, Task
from carecircle.care.medications.models.warnings import MedicationWarning
from carecircle.care.medications.warnings.queries import open_warnings
from carecircle.care.recipients import queries as recipients_queries
from carecircle.care.recipients.models import Recipient
from carecircle.web.language import times
from carecircle.web.language.translation import gettext as _
from carecircle.web.shared.wording.follow_up_words import (
    incident_words,
    kind_words,
    warning_words,
    why_words,
)
from carecircle.web.shared.wording.medication_words import reason_words


@dataclass(frozen=True)
class Item:
    """words: what it is; who: its assignee; step: the progress of a task; page: where to record the
    outcome; register: of its stock; kind: of a task."""

    id: str
    url: str
    medication: str
    words: str
    who: str | None = None
    step: str = "open"
    page: str | None = None
    register: str | None = None
    kind: str | None = None


@dataclass
class Work:
    warnings: list[Item] = field(default_factory=list)
    effects: list[Item] = field(default_factory=list)
    tasks: list[Item] = field(default_factory=list)
    incidents: list[Item] = field(default_factory=list)
    absences: list[Item] = field(default_factory=list)

    def __len__(self) -> int:
        found = (self.warnings, self.effects, self.tasks, self.incidents, self.absences)
        return sum(map(len, found))


def work_of(session: Session, family_id: str) -> Work:
    base = f"/families/{family_id}"
    work = Work()
    for warning, medication in open_warnings(session, family_id):
        work.warnings.append(_warning(base, warning, medication))
    for task, medication in follow_ups_queries.open_tasks(session, family_id):
        work.tasks.append(_task(base, task, medication))
    for incident, medication in follow_ups_queries.open_incidents(session, family_id):
        url = f"{base}/medication-incidents/{incident.id}"
        words = f"{incident_words(incident.kind)}: {incident.words or '-'}"
        work.incidents.append(Item(incident.id, url, _named(medication), words, incident.by_name))
    for absence in absences_queries.absences_to_reconcile(session, family_id):
        where = _("In hospital") if absence.kind == "hospital" else _("Away")
        since = times.moment_words(
            absence.starts_at, recipients_queries.zone_of(session, absence.recipient_id)
        )
        words = _("since %(at)s", at=since) if absence.ends_at is None else _("To be reconciled")
        url = f"{base}/absences/{absence.id}"
        work.absences.append(Item(absence.id, url, where, words, absence.begun_by_name))
    for check in follow_ups_queries.effects_to_check(session, family_id):
        record = session.get_one(Administration, check.administration_id)
        medication = session.get_one(Medication, check.medication_id)
        zone = session.get_one(Recipient, check.recipient_id).zone
        at = times.when_words(record.given_at, zone)
        url = f"{base}/administrations/{record.id}/effect"
        words = _("Did it help? Given %(at)s, for: %(reason)s", at=at, reason=reason_words(record))
        work.effects.append(Item(check.id, url, _named(medication), words, record.recorded_by_name))
    return work


def _warning(base: str, warning: MedicationWarning, medication: Medication) -> Item:
    here, words = f"{base}/medication-warnings/{warning.id}", warning_words(warning.kind)
    url, named = f"{here}/acknowledgement", _named(medication)
    return Item(warning.id, url, named, words, warning.by_name, page=here)


def _task(base: str, task: Task, medication: Medication) -> Item:
    here = f"{base}/medication-tasks/{task.id}"
    return Item(
        task.id,
        f"{here}/steps",
        _named(medication),
        f"{kind_words(task.kind)}. {why_words(task.reason, task.count, task.why)}",
        task.claimed_by_name,
        task.status,
        page=here if task.kind in KINDS_WITH_OUTCOME else None,
        register=f"{base}/medications/{medication.id}/register",
        kind=task.kind,
    )


def _named(medication: Medication) -> str:
    return f"{medication.name} {medication.strength or ''}".strip()
