"""Each recipe of CONTRIBUTING.md works as it is shown, and touches as few files as it says."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.recipes.copies import copy_to, run_module, run_tests
from tests.recipes.steps import DOCUMENT, Unusable, patched, steps_of
from tests.walls.source import ROOT

SCHEMA = "tests/db/test_migrations.py::test_checks_and_partial_indexes_are_those_of_the_code"
WORDS = "tests/walls/test_words.py::test_a_language_says_everything_that_is_said"
CONTRACT = "tests/walls/test_docs.py::test_the_contract_names_the_words_that_may_come_in"
EVENTS = "tests/walls/test_docs.py::test_the_table_of_events_is_the_one_that_the_catalogue_writes"
ADDRESSES = "tests/walls/test_docs.py::test_the_contract_names_every_address_and_no_other"
POLICY = "tests/walls/test_policy.py::test_the_table_and_the_routes_are_the_same"
PARTIALS = "tests/web/test_event_views.py"
TEMPLATES = "tests/walls/test_templates.py"
STORY = "tests/flows/test_live_page_equals_reloaded_page.py"
LIVE = f"{STORY}::test_a_live_page_equals_the_reloaded_page"


@dataclass(frozen=True)
class Recipe:
    """title: its heading. files: how many are touched. proof: the file in proofs/ that uses what
    was added. walls: tests of the repository that must hold in the copy. writes: the module that
    writes a document again, as the recipe says."""

    title: str
    files: int
    proof: str
    walls: tuple[str, ...] = ()
    writes: str = ""


RECIPES = (
    Recipe("A language", 2, "language"),
    Recipe("A kind of observation", 3, "observation", (SCHEMA, WORDS)),
    Recipe("An outcome", 4, "outcome", (SCHEMA, WORDS, CONTRACT)),
    Recipe(
        "An event type in the feed",
        5,
        "event",
        (
            WORDS,
            EVENTS,
            PARTIALS,
            f"{STORY}::test_every_type_with_a_fragment_is_tried",
            f"{LIVE}[ana-visitor:arrived]",
            f"{LIVE}[vera-visitor:arrived]",
        ),
        writes="carecircle.events.catalogue",
    ),
    Recipe("A sheet", 4, "sheet", (WORDS, ADDRESSES, POLICY, TEMPLATES)),
)
NUMBERS = {2: "Two", 3: "Three", 4: "Four", 5: "Five"}


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.proof)
def test_a_recipe_works_as_it_is_shown(recipe: Recipe, tmp_path: Path) -> None:
    proof = f"tests/recipes/proofs/proof_{recipe.proof}.py"
    copy = copy_to(tmp_path / "copy")
    touched = {step.follow(copy) for step in steps_of(recipe.title)}
    assert len(touched) == recipe.files
    if recipe.writes:
        assert run_module(copy, recipe.writes).returncode == 0
    done = run_tests(copy, proof, *recipe.walls)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.proof)
def test_a_proof_fails_without_its_recipe(recipe: Recipe) -> None:
    done = run_tests(ROOT, f"tests/recipes/proofs/proof_{recipe.proof}.py")
    assert done.returncode == 1, done.stdout


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.proof)
def test_a_recipe_says_how_many_files_it_touches(recipe: Recipe) -> None:
    section = DOCUMENT.read_text("utf-8").partition(f"\n### {recipe.title}\n")[2]
    section = section.partition("\n### ")[0]
    assert section.lstrip().startswith(f"{NUMBERS[recipe.files]} files.")
    assert not recipe.writes or f"`python -m {recipe.writes}`" in section


def test_a_step_that_fits_nowhere_or_twice_is_refused() -> None:
    assert patched("a\nb\n", " a\n+c\n") == "a\nc\nb\n"
    assert patched("a\n", "+b\n") == "a\nb\n"
    for text in ("b\n", "a\na\n"):
        with pytest.raises(Unusable):
            patched(text, "-a\n+c\n")
    with pytest.raises(Unusable):
        steps_of("A recipe that is not there")
