"""A digest a day."""

import sqlalchemy as sa
from alembic import op

import carecircle.db.base

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("notification_choice") as batch_op:
        batch_op.add_column(sa.Column("digest_at", sa.String(length=5), nullable=True))
        batch_op.add_column(
            sa.Column("digest_next_at", carecircle.db.base.UtcDateTime(), nullable=True)
        )
        batch_op.add_column(
            sa.Column("digest_seq", sa.Integer(), nullable=False, server_default="0")
        )
        batch_op.create_index(
            op.f("ix_notification_choice_digest_next_at"), ["digest_next_at"], unique=False
        )
