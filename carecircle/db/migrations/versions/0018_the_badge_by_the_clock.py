"""The badge by the clock: who is told later, and quiet hours."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

import carecircle.db.base
from carecircle import clock

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    told = op.create_table(
        "others_told",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("until", carecircle.db.base.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_others_told")),
    )
    op.bulk_insert(told, [{"id": 1, "until": clock.now() - timedelta(minutes=10)}])
    op.create_index("ix_event_type_at", "event", ["type", "at"], unique=False)
    with op.batch_alter_table("notification_choice") as batch_op:
        batch_op.add_column(
            sa.Column("quiet_next_at", carecircle.db.base.UtcDateTime(), nullable=True)
        )
        batch_op.create_index(
            op.f("ix_notification_choice_quiet_next_at"), ["quiet_next_at"], unique=False
        )
    choice = sa.table("notification_choice", sa.column("quiet_from"), sa.column("quiet_next_at"))
    op.execute(
        choice.update().where(choice.c.quiet_from.is_not(None)).values(quiet_next_at=sa.func.now())
    )
