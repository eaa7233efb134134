"""Open pages hear which pages changed."""

import json
import socket
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager

import pytest

from kontaktjournal.watch.server import Server
from kontaktjournal.watch.serving_answer import POLICY
from kontaktjournal.watch.serving_live import MOST_STREAMS
from preview import answer_of, answered, connected, request, rest_of, served, until, wait_until


@pytest.fixture
def server() -> Iterator[Server]:
    with served() as one:
        yield one


@contextmanager
def listening(server: Server) -> Iterator[socket.socket]:
    """Open a stream, past its greeting."""
    with connected(server) as client:
        client.sendall(request(server, "/-/live"))
        until(client, b"retry: 2000\n\n")
        yield client


def told(client: socket.socket) -> object:
    """Return what the next event says."""
    event = until(client, b"\n\n").decode("ascii")
    return json.loads(event.removeprefix("data: "))


def test_a_stream_is_no_page_to_be_kept_and_none_for_others(server: Server) -> None:
    with connected(server) as client:
        client.sendall(request(server, "/-/live"))
        answer = answer_of(until(client, b"\r\n\r\n"))

    assert answer.status == 200
    assert answer.fields["content-type"] == "text/event-stream"
    assert answer.fields["cache-control"] == "no-store"
    assert answer.fields["cross-origin-resource-policy"] == "same-origin"
    assert answer.fields["content-security-policy"] == POLICY
    assert "content-length" not in answer.fields


def test_every_open_page_hears_what_changed(server: Server) -> None:
    with listening(server) as one, listening(server) as other:
        server.tell(["trichter.html", "index.html"])
        server.tell({"kontakte/jörg.html"})
        heard = [(told(each), told(each)) for each in (one, other)]

    assert heard == [(["index.html", "trichter.html"], ["kontakte/jörg.html"])] * 2


@pytest.mark.parametrize("changed", [None, [f"kontakte/{number}.html" for number in range(101)]])
def test_where_all_or_very_many_changed_no_names_are_told(
    server: Server, changed: Collection[str] | None
) -> None:
    with listening(server) as client:
        server.tell(changed)

        assert told(client) is None


def test_a_name_cannot_end_its_event(server: Server) -> None:
    with listening(server) as client:
        server.tell(["a\n\ndata: []\n\n.html", "b\r\u2028.html"])

        assert told(client) == ["a\n\ndata: []\n\n.html", "b\r\u2028.html"]


def test_who_hung_up_is_forgotten(server: Server) -> None:
    with listening(server), listening(server):
        wait_until(lambda: server.listeners == 2)

    wait_until(lambda: server.listeners == 0)
    server.tell(["index.html"])


def test_who_talks_into_the_news_is_hung_up_on(server: Server) -> None:
    with listening(server) as client:
        client.sendall(b"GET / HTTP/1.1\r\n")

        try:
            heard = rest_of(client)
        except ConnectionResetError:
            heard = b""

    assert heard == b""


def test_who_does_not_read_is_hung_up_on_and_holds_nobody_up(server: Server) -> None:
    names = ["a" * 200 + str(number) for number in range(100)]
    with listening(server), listening(server) as reader:
        heard = 0
        while server.listeners > 1:
            server.tell(names)
            told(reader)
            heard += 1

        server.tell(["index.html"])

        assert told(reader) == ["index.html"]


def test_there_is_room_for_some_and_not_for_any_number(server: Server) -> None:
    with ExitStack() as streams:
        for _ in range(MOST_STREAMS):
            streams.enter_context(listening(server))

        refused = answered(server, "/-/live")
        page = answered(server)

    assert (refused.status, page.status) == (503, 200)
    wait_until(lambda: server.listeners == 0)
    with listening(server) as client:
        server.tell(None)
        assert told(client) is None


def test_asked_for_the_head_alone_there_are_no_news(server: Server) -> None:
    answer = answered(server, "/-/live", "HEAD")

    assert (answer.status, answer.body) == (200, b"")
    assert server.listeners == 0


def test_the_end_of_the_watcher_ends_the_news() -> None:
    with served() as server, listening(server) as one, listening(server) as other:
        server.tell(None)
        server.stop()

        assert (rest_of(one), rest_of(other)) == (b"data: null\n\n", b"data: null\n\n")


def test_pages_are_served_while_news_are_told(server: Server) -> None:
    with listening(server) as client:
        for _ in range(50):
            server.tell(["index.html"])
            assert answered(server).status == 200

        assert [told(client) for _ in range(50)] == [["index.html"]] * 50
