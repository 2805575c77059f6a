"""Fixtures of the benchmarks: a server with many families, and callers with tokens."""

import http.client
import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.servers.carecircle import ROOT, Server, command, environment


@dataclass(frozen=True)
class Member:
    family: str
    member: str
    email: str
    role: str
    token: str


@contextmanager
def served(families: int, members: int, workers: int = 1) -> Iterator[tuple[Server, list[Member]]]:
    """Yields a server with that many families, and their members."""
    with tempfile.TemporaryDirectory(prefix="carecircle-bench-") as folder:
        instance, out = Path(folder) / "instance", Path(folder) / "members.jsonl"
        arguments = ["--scale", str(families), "--members", str(members), "--out", str(out)]
        subprocess.run(
            [str(part) for part in command("seed", *arguments)],
            env=environment(instance_path=str(instance)),
            cwd=ROOT,
            check=True,
        )
        lines = out.read_text(encoding="utf-8").splitlines()
        server = Server(instance, workers=workers)
        try:
            yield server, [Member(**json.loads(line)) for line in lines]
        finally:
            server.stop()


class Caller:
    """A keep-alive connection of one member."""

    def __init__(self, server: Server, member: Member):
        self.member = member
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Returns the status and the JSON of the response, or its ETag where there is no JSON."""
        given = {"Authorization": f"Bearer {self.member.token}", "Accept": "application/json"}
        if body is not None:
            given["Content-Type"] = "application/json"
        text = None if body is None else json.dumps(body)
        address = f"/families/{self.member.family}{path}"
        self._connection.request(method, address, text, given | headers)
        answer = self._connection.getresponse()
        content = answer.read()
        if answer.headers.get_content_type() == "application/json":
            return answer.status, json.loads(content)
        return answer.status, answer.headers.get("ETag")

    def close(self) -> None:
        self._connection.close()


def by_family(members: list[Member]) -> list[list[Member]]:
    return [list(group) for _, group in groupby(members, key=lambda member: member.family)]


def timed(work: Callable[[], Any]) -> float:
    begin = perf_counter()
    work()
    return perf_counter() - begin


def in_threads(works: list[Callable[[], list[float]]]) -> tuple[float, list[float]]:
    """Runs all at once; returns the total seconds, and the seconds of each call, sorted."""
    begin = perf_counter()
    with ThreadPoolExecutor(len(works)) as pool:
        each = [seconds for found in pool.map(lambda work: work(), works) for seconds in found]
    return perf_counter() - begin, sorted(each)


def figures(what: str, whole: float, each: list[float]) -> Iterator[tuple[str, str]]:
    yield f"{what}, a second", f"{len(each) / whole:,.0f}"
    for percent in (50, 99):
        place = min(len(each) - 1, len(each) * percent // 100)
        yield f"{what}, {percent} % answered within", f"{each[place] * 1000:.1f} ms"
