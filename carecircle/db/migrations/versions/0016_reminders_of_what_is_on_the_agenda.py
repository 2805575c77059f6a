"""Reminders of what is on the agenda."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("agenda_item") as batch_op:
        batch_op.add_column(sa.Column("tells_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index("ix_agenda_item_tells_at", ["tells_at"], unique=False)
