"""The preview: pages from memory for the browsers of this machine, and news of changes.

One thread, the porter, lets clients in and keeps those who wait for news. Each of the others has a
thread of its own, which may wait for a page. Nothing here opens a file.
"""

import selectors
import socket
import time
from collections import deque
from collections.abc import Callable, Collection
from contextlib import suppress
from http import HTTPStatus
from threading import Lock, Thread
from typing import NamedTuple

from kontaktjournal.domain.errors import DiskTrouble, reason_of
from kontaktjournal.watch.serving_answer import Page, page_answer, status_answer, stream_head
from kontaktjournal.watch.serving_client import Client, Gone
from kontaktjournal.watch.serving_live import MOST_STREAMS, Streams, news
from kontaktjournal.watch.serving_request import LIVE, NotServed, Request, read_request

#: Finds or makes a page; nothing: there is none of that name. Raises TimeoutError when it takes
#: too long. Called by several threads at once.
Ask = Callable[[str], Page | None]

#: Says a status for the user (`watch.served.STATUS`), given the address of the pages.
Words = Callable[[int, str], str]

#: What somebody may see who did nothing odd; all else is for programs.
_FOR_USERS = (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.SERVICE_UNAVAILABLE)

_HERE = "127.0.0.1"
_NAMES = (_HERE, "localhost", "[::1]")
_HTTP_PORT = 80

_MOST_CLIENTS = 64
#: Seconds: until everything is over; while the system has no room for one more client.
_TO_STOP = 0.5
_BREATHER = 0.05
_CHUNK = 65536


class _Guest(NamedTuple):
    """A client that waits for news from now on."""

    connection: socket.socket


_Letter = _Guest | bytes | None


