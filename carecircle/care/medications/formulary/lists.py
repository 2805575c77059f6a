"""The lists that come with the package. See the notice beside them."""

from collections.abc import Iterator
from pathlib import Path

from carecircle import languages

FOLDER = Path(languages.__file__).parent / "data" / "medicines"


def rows(name: str) -> Iterator[list[str]]:
    """Returns the columns of each line of a list, without its comments."""
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
