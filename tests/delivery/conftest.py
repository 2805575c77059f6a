"""A server for each module: starting one takes longer than most tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.delivery.served_family import House, served
from tests.servers import databases


@pytest.fixture(scope="module")
def house(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    with served(folder / "instance", databases.copy_of(migrated_file, folder)) as house:
        yield house
