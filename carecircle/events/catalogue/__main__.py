"""Writes the table of events into docs/contract.md: `python -m carecircle.events.catalogue`."""

from pathlib import Path

from carecircle.events.catalogue import TYPES
from carecircle.events.catalogue.table import written_into

CONTRACT = Path(__file__).parents[3] / "docs" / "contract.md"


def main() -> None:
    document = CONTRACT.read_text(encoding="utf-8")
    CONTRACT.write_text(written_into(document, TYPES), encoding="utf-8")


if __name__ == "__main__":
    main()
