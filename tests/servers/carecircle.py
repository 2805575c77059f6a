"""The real `carecircle run` with an instance folder of its own, to stop, kill and start again."""

import http.client
import os
import signal
import sys
import tempfile
from pathlib import Path

import psutil

from tests.servers.process import Process, free_port

ROOT = Path(__file__).parents[2]
COMPILED = tempfile.TemporaryDirectory(prefix="carecircle-templates-")


def environment(**settings: str | None) -> dict[str, str]:
    """This environment without its CareCircle settings, and with these."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("CARECIRCLE_")}
    given = {f"CARECIRCLE_{k.upper()}": v for k, v in settings.items() if v is not None}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"} | given


def command(*arguments: str | Path) -> list[str | Path]:
    return [sys.executable, "-m", "carecircle.cli", *arguments]


class Server:
    """A served CareCircle. The port stays the same over a restart, as for a real address."""

    def __init__(self, instance: Path, *, workers: int = 1, **settings: str | None):
        self.instance, self.workers = instance, workers
        instance.mkdir(parents=True, exist_ok=True)
        self._share_compiled_templates()
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = environment(instance_path=str(instance), **settings)
        self.process = self._start()

    def _start(self) -> Process:
        options = ["--port", str(self.port), "--workers", str(self.workers)]
        process = Process(
            command("run", *options), self.instance / "log", env=self.environment, cwd=ROOT
        )
        process.wait_until(self.answers)
        return process

    def _share_compiled_templates(self) -> None:
        """As a second start of the same server finds them; each would compile for a second else."""
        folder = self.instance / "templates"
        if not folder.exists():
            folder.symlink_to(COMPILED.name, target_is_directory=True)

    def answers(self) -> bool:
        """Whether its port is answered by it, and says that it is well."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def log(self) -> str:
        return self.process.output()

    def worker_pids(self) -> list[int]:
        return [child.pid for child in psutil.Process(self.process.pid).children()]

    def kill9_worker(self, pid: int) -> None:
        if pid not in self.worker_pids():
            raise ValueError(f"{pid} is no worker of this server")
        os.kill(pid, signal.SIGKILL)

    def kill9(self) -> None:
        self.process.kill9()

    def stop(self) -> int:
        return self.process.stop()

    def restart(self) -> None:
        """Stop it if it runs, and start it again on the same port and data."""
        self.process.stop()
        self.process = self._start()
