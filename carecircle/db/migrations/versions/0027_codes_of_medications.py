"""Codes in place of sentences that the system wrote about medications.

Why a task was opened, what an entry of the register is, that a record was undone at once or copied
from paper. A sentence that none of these patterns matches stays where it is, as text.
"""

from dataclasses import asdict

import sqlalchemy as sa
from alembic import op

from carecircle.db.event_details.task_reasons import PATTERNS, reason_in

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

PAPER = ("Keyed in from paper, signed ", "Pasado del papel, firmado ")
STATUSES = "'claimed', 'collected', 'done', 'open', 'ordered'"


def upgrade() -> None:
    _administrations()
    _stock_entries()
    with op.batch_alter_table("incident") as batch_op:
        batch_op.alter_column("words", existing_type=sa.Text(), nullable=True)
    op.execute("UPDATE incident SET words = NULL WHERE words = '-'")
    _tasks()


def _administrations() -> None:
    with op.batch_alter_table("administration") as batch_op:
        for name in ("is_from_paper", "is_undone"):
            batch_op.add_column(
                sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
            )
        batch_op.add_column(sa.Column("signed_by", sa.Text(), nullable=True))
        batch_op.create_check_constraint(
            op.f("ck_administration_signed_by_length"), "length(signed_by) BETWEEN 0 AND 80"
        )
    bind = op.get_bind()
    table = sa.Table("administration", sa.MetaData(), autoload_with=bind)
    undone = table.update().where(table.c.voided_why == "Undone")
    bind.execute(undone.values(voided_why=None, is_undone=True))
    for beginning in PAPER:
        reasons = sa.select(table.c.reason).where(table.c.reason.startswith(beginning)).distinct()
        for reason in bind.scalars(reasons).all():
            signed_by = reason.removeprefix(beginning)
            if len(signed_by) > 80:
                continue
            copied = {"is_from_paper": True, "reason": None}
            copied["signed_by"] = None if signed_by == "-" else signed_by
            bind.execute(table.update().where(table.c.reason == reason).values(copied))


def _stock_entries() -> None:
    with op.batch_alter_table("stock_entry") as batch_op:
        batch_op.add_column(sa.Column("remark", sa.String(length=12), nullable=True))
        batch_op.create_check_constraint(
            op.f("ck_stock_entry_remark_known"), "remark IN ('first_count', 'undone')"
        )
    for kind, note, remark in (
        ("counted", "First count", "first_count"),
        ("put_back", "Undone", "undone"),
    ):
        op.execute(
            f"UPDATE stock_entry SET remark = '{remark}', note = NULL"
            f" WHERE kind = '{kind}' AND note = '{note}'"
        )


def _tasks() -> None:
    reasons = ", ".join(f"'{code}'" for code in sorted(PATTERNS))
    with op.batch_alter_table("medication_task") as batch_op:
        batch_op.drop_constraint(op.f("ck_medication_task_step_known"), type_="check")
        batch_op.alter_column("step", existing_type=sa.String(length=10), new_column_name="status")
        batch_op.alter_column("why", existing_type=sa.Text(), nullable=True)
        batch_op.add_column(sa.Column("reason", sa.String(length=24), nullable=True))
        batch_op.add_column(sa.Column("count", sa.Integer(), nullable=True))
    with op.batch_alter_table("medication_task") as batch_op:
        batch_op.create_check_constraint(
            op.f("ck_medication_task_status_known"), f"status IN ({STATUSES})"
        )
        batch_op.create_check_constraint(
            op.f("ck_medication_task_reason_known"), f"reason IN ({reasons})"
        )
    bind = op.get_bind()
    table = sa.Table("medication_task", sa.MetaData(), autoload_with=bind)
    for why in bind.scalars(sa.select(table.c.why).distinct()).all():
        found = reason_in(why)
        if found.reason is not None:
            bind.execute(table.update().where(table.c.why == why).values(asdict(found)))
