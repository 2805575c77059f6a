"""When an allergy was written down."""

import sqlalchemy as sa
from alembic import op

import carecircle.db.base

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("allergy") as batch_op:
        batch_op.add_column(sa.Column("begun_at", carecircle.db.base.UtcDateTime(), nullable=True))
