"""What a request asks for, and which ones are refused before anything is asked."""

from contextlib import suppress
from http import HTTPStatus

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kontaktjournal.watch.serving_request import NotServed, Request, glance, read_request

HOST = "127.0.0.1:8000"
HOSTS = {HOST, "localhost:8000", "[::1]:8000"}

AGENDA = Request("index.html", is_head=False, lasts=True)

BAD = HTTPStatus.BAD_REQUEST
FORBIDDEN = HTTPStatus.FORBIDDEN
ABSENT = HTTPStatus.NOT_FOUND
NO_METHOD = HTTPStatus.METHOD_NOT_ALLOWED
TOO_MUCH = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE

#: What a browser says of itself where somebody clicked a link of another site.
FOLLOWED_LINK = {
    "Sec-Fetch-Site": "cross-site",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Dest": "document",
}


def head(target: str = "/", method: str = "GET", host: str = HOST, **fields: str) -> bytes:
    said = {"Host": host} | {name.replace("_", "-"): value for name, value in fields.items()}
    lines = (f"{name}: {value}" for name, value in said.items())
    return "\r\n".join((f"{method} {target} HTTP/1.1", *lines)).encode("latin-1")


def status_of(head: bytes) -> HTTPStatus:
    with pytest.raises(NotServed) as refused:
        read_request(head, HOSTS)
    return refused.value.status


@pytest.mark.parametrize("host", sorted(HOSTS))
def test_each_name_of_this_machine_is_ours(host: str) -> None:
    assert read_request(head(host=host), HOSTS) == AGENDA


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1",  # the port is part of the name
        "127.0.0.1:8001",
        "127.0.0.1:08000",
        "127.0.0.1:8000.",
        "127.0.0.1:8000@evil.example",
        "evil.example@127.0.0.1:8000",
        "127.0.0.1:8000, evil.example",
        "127.0.0.1:8000 evil.example",
        "127.0.0.1.evil.example:8000",
        "localhost.evil.example:8000",
        "LOCALHOST:8000",
        "localhost.:8000",
        "127.1:8000",
        "2130706433:8000",
        "0x7f.0.0.1:8000",
        "0.0.0.0:8000",
        "[::]:8000",
        "::1:8000",
        "[::ffff:127.0.0.1]:8000",
        "",
    ],
)
def test_whoever_calls_us_something_else_was_led_here(host: str) -> None:
    assert status_of(head(host=host)) == FORBIDDEN


@pytest.mark.parametrize(
    "fields",
    [
        [],
        ["Host: 127.0.0.1:8000", "Host: 127.0.0.1:8000"],
        ["Host: 127.0.0.1:8000", "host: evil.example"],
        ["Host : 127.0.0.1:8000"],
        [" Host: 127.0.0.1:8000"],
        ["Host: 127.0.0.1:8000", " evil.example"],
        ["Host: 127.0.0.1:8000\0"],
        ["Host: 127.0.0.1:8000", "X: a\rb"],
        ["Host: 127.0.0.1:8000", "X: a\nb"],
        ["Host: 127.0.0.1:8000", "no colon"],
        ["Host: 127.0.0.1:8000", ": no name"],
        ["Host: 127.0.0.1:8000", "X-ä: y"],
        ["Host: 127.0.0.1:8000", "Content-Length: 5"],
        ["Host: 127.0.0.1:8000", "Content-Length: -1"],
        ["Host: 127.0.0.1:8000", "Content-Length: 0", "Content-Length: 5"],
        ["Host: 127.0.0.1:8000", "Transfer-Encoding: chunked"],
        ["Host: 127.0.0.1:8000", "Transfer-Encoding: identity"],
        ["Host: 127.0.0.1:8000", "Origin: null", "Origin: http://127.0.0.1:8000"],
    ],
)
def test_fields_that_can_be_read_in_two_ways_are_not_read(fields: list[str]) -> None:
    said = "\r\n".join(("GET / HTTP/1.1", *fields)).encode("latin-1")

    assert status_of(said) == BAD


