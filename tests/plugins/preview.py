"""A preview with invented pages, and words sent to it over a raw socket."""

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import NamedTuple

from kontaktjournal.watch.server import Ask, Server
from kontaktjournal.watch.serving_answer import Page

#: Seconds until a test that waits gives up: it decides nothing, it only ends what hangs.
PATIENCE = 30.0

HTML = "text/html; charset=utf-8"

AGENDA = Page(b"<!doctype html><title>Agenda</title>", HTML, "a1")
JOERG = Page("<!doctype html><title>Jörg</title>".encode(), HTML, "j1")
STYLE = Page(b"body { margin: 0 }", "text/css; charset=utf-8", "s1")
PAGES = {"index.html": AGENDA, "kontakte/jörg-öhm.html": JOERG, "style.css": STYLE}

SENTENCES = {403: "Nur hier.", 404: "Nicht da.", 503: "Gleich."}


def said(status: int, address: str) -> str:
    """Say a status as the catalogue does."""
    assert address.startswith("http://127.0.0.1:")
    return SENTENCES[status]


class Answer(NamedTuple):
    """What came back.

    Args:
        status: of the first line.
        fields: by name in lower case.
        body: what follows.
    """

    status: int
    fields: Mapping[str, str]
    body: bytes


@contextmanager
def served(ask: Ask = PAGES.get) -> Iterator[Server]:
    """Serve pages on a free port, for as long as the block lasts."""
    server = Server(ask, words=said)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def host_of(server: Server) -> str:
    """Return host and port as a browser names them."""
    return server.address.removeprefix("http://").removesuffix("/")


def connected(server: Server) -> socket.socket:
    """Return a connection."""
    host, _, port = host_of(server).partition(":")
    return socket.create_connection((host, int(port)), PATIENCE)


def request(server: Server, target: str = "/", method: str = "GET", **fields: str) -> bytes:
    """Return a proper request; a field's name has ``_`` for ``-``, an empty one is left out."""
    said = {"host": host_of(server), "connection": "close"} | fields
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in said.items() if value]
    return "\r\n".join((f"{method} {target} HTTP/1.1", *lines, "", "")).encode()


def spoken(server: Server, said: bytes) -> bytes:
    """Return all that a server answers until it hangs up."""
    with closing(connected(server)) as client:
        client.sendall(said)
        return rest_of(client)


def rest_of(client: socket.socket) -> bytes:
    """Return all that still comes."""
    parts = []
    while part := client.recv(65536):
        parts.append(part)
    return b"".join(parts)


def until(client: socket.socket, end: bytes) -> bytes:
    """Return what comes, up to and with its end."""
    heard = b""
    while end not in heard:
        seen = client.recv(65536, socket.MSG_PEEK)
        assert seen, f"hung up after {heard!r}"
        # What comes after it belongs to the next one who listens.
        too_far = (heard + seen).partition(end)[2]
        heard += client.recv(len(seen) - len(too_far))
    return heard


def answer_of(heard: bytes) -> Answer:
    """Return an answer taken apart."""
    head, _, body = heard.partition(b"\r\n\r\n")
    first, *lines = head.decode("ascii").split("\r\n")
    fields = (line.partition(": ") for line in lines)
    return Answer(int(first.split()[1]), {name.lower(): value for name, _, value in fields}, body)


def answered(server: Server, *words: str, **fields: str) -> Answer:
    """Return the answer to a request that is made as ``request`` makes it."""
    return answer_of(spoken(server, request(server, *words, **fields)))


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for something that another thread does."""
    import time

    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.005)
