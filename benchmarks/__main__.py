"""Runs the named benchmarks, or all of them, and prints one table.

A benchmark is a module here with `measure() -> Iterable[tuple[str, str]]`: a label and a figure."""

import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter

HERE = Path(__file__).parent
NO_BENCHMARK = {"ground", "one_server", "screens", "streams_ground", "generator_peer"}
NO_BENCHMARK |= {"page_costs"}
ALL = sorted(p.stem for p in HERE.glob("[a-z]*.py") if p.stem not in NO_BENCHMARK)


def main(names: list[str]) -> None:
    for name in names or ALL:
        begin = perf_counter()
        print(f"\n{name}: {import_module(f'benchmarks.{name}').__doc__}".rstrip())
        for what, figure in import_module(f"benchmarks.{name}").measure():
            print(f"  {what:<58} {figure:>20}")
        print(f"  {'(measured for)':<58} {perf_counter() - begin:>18.1f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
