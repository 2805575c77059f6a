"""The limits of every stream."""

import random
import resource
from dataclasses import dataclass

RESERVED_DESCRIPTORS = 256
MOST_DESCRIPTORS = 65536


@dataclass(frozen=True)
class Limits:
    """Seconds, events and bytes."""

    heartbeat_s: int = 15
    life_s: int = 900
    most_streams: int | None = None
    goodbye_s: float = 2.0
    drain_s: float = 2.0
    longest_wait_s: float = 25.0
    most_events: int = 256
    most_bytes: int = 256 * 1024
    most_message: int = 64 * 1024
    most_families: int = 50
    burst: int = 200
    per_second: int = 50
    resend_s: tuple[float, ...] = (10.0, 20.0, 40.0)
    most_polls: int = 600

    @property
    def beat_s(self) -> float:
        """Seconds between two heartbeats: twice as many as promised, so that a page knows of a
        dead stream within 20 s although one of them was late."""
        return self.heartbeat_s / 2

    @property
    def silence_s(self) -> float:
        """Seconds of silence after which a socket is closed."""
        return 4 * self.heartbeat_s

    @property
    def stalled_s(self) -> float:
        """Seconds without progress after which a slow reader is dropped."""
        return 2 * self.heartbeat_s

    def life(self) -> float:
        """Returns the seconds that a stream lives, with jitter: reconnects are spread."""
        return self.life_s * random.uniform(0.8, 1.2)


def raise_descriptors() -> int:
    """Raise the limit of descriptors to what the system allows; returns the number."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, MOST_DESCRIPTORS)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    return MOST_DESCRIPTORS if soft == resource.RLIM_INFINITY else soft


def room_for_streams(available: int | None = None) -> int:
    """Returns how many descriptors are left for streams beside requests, database and files.

    available: descriptors; by default those of this process.
    """
    if available is None:
        available = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if available == resource.RLIM_INFINITY:
        available = MOST_DESCRIPTORS
    return max(16, available - max(RESERVED_DESCRIPTORS, available // 10))
