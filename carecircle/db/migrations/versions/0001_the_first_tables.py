"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(email) BETWEEN 3 AND 254", name=op.f("ck_account_email_length")),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 80", name=op.f("ck_account_name_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
    )
    op.create_table(
        "family",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("emergency_number", sa.String(length=20), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 80", name=op.f("ck_family_name_length")),
        sa.CheckConstraint("length(zone) BETWEEN 1 AND 64", name=op.f("ck_family_zone_length")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_family")),
    )
    op.create_table(
        "kept_answer",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("body_digest", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_kept_answer")),
    )
    with op.batch_alter_table("kept_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_answer_at"), ["at"], unique=False)

    op.create_table(
        "revocation",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("subject_id", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_revocation")),
    )
    op.create_table(
        "revocation_stream",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revocation_stream")),
    )
    op.create_table(
        "audit",
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=32), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=True),
        sa.Column("verb", sa.String(length=60), nullable=False),
        sa.Column("subject_id", sa.String(length=32), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("payload_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"], name=op.f("fk_audit_family_id")),
        sa.PrimaryKeyConstraint("family_id", "seq", name=op.f("pk_audit")),
    )
    op.create_table(
        "auth_session",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("previous_key_hash", sa.String(length=64), nullable=True),
        sa.Column("renewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "kind IN ('desktop', 'phone', 'shared')", name=op.f("ck_auth_session_kind_known")
        ),
        sa.CheckConstraint(
            "length(browser) BETWEEN 0 AND 100", name=op.f("ck_auth_session_browser_length")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_auth_session_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_auth_session")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_auth_session_key_hash")),
    )
    with op.batch_alter_table("auth_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_auth_session_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_auth_session_previous_key_hash"), ["previous_key_hash"], unique=False
        )

    op.create_table(
        "event",
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(length=32), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=True),
        sa.Column("recipient_id", sa.String(length=32), nullable=True),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "audience IN ('admins', 'carers', 'family')", name=op.f("ck_event_audience_known")
        ),
        sa.CheckConstraint("length(type) BETWEEN 1 AND 40", name=op.f("ck_event_type_length")),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"], name=op.f("fk_event_family_id")),
        sa.PrimaryKeyConstraint("family_id", "seq", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(
            "ix_event_family_id_type_seq", ["family_id", "type", "seq"], unique=False
        )

    op.create_table(
        "family_stream",
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("epoch", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=False),
        sa.Column("audit_seq", sa.Integer(), nullable=False),
        sa.Column("audit_hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["family_id"], ["family.id"], name=op.f("fk_family_stream_family_id")
        ),
        sa.PrimaryKeyConstraint("family_id", name=op.f("pk_family_stream")),
    )
    op.create_table(
        "member",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("initials", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('admin', 'caregiver', 'viewer')", name=op.f("ck_member_role_known")
        ),
        sa.CheckConstraint(
            "length(initials) BETWEEN 1 AND 4", name=op.f("ck_member_initials_length")
        ),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 80", name=op.f("ck_member_name_length")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_member_account_id")),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"], name=op.f("fk_member_family_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("family_id", "id", name=op.f("uq_member_family_id_id")),
    )
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_member_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_member_family_id"), ["family_id"], unique=False)
        batch_op.create_index(
            "uq_member_present",
            ["family_id", "account_id"],
            unique=True,
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        )

    op.create_table(
        "recipient",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("preferred_name", sa.Text(), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=True),
        sa.Column("no_allergies_asked_on", sa.Date(), nullable=True),
        sa.Column("no_allergies_asked_by", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 80", name=op.f("ck_recipient_name_length")),
        sa.CheckConstraint("length(zone) BETWEEN 1 AND 64", name=op.f("ck_recipient_zone_length")),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"], name=op.f("fk_recipient_family_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipient")),
        sa.UniqueConstraint("family_id", "id", name=op.f("uq_recipient_family_id_id")),
    )
    with op.batch_alter_table("recipient", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recipient_family_id"), ["family_id"], unique=False)

    op.create_table(
        "token",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scope", sa.String(length=10), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "scope IN ('metrics', 'read', 'write')", name=op.f("ck_token_scope_known")
        ),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 80", name=op.f("ck_token_name_length")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_token_account_id")),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"], name=op.f("fk_token_family_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_token_key_hash")),
    )
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_token_account_id"), ["account_id"], unique=False)

    op.create_table(
        "allergy",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("recipient_id", sa.String(length=32), nullable=False),
        sa.Column("substance", sa.Text(), nullable=False),
        sa.Column("reaction", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "length(substance) BETWEEN 1 AND 80", name=op.f("ck_allergy_substance_length")
        ),
        sa.ForeignKeyConstraint(
            ["family_id", "recipient_id"],
            ["recipient.family_id", "recipient.id"],
            name=op.f("fk_allergy_family_id_recipient_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allergy")),
    )
    with op.batch_alter_table("allergy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_allergy_recipient_id"), ["recipient_id"], unique=False)

    op.create_table(
        "contact",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("recipient_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 80", name=op.f("ck_contact_name_length")),
        sa.CheckConstraint("length(phone) BETWEEN 1 AND 40", name=op.f("ck_contact_phone_length")),
        sa.ForeignKeyConstraint(
            ["family_id", "recipient_id"],
            ["recipient.family_id", "recipient.id"],
            name=op.f("fk_contact_family_id_recipient_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_recipient_id"), ["recipient_id"], unique=False)

    op.create_table(
        "emergency",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("recipient_id", sa.String(length=32), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("location", sa.Text(), nullable=True),
        sa.Column("is_drill", sa.Boolean(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_by", sa.String(length=32), nullable=True),
        sa.Column("raised_by_name", sa.Text(), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by_name", sa.Text(), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("resolution_note", sa.Text(), nullable=True),
        sa.Column("receipts_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("receipts_told_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "severity IN ('critical', 'high', 'low', 'medium')",
            name=op.f("ck_emergency_severity_known"),
        ),
        sa.CheckConstraint(
            "status IN ('acknowledged', 'on_scene', 'raised', 'resolved')",
            name=op.f("ck_emergency_status_known"),
        ),
        sa.CheckConstraint(
            "type IN ('breathing', 'fall', 'fire', 'hospitalisation', 'medical', 'missing', 'other', 'unresponsive')",
            name=op.f("ck_emergency_type_known"),
        ),
        sa.CheckConstraint(
            "length(location) BETWEEN 0 AND 200", name=op.f("ck_emergency_location_length")
        ),
        sa.CheckConstraint(
            "length(note) BETWEEN 0 AND 4000", name=op.f("ck_emergency_note_length")
        ),
        sa.ForeignKeyConstraint(
            ["family_id", "recipient_id"],
            ["recipient.family_id", "recipient.id"],
            name=op.f("fk_emergency_family_id_recipient_id"),
        ),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"], name=op.f("fk_emergency_family_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency")),
        sa.UniqueConstraint("family_id", "id", name=op.f("uq_emergency_family_id_id")),
    )
    with op.batch_alter_table("emergency", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_emergency_receipts_due_at"), ["receipts_due_at"], unique=False
        )
        batch_op.create_index(
            "uq_emergency_open",
            ["family_id", "recipient_id"],
            unique=True,
            sqlite_where=sa.text(
                "status <> 'resolved' AND NOT is_drill AND recipient_id IS NOT NULL"
            ),
            postgresql_where=sa.text(
                "status <> 'resolved' AND NOT is_drill AND recipient_id IS NOT NULL"
            ),
        )
        batch_op.create_index(
            "uq_emergency_open_family",
            ["family_id"],
            unique=True,
            sqlite_where=sa.text("status <> 'resolved' AND NOT is_drill AND recipient_id IS NULL"),
            postgresql_where=sa.text(
                "status <> 'resolved' AND NOT is_drill AND recipient_id IS NULL"
            ),
        )

    op.create_table(
        "invitation",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("invited_by", sa.String(length=32), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('admin', 'caregiver', 'viewer')", name=op.f("ck_invitation_role_known")
        ),
        sa.CheckConstraint(
            "length(email) BETWEEN 3 AND 254", name=op.f("ck_invitation_email_length")
        ),
        sa.ForeignKeyConstraint(
            ["family_id", "invited_by"],
            ["member.family_id", "member.id"],
            name=op.f("fk_invitation_family_id_invited_by"),
        ),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"], name=op.f("fk_invitation_family_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("family_id", "id", name=op.f("uq_invitation_family_id_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_family_id"), ["family_id"], unique=False)

    op.create_table(
        "medication",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("recipient_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("strength", sa.Text(), nullable=True),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("instructions", sa.Text(), nullable=True),
        sa.Column("indication", sa.Text(), nullable=True),
        sa.Column("is_prn", sa.Boolean(), nullable=False),
        sa.Column("is_time_critical", sa.Boolean(), nullable=False),
        sa.Column("lead_min", sa.Integer(), nullable=False),
        sa.Column("late_min", sa.Integer(), nullable=False),
        sa.Column("window_min", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_why", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "lead_min >= 0 AND late_min > 0 AND window_min >= late_min",
            name=op.f("ck_medication_window"),
        ),
        sa.CheckConstraint(
            "length(name) BETWEEN 1 AND 120", name=op.f("ck_medication_name_length")
        ),
        sa.ForeignKeyConstraint(
            ["family_id", "recipient_id"],
            ["recipient.family_id", "recipient.id"],
            name=op.f("fk_medication_family_id_recipient_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_medication")),
        sa.UniqueConstraint("family_id", "id", name=op.f("uq_medication_family_id_id")),
    )
    with op.batch_alter_table("medication", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_medication_family_id"), ["family_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_medication_planned_on"), ["planned_on"], unique=False)

    op.create_table(
        "note",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("recipient_id", sa.String(length=32), nullable=True),
        sa.Column("author_id", sa.String(length=32), nullable=False),
        sa.Column("author_name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "audience IN ('admins', 'carers', 'family')", name=op.f("ck_note_audience_known")
        ),
        sa.CheckConstraint("length(body) BETWEEN 1 AND 4000", name=op.f("ck_note_body_length")),
        sa.ForeignKeyConstraint(
            ["family_id", "author_id"],
            ["member.family_id", "member.id"],
            name=op.f("fk_note_family_id_author_id"),
        ),
        sa.ForeignKeyConstraint(
            ["family_id", "recipient_id"],
            ["recipient.family_id", "recipient.id"],
            name=op.f("fk_note_family_id_recipient_id"),
        ),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"], name=op.f("fk_note_family_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sa.UniqueConstraint("family_id", "id", name=op.f("uq_note_family_id_id")),
    )
    with op.batch_alter_table("note", schema=None) as batch_op:
        batch_op.create_index("ix_note_family_id_at", ["family_id", "at"], unique=False)

    op.create_table(
        "emergency_answer",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("emergency_id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("member_name", sa.Text(), nullable=False),
        sa.Column("answer", sa.String(length=12), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "answer IN ('cannot_come', 'on_my_way', 'on_scene')",
            name=op.f("ck_emergency_answer_answer_known"),
        ),
        sa.CheckConstraint("minutes BETWEEN 0 AND 1440", name=op.f("ck_emergency_answer_minutes")),
        sa.ForeignKeyConstraint(
            ["family_id", "emergency_id"],
            ["emergency.family_id", "emergency.id"],
            name=op.f("fk_emergency_answer_family_id_emergency_id"),
        ),
        sa.ForeignKeyConstraint(
            ["family_id", "member_id"],
            ["member.family_id", "member.id"],
            name=op.f("fk_emergency_answer_family_id_member_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency_answer")),
    )
    with op.batch_alter_table("emergency_answer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_emergency_answer_emergency_id"), ["emergency_id"], unique=False
        )

    op.create_table(
        "emergency_receipt",
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("emergency_id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('received', 'seen')", name=op.f("ck_emergency_receipt_kind_known")
        ),
        sa.ForeignKeyConstraint(
            ["family_id", "emergency_id"],
            ["emergency.family_id", "emergency.id"],
            name=op.f("fk_emergency_receipt_family_id_emergency_id"),
        ),
        sa.ForeignKeyConstraint(
            ["family_id", "member_id"],
            ["member.family_id", "member.id"],
            name=op.f("fk_emergency_receipt_family_id_member_id"),
        ),
        sa.PrimaryKeyConstraint(
            "emergency_id", "member_id", "kind", name=op.f("pk_emergency_receipt")
        ),
    )
    op.create_table(
        "ingredient",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("medication_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_ingredient_amount")),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 80", name=op.f("ck_ingredient_name_length")),
        sa.ForeignKeyConstraint(
            ["family_id", "medication_id"],
            ["medication.family_id", "medication.id"],
            name=op.f("fk_ingredient_family_id_medication_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ingredient")),
        sa.UniqueConstraint(
            "family_id",
            "medication_id",
            "name",
            name=op.f("uq_ingredient_family_id_medication_id_name"),
        ),
    )
    with op.batch_alter_table("ingredient", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ingredient_name"), ["name"], unique=False)

    op.create_table(
        "regimen",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("medication_id", sa.String(length=32), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("times", sa.JSON(), nullable=False),
        sa.Column("min_interval_min", sa.Integer(), nullable=True),
        sa.Column("max_per_day", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(unit) BETWEEN 1 AND 40", name=op.f("ck_regimen_unit_length")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_regimen_quantity")),
        sa.ForeignKeyConstraint(
            ["family_id", "medication_id"],
            ["medication.family_id", "medication.id"],
            name=op.f("fk_regimen_family_id_medication_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regimen")),
        sa.UniqueConstraint("family_id", "id", name=op.f("uq_regimen_family_id_id")),
    )
    with op.batch_alter_table("regimen", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_regimen_medication_id"), ["medication_id"], unique=False
        )

    op.create_table(
        "dose",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("recipient_id", sa.String(length=32), nullable=False),
        sa.Column("medication_id", sa.String(length=32), nullable=False),
        sa.Column("regimen_id", sa.String(length=32), nullable=False),
        sa.Column("local_on", sa.Date(), nullable=False),
        sa.Column("local_time", sa.String(length=5), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("late_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told", sa.String(length=12), nullable=False),
        sa.Column("changes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "told IN ('due', 'late', 'not_recorded', 'upcoming')", name=op.f("ck_dose_told_known")
        ),
        sa.CheckConstraint(
            "length(local_time) BETWEEN 5 AND 5", name=op.f("ck_dose_local_time_length")
        ),
        sa.ForeignKeyConstraint(
            ["family_id", "medication_id"],
            ["medication.family_id", "medication.id"],
            name=op.f("fk_dose_family_id_medication_id"),
        ),
        sa.ForeignKeyConstraint(
            ["family_id", "recipient_id"],
            ["recipient.family_id", "recipient.id"],
            name=op.f("fk_dose_family_id_recipient_id"),
        ),
        sa.ForeignKeyConstraint(
            ["family_id", "regimen_id"],
            ["regimen.family_id", "regimen.id"],
            name=op.f("fk_dose_family_id_regimen_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dose")),
        sa.UniqueConstraint("family_id", "id", name=op.f("uq_dose_family_id_id")),
        sa.UniqueConstraint(
            "medication_id",
            "local_on",
            "local_time",
            name=op.f("uq_dose_medication_id_local_on_local_time"),
        ),
    )
    with op.batch_alter_table("dose", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dose_changes_at"), ["changes_at"], unique=False)
        batch_op.create_index(
            "ix_dose_day", ["family_id", "recipient_id", "local_on"], unique=False
        )

    op.create_table(
        "administration",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.String(length=32), nullable=False),
        sa.Column("recipient_id", sa.String(length=32), nullable=False),
        sa.Column("medication_id", sa.String(length=32), nullable=False),
        sa.Column("dose_id", sa.String(length=32), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("closes", sa.Boolean(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String(length=32), nullable=False),
        sa.Column("recorded_by_name", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("replaces_id", sa.String(length=32), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by", sa.String(length=32), nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('asleep', 'away', 'given', 'hospital', 'nausea', 'not_required', 'other', 'partly', 'prompted', 'refused', 'refused_destroyed', 'self_administered', 'unavailable', 'withheld')",
            name=op.f("ck_administration_outcome_known"),
        ),
        sa.CheckConstraint(
            "length(note) BETWEEN 0 AND 4000", name=op.f("ck_administration_note_length")
        ),
        sa.CheckConstraint(
            "length(reason) BETWEEN 0 AND 500", name=op.f("ck_administration_reason_length")
        ),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_administration_quantity")),
        sa.ForeignKeyConstraint(
            ["family_id", "dose_id"],
            ["dose.family_id", "dose.id"],
            name=op.f("fk_administration_family_id_dose_id"),
        ),
        sa.ForeignKeyConstraint(
            ["family_id", "medication_id"],
            ["medication.family_id", "medication.id"],
            name=op.f("fk_administration_family_id_medication_id"),
        ),
        sa.ForeignKeyConstraint(
            ["family_id", "recipient_id"],
            ["recipient.family_id", "recipient.id"],
            name=op.f("fk_administration_family_id_recipient_id"),
        ),
        sa.ForeignKeyConstraint(
            ["family_id", "recorded_by"],
            ["member.family_id", "member.id"],
            name=op.f("fk_administration_family_id_recorded_by"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_administration")),
        sa.UniqueConstraint("family_id", "id", name=op.f("uq_administration_family_id_id")),
    )
    with op.batch_alter_table("administration", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_administration_dose_id"), ["dose_id"], unique=False)
        batch_op.create_index(
            "ix_administration_of_medication", ["medication_id", "given_at"], unique=False
        )
        batch_op.create_index(
            "uq_administration_one_live_per_dose",
            ["dose_id"],
            unique=True,
            sqlite_where=sa.text("voided_at IS NULL AND closes"),
            postgresql_where=sa.text("voided_at IS NULL AND closes"),
        )

    op.execute("INSERT INTO revocation_stream (id, seq) VALUES (1, 0)")
