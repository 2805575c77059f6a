"""What kind of message each in the outbox is, whether of a drill, and why it was not sent: codes.

The step that asked for an alert and the round that news is about shared one column.
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

KINDS = {"coming": "coming", "over": "over", "late": "answered"}
MESSAGES = {
    "No e-mail is set up on this server": "no_mail_server",
    "The address was refused": "address_refused",
    "The address cannot be read": "address_unreadable",
    "This server does not allow this way": "way_not_allowed",
    "It was not taken": "not_taken",
    "The browser takes no pushes any more": "browser_gone",
    "The push service was not reached": "push_unreachable",
    "The mail server does not take that address": "mail_address_unknown",
    "The mail server does not let us in": "mail_sign_in_refused",
    "The mail server refused it": "mail_refused",
    "The server there cannot be reached": "unreachable",
    "No answer in time": "no_answer",
    "There is no server of that name": "no_such_server",
    "The server there cannot be trusted": "not_trusted",
}
WITH_DETAIL = re.compile(r"(?P<message>.+) \((?P<detail>\w+)\)")
PUSH = re.compile(r"The push service answered (?P<detail>\w+)")
NEWS_INDEX = ("emergency_id", "kind", "round", "channel", "address")


def upgrade() -> None:
    with op.batch_alter_table("emergency_step") as batch_op:
        batch_op.create_unique_constraint(
            op.f("uq_emergency_step_family_id_id"), ["family_id", "id"]
        )
    with op.batch_alter_table("outbox_message") as batch_op:
        batch_op.drop_index(op.f("ix_outbox_message_subject_id"))
        batch_op.alter_column("subject_id", new_column_name="emergency_id")
        batch_op.add_column(sa.Column("kind", sa.String(length=10), nullable=True))
        batch_op.add_column(
            sa.Column("is_drill", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column("round", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("error_detail", sa.Text(), nullable=True))
    _divide()
    _code_errors(op.get_bind())
    _constrain()


def _divide() -> None:
    step = "SELECT {} FROM emergency_step AS s WHERE s.family_id = outbox_message.family_id"
    step += " AND s.id = outbox_message.step_id"
    op.execute(f"UPDATE outbox_message SET kind = 'alert', round = ({step.format('s.round')})"
               f" WHERE EXISTS ({step.format('1')})")
    for word, kind in KINDS.items():
        key = f"emergency_id || '-{word}-'"
        op.execute(
            f"UPDATE outbox_message SET kind = '{kind}',"
            f" round = CAST(substr(step_id, length({key}) + 1) AS INTEGER), step_id = NULL"
            f" WHERE kind IS NULL AND step_id LIKE {key} || '%'"
        )
    _find_round_of_answered()
    digest = "emergency_id IS NULL AND path LIKE '/families/%/notifications'"
    op.execute(f"UPDATE outbox_message SET kind = 'digest' WHERE kind IS NULL AND {digest}")
    op.execute(
        "UPDATE outbox_message SET kind = CASE WHEN emergency_id IS NULL THEN 'code'"
        " ELSE 'alert' END, step_id = NULL WHERE kind IS NULL"
    )
    emergency = "SELECT {} FROM emergency AS e WHERE e.family_id = outbox_message.family_id"
    emergency += " AND e.id = outbox_message.emergency_id"
    op.execute(f"UPDATE outbox_message SET emergency_id = NULL"
               f" WHERE NOT EXISTS ({emergency.format('1')})")
    op.execute(f"UPDATE outbox_message SET is_drill = ({emergency.format('e.is_drill')})"
               f" WHERE emergency_id IS NOT NULL")


def _find_round_of_answered() -> None:
    """It was kept under round 0: it is of the last alert that had arrived there before it."""
    op.execute(
        "UPDATE outbox_message SET round = COALESCE((SELECT max(a.round) FROM outbox_message AS a"
        " WHERE a.emergency_id = outbox_message.emergency_id AND a.kind = 'alert'"
        " AND a.channel = outbox_message.channel AND a.address = outbox_message.address"
        " AND a.sent_at <= outbox_message.created_at), 1) WHERE kind = 'answered'"
    )


def _code_errors(bind: sa.Connection) -> None:
    message = sa.Table("outbox_message", sa.MetaData(), autoload_with=bind)
    errors = sa.select(message.c.error).where(message.c.error.is_not(None)).distinct()
    for error in bind.scalars(errors).all():
        code, detail = _coded(error)
        bind.execute(
            message.update()
            .where(message.c.error == error, message.c.error_detail.is_(None))
            .values(error=code, error_detail=detail)
        )


def _coded(error: str) -> tuple[str, str | None]:
    if error in MESSAGES:
        return MESSAGES[error], None
    if found := PUSH.fullmatch(error):
        return "push_refused", found["detail"]
    found = WITH_DETAIL.fullmatch(error)
    if found and found["message"] in MESSAGES:
        return MESSAGES[found["message"]], found["detail"]
    return "unknown", error[:300]


def _constrain() -> None:
    kinds = ", ".join(f"'{kind}'" for kind in sorted(["alert", "code", "digest", *KINDS.values()]))
    failures = sorted([*MESSAGES.values(), "push_refused", "unknown"])
    codes = ", ".join(f"'{code}'" for code in failures)
    with op.batch_alter_table("outbox_message") as batch_op:
        batch_op.alter_column("kind", existing_type=sa.String(length=10), nullable=False)
        batch_op.alter_column("error", existing_type=sa.Text(), type_=sa.String(length=24))
        batch_op.create_check_constraint(
            op.f("ck_outbox_message_kind_known"), f"kind IN ({kinds})"
        )
        batch_op.create_check_constraint(
            op.f("ck_outbox_message_error_known"), f"error IN ({codes})"
        )
        batch_op.create_check_constraint(
            op.f("ck_outbox_message_error_detail_length"), "length(error_detail) BETWEEN 0 AND 300"
        )
        batch_op.create_foreign_key(
            op.f("fk_outbox_message_family_id_emergency_id"),
            "emergency",
            ["family_id", "emergency_id"],
            ["family_id", "id"],
        )
        batch_op.create_foreign_key(
            op.f("fk_outbox_message_family_id_step_id"),
            "emergency_step",
            ["family_id", "step_id"],
            ["family_id", "id"],
        )
        batch_op.create_index(op.f("ix_outbox_message_emergency_id"), ["emergency_id"])
    where = sa.text("step_id IS NULL")
    op.create_index(
        "uq_outbox_message_news",
        "outbox_message",
        NEWS_INDEX,
        unique=True,
        sqlite_where=where,
        postgresql_where=where,
    )