@pytest.mark.parametrize(
    "line",
    [
        "",
        "GET",
        "GET /",  # HTTP/0.9
        "GET  / HTTP/1.1",
        "GET / HTTP/1.1 ",
        " GET / HTTP/1.1",
        "GET\t/\tHTTP/1.1",
        "GET / http/1.1",
        "GET / HTTP/1",
        "GET / HTTP/11.1",
        "GET /a b HTTP/1.1",
        "G\0T / HTTP/1.1",
        "GÄT / HTTP/1.1",
        "GET /kontakte/jörg.html HTTP/1.1",
        "{} / HTTP/1.1",
    ],
)
def test_a_line_that_is_not_http_is_refused(line: str) -> None:
    assert status_of(f"{line}\r\nHost: {HOST}".encode("latin-1")) == BAD


@pytest.mark.parametrize("version", ["HTTP/0.9", "HTTP/2.0", "HTTP/3.1"])
def test_another_http_is_not_spoken(version: str) -> None:
    said = f"PRI * {version}\r\nHost: {HOST}".encode()

    assert status_of(said) == HTTPStatus.HTTP_VERSION_NOT_SUPPORTED


@pytest.mark.parametrize(
    "method",
    ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "TRACK", "CONNECT", "PROPFIND",
     "get", "Get", "GETS", "HEAD1", "!#$%&'*+.^_`|~"],
)  # fmt: skip
def test_nothing_but_get_and_head_is_done(method: str) -> None:
    assert status_of(head("/", method)) == NO_METHOD


@pytest.mark.parametrize(
    ("method", "target"),
    [("CONNECT", "127.0.0.1:8000"), ("CONNECT", "evil.example:443"), ("OPTIONS", "*")],
)
def test_a_method_of_proxies_is_refused_whatever_it_names(method: str, target: str) -> None:
    assert status_of(head(target, method)) == NO_METHOD


@pytest.mark.parametrize(
    "target",
    [
        "*",
        "index.html",
        "http://127.0.0.1:8000/",
        "http://evil.example/",
        "file:///etc/passwd",
        "/index.html#top",
        "/index.html?a#top",
        "/a%",
        "/a%4",
        "/a%zz",
        "/a%u0041",
        "/\\..\\x",
        '/"x"',
        "/<b>",
        "/%ff",
        "/%c0%ae%c0%ae/x",  # two dots, spelled too long
        "/%e0%80%ae",
        "/%ed%a0%80",  # half a character
        "/%f4%90%80%80",
    ],
)
def test_an_address_that_is_none_of_ours_in_form_is_refused(target: str) -> None:
    assert status_of(head(target)) == BAD


@pytest.mark.parametrize(
    "target",
    [
        "//",
        "//evil.example/",
        "/../etc/passwd",
        "/kontakte/../index.html",
        "/kontakte/..",
        "/./index.html",
        "/kontakte//anna.html",
        "/kontakte/",
        "/.git/config",
        "/kontakte/.anna.md.swp",
        "/%2e%2e/etc/passwd",
        "/%2E%2E%2Fetc%2Fpasswd",
        "/kontakte%2fanna.html",
        "/kontakte%5canna.html",
        "/%5c%5cserver",
        "/index.html%00",
        "/index.html%0d%0aX:y",
        "/%E2%80%AEindex.html",
        "/" + "a" * 256,
    ],
)
def test_what_can_be_no_page_is_not_even_looked_for(target: str) -> None:
    assert status_of(head(target)) == ABSENT


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("/", "index.html"),
        ("/?", "index.html"),
        ("/?a=/../&b=%00", "index.html"),
        ("/kontakte/j%c3%b6rg.html", "kontakte/jörg.html"),
        ("/kontakte/jo%CC%88rg.html", "kontakte/jo\u0308rg.html"),  # another name, and no page
        ("/%252e%252e/x", "%2e%2e/x"),  # decoded once only
        ("/index.html;v=1", "index.html;v=1"),
        ("/fonts/a_b-1.woff2", "fonts/a_b-1.woff2"),
        ("/-/live", "-/live"),
        ("/-/LIVE", "-/LIVE"),
    ],
)
def test_a_name_is_decoded_once_and_looked_for_as_it_is(target: str, name: str) -> None:
    assert read_request(head(target), HOSTS).name == name


