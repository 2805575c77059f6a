"""Warnings that somebody must acknowledge, sent outside the app; batch and expiry of a delivery,
stock that is returned or transferred, and the weekly count of controlled medications.

Those that are in use now are to be counted at once.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from carecircle.db.known_values import allow

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

KINDS = (
    *("after_change", "allergy", "interval", "maximum"),
    *("missed", "not_taken", "second_dose", "unavailable"),
)


def upgrade() -> None:
    _change_stock()
    _create_warnings()
    allow("outbox_message", "kind", "warning")
    with op.batch_alter_table("outbox_message") as batch_op:
        batch_op.add_column(sa.Column("warning_id", sa.String(length=32)))
        batch_op.create_foreign_key(
            batch_op.f("fk_outbox_message_family_id_warning_id"),
            "medication_warning",
            ["family_id", "warning_id"],
            ["family_id", "id"],
        )
    where = sa.text("warning_id IS NOT NULL")
    op.create_index(
        "uq_outbox_message_warning",
        "outbox_message",
        ["warning_id", "round", "channel", "address"],
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )


def _change_stock() -> None:
    with op.batch_alter_table("stock_entry") as batch_op:
        batch_op.add_column(sa.Column("batch", sa.Text()))
        batch_op.add_column(sa.Column("expires_on", sa.Date()))
        batch_op.create_check_constraint(
            op.f("ck_stock_entry_batch_length"), "length(batch) BETWEEN 0 AND 60"
        )
    for kind in ("returned", "transferred"):
        allow("stock_entry", "kind", kind)
    allow("stock_entry", "remark", "below_zero")
    allow("medication_task", "kind", "count")
    allow("medication_task", "reason", "count_due")
    with op.batch_alter_table("medication") as batch_op:
        batch_op.add_column(sa.Column("count_due_at", sa.DateTime(timezone=True)))
        batch_op.create_index(batch_op.f("ix_medication_count_due_at"), ["count_due_at"])
    names = ("is_controlled", "stock", "stopped_at", "count_due_at")
    medication = sa.table("medication", *(sa.column(name) for name in names))
    columns = medication.c
    in_use = sa.update(medication).where(
        columns.is_controlled.is_(sa.true()),
        columns.stock.is_not(None),
        columns.stopped_at.is_(None),
    )
    now = sa.bindparam("now", datetime.now(UTC), type_=sa.DateTime(timezone=True))
    op.get_bind().execute(in_use.values(count_due_at=now))


def _create_warnings() -> None:
    listed = ", ".join(f"'{kind}'" for kind in KINDS)
    op.create_table(
        "medication_warning",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("recipient_id", sa.String(length=32), nullable=False),
        sa.Column("medication_id", sa.String(length=32), nullable=False),
        sa.Column("dose_id", sa.String(length=32)),
        sa.Column("incident_id", sa.String(length=32)),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=32)),
        sa.Column("by_name", sa.Text()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True)),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True)),
        sa.Column("acknowledged_by", sa.String(length=32)),
        sa.Column("acknowledged_by_name", sa.Text()),
        sa.CheckConstraint(f"kind IN ({listed})", name=op.f("ck_medication_warning_kind_known")),
        *(_key(column, table) for column, table in _REFERENCES),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_medication_warning")),
        sa.UniqueConstraint("family_id", "id", name=op.f("uq_medication_warning_family_id_id")),
    )
    for columns in (["dose_id"], ["incident_id"], ["next_at"]):
        op.create_index(op.f(f"ix_medication_warning_{columns[0]}"), "medication_warning", columns)
    op.create_index(
        "ix_medication_warning_open", "medication_warning", ["family_id", "acknowledged_at"]
    )


_REFERENCES = (
    ("recipient_id", "recipient"),
    ("medication_id", "medication"),
    ("dose_id", "dose"),
    ("incident_id", "incident"),
)


def _key(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["family_id", column],
        [f"{table}.family_id", f"{table}.id"],
        name=op.f(f"fk_medication_warning_family_id_{column}"),
    )
