"""Who may import whom: the contracts of pyproject.toml, and that they would be felt."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.walls.source import PACKAGE, ROOT

BREACHES = {
    "events/log.py": "from carecircle.care.families import models",
    "care/families/models.py": "import flask",
    "care/notes/actions.py": "from carecircle.care.emergencies import actions",
    "care/medications/rules.py": "import sqlalchemy",
    "realtime/hub.py": "from carecircle.care import permissions",
    "delivery/frames.py": "import carecircle.web",
    "realtime/entry.py": "from carecircle.realtime import hub",
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copytree(PACKAGE, folder / PACKAGE.name, ignore=shutil.ignore_patterns("*.pyc"))
    return folder


def test_nothing_imports_upwards_or_sideways() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout[-3000:]


@pytest.mark.parametrize(("module", "line"), BREACHES.items())
def test_a_planted_breach_is_felt(copy: Path, module: str, line: str) -> None:
    path = copy / PACKAGE.name / module
    sound = path.read_text(encoding="utf-8")
    path.write_text(f"{sound}\n{line}\n", encoding="utf-8")
    try:
        result = lint_imports(copy)
    finally:
        path.write_text(sound, encoding="utf-8")
    assert result.returncode == 1
    assert "BROKEN" in result.stdout


def test_importing_the_package_imports_no_flask() -> None:
    code = "import sys, carecircle; sys.exit('flask' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
