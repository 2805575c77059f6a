"""A dose that was not recorded stays open until a member has reviewed it; a change of a regimen
keeps the day from which its cycle is counted; who stopped a medication is stored.

Those that a family has left for a week are taken as reviewed.
"""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

from carecircle.db.known_values import allow

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

LEFT = timedelta(days=7)
BLANK = sa.text("told = 'not_recorded' AND reviewed_at IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("dose") as batch_op:
        batch_op.add_column(sa.Column("reviewed_at", sa.DateTime(timezone=True)))
        batch_op.add_column(sa.Column("reviewed_by", sa.String(length=32)))
        batch_op.add_column(sa.Column("reviewed_by_name", sa.Text()))
        batch_op.create_foreign_key(
            batch_op.f("fk_dose_family_id_reviewed_by"),
            "member",
            ["family_id", "reviewed_by"],
            ["family_id", "id"],
        )
    with op.batch_alter_table("regimen") as batch_op:
        batch_op.add_column(sa.Column("anchor_on", sa.Date()))
    with op.batch_alter_table("medication") as batch_op:
        batch_op.add_column(sa.Column("stopped_by_name", sa.Text()))
    allow("incident", "kind", "after_change")
    dose = sa.table("dose", sa.column("reviewed_at"), sa.column("closes_at"), sa.column("told"))
    is_left = sa.and_(
        dose.c.told == "not_recorded",
        dose.c.closes_at < sa.bindparam("before", type_=sa.DateTime(timezone=True)),
    )
    before = datetime.now(UTC) - LEFT
    op.get_bind().execute(
        sa.update(dose).where(is_left).values(reviewed_at=dose.c.closes_at), {"before": before}
    )
    op.create_index("ix_dose_window", "dose", ["family_id", "closes_at"])
    op.create_index(
        "ix_dose_blank", "dose", ["family_id"], postgresql_where=BLANK, sqlite_where=BLANK
    )
