"""carecircle audit verify names the first row that was changed."""

from sqlalchemy import text

from carecircle.db.session import Database
from tests import cast
from tests.cli.conftest import Carecircle


def test_an_untouched_trail_is_found_whole(carecircle: Carecircle) -> None:
    cast.prescribe(cast.gather().ana)
    result = carecircle("audit", "verify")
    assert result.exit_code == 0, result.output


def test_a_changed_row_is_named(database: Database, carecircle: Carecircle) -> None:
    people = cast.gather()
    for name in ("Amlodipine", "Atorvastatin", "Apixaban"):
        cast.prescribe(people.ana, name)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE audit SET verb = 'nothing' WHERE seq = 2"))
    result = carecircle("audit", "verify")
    assert result.exit_code == 1
    assert f"family {people.family_id}: broken at row 2" in result.output