@pytest.mark.parametrize(
    ("fields", "is_served"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}, True),
        ({"Origin": "http://127.0.0.1:8000"}, True),
        (FOLLOWED_LINK, True),
        (FOLLOWED_LINK | {"Sec-Fetch-Site": "same-site"}, True),
        (FOLLOWED_LINK | {"Sec-Fetch-Dest": "iframe"}, False),
        (FOLLOWED_LINK | {"Sec-Fetch-Dest": "object"}, False),
        (FOLLOWED_LINK | {"Origin": "http://evil.example"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "document"}, False),
        ({"Sec-Fetch-Site": "", "Sec-Fetch-Dest": "image"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "https://127.0.0.1:8000"}, False),
        ({"Origin": "http://localhost:8000"}, False),
        ({"Origin": "http://localhost:3000"}, False),
        ({"Origin": ""}, False),
    ],
)
def test_another_site_may_link_here_and_nothing_else(
    fields: dict[str, str], *, is_served: bool
) -> None:
    if is_served:
        assert read_request(head(**fields), HOSTS).name == "index.html"
    else:
        assert status_of(head(**fields)) == FORBIDDEN


@pytest.mark.parametrize("site", ["none", "same-site", "cross-site"])
def test_the_news_are_for_our_own_pages_only(site: str) -> None:
    fields = FOLLOWED_LINK | {"Sec-Fetch-Site": site}

    assert status_of(head("/-/live", **fields)) == FORBIDDEN


@pytest.mark.parametrize(
    ("connection", "version", "lasts"),
    [
        ("keep-alive", "HTTP/1.1", True),
        ("", "HTTP/1.1", True),
        ("close", "HTTP/1.1", False),
        ("Keep-Alive, Close", "HTTP/1.1", False),
        ("keep-alive", "HTTP/1.0", False),
    ],
)
def test_a_connection_lasts_unless_somebody_wants_it_closed(
    connection: str, version: str, *, lasts: bool
) -> None:
    said = f"HEAD / {version}\r\nHost: {HOST}\r\nConnection: {connection}".encode()

    assert read_request(said, HOSTS) == AGENDA._replace(is_head=True, lasts=lasts)


def test_a_request_has_some_fields_and_not_any_number() -> None:
    fields = {f"x{number}": "" for number in range(63)}

    assert read_request(head(**fields), HOSTS).name == "index.html"
    assert status_of(head(**fields, one_more="")) == TOO_MUCH


@pytest.mark.parametrize(
    ("begun", "status"),
    [
        (b"GET /" + b"a" * 4096, HTTPStatus.REQUEST_URI_TOO_LONG),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 16384, TOO_MUCH),
        (b"GET /\r\n", BAD),
        (b"GET / HTTP/1.1\n", BAD),
        (b"GET / HTTP/1.1\r\nHost: x\n", BAD),
        (b"\r\n", BAD),
        (b"\x16\x03\x01\x02", BAD),  # https
        ("Grüß Gott".encode(), BAD),
    ],
)
def test_what_can_become_no_request_is_refused_at_once(begun: bytes, status: HTTPStatus) -> None:
    with pytest.raises(NotServed) as refused:
        glance(begun)

    assert refused.value.status == status


@pytest.mark.parametrize(
    "begun", [b"", b"G", b"GET / HTTP/1.1\r", b"GET / HTTP/1.1\r\nHost: x\r\n"]
)
def test_a_request_may_come_in_pieces(begun: bytes) -> None:
    glance(begun)


_PIECES = st.sampled_from(
    [b"GET ", b"HEAD ", b"POST ", b"/", b"index.html", b"..", b"%2e", b"%2F", b"%00", b"%c3%b6",
     b"%ff", b"\\", b"?", b"#", b"://", b" HTTP/1.1", b" HTTP/1.0", b" HTTP/9.9", b"\r\n", b"\n",
     b"\r", b"\0", b"Host: 127.0.0.1:8000", b"Host: evil.example", b"Origin: null",
     b"Sec-Fetch-Site: cross-site", b"Content-Length: 7", b": ", b" ", b"\t", b"-/live", b"\xff"]
)  # fmt: skip


@given(st.lists(_PIECES | st.binary(max_size=4), max_size=24).map(b"".join))
@example(b"GET / HTTP/1.1\r\nHost: 127.0.0.1:8000")
@example(b"GET /%2e%2e/%2e%2e/x HTTP/1.1\r\nHost: localhost:8000")
def test_whatever_is_sent_is_served_safely_or_refused(said: bytes) -> None:
    name = ""
    with suppress(NotServed):
        glance(said)
        name = read_request(said, HOSTS).name

    assert name.isprintable()
    assert "\\" not in name
    assert not any(part.startswith(".") for part in name.split("/"))
    assert "//" not in f"/{name}/" or not name
