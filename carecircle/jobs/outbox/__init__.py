"""Sends the messages of the outbox, outside of transactions: two lanes for each channel.

A server that hangs blocks only its own channel. Messages about emergencies have a lane of their
own, in a real thread with its own connections to the database, so that nothing holds them up.
"""

from functools import partial

from carecircle.config import Settings
from carecircle.jobs.loop import Loop, LoopApart
from carecircle.jobs.outbox import account_emails, email, other, push
from carecircle.jobs.outbox.sending import PATIENCE_S, Channel
from carecircle.jobs.work import Job

EVERY_S = 0.5
SENDERS = {"email": email, "push": push, "apprise": other}
WATCHED_AFTER_S = PATIENCE_S + 15


def loops(settings: Settings) -> list[Loop]:
    jobs = [_job(name, settings) for name in SENDERS]
    if settings.sends_links:
        jobs.append(Job("account_letters", EVERY_S, partial(account_emails.work, settings)))
    return [Loop((job,), patience_s=WATCHED_AFTER_S) for job in jobs]


def emergency_loops(settings: Settings) -> list[Loop]:
    """Returns the loops that send what is about emergencies."""
    jobs = [_job(name, settings, is_for_emergencies=True) for name in SENDERS]
    return [LoopApart(settings.database_url, (job,), patience_s=WATCHED_AFTER_S) for job in jobs]


def _job(name: str, settings: Settings, *, is_for_emergencies: bool = False) -> Job:
    send = SENDERS[name].sender(settings)
    channel = Channel(name, send, is_for_emergencies=is_for_emergencies)
    lane = "emergency" if is_for_emergencies else "outbox"
    return Job(f"{lane}_{name}", EVERY_S, channel.work)
