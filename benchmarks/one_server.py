"""A real server over an SQLite database of its own, running during a measurement."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from carecircle.db.session import Database, bind
from tests.servers import databases
from tests.servers.carecircle import Server


@contextmanager
def served(workers: int = 1) -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="carecircle-bench-") as folder:
        url = databases.copy_of(databases.migrated_file(Path(folder)), Path(folder))
        database = bind(Database(url))
        server = Server(Path(folder) / "instance", database_url=url, workers=workers)
        try:
            yield server
        finally:
            server.stop()
            database.close()
