"""What the preview answers: a page or a status in, bytes out."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import NamedTuple

#: All that a page may do is show itself and ask us for news.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)

_ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

#: What else a status says. A busy page comes back by itself, also without a script.
_WITH = {
    HTTPStatus.METHOD_NOT_ALLOWED: {"Allow": "GET, HEAD"},
    HTTPStatus.SERVICE_UNAVAILABLE: {"Retry-After": "1", "Refresh": "1"},
}

_TEXT = "text/plain; charset=utf-8"


class Page(NamedTuple):
    """Something to be served, as it goes over the wire.

    Args:
        body: the bytes.
        kind: the content type.
        etag: differs as soon as the page shows something else; letters, digits, ``-._``.
    """

    body: bytes
    kind: str
    etag: str


def page_answer(page: Page, *, is_head: bool, lasts: bool) -> bytes:
    """Return the answer that shows a page.

    Args:
        page: the page.
        is_head: whether only the head is wanted.
        lasts: whether the connection stays open.
    """
    fields = {
        "Content-Type": page.kind,
        "Content-Length": str(len(page.body)),
        "ETag": f'"{page.etag}"',
        # The one place where a script can read which state of the page it came with.
        "Server-Timing": f'page;desc="{page.etag}"',
        "Connection": "keep-alive" if lasts else "close",
    }
    return _head(HTTPStatus.OK, fields) + (b"" if is_head else page.body)


def status_answer(status: HTTPStatus, sentence: str, *, is_head: bool, lasts: bool) -> bytes:
    """Return the answer that shows no page.

    Args:
        status: why.
        sentence: the same for the user; empty: the status in words.
        is_head: whether only the head is wanted.
        lasts: whether the connection stays open.
    """
    body = f"{sentence or status.phrase}\n".encode()
    fields = {
        "Content-Type": _TEXT,
        "Content-Length": str(len(body)),
        **_WITH.get(status, {}),
        "Connection": "keep-alive" if lasts else "close",
    }
    return _head(status, fields) + (b"" if is_head else body)


def stream_head() -> bytes:
    """Return the head of the answer that goes on: news, as server-sent events."""
    fields = {"Content-Type": "text/event-stream", "Connection": "close"}
    return _head(HTTPStatus.OK, fields)


def _head(status: HTTPStatus, fields: Mapping[str, str]) -> bytes:
    lines = [f"{name}: {value}" for name, value in {**fields, **_ALWAYS}.items()]
    return "\r\n".join((f"HTTP/1.1 {status.value} {status.phrase}", *lines, "", "")).encode(
        "ascii"
    )
