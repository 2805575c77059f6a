"""Verbs: tell whoever was called for help outside the app that somebody comes, or that it is over.

Once for each address and each news; who was not called hears nothing.
"""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from carecircle.care.families.models import Family
from carecircle.care.outreach import rules
from carecircle.care.outreach.actions.outbox import local_time, queue
from carecircle.care.outreach.models import OutboxMessage
from carecircle.care.translatable import translate_with
from carecircle.languages import LANGUAGES, catalogue

CALLED_BY = ("email", "apprise")


def notify_called_contacts(session: Session, about: rules.News) -> None:
    """In the transaction of the answer, under the emergency's locked row. Older news that still
    waits is not needed any more."""
    of_it = select(OutboxMessage).where(OutboxMessage.subject_id == about.emergency_id)
    found = list(session.scalars(of_it.order_by(OutboxMessage.id)))
    if any(one.step_id == about.key for one in found):
        return
    is_older = update(OutboxMessage).where(
        OutboxMessage.subject_id == about.emergency_id,
        OutboxMessage.state == "waiting",
        OutboxMessage.step_id.like(rules.any_news_of(about.emergency_id)),
    )
    session.execute(is_older.values(state="stopped"))
    called = {
        (one.channel, one.address): one
        for one in found
        if one.state == "sent" and one.channel in CALLED_BY
    }
    for one in called.values():
        _queue(session, one, about)


def notify_contacts_called_late(session: Session, call: OutboxMessage) -> None:
    """It was under way when somebody answered, and has arrived after all."""
    if call.channel in CALLED_BY and call.subject_id is not None:
        drill = rules.title_of_call(is_drill=True)
        is_drill = any(call.title == translate_with(catalogue(one), drill) for one in LANGUAGES)
        _queue(session, call, rules.News(call.family_id, call.subject_id, "late", 0, is_drill))


def _queue(session: Session, call: OutboxMessage, about: rules.News) -> None:
    family = session.get_one(Family, about.family_id)
    title, body = rules.news_text(about, family.name, local_time(family))
    news = queue(session, about.family_id, call.channel, call.address, call.name, title, body)
    news.subject_id, news.step_id, news.path = about.emergency_id, about.key, call.path
