"""A real Redis server on a Unix socket, which a test may kill and start again."""

import shutil
import tempfile
from pathlib import Path

import redis

from tests.servers.needs import need
from tests.servers.process import Process

HOW = "`apt-get install redis-server`, or put a redis-server on the PATH"


class RedisServer:
    """Keeps nothing on disk: a restart is an empty Redis, as after a lost machine."""

    def __init__(self) -> None:
        self._program = need("redis-server", ["redis-server"], HOW)
        self.home = Path(tempfile.mkdtemp(prefix="carecircle-redis-"))
        self.url = f"unix://{self.home}/socket"
        self.process = self._start()

    def _start(self) -> Process:
        options = ["--port", "0", "--unixsocket", self.home / "socket", "--save", ""]
        process = Process([self._program, *options, "--appendonly", "no"], self.home / "log")
        process.wait_until(self.answers)
        return process

    def client(self) -> redis.Redis:
        return redis.Redis.from_url(self.url, socket_timeout=2)

    def answers(self) -> bool:
        try:
            with self.client() as client:
                return bool(client.ping())
        except redis.ConnectionError:
            return False

    def kill9(self) -> None:
        self.process.kill9()

    def restart(self) -> None:
        self.process.kill9()
        self.process = self._start()

    def close(self) -> None:
        self.process.stop()
        shutil.rmtree(self.home, ignore_errors=True)
