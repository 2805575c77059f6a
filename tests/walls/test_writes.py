"""Only actions write care data, each write with its event; only the outermost block commits."""

import ast
from pathlib import Path

import pytest

from tests.walls.source import called, functions, modules, name, tree

SESSION_VERBS = {"add", "add_all", "merge", "delete"}
STATEMENTS = {"insert", "update", "delete"}
OUTSIDE_CARE = ["web", "jobs", "delivery", "realtime", "server", "cli"]

# Why each of these may write although it is no action.
EXEMPT = {
    "cli/backup/restoring.py": "it puts back, into an empty place, what actions wrote",
}
# Verbs that no other member's screen shows (the audit trail has them); doses are told when they
# fall due; the callers of the last two announce.
SILENT = {"invite", "withdraw_invitation", "plan", "plan_ahead"}
SILENT |= {"insert_once", "store_receipt"}
# The answer that stops the steps announces itself; a policy is for the next emergency.
SILENT |= {"stop", "stop_alerts", "drop_waiting", "set_policy"}
SILENT |= {"append_entry", "queue_warning", "stop_warning_messages"}
# Addresses are nobody else's business, and the outbox is told with the receipts.
SILENT |= {"add_contact_point", "verify", "end_contact_point", "subscribe", "end_subscription"}
SILENT |= {
    "queue",
    "queue_emergency",
    "settle",
    "queue_news",
    "queue_news_for_called_contacts",
    "notify_contacts_called_late",
}
# What a browser says of itself is read where one looks whether all is ready.
SILENT |= {"report_screen"}
# A tablet is nobody of the family: admins see it where they manage, the audit trail has it.
SILENT |= {"enrol_tablet", "stop_tablet", "make_tablet_code", "use_tablet_code"}
SILENT |= {"withdraw_tablet_code"}
# A way to read for somebody outside: in the audit trail, on no screen.
SILENT |= {"create_link", "revoke_links", "open_by_link"}
# How far somebody has read is nobody else's news.
SILENT |= {
    "read_up_to",
    "record_visit",
    "mark_since_read",
    "mark_notifications_read",
    "set_choices",
    "attach",
}
SILENT |= {
    "open_calendar",
    "close_calendar",
    "send_digests",
    "notify_off_duty",
    "advance_quiet_hours",
}
# What follows from a record is told with it; who prepares is told by an ephemeral event.
SILENT |= {"replan", "apply_follow_ups", "undo_follow_ups", "begin_stock", "prepare"}
SILENT |= {"store_thresholds", "apply_thresholds"}


def writes(node: ast.AST) -> set[str]:
    return {
        f"{owner}.{verb}" if owner else verb
        for owner, verb in called(node)
        if (verb in SESSION_VERBS and owner.rsplit(".", 1)[-1] == "session")
        or (verb in STATEMENTS and owner in {"", "sa", "sqlalchemy"})
    }


def is_action(path: Path) -> bool:
    return path.name == "actions.py" or path.parent.name == "actions"


CARE = [path for path in modules("care") if not is_action(path)]
OTHERS = [path for part in OUTSIDE_CARE for path in modules(part)]
ACTIONS = [path for path in modules("care") if is_action(path)]
ANNOUNCING = {"emit", "announced", "told", "emit_by_clock"}
ANNOUNCING |= {"emit_medication_changed", "emit_recipient_changed"}


def test_only_actions_write_care_data() -> None:
    writing = {name(path) for path in CARE + OTHERS if writes(tree(path))}
    assert writing == EXEMPT.keys()


def _slice_functions(path: Path) -> dict[str, ast.FunctionDef]:
    """The functions of a slice's actions, whether these are one module or several."""
    parts = [path] if path.name == "actions.py" else sorted(path.parent.glob("*.py"))
    return {function.name: function for part in parts for function in functions(part)}


def _reaches(
    local: dict[str, ast.FunctionDef], function: ast.FunctionDef, seen: set[str]
) -> tuple[bool, bool]:
    """(writes, announces) of a function and of those of its slice that it calls."""
    seen.add(function.name)
    names = {verb for _, verb in called(function)}
    has_written, has_announced = bool(writes(function)), bool(names & ANNOUNCING)
    for other in (names & local.keys()) - seen:
        wrote, announced = _reaches(local, local[other], seen)
        has_written, has_announced = has_written or wrote, has_announced or announced
    return has_written, has_announced


def _silent(path: Path) -> list[str]:
    local = _slice_functions(path)
    return [
        f"{name(path)}: {function.name}"
        for function in functions(path)
        if not function.name.startswith("_")
        and function.name not in SILENT
        and _reaches(local, function, set()) == (True, False)
    ]


def test_each_action_that_writes_announces() -> None:
    assert len(ACTIONS) >= 10
    assert [silent for path in ACTIONS for silent in _silent(path)] == []


def test_only_the_outermost_block_commits() -> None:
    committing = [
        name(path) for path in modules() if any(verb == "commit" for _, verb in called(tree(path)))
    ]
    assert committing == ["db/session.py"]


def test_no_health_record_is_deleted() -> None:
    deleting = [
        name(path)
        for path in modules("care")
        if any(write.endswith("delete") for write in writes(tree(path)))
    ]
    assert deleting == []


def test_no_foreign_key_deletes_health_records_on_the_quiet() -> None:
    from carecircle import models as _models  # noqa: F401
    from carecircle.db.base import Base

    cascading = [
        f"{table.name} -> {key.referred_table.name}"
        for table in Base.metadata.sorted_tables
        for key in table.foreign_key_constraints
        if (key.ondelete or "").upper() == "CASCADE"
    ]
    assert [line for line in cascading if "-> account" not in line] == []


@pytest.mark.parametrize(
    "line", ["tx.session.add(dose)", "session.delete(dose)", "session.execute(update(Dose))"]
)
def test_what_is_looked_for_would_be_found(line: str) -> None:
    assert writes(ast.parse(line))
