"""What the line of each type says, found as it was found when the line was shown."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import RowMapping

from carecircle.db.event_details.rows import Rows
from carecircle.db.event_details.task_reasons import reason_in

Data = Mapping[str, Any]
UNDONE = "Undone"


@dataclass(frozen=True)
class Old:
    """An event of before, with the rows that its batch names."""

    at: datetime
    data: Data
    rows: Rows

    def row(self, name: str) -> RowMapping | None:
        return self.rows.get(name, self.data)

    def value(self, name: str, column: str) -> Any:
        """Of the row that the data names; None where it is gone."""
        row = self.row(name)
        return row[column] if row else None


def _named(old: Old) -> dict[str, Any]:
    row = old.row("medication")
    return {"medication_name": row["name"], "strength": row["strength"]} if row else {}


def _amount(old: Old) -> dict[str, Any]:
    record = old.row("administration")
    if record is None or not record["quantity"]:
        return {"quantity": None, "unit": None}
    quantity = f"{record['quantity'] / 1000:.3f}".rstrip("0").rstrip(".")
    return {"quantity": quantity, "unit": old.rows.unit_of(record, old.row("dose"))}


def _logged(old: Old) -> dict[str, Any]:
    said = {name: old.value("administration", name) for name in ("reason", "score", "note")}
    return _named(old) | _amount(old) | said


def _corrected(old: Old) -> dict[str, Any]:
    why = old.value("replaces", "voided_why")
    return _named(old) | _amount(old) | {"why": None if why == UNDONE else why}


def _dose(old: Old) -> dict[str, Any]:
    return _named(old) | {"time": old.value("dose", "local_time") or ""}


def _changed(old: Old) -> dict[str, Any]:
    stopped_at = old.value("medication", "stopped_at")
    if stopped_at is None or stopped_at > old.at:
        return _named(old)
    return _named(old) | {"stopped": True, "why": old.value("medication", "stopped_why")}


def _incident(old: Old) -> dict[str, Any]:
    name = "review" if old.data.get("reviewed") else "words"
    return _named(old) | {name: old.value("incident", name)}


def _task(old: Old) -> dict[str, Any]:
    """Only the last step of a task has its outcome. said: what the line said until then, which was
    the outcome of the task for its earlier steps as well."""
    why, outcome = old.value("task", "why"), old.value("task", "outcome")
    is_done = old.data.get("step") == "done"
    codes = asdict(reason_in(why)) | {"outcome": outcome if is_done else None}
    return _named(old) | codes | {"said": outcome or why}


def _emergency_updated(old: Old) -> dict[str, Any]:
    has_note = "note" in old.data.get("changed", [])
    return {"note": old.value("emergency", "note")} if has_note else {}


def _shift_changed(old: Old) -> dict[str, Any]:
    starts_at = old.value("shift", "starts_at")
    at = {"starts_at": _instant(starts_at)} if starts_at else {}
    return {"member_name": old.value("member", "name")} | at


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def _of(name: str, column: str, called: str) -> Callable[[Old], dict[str, Any]]:
    return lambda old: {called: old.value(name, column)}


_MEMBER = _of("member", "name", "member_name")
_CHANNEL = _of("channel", "name", "channel_name")

DETAILS: dict[str, Callable[[Old], dict[str, Any]]] = {
    "medication:logged": _logged,
    "medication:corrected": _corrected,
    "medication:due": _dose,
    "medication:late": _dose,
    "medication:missed": _dose,
    "medication:unrecorded": _dose,
    "medication:reoffered": _dose,
    "medication:offer_ended": _dose,
    "medication:changed": _changed,
    "medication:stock_low": _named,
    "medication:effect_due": _named,
    "medication:effect": _named,
    "medication:incident": _incident,
    "medication:task": _task,
    "emergency:updated": _emergency_updated,
    "emergency:resolved": _of("emergency", "resolution_note", "note"),
    "shift:ended": _of("shift", "ended_why", "why"),
    "shift:uncovered": _MEMBER,
    "shift:handoff": _MEMBER,
    "shift:changed": _shift_changed,
    "message": _CHANNEL,
    "message:edited": _CHANNEL,
    "note:added": _of("note", "body", "body"),
    "observation:recorded": _of("observation", "note", "note"),
    "observation:corrected": _of("observation", "voided_why", "why"),
    "agenda:changed": _of("item", "what", "what"),
    "member:joined": _MEMBER,
    "member:changed": _MEMBER,
    "member:removed": _MEMBER,
    "recipient:changed": _of("recipient", "name", "recipient_name"),
}
