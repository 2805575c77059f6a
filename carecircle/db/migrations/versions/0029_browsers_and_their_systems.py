"""The browser of a session and the system that it runs on, each by itself."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

BETWEEN = " on "
SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac", "Linux")


def upgrade() -> None:
    with op.batch_alter_table("auth_session") as batch_op:
        batch_op.add_column(sa.Column("system", sa.Text(), server_default="", nullable=False))
        batch_op.create_check_constraint(
            op.f("ck_auth_session_system_length"), "length(system) BETWEEN 0 AND 40"
        )
    bind = op.get_bind()
    table = sa.Table("auth_session", sa.MetaData(), autoload_with=bind)
    for words in bind.scalars(sa.select(table.c.browser).distinct()).all():
        name, _on, system = words.partition(BETWEEN)
        if name in SYSTEMS:
            name, system = "", name
        if system in SYSTEMS:
            said = table.update().where(table.c.browser == words)
            bind.execute(said.values(browser=name, system=system))
