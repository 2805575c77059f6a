"""The clock of the server is put forward, or back, and set right again."""

import email.utils
import http.client
import time

from tests.torture.site import Site
from tests.torture.stepped_clock import SEEN_AFTER_S

OFF_S = 90
TOLERANCE_S = 30


def step_clock(site: Site, seconds: int) -> bool:
    site.clock.step_to(seconds)
    time.sleep(SEEN_AFTER_S)
    off = _off(site.server.port)
    site.clock.step_to(0)
    time.sleep(SEEN_AFTER_S)
    return off is not None and abs(off - seconds) < TOLERANCE_S


def _off(port: int) -> float | None:
    """How far the server's time is from the true one, by the header of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", "/healthz")
        said = connection.getresponse().getheader("Date")
        return email.utils.parsedate_to_datetime(said).timestamp() - time.time() if said else None
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
