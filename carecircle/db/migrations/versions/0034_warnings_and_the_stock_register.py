"""Warnings that somebody must acknowledge, sent outside the app."""

import sqlalchemy as sa
from alembic import op

from carecircle.db.known_values import allow

revision = "0034"
down_revision = "0031"
branch_labels = None
depends_on = None

KINDS = ("after_change", "interval", "maximum", "missed", "not_taken", "second_dose", "unavailable")


def upgrade() -> None:
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
