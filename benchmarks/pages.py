"""The cost of each page: CPU time in ms and SQL statements, on the demo family.

`python -m benchmarks.pages --against DIR` also measures the checkout in DIR on the same family,
page by page in turns, so that both see the same noise, and prints the difference."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median

HERE = Path(__file__).parents[1]
ROUNDS, WARM = 21, 3


@dataclass
class Cost:
    """rounds: the CPU time of each in ms."""

    statements: int = 0
    rounds: list[float] = field(default_factory=list)

    @property
    def ms(self) -> float:
        return median(self.rounds)

    @property
    def quietest(self) -> float:
        """Returns the mean of the fastest third: other load only ever adds time."""
        return mean(sorted(self.rounds)[: max(1, len(self.rounds) // 3)])


class Measured:
    """A process that measures the pages of one checkout."""

    def __init__(self, checkout: Path, instance: Path):
        script = str(HERE / "benchmarks" / "page_costs.py")
        command = [sys.executable, "-P", script]  # -P: import nothing from the folder of the script
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        env = environment(checkout, instance)
        self._process = subprocess.Popen(command, cwd=checkout, env=env, text=True, **pipes)
        self.pages: list[str] = self._read()

    def ask(self, page: str) -> tuple[float, int]:
        """Returns the CPU time in ms, and the number of statements."""
        assert self._process.stdin is not None
        print(json.dumps(page), file=self._process.stdin, flush=True)
        ms, statements = self._read()
        return ms, statements

    def _read(self) -> list:  # type: ignore[type-arg]
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the pages cannot be measured: {self._process.wait()}")
        return list(json.loads(line))

    def stop(self) -> None:
        self._process.communicate()


def environment(checkout: Path, instance: Path) -> dict[str, str]:
    """Returns the environment of that checkout only, on that instance, without background jobs."""
    inherited = {name: value for name, value in os.environ.items() if "CARECIRCLE" not in name}
    return inherited | {
        "PYTHONPATH": str(checkout),
        "CARECIRCLE_INSTANCE_PATH": str(instance),
        "CARECIRCLE_JOBS": "off",
    }


@contextmanager
def opened(*checkouts: Path) -> Iterator[list[Measured]]:
    """Starts each on a copy of one demo family, which the last and oldest checkout created."""
    with tempfile.TemporaryDirectory(prefix="carecircle-pages-") as folder, ExitStack() as stack:
        seeded = Path(folder) / "seeded"
        seed = [sys.executable, "-m", "carecircle.cli", "seed", "--demo"]
        oldest = checkouts[-1]
        env = environment(oldest, seeded)
        subprocess.run(seed, cwd=oldest, env=env, check=True, capture_output=True)
        found = []
        for number, checkout in enumerate(checkouts):
            instance = Path(folder) / f"{number}"
            shutil.copytree(seeded, instance)
            found.append(Measured(checkout, instance))
            stack.callback(found[-1].stop)
        yield found


def costs_of(measured: list[Measured], rounds: int) -> Iterator[tuple[str, list[Cost]]]:
    """Yields the costs page by page, in turns; the order of the checkouts alternates."""
    for page in measured[0].pages:
        costs = [Cost() for _ in measured]
        pairs = list(zip(measured, costs, strict=True))
        for one in measured * WARM:
            one.ask(page)
        for number in range(rounds):
            for one, cost in pairs[:: -1 if number % 2 else 1]:
                ms, cost.statements = one.ask(page)
                cost.rounds.append(ms)
        yield page, costs


def measure() -> Iterator[tuple[str, str]]:
    """Measures this checkout only."""
    with opened(HERE) as measured:
        for page, [cost] in costs_of(measured, ROUNDS):
            yield page, f"{cost.ms:.1f} ms, {cost.statements} SQL"


def compare(against: Path, rounds: int) -> None:
    print(f"{'':<28}{'ours':>10}{'SQL':>6}{'theirs':>10}{'SQL':>6}{'ratio':>9}")
    with opened(HERE, against) as measured:
        for page, [ours, theirs] in costs_of(measured, rounds):
            ratio = ours.quietest / theirs.quietest
            our_part = f"{page:<28}{ours.ms:>7.1f} ms{ours.statements:>6}"
            print(f"{our_part}{theirs.ms:>7.1f} ms{theirs.statements:>6}{ratio:>9.2f}", flush=True)


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--against", type=Path, help="another checkout")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = parser.parse_args()
    if chosen.against:
        compare(chosen.against.absolute(), chosen.rounds)
    else:
        for what, figure in measure():
            print(f"{what:<28}{figure:>20}", flush=True)
