"""Migrations that let a column take one more value."""

import re

import sqlalchemy as sa
from alembic import op

_VALUE = re.compile(r"'([^']*)'")


def allow(table: str, column: str, value: str) -> None:
    """Adds the value to those that the column's CHECK `ck_<table>_<column>_known` lists."""
    name = op.f(f"ck_{table}_{column}_known")
    known = sorted({*_listed(table, name), value})
    listed = ", ".join(f"'{one}'" for one in known)
    with op.batch_alter_table(table) as batch_op:
        batch_op.drop_constraint(name, type_="check")
        batch_op.create_check_constraint(name, f"{column} IN ({listed})")


def _listed(table: str, name: str) -> list[str]:
    """Returns the values that the CHECK lists now. Raises LookupError if the table lacks it."""
    for one in sa.inspect(op.get_bind()).get_check_constraints(table):
        if one["name"] == name:
            return _VALUE.findall(one["sqltext"])
    raise LookupError(name)
