"""Regimens by days of the month, by days on and off, in steps, by weekday, and by a number of doses."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("regimen") as batch_op:
        for name in ("days_on", "days_off", "every_months", "doses"):
            batch_op.add_column(sa.Column(name, sa.Integer()))
        for name in ("month_days", "by_weekday", "steps"):
            batch_op.add_column(sa.Column(name, sa.JSON(none_as_null=True)))
        batch_op.add_column(sa.Column("counted_from", sa.DateTime(timezone=True)))
