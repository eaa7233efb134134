"""Who waits for news of changed pages: open streams of server-sent events."""

import json
import selectors
import socket
from collections.abc import Collection
from contextlib import suppress

#: One for each page that is seen; a page in a hidden tab hangs up.
MOST_STREAMS = 32
#: Told of more, a page reloads without looking whether it is one of them.
_MOST_NAMES = 100

#: In milliseconds: how long a page waits before it asks for a lost watcher again.
GREETING = b"retry: 2000\n\n"


def news(changed: Collection[str] | None) -> bytes:
    """Return the event that tells which pages changed.

    Args:
        changed: their names; nothing: all of them did.
    """
    told = None if changed is None or len(changed) > _MOST_NAMES else sorted(changed)
    return b"data: %b\n\n" % json.dumps(told).encode("ascii")


class Streams:
    """The open streams; one thread only handles them.

    Args:
        selector: wakes that thread, also when a client hangs up.
    """

    def __init__(self, selector: selectors.BaseSelector) -> None:
        self._selector = selector
        self._open: set[socket.socket] = set()

    def __len__(self) -> int:
        return len(self._open)

    def add(self, client: socket.socket, head: bytes) -> None:
        """Take a client over.

        Args:
            client: its connection.
            head: of the answer.
        """
        client.settimeout(0)
        self._open.add(client)
        self._selector.register(client, selectors.EVENT_READ)
        self._send(client, head + GREETING)

    def tell(self, event: bytes) -> None:
        """Send an event to all of them."""
        for client in tuple(self._open):
            self._send(client, event)

    def drop(self, client: socket.socket) -> None:
        """Close a stream: its client hung up, says something, or does not read."""
        self._open.discard(client)
        self._selector.unregister(client)
        client.close()

    def close(self) -> None:
        """Close all streams, so that their clients notice."""
        for client in tuple(self._open):
            with suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)
            self.drop(client)

    def _send(self, client: socket.socket, data: bytes) -> None:
        # Who cannot take a few hundred bytes has not read for long. It asks anew, and compares.
        try:
            is_sent = client.send(data) == len(data)
        except OSError:
            is_sent = False
        if not is_sent:
            self.drop(client)
