"""Real servers to send to, and the settings that name them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from carecircle.config import Settings
from tests.jobs.receivers import Mailbox, WebReceiver


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    mailbox = Mailbox()
    yield mailbox
    mailbox.close()


@pytest.fixture
def receiver() -> Iterator[WebReceiver]:
    receiver = WebReceiver()
    yield receiver
    receiver.close()


@pytest.fixture
def settings(tmp_path: Path, mailbox: Mailbox) -> Settings:
    return Settings(
        database_url="",
        instance_path=tmp_path,
        secret_key="s" * 64,
        base_url="https://care.example",
        smtp_url=mailbox.url,
        apprise_schemes=("json",),
    )