class Server:
    """Serves pages on this machine only.

    Args:
        ask: gives a page.
        port: 0: a free one.
        words: asked for 403, 404 and 503; other statuses say their English names.
    """

    def __init__(self, ask: Ask, port: int = 0, words: Words | None = None) -> None:
        self._ask = ask
        self._port = port
        self._words = words
        self._hosts: frozenset[str] = frozenset()
        self._clients: dict[socket.socket, Thread] = {}
        self._lock = Lock()
        #: For the porter: a guest, an event, or nothing: the day is over.
        self._letters: deque[_Letter] = deque()
        self._bell: socket.socket | None = None
        self._streams: Streams | None = None
        self._porter: Thread | None = None

    @property
    def address(self) -> str:
        """Return where the pages are."""
        return f"http://{_HERE}:{self._port}/"

    @property
    def listeners(self) -> int:
        """Return how many pages wait for news."""
        return len(self._streams or ())

    def start(self) -> None:
        """Open the door.

        Raises:
            DiskTrouble: the port is taken or not for us.
        """
        door = self._door()
        self._port = door.getsockname()[1]
        self._hosts = frozenset(f"{name}:{self._port}" for name in _NAMES)
        if self._port == _HTTP_PORT:
            self._hosts |= {*_NAMES}  # browsers leave it out
        self._bell, rung = socket.socketpair()
        self._bell.settimeout(0)
        self._porter = Thread(target=self._attend, args=(door, rung), name="porter", daemon=True)
        self._porter.start()

    def tell(self, changed: Collection[str] | None) -> None:
        """Let the open pages know what changed.

        Args:
            changed: names of pages, also of those that are gone; nothing: everything.
        """
        self._post(news(changed))

    def stop(self) -> None:
        """Close the door, and hang up on everybody within a second."""
        end = time.monotonic() + _TO_STOP
        self._post(None)
        if self._porter:
            self._porter.join()
        with self._lock:
            staying = list(self._clients.items())
            for connection, _ in staying:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)  # wakes its thread, which closes it
        for _, thread in staying:
            thread.join(max(0.0, end - time.monotonic()))
        while self._letters:
            letter = self._letters.popleft()
            if isinstance(letter, _Guest):
                letter.connection.close()
        if self._bell:
            self._bell.close()

    def _door(self) -> socket.socket:
        door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            # Else the port of a watcher that has just ended would be taken for a minute.
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind((_HERE, self._port))
            door.listen(_MOST_CLIENTS)
        except OSError as error:
            door.close()
            raise DiskTrouble("refusal.port", port=self._port, reason=reason_of(error)) from error
        door.settimeout(0)
        return door

    def _post(self, letter: _Letter) -> None:
        self._letters.append(letter)
        if self._bell:
            with suppress(OSError):  # enough rings are waiting, or nobody is at home
                self._bell.send(b"!")

    # The porter -------------------------------------------------------------------

    def _attend(self, door: socket.socket, rung: socket.socket) -> None:
        with door, rung, selectors.DefaultSelector() as selector:
            self._streams = streams = Streams(selector)
            selector.register(door, selectors.EVENT_READ)
            selector.register(rung, selectors.EVENT_READ)
            while self._is_day(streams):
                for key, _ in selector.select():
                    if key.fileobj is door:
                        self._let_in(door)
                    elif key.fileobj is rung:
                        rung.recv(_CHUNK)
                    elif isinstance(key.fileobj, socket.socket):
                        streams.drop(key.fileobj)  # hung up, or talks out of turn
            streams.close()

    def _is_day(self, streams: Streams) -> bool:
        """Do what the letters say; tell whether the day goes on."""
        while self._letters:
            letter = self._letters.popleft()
            if letter is None:
                return False
            if isinstance(letter, _Guest):
                streams.add(letter.connection, stream_head())
            else:
                streams.tell(letter)
        return True

    def _let_in(self, door: socket.socket) -> None:
        try:
            connection, _ = door.accept()
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError:
            time.sleep(_BREATHER)
            return
        thread = Thread(target=self._serve, args=(connection,), daemon=True)
        with self._lock:
            has_room = len(self._clients) < _MOST_CLIENTS
            if has_room:
                self._clients[connection] = thread
        if not has_room:
            self._turn_away(connection)
            return
        try:
            thread.start()
        except RuntimeError:  # the system has no more threads
            with self._lock:
                del self._clients[connection]
            self._turn_away(connection)

    def _turn_away(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(0)
            connection.send(self._status(HTTPStatus.SERVICE_UNAVAILABLE))
            connection.recv(_CHUNK)  # unread words would take the answer with them

    # A client's own thread --------------------------------------------------------

    def _serve(self, connection: socket.socket) -> None:
        client = Client(connection)
        wants_news = False
        try:
            with suppress(Gone):
                wants_news = self._talk(client)
        finally:
            if wants_news:
                self._post(_Guest(connection))
            else:
                client.part()
            with self._lock:
                del self._clients[connection]

    def _talk(self, client: Client) -> bool:
        """Answer what a client asks; tell whether it wants to hear the news from now on."""
        lasts = True
        while lasts:
            head = b""
            try:
                head = client.head()
                request = read_request(head, self._hosts)
            except NotServed as refusal:
                client.send(self._status(refusal.status, is_head=head.startswith(b"HEAD ")))
                return False
            lasts = request.lasts
            if request.name != LIVE:
                client.send(self._answer(request, client))
            elif self.listeners >= MOST_STREAMS:
                client.send(self._status(HTTPStatus.SERVICE_UNAVAILABLE, is_head=request.is_head))
                return False
            elif request.is_head:
                client.send(stream_head())
                return False
            else:
                return True
        return False

    def _answer(self, request: Request, client: Client) -> bytes:
        try:
            page = self._ask(request.name)
        except TimeoutError:
            status = HTTPStatus.SERVICE_UNAVAILABLE
        except Exception:
            client.send(self._status(HTTPStatus.INTERNAL_SERVER_ERROR))
            raise
        else:
            if page:
                return page_answer(page, is_head=request.is_head, lasts=request.lasts)
            status = HTTPStatus.NOT_FOUND
        return self._status(status, is_head=request.is_head, lasts=request.lasts)

    def _status(self, status: HTTPStatus, *, is_head: bool = False, lasts: bool = False) -> bytes:
        sentence = ""
        if self._words and status in _FOR_USERS:
            sentence = self._words(status, self.address)
        return status_answer(status, sentence, is_head=is_head, lasts=lasts)
