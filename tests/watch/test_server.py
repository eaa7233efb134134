"""The preview serves pages from memory, to the browsers of this machine only."""

import socket
import threading
from collections.abc import Iterator

import pytest

from kontaktjournal.domain.errors import DiskTrouble
from kontaktjournal.watch import serving_client
from kontaktjournal.watch.server import Server
from kontaktjournal.watch.serving_answer import POLICY, Page
from preview import (
    AGENDA,
    HTML,
    JOERG,
    PAGES,
    PATIENCE,
    answer_of,
    answered,
    connected,
    host_of,
    request,
    rest_of,
    served,
    spoken,
    until,
)


@pytest.fixture
def server() -> Iterator[Server]:
    with served() as one:
        yield one


@pytest.mark.parametrize(
    ("target", "body"),
    [
        ("/", AGENDA.body),
        ("/index.html", AGENDA.body),
        ("/?from=mail", AGENDA.body),
        ("/index.html?", AGENDA.body),
        ("/kontakte/j%C3%B6rg-%C3%B6hm.html", JOERG.body),
        ("/%69ndex.html", AGENDA.body),
    ],
)
def test_a_page_is_found_by_its_name(server: Server, target: str, body: bytes) -> None:
    answer = answered(server, target)

    assert (answer.status, answer.body) == (200, body)


def test_an_answer_says_what_it_is_and_what_it_may_do(server: Server) -> None:
    answer = answered(server)

    assert dict(answer.fields) == {
        "content-type": HTML,
        "content-length": str(len(AGENDA.body)),
        "etag": '"a1"',
        "server-timing": 'page;desc="a1"',
        "connection": "close",
        "content-security-policy": POLICY,
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "referrer-policy": "no-referrer",
        "cache-control": "no-store",
    }


@pytest.mark.parametrize(
    ("target", "fields", "status"),
    [
        ("/nobody.html", {}, 404),
        ("/", {"host": "evil.example"}, 403),
        ("/", {"host": ""}, 400),
        ("//", {}, 404),
    ],
)
def test_a_refusal_is_guarded_like_a_page(
    server: Server, target: str, fields: dict[str, str], status: int
) -> None:
    answer = answered(server, target, **fields)

    assert answer.status == status
    assert answer.fields["content-security-policy"] == POLICY
    assert answer.fields["x-content-type-options"] == "nosniff"
    assert answer.fields["content-type"] == "text/plain; charset=utf-8"
    assert "server" not in answer.fields


@pytest.mark.parametrize("target", ["/", "/nobody.html", "/style.css", "/../x"])
def test_head_is_get_without_the_body(server: Server, target: str) -> None:
    get = spoken(server, request(server, target))

    head = spoken(server, request(server, target, "HEAD"))

    assert head == get[: get.index(b"\r\n\r\n") + 4]


def test_what_the_user_reads_is_in_the_users_language(server: Server) -> None:
    absent, foreign = answered(server, "/nobody.html"), answered(server, host="evil.example")

    assert (absent.body, foreign.body) == (b"Nicht da.\n", b"Nur hier.\n")


def test_a_method_that_could_change_something_is_told_which_ones_there_are(
    server: Server,
) -> None:
    answer = answered(server, "/", "POST", content_length="0")

    assert (answer.status, answer.fields["allow"]) == (405, "GET, HEAD")


def test_a_connection_is_kept_for_the_next_request(server: Server) -> None:
    with connected(server) as client:
        client.sendall(request(server, connection=""))
        first = until(client, AGENDA.body)
        client.sendall(request(server, "/nobody.html", connection="keep-alive"))
        second = until(client, b"Nicht da.\n")
        client.sendall(request(server, "/style.css"))
        third = rest_of(client)

    assert [answer_of(each).status for each in (first, second, third)] == [200, 404, 200]


def test_requests_sent_at_once_are_answered_in_turn(server: Server) -> None:
    at_once = request(server, connection="") + request(server, "/no") + request(server)

    heard = spoken(server, at_once)

    first = heard[: heard.index(AGENDA.body) + len(AGENDA.body)]
    second = heard.removeprefix(first)
    assert (answer_of(first).status, answer_of(second).status) == (200, 404)
    assert second.count(b"HTTP/1.1") == 1  # after "Connection: close" nobody listens


def test_a_client_of_before_1997_is_answered_and_hung_up_on(server: Server) -> None:
    heard = spoken(server, f"GET / HTTP/1.0\r\nHost: {host_of(server)}\r\n\r\n".encode())

    assert answer_of(heard).fields["connection"] == "close"
    assert heard.endswith(AGENDA.body)


def test_a_busy_journal_asks_for_patience_and_the_browser_comes_back() -> None:
    def ask(_name: str) -> Page | None:
        raise TimeoutError

    with served(ask) as server:
        answer = answered(server)

    assert (answer.status, answer.body) == (503, b"Gleich.\n")
    assert (answer.fields["retry-after"], answer.fields["refresh"]) == ("1", "1")


