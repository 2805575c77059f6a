"""`python -m tests.torture [--size full|tenth] [--on sqlite|postgresql] [--seed N]`."""

import argparse
import os
import signal
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from tests.torture.run import tortured
from tests.torture.size import FULL, TENTH
from tests.torture.table import table

SIZES = {"full": FULL, "tenth": TENTH}
KINDS = ["sqlite", "postgresql"]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture")
    parser.add_argument("--size", choices=SIZES, default="full")
    parser.add_argument("--on", choices=KINDS, help="only this database")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--patience", type=float, help="seconds to recover after each fault")
    parser.add_argument("--keep", type=Path, help="a folder for the logs of the servers")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))  # everything that was started ends
    print(f"seed {asked.seed}", flush=True)
    size = SIZES[asked.size]
    size = replace(size, patience_s=asked.patience or size.patience_s)
    verdicts = [
        tortured(kind, _folder(kind, asked.keep), size, asked.seed, _note)
        for kind in ([asked.on] if asked.on else KINDS)
    ]
    for verdict in verdicts:
        print(f"\n{table(verdict)}")
    print(f"\n{_processor_s():.0f} s of processor time")
    return 0 if all(verdict.is_flawless for verdict in verdicts) else 1


def _folder(kind: str, keep: Path | None) -> Path:
    return Path(tempfile.mkdtemp(prefix=f"torture-{kind}-", dir=keep))


def _processor_s() -> float:
    """Of this process and all that it has started."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _note(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {words}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
