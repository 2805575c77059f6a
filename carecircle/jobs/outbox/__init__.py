"""Sends the messages of the outbox: a loop per channel, outside of transactions.

A server that hangs blocks only its own channel, not the others and not the escalation.
"""

from functools import partial

from carecircle.config import Settings
from carecircle.jobs.loop import Loop
from carecircle.jobs.outbox import account_emails, email, other, push
from carecircle.jobs.outbox.sending import Channel
from carecircle.jobs.work import Job

EVERY_S = 0.5


def loops(settings: Settings) -> list[Loop]:
    senders = {"email": email, "push": push, "apprise": other}
    channels = [Channel(name, module.sender(settings)) for name, module in senders.items()]
    jobs = [Job(f"outbox_{one.name}", EVERY_S, one.work) for one in channels]
    if settings.sends_links:
        jobs.append(Job("account_letters", EVERY_S, partial(account_emails.work, settings)))
    return [Loop((job,)) for job in jobs]