def test_a_bug_of_ours_is_told_to_the_browser_and_to_us(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    uncaught: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", uncaught.append)

    def ask(_name: str) -> Page | None:
        raise ZeroDivisionError

    with served(ask) as server:
        answer = answered(server)

    assert (answer.status, answer.body) == (500, b"Internal Server Error\n")
    assert [each.exc_type for each in uncaught] == [ZeroDivisionError]


def test_a_page_that_takes_long_keeps_nobody_else_waiting() -> None:
    go_on = threading.Event()

    def ask(name: str) -> Page | None:
        if name == "slow.html":
            go_on.wait(PATIENCE)
        return AGENDA

    with served(ask) as server, connected(server) as slow:
        slow.sendall(request(server, "/slow.html"))
        quick = answered(server)
        go_on.set()
        slow_answer = answer_of(rest_of(slow))

    assert (quick.status, slow_answer.status) == (200, 200)


def test_each_request_asks_for_the_page_anew() -> None:
    bodies = iter((b"one", b"two"))

    with served(lambda name: Page(next(bodies), HTML, name)) as server:
        first, second = answered(server), answered(server)

    assert (first.body, second.body) == (b"one", b"two")


def test_a_large_page_arrives_whole() -> None:
    large = Page(bytes(range(256)) * 20_000, HTML, "x")

    with served(lambda _name: large) as server:
        answer = answered(server)

    assert answer.body == large.body


def test_no_other_address_of_the_machine_is_open(server: Server) -> None:
    port = int(host_of(server).partition(":")[2])

    with pytest.raises(OSError, match=r"refused|assign"):
        socket.create_connection(("127.0.0.2", port), PATIENCE)


def test_a_port_that_browsers_leave_out_may_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    with served() as first:
        port = int(host_of(first).partition(":")[2])
    monkeypatch.setattr("kontaktjournal.watch.server._HTTP_PORT", port)

    usual = Server(PAGES.get, port)
    usual.start()
    statuses = [
        answered(usual, host=host).status for host in ("localhost", "[::1]", "evil.example")
    ]
    usual.stop()

    assert statuses == [200, 200, 403]


def test_a_port_that_is_taken_is_said_plainly(server: Server) -> None:
    port = int(host_of(server).partition(":")[2])
    second = Server(PAGES.get, port)

    with pytest.raises(DiskTrouble) as refusal:
        second.start()

    assert refusal.value.key == "refusal.port"
    assert refusal.value.values == {"port": port, "reason": "EADDRINUSE"}


def test_a_port_can_be_used_again_at_once() -> None:
    with served() as first:
        answered(first)
        port = int(host_of(first).partition(":")[2])

    second = Server(PAGES.get, port)
    second.start()
    answer = answered(second)
    second.stop()

    assert answer.status == 200


def test_it_ends_though_clients_are_silent_half_way_or_waiting() -> None:
    asked, go_on = threading.Event(), threading.Event()

    def ask(_name: str) -> Page | None:
        asked.set()
        go_on.wait(PATIENCE)
        return AGENDA

    server = Server(ask)
    server.start()
    with connected(server) as silent, connected(server) as half, connected(server) as waiting:
        half.sendall(b"GET / HT")
        waiting.sendall(request(server))
        asked.wait(PATIENCE)

        server.stop()

        assert (rest_of(silent), rest_of(half), rest_of(waiting)) == (b"", b"", b"")
        go_on.set()
        with pytest.raises(ConnectionRefusedError):
            connected(server)


def test_where_the_system_has_no_more_threads_the_client_is_sent_away(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(_thread: threading.Thread) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", start)
        refused = answer_of(spoken(server, b""))

    assert (refused.status, answered(server).status) == (503, 200)


def test_ending_twice_or_before_the_beginning_is_no_harm() -> None:
    server = Server(PAGES.get)

    server.stop()
    server.stop()
    server.tell(None)

    assert server.listeners == 0


def test_who_says_nothing_is_hung_up_on(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving_client, "TO_ASK", 0.05)

    heard = spoken(server, b"")

    assert heard == b""


@pytest.mark.parametrize("begun", [b"G", b"GET / HTTP/1.1", b"GET / HTTP/1.1\r\nHost: x\r\n"])
def test_who_does_not_finish_is_told_so(
    server: Server, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(serving_client, "TO_ASK", 0.05)

    heard = spoken(server, begun)

    assert answer_of(heard).status == 408


def test_a_word_now_and_then_does_not_lengthen_the_time(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving_client, "TO_ASK", 0.2)

    with connected(server) as client:
        client.sendall(b"GET / HTTP/1.1\r\n")
        client.settimeout(0.02)
        heard = b""
        while not heard:
            client.sendall(b"X: y\r\n")
            try:
                heard = client.recv(65536)
            except TimeoutError:
                continue

    assert answer_of(heard).status == 408


def test_a_crowd_is_sent_away_and_the_next_one_is_served() -> None:
    with served() as server:
        crowd = [connected(server) for _ in range(64)]
        one_more = connected(server)
        refused = answer_of(rest_of(one_more))
        for client in (*crowd, one_more):
            client.shutdown(socket.SHUT_WR)
            client.close()
        while (later := answered(server)).status == 503:
            pass

    assert (refused.status, later.status) == (503, 200)
