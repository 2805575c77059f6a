"""Executes the messages of a websocket in order, outside the loop.

Rights are checked for each message. A message with a `ref` is answered, and so is every error.
"""

from collections.abc import Callable

import structlog

from carecircle.care.actor import Actor
from carecircle.care.errors import ActionError, Malformed, NotAllowed, NotFound
from carecircle.care.translatable import lazy_gettext as _
from carecircle.db.session import forget_commits
from carecircle.db.turns import write_for
from carecircle.delivery import commands
from carecircle.delivery.command_failures import refusal_for
from carecircle.delivery.commands import Message
from carecircle.delivery.frames import SOCKET
from carecircle.delivery.own_commands import (
    AckCommand,
    JoinCommand,
    LeaveCommand,
    PresenceCommand,
    pong,
)
from carecircle.delivery.service import Delivery
from carecircle.delivery.socket_stream import Incoming, SocketStream
from carecircle.delivery.stream_start import StreamStart
from carecircle.realtime.subscription import Subscription

log = structlog.get_logger("carecircle.streams")

Own = Callable[[SocketStream, Actor, Message], tuple[int, Message]]


class Conversation:
    def __init__(self, service: Delivery):
        self._service = service
        self._own: dict[str, Own] = {
            "join:family": self._join,
            "leave:family": self._leave,
            "event:ack": self._acknowledge,
            "presence:update": self._say_presence,
            "ping": pong,
        }

    def work(self, stream: SocketStream) -> None:
        """Work until the inbox is empty; the next message starts it again.

        It goes on if the peer has gone: an emergency raised just before that counts."""
        while True:
            with self._service.hub.lock:
                if not stream.inbox:
                    stream.inbox = None
                    stream.worked()
                    return
                message = stream.inbox.popleft()
            try:
                self._answer(stream, message)
            except Exception:  # the next message must still be read
                log.exception("reply failed", of=stream.tag)

    def _answer(self, stream: SocketStream, raw: str | bytes) -> None:
        """Reply with the ref that was sent, also to what fails before it is looked at."""
        ref = None
        try:
            if isinstance(raw, bytes):
                answer = self._gather(stream, raw)
            else:
                message = commands.read(raw)
                ref = message.get("ref")
                if message["type"] == "hb":
                    return
                answer = self._handle(stream, message)
        except Exception as error:
            answer = self._refusal(stream, ref, error)
        if answer is not None and (isinstance(raw, bytes) or ref is not None or not answer["ok"]):
            self._say(stream, "reply", answer)

    def _refusal(self, stream: SocketStream, ref: object, error: Exception) -> Message:
        if not isinstance(error, ActionError):
            log.exception("command failed", of=stream.tag)
            error = refusal_for(error)
        return commands.refusal(ref, error, stream.language)

    def _gather(self, stream: SocketStream, part: bytes) -> Message | None:
        """Add a part of an announced upload; returns the reply with the last one."""
        if stream.incoming is None:
            raise Malformed(_("Binary messages follow an attachment:announce that was accepted"))
        incoming, message = stream.incoming, stream.incoming.message
        incoming.parts += part
        if len(incoming.parts) < incoming.size:
            return None
        stream.incoming = None
        ref = message.get("ref")
        try:
            actor = self._admit(stream, message)
            finish = commands.find_binary(message["type"])
            assert finish is not None
            return commands.reply(ref, *finish(actor, message, bytes(incoming.parts)))
        except Exception as error:
            return self._refusal(stream, ref, error)

    def _handle(self, stream: SocketStream, message: Message) -> Message:
        own = self._own.get(message["type"])
        handler = commands.find(message["type"])
        if own is None and handler is None:
            raise NotFound(_("There is no command “%(name)s”", name=message["type"][:80]))
        actor = self._admit(stream, message)
        status, data = own(stream, actor, message) if own else (200, {})
        if handler is not None:
            status, data = self._run(handler, stream, actor, message)
        return commands.reply(message.get("ref"), status, data)

    def _run(
        self, handler: commands.Handler, stream: SocketStream, actor: Actor, message: Message
    ) -> tuple[int, Message]:
        if not stream.principal.may_write:
            raise NotAllowed(_("This token does not reach that far"))
        status, data = handler(actor, message)
        if commands.find_binary(message["type"]) is not None:
            stream.incoming = Incoming(message, data["size"])
        return status, data

    def _admit(self, stream: SocketStream, message: Message) -> Actor:
        family_id = message.setdefault("family", stream.first)
        if not isinstance(family_id, str):
            raise Malformed(_("family must be a text"))
        actor = self._service.admit(stream.principal, family_id, stream.origin)
        if actor is None:
            raise NotFound
        write_for(actor.family_id)
        forget_commits()
        return actor

    def _join(self, stream: SocketStream, actor: Actor, message: Message) -> tuple[int, Message]:
        after = JoinCommand.read(message).after
        self._stop(stream, actor.family_id)
        if len(stream.families) >= self._service.limits.most_families:
            raise Malformed(_("This socket has joined as many families as it may"))
        subscription = self.subscribe(stream, actor)
        opening = StreamStart.read(self._service, subscription, after)
        place = stream.place(actor.family_id)
        with self._service.hub.lock:
            stream.send_replay(opening.socket(self._service, subscription, place))
            self._service.hub.release(subscription, opening.resume.head.seq)
            opening.note_sent(self._service, subscription)
            if stream.fd < 0:  # closed in the meantime
                self._service.hub.unsubscribe(subscription)
        return 200, {"family": actor.family_id}

    def subscribe(self, stream: SocketStream, actor: Actor) -> Subscription:
        """Subscribe to one more family of the same person."""
        variant = stream.variant._replace(role=actor.role)
        found = self._service.subscribe(stream.principal, actor, variant, SOCKET, stream)
        if found is None:
            raise NotFound
        with self._service.hub.lock:
            stream.families[actor.family_id] = found
        return found

    def _leave(self, stream: SocketStream, actor: Actor, message: Message) -> tuple[int, Message]:
        LeaveCommand.read(message)
        self._stop(stream, actor.family_id)
        return 200, {"family": actor.family_id}

    def _stop(self, stream: SocketStream, family_id: str) -> None:
        with self._service.hub.lock:
            left = stream.families.pop(family_id, None)
            if left is not None:
                self._service.hub.unsubscribe(left)

    def _acknowledge(
        self, stream: SocketStream, actor: Actor, message: Message
    ) -> tuple[int, Message]:
        seq = AckCommand.read(message).seq
        with self._service.hub.lock:
            stream.acknowledged(actor.family_id, seq)
        return 200, {"seq": seq}

    def _say_presence(
        self, stream: SocketStream, actor: Actor, message: Message
    ) -> tuple[int, Message]:
        """Set the status of this browser in all families that it has joined."""
        status = PresenceCommand.read(message).status
        with self._service.hub.lock:
            for subscription in stream.families.values():
                subscription.status = status
        return 200, {"status": status}

    def _say(self, stream: SocketStream, type_: str, data: Message) -> None:
        with self._service.hub.lock:
            stream.say(type_, data)
