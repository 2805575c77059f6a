"""When streams that end together reconnect: spread evenly, so that no second sees most of them.

static/js/live-backoff.js uses the same window where a connection is cut without notice.
"""

import random

WINDOW_S = 4.5


def slots(count: int) -> list[float]:
    """Returns the seconds after which each of `count` streams reconnects, in random order."""
    spaced = [WINDOW_S * (number + 0.5) / count for number in range(count)]
    random.shuffle(spaced)
    return spaced


def any_slot() -> float:
    """Returns the seconds for one stream that ends by itself, without knowing of the others."""
    return random.uniform(0.1, WINDOW_S)
