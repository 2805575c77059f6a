"""The hour of the day, where a test counts in times of the same day."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from carecircle import clock


@pytest.fixture
def morning() -> Iterator[None]:
    """Ten o'clock. Threads of a test keep the real time."""
    with clock.moved_to(datetime(2026, 11, 23, 10, 0, tzinfo=UTC)):
        yield
