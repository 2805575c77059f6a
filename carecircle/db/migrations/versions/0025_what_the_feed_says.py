"""What the lines of the feed say is kept with each event.

Once and for all, and not each time an old event is read: a line costs no query however old it is,
and what it says stays as it is read today. Ids, order and what an event said already stay; the
audit trail is not touched.
"""

import sqlalchemy as sa
from alembic import op

from carecircle.db.event_details import fill

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

INITIALS = """
UPDATE event SET actor_initials = (SELECT initials FROM member WHERE member.id = event.actor_id)
WHERE actor_id IS NOT NULL
"""


def upgrade() -> None:
    op.add_column("event", sa.Column("actor_initials", sa.String(length=4), nullable=True))
    op.execute(INITIALS)
    fill(op.get_bind())
