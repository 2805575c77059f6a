"""Numbers of a family and of its medications; a record keeps for good by which it was judged.

A task keeps what came of it."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

LATE = timedelta(minutes=15)
DEFAULTS = {
    "lead_min": 30,
    "window_min": 120,
    "tell_min": 30,
    "offer_min": 30,
    "effect_check_min": 60,
}


def upgrade() -> None:
    op.create_table(
        "kept_number",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("medication_id", sa.String(length=32), nullable=True),
        sa.Column("name", sa.String(length=30), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("is_last", sa.Boolean(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_by", sa.String(length=32), nullable=True),
        sa.Column("kept_by_name", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "length(name) BETWEEN 1 AND 30", name=op.f("ck_kept_number_name_length")
        ),
        sa.ForeignKeyConstraint(
            ["family_id", "medication_id"],
            ["medication.family_id", "medication.id"],
            name=op.f("fk_kept_number_family_id_medication_id"),
        ),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family.id"], name=op.f("fk_kept_number_family_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_number")),
    )
    of_family = sa.text("medication_id IS NULL AND is_last")
    with op.batch_alter_table("kept_number") as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_number_family_id"), ["family_id"])
        batch_op.create_index(
            "uq_number_of_family",
            ["family_id", "name"],
            unique=True,
            sqlite_where=of_family,
            postgresql_where=of_family,
        )
        batch_op.create_index(
            "uq_number_of_medication",
            ["medication_id", "name"],
            unique=True,
            sqlite_where=sa.text("is_last"),
            postgresql_where=sa.text("is_last"),
        )
    with op.batch_alter_table("medication_task") as batch_op:
        batch_op.add_column(sa.Column("outcome", sa.Text(), nullable=True))
        batch_op.create_check_constraint(
            op.f("ck_medication_task_outcome_length"), "length(outcome) BETWEEN 0 AND 500"
        )
    with op.batch_alter_table("administration") as batch_op:
        batch_op.add_column(
            sa.Column("was_late", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column("undo_until", sa.DateTime(timezone=True), nullable=True))
    _carry_over(op.get_bind())
    with op.batch_alter_table("medication") as batch_op:
        batch_op.drop_constraint(op.f("ck_medication_window"), type_="check")
        for name in (*DEFAULTS, "late_min"):
            batch_op.drop_column(name)


def _carry_over(bind: sa.Connection) -> None:
    """What a medication had for itself stays its own; a record that came late stays late."""
    meta = sa.MetaData()
    medication = sa.Table("medication", meta, autoload_with=bind)
    kept = sa.Table("kept_number", meta, autoload_with=bind)
    for row in bind.execute(sa.select(medication)).mappings():
        late_min = 30 if row["is_time_critical"] else 60
        for number, (name, usual) in enumerate({**DEFAULTS, "late_min": late_min}.items()):
            if row[name] != usual:
                of = {"id": f"{row['id'][:30]}x{number}", "is_last": True}
                of |= {"family_id": row["family_id"], "medication_id": row["id"]}
                bind.execute(
                    kept.insert().values(
                        **of, name=name, value=row[name], kept_at=row["created_at"]
                    )
                )
    _mark_late(bind, sa.Table("administration", meta, autoload_with=bind))


def _mark_late(bind: sa.Connection, administration: sa.Table) -> None:
    of = administration.c
    rows = bind.execute(sa.select(of.id, of.given_at, of.recorded_at)).all()
    late = [row.id for row in rows if _moment(row.recorded_at) - _moment(row.given_at) > LATE]
    for record_id in late:
        bind.execute(administration.update().where(of.id == record_id).values(was_late=True))


def _moment(at: datetime) -> datetime:
    return at.replace(tzinfo=None)
