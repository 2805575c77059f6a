"""gunicorn started directly, as an operator may do it, without a command that migrates."""

import sys
from pathlib import Path

from tests.servers.carecircle import ROOT, Server
from tests.servers.process import Process

CONFIG = "python:carecircle.server.config"


class Gunicorn(Server):
    """config: of the tests, for one that adds something to CareCircle's own."""

    def __init__(
        self, instance: Path, *, workers: int = 1, config: str = CONFIG, **settings: str | None
    ):
        self._config = config
        super().__init__(instance, workers=workers, **settings)

    def _start(self) -> Process:
        chosen = {"CARECIRCLE_PORT": str(self.port), "CARECIRCLE_WORKERS": str(self.workers)}
        process = Process(
            [sys.executable, "-m", "gunicorn", "-c", self._config],
            self.instance / "log",
            env=self.environment | chosen,
            cwd=ROOT,
        )
        process.wait_until(self.answers)
        return process
