"""`python -m tests.torture [--size full|tenth] [--on sqlite|postgresql] [--seed N]`."""

import argparse
import sys
import tempfile
import time
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
    parser.add_argument("--keep", type=Path, help="a folder for the logs of the servers")
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    verdicts = [
        tortured(kind, _folder(kind, asked.keep), SIZES[asked.size], asked.seed, _note)
        for kind in ([asked.on] if asked.on else KINDS)
    ]
    for verdict in verdicts:
        print(f"\n{table(verdict)}")
    return 0 if all(verdict.is_flawless for verdict in verdicts) else 1


def _folder(kind: str, keep: Path | None) -> Path:
    return Path(tempfile.mkdtemp(prefix=f"torture-{kind}-", dir=keep))


def _note(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {words}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
