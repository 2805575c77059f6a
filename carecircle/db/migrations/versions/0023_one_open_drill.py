"""One open drill for a care recipient: of those that are open the oldest goes on."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

OPEN = "status <> 'resolved'"
OLDER = """
EXISTS (SELECT 1 FROM emergency AS older WHERE older.family_id = emergency.family_id
AND COALESCE(older.recipient_id, '') = COALESCE(emergency.recipient_id, '')
AND older.is_drill AND older.status <> 'resolved' AND older.id < emergency.id)
"""


def upgrade() -> None:
    _close_those_beside_another()
    op.drop_index("uq_emergency_open", "emergency")
    op.drop_index("uq_emergency_open_family", "emergency")
    _unique("uq_emergency_open", "family_id", "recipient_id", "is_drill", about="IS NOT NULL")
    _unique("uq_emergency_open_family", "family_id", "is_drill", about="IS NULL")


def _close_those_beside_another() -> None:
    beside = f"emergency.is_drill AND emergency.{OPEN} AND {OLDER}"
    now = "CURRENT_TIMESTAMP"
    op.execute(
        f"UPDATE emergency_step SET state = 'stopped', done_at = {now} WHERE state = 'waiting'"
        f" AND emergency_id IN (SELECT id FROM emergency WHERE {beside})"
    )
    op.execute(
        "UPDATE emergency SET status = 'resolved', outcome = 'drill_over',"
        f" resolved_at = {now}, next_step_at = NULL, news_due_at = NULL WHERE {beside}"
    )


def _unique(name: str, *columns: str, about: str) -> None:
    where = sa.text(f"{OPEN} AND recipient_id {about}")
    op.create_index(
        name, "emergency", columns, unique=True, sqlite_where=where, postgresql_where=where
    )
