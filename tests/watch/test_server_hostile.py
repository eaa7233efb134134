"""Whatever is sent to the preview: it stays polite, whole, and says nothing aloud."""

import random
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kontaktjournal.watch.server import Server
from kontaktjournal.watch.serving_answer import Page
from preview import (
    AGENDA,
    PAGES,
    Answer,
    answer_of,
    answered,
    connected,
    host_of,
    request,
    rest_of,
    served,
    spoken,
    wait_until,
)

#: All that a client may be told.
STATUSES = {200, 400, 403, 404, 405, 408, 414, 431, 503, 505}


@pytest.fixture
def server() -> Iterator[Server]:
    with served() as one:
        yield one


@pytest.fixture
def uncaught(monkeypatch: pytest.MonkeyPatch) -> list[threading.ExceptHookArgs]:
    """Collect what would be a traceback."""
    caught: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", caught.append)
    return caught


def heard_from(server: Server, said: bytes) -> bytes:
    """Send everything and hang up half; a server that hung up first is no failure."""
    with closing(connected(server)) as client:
        try:
            client.sendall(said)
            client.shutdown(socket.SHUT_WR)
            return rest_of(client)
        except OSError:
            return b""


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"GET /\r\n", 400),
        (b"\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\n\n", 400),
        (b"GET http://HOST/ HTTP/1.1\r\nHost: HOST\r\n\r\n", 400),
        (b"GET http://evil.example/ HTTP/1.1\r\nHost: HOST\r\n\r\n", 400),
        (b"CONNECT evil.example:443 HTTP/1.1\r\nHost: HOST\r\n\r\n", 405),
        (b"OPTIONS * HTTP/1.1\r\nHost: HOST\r\n\r\n", 405),
        (b"POST / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 9999999\r\n\r\nx=1", 405),
        (b"GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 16\r\n\r\nGET / HTTP/1.1\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
        (b"GET /" + b"a" * 100_000, 414),
        (b"GET / HTTP/1.1\r\nHost: HOST\r\nCookie: " + b"a" * 1_000_000, 431),
        (b"GET / HTTP/1.1\r\nHost: HOST\r\n" + b"X: y\r\n" * 2000 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 403),
        (b"GET / HTTP/1.1\r\nHost: HOST\r\nHost: HOST\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: HOST\r\nOrigin: http://evil.example\r\n\r\n", 403),
        (b"\0" * 1000, 400),
        (b"\n" * 1000, 400),
        (b"()<>@,;: / HTTP/1.1\r\nHost: HOST\r\n\r\n", 400),
    ],
)  # fmt: skip
def test_an_attack_is_refused_with_an_answer(server: Server, said: bytes, status: int) -> None:
    said = said.replace(b"HOST", host_of(server).encode())

    answer = answer_of(spoken(server, said))

    assert (answer.status, answer.fields["connection"]) == (status, "close")
    assert answer.body.count(b"HTTP/1.1") == 0  # what came after it was not taken for a request


def test_no_file_of_the_disk_is_ever_asked_for(tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(name: str) -> Page | None:
        asked.append(name)
        return PAGES.get(name)

    with served(ask) as server:
        (tmp_path / "index.html").symlink_to(Path(__file__))
        answers = [
            answered(server, target).status
            for target in (
                f"{tmp_path}/index.html",
                "/" + str(tmp_path),
                "/../../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..%2f..%2fetc/passwd",
                "/%252e%252e/etc/passwd",
                "/..%c0%af..%c0%afetc/passwd",
                "/..%5c..%5cetc/passwd",
                "/etc/passwd%00.html",
                "/proc/self/environ",
                "/.git/config",
            )
        ]

    assert set(answers) == {400, 404}
    # A name is a key of a table, and these are none of its keys.
    assert [name for name in asked if ".." in name or name.startswith(("/", "."))] == []


def test_an_answer_never_repeats_what_was_asked(server: Server) -> None:
    answers = [
        spoken(server, request(server, "/<script>alert(1)</script>")),
        spoken(server, request(server, "/%3Cscript%3Ealert(1)%3C/script%3E")),
        spoken(server, request(server, "/script", script="script")),
        spoken(server, request(server, host="script.example")),
    ]

    assert [b"script" in each.replace(b"script-src", b"") for each in answers] == [False] * 4


def test_a_client_that_hangs_up_leaves_nothing_behind(server: Server) -> None:
    for said in (b"", b"GET", request(server), request(server, "/-/live")):
        for _ in range(20):
            with connected(server) as client:
                client.sendall(said)

    wait_until(lambda: server.listeners == 0 and not server._clients)
    assert answered(server).status == 200


def test_nothing_is_said_aloud(server: Server, capfd: pytest.CaptureFixture[str]) -> None:
    for said in (request(server), request(server, "/anna.html"), b"\0", b"GET /anna.html\r\n"):
        heard_from(server, said)
    server.stop()

    assert capfd.readouterr() == ("", "")


_WORDS = (
    b"GET", b"HEAD", b"POST", b"CONNECT", b" ", b" ", b"/", b"/", b"index.html", b"style.css",
    b"../", b"%2e%2e/", b"%00", b"%c0%af", b"\\", b"?a=b", b"#", b" HTTP/1.1", b" HTTP/1.1\r\n",
    b"\r\n", b"\r\n\r\n", b"\n", b"Host: HOST", b"Host: HOST\r\n", b"Host: evil.example",
    b"Connection: close", b"Content-Length: 3", b"Transfer-Encoding: chunked", b"Origin: null",
    b"Sec-Fetch-Site: cross-site", b"Range: bytes=0-", b"Expect: 100-continue", b": ", b"\t",
    b"\0", b"\xff\xfe", b"a" * 5000, b"Upgrade: websocket", b"http://HOST/", b"-/live",
)  # fmt: skip


def made_up(dice: random.Random, proper: bytes) -> bytes:
    """Return noise, words of the trade in any order, or a request with some bytes changed."""
    kind = dice.randrange(4)
    if kind == 0:
        return dice.randbytes(dice.randrange(1, 200))
    if kind == 1:
        return b"".join(dice.choices(_WORDS, k=dice.randrange(1, 30)))
    changed = bytearray(proper)
    for _ in range(dice.randrange(1, 4)):
        at = dice.randrange(len(changed))
        changed[at : at + dice.randrange(2)] = dice.choice(
            (dice.randbytes(1), dice.choice(_WORDS))
        )
    return bytes(changed)


def statuses_in(heard: bytes) -> set[int]:
    return {int(status) for status in re.findall(rb"HTTP/1\.1 (\d+) ", heard)}


def test_thousands_of_broken_requests_are_answered_or_hung_up_on(
    server: Server, uncaught: list[threading.ExceptHookArgs]
) -> None:
    dice = random.Random(1)  # noqa: S311  # the same noise in every run
    host = host_of(server).encode()
    proper = request(server, "/kontakte/j%C3%B6rg-%C3%B6hm.html?a=b", accept="text/html")

    statuses = set[int]()
    for _ in range(5000):
        said = made_up(dice, proper).replace(b"HOST", host)
        statuses |= statuses_in(heard_from(server, said))

    assert {200, 400, 403, 404, 405} <= statuses <= STATUSES
    assert uncaught == []
    assert answered(server) == Answer(200, answered(server).fields, AGENDA.body)
    wait_until(lambda: not server._clients)
