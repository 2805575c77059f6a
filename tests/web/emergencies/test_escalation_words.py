"""The line of an emergency that is raised again says why."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from carecircle.events.models import Event
from carecircle.web.emergencies.events import escalated
from carecircle.web.shared.event_view import EventContext


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("no_news", "Raised again: no news since the last answer"),
        (None, "Raised again: no news since the last answer"),
        ("clock_put_back", "Raised again: the server's clock was set back"),
        ("no_next_step", "Raised again: its next alert was missing"),
    ],
)
def test_the_line_says_why_it_was_raised_again(app: Flask, reason: str | None, words: str) -> None:
    data = {"step": "again", "late": False, "reason": reason}
    event = Event(type="emergency:escalated", data=data, at=datetime.now(UTC))
    with app.test_request_context():
        assert escalated(EventContext(event, "UTC")).words == words
