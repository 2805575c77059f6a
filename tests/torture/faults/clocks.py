"""The clock of the server is put forward, or back, and set right again."""

import email.utils
import http.client
import time

from tests.torture.site import Site

OFF_S = 90
TOLERANCE_S = 30
WITHIN_S = 30.0


def step_clock(site: Site, seconds: int) -> bool:
    """Stays there for the time that the workers need to see it, and as long again."""
    began = time.monotonic()
    site.clock.step_to(seconds)
    has_stepped = _is_off_by(seconds, site.server.port)
    time.sleep(time.monotonic() - began)
    site.clock.step_to(0)
    return has_stepped and _is_off_by(0, site.server.port)


def _is_off_by(seconds: int, port: int) -> bool:
    """Whether an answer is that far from the true time, soon."""
    end = time.monotonic() + WITHIN_S
    while time.monotonic() < end:
        off = _off(port)
        if off is not None and abs(off - seconds) < TOLERANCE_S:
            return True
        time.sleep(0.05)
    return False


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
