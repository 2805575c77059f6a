"""Signals between hosts: one Redis pub/sub connection per worker, which verifies by echo that it
still receives."""

import os
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable

import redis
import structlog
from redis.backoff import NoBackoff
from redis.retry import Retry

ECHO_EVERY_S = 3.0
DEAF_AFTER_S = 3.0
LONGEST_PAUSE_S = 5.0
MOST_WAITING = 1000

log = structlog.get_logger("carecircle.redis")


class RedisBus:
    """heard: called with each text. is_healthy: its last echo has come back. installation: two
    installations on one Redis do not hear each other, and neither do two of its databases."""

    def __init__(self, url: str, heard: Callable[[str], None], installation: str):
        self._url = url
        number = self._client().get_connection_kwargs().get("db") or 0
        self.channel = f"carecircle:{number}:{installation}"
        self._heard = heard
        self._name = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._waiting: deque[str] = deque(maxlen=MOST_WAITING)
        self._something = threading.Event()
        self._publisher: threading.Thread | None = None
        self._asked_at: float | None = None
        self.is_healthy = False
        self.reopened = 0
        self.heard_count = 0

    def start(self) -> None:
        threading.Thread(target=self._listen_for_ever, name="redis", daemon=True).start()

    def send(self, text: str) -> None:
        """Queue for publishing; never waits for Redis."""
        self._waiting.append(text)
        self._something.set()
        if self._publisher is None:
            self._publisher = threading.Thread(target=self._publish, name="publish", daemon=True)
            self._publisher.start()

    def _client(self) -> redis.Redis:
        return redis.Redis.from_url(
            self._url,
            socket_connect_timeout=1,
            socket_timeout=2,
            health_check_interval=10,
            max_connections=2,
            retry=Retry(NoBackoff(), 0),
        )

    def _publish(self) -> None:
        client = self._client()
        while True:
            self._something.wait()
            self._something.clear()
            while self._waiting:
                self._publish_one(client, self._waiting.popleft())

    def _publish_one(self, client: redis.Redis, text: str) -> None:
        try:
            client.publish(self.channel, f"{self._name} {text}")
        except (redis.RedisError, OSError):
            self.is_healthy = False
            self._waiting.clear()
        except Exception:
            log.exception("signal cannot be published")

    def _listen_for_ever(self) -> None:
        pause = 0.1
        while True:
            began = time.monotonic()
            try:
                self._listen()
            except (redis.RedisError, OSError) as error:
                log.warning("redis is unreachable, the database is polled", error=str(error))
            except Exception:
                log.exception("redis listener failed, starting it again")
            self.is_healthy = False
            self.reopened += 1
            pause = 0.1 if time.monotonic() - began > 30 else min(pause * 2, LONGEST_PAUSE_S)
            time.sleep(pause)

    def _listen(self) -> None:
        """Receive until the connection breaks or an echo does not come back."""
        with self._client() as client, client.pubsub(ignore_subscribe_messages=True) as pubsub:
            pubsub.subscribe(self.channel)
            self._asked_at, asked_last = None, 0.0
            while not self._is_deaf():
                if self._asked_at is None and time.monotonic() - asked_last > ECHO_EVERY_S:
                    self._asked_at = asked_last = time.monotonic()
                    self.send("echo")
                message = pubsub.get_message(timeout=0.5)
                if message is not None:
                    self._take(message["data"].decode("utf-8", "replace"))

    def _is_deaf(self) -> bool:
        return self._asked_at is not None and time.monotonic() - self._asked_at > DEAF_AFTER_S

    def _take(self, message: str) -> None:
        name, _, text = message.partition(" ")
        if name != self._name:
            self.heard_count += 1
            self._heard(text)
        elif text == "echo":
            self._asked_at = None
            self.is_healthy = True
