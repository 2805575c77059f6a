"""Action: open a channel."""

from sqlalchemy import func, select

from carecircle import clock
from carecircle.care.actor import Actor
from carecircle.care.chat.inputs import ChannelInput
from carecircle.care.chat.models import Channel
from carecircle.care.emitting import emit
from carecircle.care.errors import Invalid
from carecircle.care.recipients.queries import the_recipient
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import transaction

MOST_CHANNELS = 50


def open_channel(actor: Actor, values: ChannelInput) -> Channel:
    """Open a channel. Raises Invalid, NotAllowed."""
    actor.must_be_allowed("channel:open")
    with transaction() as tx:
        count = select(func.count()).where(Channel.family_id == actor.family_id)
        if (tx.session.scalar(count) or 0) >= MOST_CHANNELS:
            raise Invalid({"name": _("A family has at most %(most)s channels", most=MOST_CHANNELS)})
        about = values.recipient and the_recipient(tx.session, actor.family_id, values.recipient)
        channel = Channel(
            family_id=actor.family_id,
            name=values.name,
            recipient_id=about.id if about else None,
            audience=values.audience or "family",
            created_at=clock.now(),
        )
        tx.session.add(channel)
        tx.session.flush()
        emit(
            actor,
            "channel:opened",
            {"channel": channel.id},
            recipient_id=channel.recipient_id,
            audience=channel.audience,
        )
        return channel
