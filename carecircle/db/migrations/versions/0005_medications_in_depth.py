"""Medications in depth."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("recipient_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("begun_by", sa.String(length=32), nullable=False),
        sa.Column("begun_by_name", sa.Text(), nullable=False),
        sa.Column("ended_by_name", sa.Text(), nullable=True),
        sa.Column("reconciled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reconciled_by_name", sa.Text(), nullable=True),
        sa.CheckConstraint("kind IN ('away', 'hospital')", name=op.f("ck_absence_kind_known")),
        sa.CheckConstraint("length(note) BETWEEN 0 AND 1000", name=op.f("ck_absence_note_length")),
        sa.ForeignKeyConstraint(
            ["family_id", "recipient_id"],
            ["recipient.family_id", "recipient.id"],
            name=op.f("fk_absence_family_id_recipient_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sa.UniqueConstraint("family_id", "id", name=op.f("uq_absence_family_id_id")),
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index(
            "ix_absence_of_recipient", ["recipient_id", "starts_at"], unique=False
        )
        batch_op.create_index(
            "uq_absence_open",
            ["recipient_id"],
            unique=True,
            sqlite_where=sa.text("ends_at IS NULL"),
            postgresql_where=sa.text("ends_at IS NULL"),
        )

    op.create_table(
        "member_pin",
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("pin_hash", sa.Text(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("closed_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_member_pin_member_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_member_pin")),
    )
    op.create_table(
        "incident",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("recipient_id", sa.String(length=32), nullable=False),
        sa.Column("medication_id", sa.String(length=32), nullable=False),
        sa.Column("administration_id", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by", sa.String(length=32), nullable=True),
        sa.Column("reviewed_by_name", sa.Text(), nullable=True),
        sa.Column("review", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('interval', 'maximum', 'no_witness', 'second_dose', 'stock_difference')",
            name=op.f("ck_incident_kind_known"),
        ),
        sa.CheckConstraint(
            "length(words) BETWEEN 1 AND 1000", name=op.f("ck_incident_words_length")
        ),
        sa.ForeignKeyConstraint(
            ["family_id", "medication_id"],
            ["medication.family_id", "medication.id"],
            name=op.f("fk_incident_family_id_medication_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
        sa.UniqueConstraint("family_id", "id", name=op.f("uq_incident_family_id_id")),
    )
    with op.batch_alter_table("incident", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_incident_family_id"), ["family_id"], unique=False)

    op.create_table(
        "medication_task",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("recipient_id", sa.String(length=32), nullable=False),
        sa.Column("medication_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("step", sa.String(length=10), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_by", sa.String(length=32), nullable=True),
        sa.Column("claimed_by_name", sa.Text(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('contact', 'reconcile', 'reorder', 'review')",
            name=op.f("ck_medication_task_kind_known"),
        ),
        sa.CheckConstraint(
            "step IN ('claimed', 'collected', 'done', 'open', 'ordered')",
            name=op.f("ck_medication_task_step_known"),
        ),
        sa.CheckConstraint(
            "length(why) BETWEEN 1 AND 500", name=op.f("ck_medication_task_why_length")
        ),
        sa.ForeignKeyConstraint(
            ["family_id", "medication_id"],
            ["medication.family_id", "medication.id"],
            name=op.f("fk_medication_task_family_id_medication_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_medication_task")),
        sa.UniqueConstraint("family_id", "id", name=op.f("uq_medication_task_family_id_id")),
    )
    with op.batch_alter_table("medication_task", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_medication_task_family_id"), ["family_id"], unique=False
        )
        batch_op.create_index(
            "uq_task_open",
            ["medication_id", "kind"],
            unique=True,
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        )

    op.create_table(
        "stock_entry",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("medication_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("change", sa.BigInteger(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("administration_id", sa.String(length=32), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("witness_name", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('booked_in', 'counted', 'destroyed', 'given', 'put_back')",
            name=op.f("ck_stock_entry_kind_known"),
        ),
        sa.CheckConstraint(
            "length(note) BETWEEN 0 AND 500", name=op.f("ck_stock_entry_note_length")
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_stock_entry_number")),
        sa.ForeignKeyConstraint(
            ["family_id", "medication_id"],
            ["medication.family_id", "medication.id"],
            name=op.f("fk_stock_entry_family_id_medication_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_entry")),
        sa.UniqueConstraint(
            "medication_id", "number", name=op.f("uq_stock_entry_medication_id_number")
        ),
    )
    op.create_table(
        "regimen_seen",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("regimen_id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("member_name", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["family_id", "member_id"],
            ["member.family_id", "member.id"],
            name=op.f("fk_regimen_seen_family_id_member_id"),
        ),
        sa.ForeignKeyConstraint(
            ["family_id", "regimen_id"],
            ["regimen.family_id", "regimen.id"],
            name=op.f("fk_regimen_seen_family_id_regimen_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regimen_seen")),
        sa.UniqueConstraint(
            "regimen_id", "member_id", name=op.f("uq_regimen_seen_regimen_id_member_id")
        ),
    )
    op.create_table(
        "preparing",
        sa.Column("dose_id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("member_name", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["family_id", "dose_id"],
            ["dose.family_id", "dose.id"],
            name=op.f("fk_preparing_family_id_dose_id"),
        ),
        sa.ForeignKeyConstraint(
            ["family_id", "member_id"],
            ["member.family_id", "member.id"],
            name=op.f("fk_preparing_family_id_member_id"),
        ),
        sa.PrimaryKeyConstraint("dose_id", name=op.f("pk_preparing")),
    )
    op.create_table(
        "effect_check",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("recipient_id", sa.String(length=32), nullable=False),
        sa.Column("medication_id", sa.String(length=32), nullable=False),
        sa.Column("administration_id", sa.String(length=32), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("effect", sa.String(length=10), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.String(length=32), nullable=True),
        sa.Column("answered_by_name", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "effect IN ('no', 'partly', 'worked', 'worse')",
            name=op.f("ck_effect_check_effect_known"),
        ),
        sa.CheckConstraint(
            "length(note) BETWEEN 0 AND 1000", name=op.f("ck_effect_check_note_length")
        ),
        sa.CheckConstraint("score BETWEEN 0 AND 10", name=op.f("ck_effect_check_score")),
        sa.ForeignKeyConstraint(
            ["family_id", "administration_id"],
            ["administration.family_id", "administration.id"],
            name=op.f("fk_effect_check_family_id_administration_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_effect_check")),
        sa.UniqueConstraint("administration_id", name=op.f("uq_effect_check_administration_id")),
        sa.UniqueConstraint("family_id", "id", name=op.f("uq_effect_check_family_id_id")),
    )
    with op.batch_alter_table("effect_check", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_effect_check_changes_at"), ["changes_at"], unique=False
        )

    with op.batch_alter_table("administration", schema=None) as batch_op:
        batch_op.add_column(sa.Column("score", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("tried", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("witness_id", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("witness_name", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("no_witness_why", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column("is_extra", sa.Boolean(), nullable=False, server_default=sa.false())
        )

    with op.batch_alter_table("dose", schema=None) as batch_op:
        batch_op.add_column(sa.Column("absence_id", sa.String(length=32), nullable=True))
        batch_op.create_index(batch_op.f("ix_dose_absence_id"), ["absence_id"], unique=False)

    with op.batch_alter_table("medication", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("needs_witness", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(
            sa.Column("is_controlled", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("prescriber", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("pharmacy", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("review_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("tried_first", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("expected_effect", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column("effect_check_min", sa.Integer(), nullable=False, server_default="60")
        )
        batch_op.add_column(sa.Column("call_when", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("activated_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("stock", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("refill_level", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("stock_told", sa.Text(), nullable=True))

    with op.batch_alter_table("regimen", schema=None) as batch_op:
        batch_op.add_column(sa.Column("quantity_most", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("weekdays", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("every_days", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("every_hours", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("supersedes_id", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("why", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("written_by", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("written_by_name", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_by", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("confirmed_by_name", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True))
