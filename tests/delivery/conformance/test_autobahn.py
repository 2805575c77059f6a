"""Cases 1 to 7, 9 and 10 of the Autobahn TestSuite: framing, pings, reserved bits and opcodes,
fragments, UTF-8, closing, sizes. 12 and 13 are about compression, which is never agreed on."""

import asyncio
import socket
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from kosoku import FailureError, run_fuzzingclient
from kosoku._kosoku import CaseResult

from tests.servers.process import Process, free_port

pytestmark = [pytest.mark.server, pytest.mark.slow]

FRAMING = ["1.*", "2.*", "3.*", "4.*", "5.*", "7.*", "10.*"]
LEAST_CASES = {"framing": 100, "utf-8": 140, "sizes": 50}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The echo on gunicorn, as CareCircle is served."""
    port = free_port()
    application = "tests.delivery.conformance.echo:create_app()"
    options = ["--bind", f"127.0.0.1:{port}", "--no-control-socket", application]
    command = [sys.executable, "-m", "gunicorn", "-k", "gevent", *options]
    log = tmp_path_factory.mktemp("echo") / "log"
    process = Process(command, log, cwd=Path(__file__).parents[3])
    process.wait_until(lambda: accepts(port))
    yield port
    process.stop()


def accepts(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


def run(port: int, cases: list[str]) -> list[CaseResult]:
    """The result of every case, also where some failed. In a thread, away from other loops."""

    async def all_of_them() -> list[CaseResult]:
        try:
            return list(await run_fuzzingclient(f"ws://127.0.0.1:{port}", cases))
        except FailureError as failure:
            return list(failure.results)

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, all_of_them()).result()


def settled(port: int, results: list[CaseResult]) -> list[CaseResult]:
    """The results, those that failed run once more: the cases have time limits of their own."""
    failed = [one.case_id for one in results if not one.passed]
    again = {one.case_id: one for one in run(port, failed)} if failed else {}
    return [again.get(one.case_id, one) for one in results]


def faults(results: list[CaseResult]) -> list[str]:
    return [
        f"{one.case_id}: {one.behavior.value}, {one.behavior_close.value}: {one.result_close}"
        for one in results
        if not one.passed
    ]


@pytest.mark.parametrize("what", ["framing", "utf-8", "sizes"])
def test_the_websocket_conforms(port: int, scale: int, what: str) -> None:
    """The longest, messages of 16 MB byte by byte, only at full size."""
    small = ["9.1.1", "9.2.1", "9.3.1", "9.7.1", "9.8.1"]
    sizes = small if scale == 1 else ["9.*"]
    cases = {"framing": FRAMING, "utf-8": ["6.*"], "sizes": sizes}[what]
    results = settled(port, run(port, cases))
    assert faults(results) == []
    assert len(results) >= (len(small) if cases is small else LEAST_CASES[what])
