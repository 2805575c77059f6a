"""carecircle run: it serves, says where, and refuses what is unsafe."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.servers.carecircle import ROOT, Server, command, environment


def carecircle(
    instance: Path, *arguments: str, **settings: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command(*arguments)],
        env=environment(instance_path=str(instance), **settings),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.server
def test_it_serves_the_demo_and_says_how_to_sign_in(
    tmp_path: Path, serve: Callable[..., Server]
) -> None:
    made = carecircle(tmp_path / "instance-1", "seed", "--demo")
    assert made.returncode == 0, made.stderr
    server = serve()
    lines = server.log().splitlines()
    assert f"CareCircle: {server.url}" in lines
    sign_ins = [line for line in lines if line.startswith("sign in: ")]
    assert [line.split()[-1] for line in sign_ins] == [
        "(admin)",
        "(caregiver)",
        "(caregiver)",
        "(viewer)",
    ]
    assert all(len(line.split()) == 5 for line in sign_ins)


@pytest.mark.server
def test_it_starts_again_on_the_same_port_and_ends_when_asked(serve: Callable[..., Server]) -> None:
    server = serve(workers=2)
    first = server.worker_pids()
    assert len(first) == 2
    server.restart()
    assert server.answers()
    assert not set(first) & set(server.worker_pids())
    assert server.stop() == 0
    assert not server.answers()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"secret_key": "changeme"}, "SECRET_KEY"),
        ({"base_url": "http://care.example.org"}, "https"),
        ({"workers": "many"}, "WORKERS"),
    ],
)
def test_it_refuses_to_start(tmp_path: Path, settings: dict[str, str], said: str) -> None:
    result = carecircle(tmp_path, "run", "--port", "0", **settings)
    assert result.returncode == 1
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_demo_is_never_served_to_others(tmp_path: Path) -> None:
    assert carecircle(tmp_path, "seed", "--demo").returncode == 0
    for asked in ([], ["--demo"]):
        run = ["run", "--port", "0", *asked]
        result = carecircle(tmp_path, *run, base_url="https://care.example.org")
        assert result.returncode == 1
        assert "demo" in result.stderr
