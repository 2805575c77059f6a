"""Action: record how far a member has read."""

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.chat import queries
from carecircle.care.chat.models import ChannelRead
from carecircle.db.session import transaction


def read_up_to(actor: Actor, channel_id: str, message_id: str | None) -> bool:
    """Mark as read up to that message, or to the last one. Returns whether the position moved; it
    never moves back."""
    member_id = actor.must_be_a_member()
    with transaction() as tx:
        channel = queries.the_channel(tx.session, actor.family_id, channel_id, actor.role)
        if message_id is None:
            last = queries.latest_messages(tx.session, actor.family_id, channel.id, 1)
            message_id = last[0].id if last else None
        else:
            queries.the_message(tx.session, actor.family_id, message_id, actor.role)
        position = tx.session.get(ChannelRead, (channel.id, member_id), with_for_update=True)
        if message_id is None or (position and position.message_id >= message_id):
            return False
        tx.session.merge(
            ChannelRead(
                channel_id=channel.id,
                member_id=member_id,
                family_id=actor.family_id,
                message_id=message_id,
                at=clock.now(),
            )
        )
        return True
