"""Records and medications keep the questions that were confirmed, and why."""

import sqlalchemy as sa
from alembic import op

from carecircle.db.known_values import allow

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("administration") as batch_op:
        batch_op.add_column(sa.Column("confirmed", sa.JSON(none_as_null=True)))
    with op.batch_alter_table("medication") as batch_op:
        batch_op.add_column(sa.Column("confirmed", sa.JSON(none_as_null=True)))
        batch_op.add_column(sa.Column("confirmed_why", sa.Text()))
    for kind in ("amount", "too_close", "allergy"):
        allow("incident", "kind", kind)
