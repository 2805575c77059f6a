"""Real local servers that take what the outbox sends: they refuse, hang and recover when told."""

import asyncio
import threading
import time
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller

from tests.servers.process import free_port

HANG_S = 5.0


class Mailbox:
    """An SMTP server. answer: what it says to the letter; is_hanging: it says nothing; refused:
    the addresses that it does not take."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.refused: set[str] = set()
        self.answer, self.is_hanging = "250 OK", False
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.is_hanging:
            await asyncio.sleep(HANG_S)
        if self.answer.startswith("2"):
            self.letters.append(envelope.content.decode())
        return self.answer

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.answer.startswith("550"):
            return self.answer
        if address in self.refused:
            return "550 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def close(self) -> None:
        self._controller.stop()


@dataclass
class Taken:
    path: str
    headers: Message
    body: bytes


@dataclass
class WebReceiver:
    """An HTTP server that takes posts, as push services and Apprise's receivers do."""

    status: int = 201
    is_hanging: bool = False
    taken: list[Taken] = field(default_factory=list)

    def __post_init__(self) -> None:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if receiver.is_hanging:
                    time.sleep(HANG_S)
                if receiver.status < 300:
                    receiver.taken.append(Taken(self.path, self.headers, body))
                self.send_response(receiver.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_arguments: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
