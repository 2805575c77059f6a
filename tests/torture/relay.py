"""The TCP proxy of a run, a process of its own: `python -m tests.torture.relay TARGET`.

TARGET is a port of this machine or the path of a Unix socket. It prints its own port, then reads
commands from its input, and answers each with a number of connections:

    cut N       break N connections, chosen at random
    silence     from now on swallow everything on those that are open; both ends see them as well
    unsilence   break those that are silent
    swallowed   the number of bytes swallowed so far
"""

import asyncio
import contextlib
import os
import random
import sys
from dataclasses import dataclass

CHUNK = 65536


@dataclass(eq=False)
class Pair:
    near: asyncio.StreamWriter
    far: asyncio.StreamWriter
    is_silent: bool = False

    def break_off(self) -> None:
        for end in (self.near, self.far):
            end.transport.abort()


class Relay:
    def __init__(self, target: str):
        self._target = target
        self._pairs: set[Pair] = set()
        self._swallowed = 0

    async def join(self, near: asyncio.StreamReader, to_near: asyncio.StreamWriter) -> None:
        try:
            far, to_far = await self._connect()
        except OSError:
            to_near.transport.abort()
            return
        pair = Pair(to_near, to_far)
        self._pairs.add(pair)
        await asyncio.gather(self._carry(pair, near, to_far), self._carry(pair, far, to_near))
        self._pairs.discard(pair)

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._target.startswith("/"):
            return await asyncio.open_unix_connection(self._target)
        return await asyncio.open_connection("127.0.0.1", int(self._target))

    async def _carry(
        self, pair: Pair, source: asyncio.StreamReader, target: asyncio.StreamWriter
    ) -> None:
        """Until one end closes; a silent pair stays open, as after a failover."""
        with contextlib.suppress(OSError):
            while data := await source.read(CHUNK):
                if pair.is_silent:
                    self._swallowed += len(data)
                else:
                    target.write(data)
                    await target.drain()
        if pair.is_silent and target is pair.near:
            return
        with contextlib.suppress(OSError, RuntimeError):
            target.close()

    def obey(self, command: str) -> int:
        match command.split():
            case ["cut", count]:
                return self._break_off(self._chosen(int(count)))
            case ["silence"]:
                return self._silence()
            case ["unsilence"]:
                return self._break_off([pair for pair in self._pairs if pair.is_silent])
            case ["swallowed"]:
                return self._swallowed
        raise ValueError(command)

    def _chosen(self, count: int) -> list[Pair]:
        talking = [pair for pair in self._pairs if not pair.is_silent]
        return random.sample(talking, min(count, len(talking)))

    def _silence(self) -> int:
        for pair in self._pairs:
            pair.is_silent = True
        return len(self._pairs)

    def _break_off(self, pairs: list[Pair]) -> int:
        self._pairs.difference_update(pairs)
        for pair in pairs:
            pair.break_off()
        return len(pairs)


async def serve(target: str) -> None:
    relay = Relay(target)
    server = await asyncio.start_server(relay.join, "127.0.0.1", 0, backlog=256)
    print(server.sockets[0].getsockname()[1], flush=True)
    commands = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(commands)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, sys.stdin)
    while line := await commands.readline():
        print(relay.obey(line.decode()), flush=True)
    os._exit(0)  # the run has ended: what is still open breaks


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))
