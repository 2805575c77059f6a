"""Sends the messages of the outbox, outside of transactions: three lanes for each channel.

A server that hangs blocks only its own channel and lane. The lane of emergencies has a real thread
with its own connections to the database, so that nothing holds them up; a dangerous dose waits for
no digest.
"""

from functools import partial

from carecircle.care.outreach.lanes import Lane
from carecircle.config import Settings
from carecircle.jobs.loop import Loop, LoopApart
from carecircle.jobs.outbox import account_emails, email, other, push
from carecircle.jobs.outbox.sending import PATIENCE_S, Channel
from carecircle.jobs.work import Job

EVERY_S = 0.5
SENDERS = {"email": email, "push": push, "apprise": other}
WATCHED_AFTER_S = PATIENCE_S + 15


def loops(settings: Settings) -> list[Loop]:
    lanes = (Lane.WARNING, Lane.OTHER)
    jobs = [_job(name, settings, lane) for lane in lanes for name in SENDERS]
    if settings.sends_links:
        jobs.append(Job("account_letters", EVERY_S, partial(account_emails.work, settings)))
    return [Loop((job,), patience_s=WATCHED_AFTER_S) for job in jobs]


def emergency_loops(settings: Settings) -> list[Loop]:
    """Returns the loops that send what is about emergencies."""
    jobs = [_job(name, settings, Lane.EMERGENCY) for name in SENDERS]
    return [LoopApart(settings.database_url, (job,), patience_s=WATCHED_AFTER_S) for job in jobs]


def _job(name: str, settings: Settings, lane: Lane) -> Job:
    channel = Channel(name, SENDERS[name].sender(settings), lane=lane)
    return Job(f"{lane.value}_{name}", EVERY_S, channel.work)
