"""The doctor's checks of this machine: settings, the instance folder, clock, limits."""

import os
import resource
import shutil
import stat
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from carecircle import clock
from carecircle.cli.doctor.findings import Finding, bad, good, note
from carecircle.config import Settings
from carecircle.safety import is_public, unsafe_settings

STREAMS_OF_A_WORKER = 2000
OTHER_DESCRIPTORS = 200
LEAST_FREE_BYTES = 500_000_000
PRIVATE = stat.S_IRWXG | stat.S_IRWXO


def findings(settings: Settings) -> Iterator[Finding]:
    yield from _safe(settings)
    yield from _folder(settings)
    yield from _clock()
    yield _descriptors()
    yield _backups(settings)


def _safe(settings: Settings) -> Iterator[Finding]:
    wrong = unsafe_settings(settings, os.environ)
    yield from (bad("settings", words) for words in wrong)
    if not wrong:
        yield good("settings", "safe to serve with")
    if not is_public(settings):
        yield note("address", "only this machine reaches it; push, locks and wake lock need https")
    elif not settings.base_url:
        yield note("address", "set CARECIRCLE_BASE_URL to what people type: links carry it")
    else:
        yield good("address", f"{settings.base_url} (a proxy ends TLS: docs/deploy.md)")
    if is_public(settings) and not settings.trusted_proxies:
        yield note("proxies", "all visitors will seem to come from the proxy: TRUSTED_PROXIES=1")


def _folder(settings: Settings) -> Iterator[Finding]:
    path = settings.instance_path
    if not path.exists():
        yield bad("storage", f"there is no folder {path}")
        return
    if not os.access(path, os.W_OK):
        yield bad("storage", f"{path} cannot be written to")
        return
    free = shutil.disk_usage(path).free
    words = f"{free // 1_000_000:,} MB free in {path}"
    yield good("storage", words) if free > LEAST_FREE_BYTES else bad("storage", f"only {words}")
    for private in (*path.glob("secret*"), *path.glob("*.sqlite3")):
        if private.name.startswith("secret") and private.stat().st_mode & PRIVATE:
            yield bad("storage", f"others can read {private}: chmod 600 {private}")
        elif private.stat().st_mode & stat.S_IRWXO and path.stat().st_mode & stat.S_IXOTH:
            yield note("storage", f"other users of this machine can read {private}")


def _clock() -> Iterator[Finding]:
    now = clock.now()
    words = f"it is {now:%Y-%m-%d %H:%M} UTC here"
    yield good("clock", words) if 2026 <= now.year < 2100 else bad("clock", f"{words}: set it")
    try:
        ZoneInfo("Europe/London")
    except ZoneInfoNotFoundError:
        yield bad("clock", "time zones are not installed: pip install tzdata")


def _descriptors() -> Finding:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    least = STREAMS_OF_A_WORKER + OTHER_DESCRIPTORS
    if max(soft, hard) < least and hard != resource.RLIM_INFINITY:
        return note("limits", f"{hard} open files: fewer than {STREAMS_OF_A_WORKER:,} streams fit")
    return good("limits", f"{soft} open files a process, at most {hard}")


def _backups(settings: Settings) -> Finding:
    made = [path.stat().st_mtime for path in (settings.instance_path / "backups").glob("*.gz")]
    if not made:
        return note("backup", "none in the instance folder: `carecircle backup` makes one")
    days = int((clock.now().timestamp() - max(made)) // 86_400)
    return (good if days <= 7 else note)("backup", f"the last is {days} days old")
