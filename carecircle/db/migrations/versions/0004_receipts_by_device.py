"""Receipts by device, and the key of a press."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('emergency', sa.Column('press_key', sa.String(length=64), nullable=True))
    op.create_index('uq_emergency_press', 'emergency', ['family_id', 'press_key'], unique=True,
        sqlite_where=sa.text('press_key IS NOT NULL'), postgresql_where=sa.text('press_key IS NOT NULL'))
    # A primary key cannot be widened in place everywhere: the table is made anew.
    connection = op.get_bind()
    old = sa.Table('emergency_receipt', sa.MetaData(), autoload_with=connection)
    kept = [dict(row) | {'through': ''} for row in connection.execute(sa.select(old)).mappings()]
    op.drop_table('emergency_receipt')
    new = op.create_table('emergency_receipt',
    sa.Column('family_id', sa.String(length=32), nullable=False),
    sa.Column('emergency_id', sa.String(length=32), nullable=False),
    sa.Column('member_id', sa.String(length=32), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('through', sa.String(length=32), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("kind IN ('received', 'seen')", name=op.f('ck_emergency_receipt_kind_known')),
    sa.ForeignKeyConstraint(['family_id', 'emergency_id'], ['emergency.family_id', 'emergency.id'], name=op.f('fk_emergency_receipt_family_id_emergency_id')),
    sa.ForeignKeyConstraint(['family_id', 'member_id'], ['member.family_id', 'member.id'], name=op.f('fk_emergency_receipt_family_id_member_id')),
    sa.PrimaryKeyConstraint('emergency_id', 'member_id', 'kind', 'through', name=op.f('pk_emergency_receipt'))
    )
    if kept:
        op.bulk_insert(new, kept)
