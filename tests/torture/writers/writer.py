"""One who writes, and who repeats with the same key what was not saved or is not known."""

import random
import threading
import time

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from carecircle.db.session import reading
from carecircle.events.models import StoredResponse
from tests.torture.records import Attempt, Write
from tests.torture.town import Household
from tests.torture.writers.deeds import Deed, any_deed, message, resolve
from tests.torture.writers.pace import Pace
from tests.torture.writers.way import LOST, Answer, Way

PAUSE_S = (0.2, 1.0)
GIVES_UP_AFTER_S = 120.0
BELIEVES = 0.5  # of those who are told "not saved", how many leave it at that
PASSING = ("503", "500", "429", "400", "reply 503", "reply 500")


class Writer(threading.Thread):
    """writes: all that it has tried, with every answer."""

    def __init__(self, name: str, way: Way, household: Household, pace: Pace):
        super().__init__(name=name, daemon=True)
        self._way, self._household, self._pace = way, household, pace
        self._chance = random.Random(name)
        self._emergency: str | None = None
        self.writes: list[Write] = []

    def run(self) -> None:
        while self._pace.take():
            self._carry_out(self._next())
            self._pace.finished()

    def _next(self) -> tuple[Deed, str]:
        marker = f"mark-{self.name}-{len(self.writes)}."
        if self._emergency is not None:
            deed, self._emergency = resolve(self._emergency, marker), None
        else:
            deed = any_deed(self._household, marker, self._chance)
        return (deed if self._way.can(deed) else message(self._household, marker)), marker

    def _carry_out(self, what: tuple[Deed, str]) -> None:
        deed, marker = what
        scope = self._way.scope(deed, marker)
        write = Write(deed.kind, self._way.name, self._household.family_id, marker, scope)
        self.writes.append(write)
        end = time.monotonic() + GIVES_UP_AFTER_S
        while time.monotonic() < end:
            answer = self._attempt(write, deed, marker)
            if answer.said == "saved":
                self._emergency = answer.found if deed.kind == "emergency" else None
            if answer.said == "saved" or (answer.said == "not saved" and self._leaves_it(answer)):
                return
            time.sleep(self._chance.uniform(*PAUSE_S))
            self._compare(write)

    def _attempt(self, write: Write, deed: Deed, key: str) -> Answer:
        sent_at = time.time()
        try:
            answer = self._way.send(deed, key)
        except LOST as error:
            self._way.hang_up()
            answer = Answer("unknown", type(error).__name__)
        write.attempts.append(Attempt(answer.said, answer.detail, sent_at, time.time()))
        return answer

    def _leaves_it(self, answer: Answer) -> bool:
        is_passing = answer.detail.startswith(PASSING)
        return not is_passing or self._chance.random() < BELIEVES

    def _compare(self, write: Write) -> None:
        """Whether what was said not to be saved is there, before it is sent again."""
        last = write.attempts[-1]
        if last.said == "not saved" and is_kept(write.scope):
            write.attempts[-1] = Attempt(
                last.said, last.detail, last.sent_at, last.answered_at, True
            )


def is_kept(scope: str) -> bool:
    """Whether the database has an answer of that key; False while it cannot be asked."""
    try:
        with reading() as session:
            found = select(StoredResponse.digest).where(StoredResponse.digest == scope)
            return session.scalar(found) is not None
    except SQLAlchemyError:
        return False
