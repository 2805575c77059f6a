"""Pure rules: which answer counts, when batched receipts are emitted."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

RECEIPTS_APART_S = 1
_STRENGTH = {"cannot_come": 0, "on_my_way": 1, "on_scene": 2}
_STATUS_OF = {"on_my_way": "acknowledged", "on_scene": "on_scene"}
_RANK = {"raised": 0, "acknowledged": 1, "on_scene": 2, "resolved": 3}


class Answered(Protocol):
    member_id: str
    answer: str
    at: datetime


A = TypeVar("A", bound=Answered)


def status_after(status: str, answer: str) -> str:
    """Returns the new status: an answer never undoes an earlier, stronger one."""
    return max(status, _STATUS_OF.get(answer, status), key=_RANK.__getitem__)


def strongest_answers(answers: Iterable[A]) -> list[A]:
    """Returns the strongest answer of each member, the later of equals, in order of time."""
    best: dict[str, A] = {}
    for answer in sorted(answers, key=lambda given: given.at):
        best_so_far = best.get(answer.member_id)
        if best_so_far is None or _STRENGTH[answer.answer] >= _STRENGTH[best_so_far.answer]:
            best[answer.member_id] = answer
    return sorted(best.values(), key=lambda given: given.at)


def receipts_due(told_at: datetime | None, now: datetime) -> datetime:
    """Returns when the batched receipts may be emitted: at most one event a second."""
    if told_at is None:
        return now
    return max(now, told_at + timedelta(seconds=RECEIPTS_APART_S))
