"""What a browser asks the preview for: bytes in, a request or a status out."""

import re
from collections.abc import Collection, Mapping
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

#: Where the news of changed pages come from; no page is ever called so.
LIVE = "-/live"

#: No browser of ours sends more; whoever does wants to fill the memory.
LONGEST_LINE = 4096
LONGEST_HEAD = 16384
MOST_FIELDS = 64
_LONGEST_NAME = 255

_TOKEN = rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_LINE = re.compile(rb"(%b) ([\x21-\x7e]+) HTTP/([0-9])\.([0-9])" % _TOKEN)
_FIELD = re.compile(rb"(%b):([^\x00-\x08\x0a-\x1f\x7f]*)" % _TOKEN)
_TARGET = re.compile(
    rb"/((?:[0-9A-Za-z._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)(?:\?[^\x00-\x20#\x7f-\xff]*)?"
)
_BARE_LINE_FEED = re.compile(rb"(?<!\r)\n")
_NOT_TYPED = re.compile(rb"[^\x20-\x7e]")

#: Said twice, two readers could take two different ones.
_ONCE = frozenset((
    "content-length", "host", "origin", "sec-fetch-dest", "sec-fetch-mode", "sec-fetch-site",
    "transfer-encoding",
))  # fmt: skip


class NotServed(Exception):
    """Refuse a request.

    Args:
        status: what the client is told.
    """

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


class Request(NamedTuple):
    """A request that may be answered.

    Args:
        name: of the page.
        is_head: whether only the head of the answer is wanted.
        lasts: whether the client asks on over the same connection.
    """

    name: str
    is_head: bool
    lasts: bool


def glance(begun: bytes) -> None:
    """Look at the beginning of a request, whether it is worth waiting for the rest.

    Raises:
        NotServed: it is not.
    """
    line, ended, _ = begun.partition(b"\r\n")
    if len(line) > LONGEST_LINE:
        raise NotServed(HTTPStatus.REQUEST_URI_TOO_LONG)
    if len(begun) > LONGEST_HEAD:
        raise NotServed(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
    # A browser that was told https:// says something else, and waits for an answer.
    is_foreign = _NOT_TYPED.search(line.removesuffix(b"\r")) or _BARE_LINE_FEED.search(begun)
    if is_foreign or (ended and not _LINE.fullmatch(line)):
        raise NotServed(HTTPStatus.BAD_REQUEST)


def read_request(head: bytes, hosts: Collection[str]) -> Request:
    """Return what a request asks for.

    Args:
        head: all of it, without the empty line at its end.
        hosts: what the server is called, with its port. A page of somebody else's whose name
            leads here (DNS rebinding) sends another one.

    Raises:
        NotServed: it is broken, from elsewhere, or for something that is not a page.
    """
    line, *rest = head.split(b"\r\n")
    found = _LINE.fullmatch(line)
    if not found:
        raise NotServed(HTTPStatus.BAD_REQUEST)
    method, target, major, minor = found.groups()
    if major != b"1":
        raise NotServed(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED)
    fields = _fields(rest)
    _check_host(fields, hosts)
    if method not in (b"GET", b"HEAD"):
        raise NotServed(HTTPStatus.METHOD_NOT_ALLOWED)
    if fields.get("content-length", "0") != "0" or "transfer-encoding" in fields:
        raise NotServed(HTTPStatus.BAD_REQUEST)  # what follows would be read as a request
    name = _name(target)
    _check_asker(fields, is_stream=name == LIVE)
    closes = "close" in fields.get("connection", "").casefold()
    return Request(name, method == b"HEAD", lasts=minor != b"0" and not closes)


def _fields(lines: list[bytes]) -> dict[str, str]:
    if len(lines) > MOST_FIELDS:
        raise NotServed(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
    fields: dict[str, str] = {}
    for line in lines:
        found = _FIELD.fullmatch(line)
        if not found:
            raise NotServed(HTTPStatus.BAD_REQUEST)
        key = found[1].decode("ascii").lower()
        if key in _ONCE and key in fields:
            raise NotServed(HTTPStatus.BAD_REQUEST)
        fields[key] = found[2].decode("latin-1").strip(" \t")
    return fields


def _check_host(fields: Mapping[str, str], hosts: Collection[str]) -> None:
    if "host" not in fields:
        raise NotServed(HTTPStatus.BAD_REQUEST)
    if fields["host"] not in hosts:
        raise NotServed(HTTPStatus.FORBIDDEN)


def _check_asker(fields: Mapping[str, str], *, is_stream: bool) -> None:
    """Refuse what another site's page asks for; a link there may lead here."""
    if fields.get("origin", own := f"http://{fields['host']}") != own:
        raise NotServed(HTTPStatus.FORBIDDEN)
    site = fields.get("sec-fetch-site", "same-origin")  # curl does not say
    if site == "same-origin":
        return
    place = fields.get("sec-fetch-mode"), fields.get("sec-fetch-dest")
    # Another port of this machine is "same-site", and so no friend either.
    if is_stream or not (site == "none" or place == ("navigate", "document")):
        raise NotServed(HTTPStatus.FORBIDDEN)


def _name(target: bytes) -> str:
    found = _TARGET.fullmatch(target)
    if not found:
        raise NotServed(HTTPStatus.BAD_REQUEST)
    try:
        name = unquote_to_bytes(found[1]).decode("utf-8")
    except UnicodeDecodeError:
        raise NotServed(HTTPStatus.BAD_REQUEST) from None
    if not name:
        return "index.html"
    # An encoded slash would be a second spelling of the same page.
    if b"%2f" in found[1].lower() or not _is_name(name):
        raise NotServed(HTTPStatus.NOT_FOUND)
    return name


def _is_name(name: str) -> bool:
    if len(name) > _LONGEST_NAME or "\\" in name or not name.isprintable():
        return False
    return all(part and part[0] != "." for part in name.split("/"))
