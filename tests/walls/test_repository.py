"""What stands at the top of the repository, and that its forms can be read."""

import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.walls.source import ROOT

TOP = {
    *("pyproject.toml", "Makefile", "wsgi.py"),
    *("carecircle", "templates", "static", "tests", "benchmarks", "deploy", "docs", ".ci"),
    *("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE"),
    *(".github", ".gitignore", ".editorconfig", ".pre-commit-config.yaml", ".oxlintrc.json"),
}
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
FIELDS = {"input", "textarea", "dropdown", "checkboxes"}


def test_the_top_of_the_repository_holds_nothing_else() -> None:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert {Path(line).parts[0] for line in listed.splitlines()} - TOP == set()


def test_the_licence_is_the_one_that_the_package_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith(f"{project['license']} License\n")
    assert "The CareCircle developers" in text


@pytest.mark.parametrize("path", [p for p in FORMS if p.stem != "config"], ids=lambda p: p.stem)
def test_an_issue_form_asks_for_something(path: Path) -> None:
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert form["name"]
    assert form["description"]
    asked = [part for part in form["body"] if part["type"] in FIELDS]
    ids = [part["id"] for part in asked]
    assert any(part.get("validations", {}).get("required") for part in asked)
    assert len(set(ids)) == len(ids) > 0
    assert all(part["attributes"]["label"] for part in asked)


def test_the_public_check_runs_what_the_project_runs() -> None:
    workflow = (ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8")
    steps = yaml.safe_load(workflow)["jobs"]["check"]["steps"]
    assert ".ci/run" in [step.get("run") for step in steps]
