"""The JSON resources of effect checks, tasks and incidents."""

from carecircle.care.medications.models import EffectCheck, Incident
from carecircle.care.medications.models.follow_ups import Task
from carecircle.events.envelope import instant
from carecircle.web.shared.wording.follow_up_words import why_words


def task_resource(task: Task) -> dict[str, str | None]:
    return {
        "id": task.id,
        "kind": task.kind,
        "why": why_words(task.reason, task.count, task.why),
        "reason": task.reason,
        "step": task.status,
        "outcome": task.outcome,
        "medication": task.medication_id,
        "claimed_by": task.claimed_by_name,
        "opened_at": instant(task.opened_at),
        "done_at": instant(task.done_at) if task.done_at else None,
    }


def effect_resource(check: EffectCheck) -> dict[str, object]:
    return {
        "id": check.id,
        "administration": check.administration_id,
        "effect": check.effect,
        "score": check.score,
        "note": check.note,
        "answered_at": instant(check.answered_at) if check.answered_at else None,
    }


def incident_resource(incident: Incident) -> dict[str, str | None]:
    names = ("id", "kind", "by_name", "review", "reviewed_by_name")
    return {name: getattr(incident, name) for name in names} | {
        "words": incident.words or "-",
        "medication": incident.medication_id,
        "administration": incident.administration_id,
        "at": instant(incident.at),
    }
