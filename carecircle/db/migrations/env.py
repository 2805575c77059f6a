"""Configures alembic for the tables of this application."""

from typing import Literal

from alembic import context

from carecircle.db.base import Base, UtcDateTime
from carecircle.db.conditions import PLUGINS


def _rendered(kind: str, item: object, _autogen: object) -> str | Literal[False]:
    """A migration must not change its meaning when the types of the code do."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=_rendered,
    autogenerate_plugins=PLUGINS,
)
with context.begin_transaction():
    context.run_migrations()
