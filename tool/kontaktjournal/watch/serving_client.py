"""One client's connection: its requests one after the other, each within a time and a size."""

import socket
import time
from contextlib import suppress
from http import HTTPStatus

from kontaktjournal.watch.serving_request import NotServed, glance

#: Seconds: for a whole request, for all of an answer, for the last words of a client.
TO_ASK = 5.0
_TO_READ = 10.0
_TO_PART = 0.5

_CHUNK = 65536
_END = b"\r\n\r\n"


class Gone(Exception):
    """Tell that a client hung up, or does not read what it asked for."""


class Client:
    """Somebody who asks.

    Args:
        connection: theirs.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._begun = b""

    def head(self) -> bytes:
        """Return the next request, without the empty line at its end.

        Raises:
            NotServed: it is too long, takes too long, or is no request.
            Gone: there is none.
        """
        end = time.monotonic() + TO_ASK
        while _END not in self._begun:
            glance(self._begun)
            self._begun += self._more(end)
        head, _, self._begun = self._begun.partition(_END)
        glance(head)
        return head

    def send(self, answer: bytes) -> None:
        """Send an answer.

        Raises:
            Gone: nobody takes it.
        """
        try:
            self._connection.settimeout(_TO_READ)
            self._connection.sendall(answer)
        except OSError as error:
            raise Gone from error

    def part(self) -> None:
        """Hang up, so that the last answer arrives.

        Closed on words that nobody read, a connection is torn down, and the answer with it.
        """
        end = time.monotonic() + _TO_PART
        with self._connection, suppress(OSError):
            self._connection.shutdown(socket.SHUT_WR)
            while self._received(end):
                pass

    def _more(self, end: float) -> bytes:
        try:
            more = self._received(end)
        except TimeoutError:
            if self._begun:
                raise NotServed(HTTPStatus.REQUEST_TIMEOUT) from None
            raise Gone from None
        except OSError as error:
            raise Gone from error
        if not more:
            raise Gone
        return more

    def _received(self, end: float) -> bytes:
        left = end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        return self._connection.recv(_CHUNK)
