"""What alembic's autogenerate leaves out: the texts of CHECKs, and the WHERE of a partial index."""

import sys
from collections.abc import Iterator

from alembic.autogenerate.api import AutogenContext
from alembic.operations import ops
from alembic.runtime.plugins import Plugin
from alembic.util import PriorityDispatchResult
from sqlalchemy import CheckConstraint, Index, Table
from sqlalchemy.sql.elements import conv

NAME = __name__
PLUGINS = ["alembic.autogenerate.*", NAME]


def setup(plugin: Plugin) -> None:
    plugin.add_autogenerate_comparator(_compare, "table", "conditions")


def _compare(
    context: AutogenContext,
    changes: ops.ModifyTableOps,
    schema: str | None,
    name: str,
    stored: Table | None,
    wanted: Table | None,
) -> PriorityDispatchResult:
    if stored is not None and wanted is not None:
        rows = context.inspector.get_check_constraints(name, schema=schema)
        checks = [CheckConstraint(row["sqltext"], conv(row["name"])) for row in rows if row["name"]]
        changes.ops.extend(_checks(stored, checks, wanted))
        changes.ops.extend(_indexes(stored, wanted))
    return PriorityDispatchResult.CONTINUE


def _checks(
    stored: Table, checks: list[CheckConstraint], wanted: Table
) -> Iterator[ops.MigrateOperation]:
    """Yields what drops the CHECKs that the code has not, and adds those that the table has not."""
    before = {str(check.name): check for check in checks}
    after = {str(one.name): one for one in wanted.constraints if isinstance(one, CheckConstraint)}
    both = before.keys() & after.keys()
    same = {name for name in both if _is_same(before[name].sqltext, after[name].sqltext)}
    for name in sorted(before.keys() - same):
        stored.append_constraint(before[name])
        yield ops.DropConstraintOp.from_constraint(before[name])
    for name in sorted(after.keys() - same):
        yield ops.AddConstraintOp.from_constraint(after[name])


def _indexes(stored: Table, wanted: Table) -> Iterator[ops.MigrateOperation]:
    """Yields what makes an index anew whose WHERE differs."""
    before = {index.name: index for index in stored.indexes}
    for index in sorted(wanted.indexes, key=lambda one: str(one.name)):
        old = before.get(index.name)
        if old is not None and not _is_same(_where(old), _where(index)):
            yield ops.DropIndexOp.from_index(old)
            yield ops.CreateIndexOp.from_index(index)


def _where(index: Index) -> object:
    return index.dialect_options["sqlite"]["where"]


def _is_same(text: object, other: object) -> bool:
    return str(text).split() == str(other).split()


Plugin.setup_plugin_from_module(sys.modules[NAME], NAME)
