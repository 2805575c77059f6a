"""Regimens by days of the month, on and off, in steps, by weekday, and by a number of doses; a route
that is not said; covert giving; sites, old patches and readings; corrections of a medication.
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("regimen") as batch_op:
        for name in ("days_on", "days_off", "every_months", "doses"):
            batch_op.add_column(sa.Column(name, sa.Integer()))
        for name in ("month_days", "by_weekday", "steps"):
            batch_op.add_column(sa.Column(name, sa.JSON(none_as_null=True)))
        batch_op.add_column(sa.Column("counted_from", sa.DateTime(timezone=True)))
    with op.batch_alter_table("medication") as batch_op:
        batch_op.alter_column("route", existing_type=sa.Text(), nullable=True)
        for name in ("is_covert", "removes_old", "asks_glucose"):
            no = sa.false()
            batch_op.add_column(sa.Column(name, sa.Boolean(), server_default=no, nullable=False))
        batch_op.add_column(sa.Column("covert_agreed_by", sa.Text()))
        batch_op.add_column(sa.Column("covert_review_on", sa.Date()))
        batch_op.add_column(sa.Column("sites", sa.JSON(none_as_null=True)))
    with op.batch_alter_table("administration") as batch_op:
        batch_op.add_column(sa.Column("site", sa.Text()))
        batch_op.add_column(sa.Column("old_patch", sa.String(length=10)))
        batch_op.add_column(sa.Column("no_glucose_why", sa.Text()))
        batch_op.add_column(sa.Column("observation_id", sa.String(length=32)))
    with op.batch_alter_table("ingredient") as batch_op:
        batch_op.add_column(sa.Column("ended_at", sa.DateTime(timezone=True)))
    _create_revisions()


def _create_revisions() -> None:
    op.create_table(
        "medication_revision",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("medication_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("ingredients_before", sa.JSON(none_as_null=True)),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('corrected', 'restarted')", name=op.f("ck_medication_revision_kind_known")
        ),
        sa.CheckConstraint(
            "length(why) BETWEEN 0 AND 300", name=op.f("ck_medication_revision_why_length")
        ),
        sa.ForeignKeyConstraint(
            ["family_id", "medication_id"],
            ["medication.family_id", "medication.id"],
            name=op.f("fk_medication_revision_family_id_medication_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_medication_revision")),
        sa.UniqueConstraint("family_id", "id", name=op.f("uq_medication_revision_family_id_id")),
    )
    op.create_index(
        op.f("ix_medication_revision_medication_id"), "medication_revision", ["medication_id"]
    )
