"""Questions for the next visit stand on the agenda."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KNOWN = "kind IN ('appointment', 'question', 'task')"


def upgrade() -> None:
    with op.batch_alter_table("agenda_item") as batch_op:
        batch_op.drop_constraint(op.f("ck_agenda_item_kind_known"), type_="check")
        batch_op.create_check_constraint(op.f("ck_agenda_item_kind_known"), KNOWN)
