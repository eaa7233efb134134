"""The archive of Facebook, as JSON: friends, and the address book of the telephone (6.2).

What a file holds is told by its keys: its place in the archive has changed twice.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from unicodedata import normalize

from kontaktjournal.domain.card import Card
from kontaktjournal.lists.format import FileFormat, Goal
from kontaktjournal.lists.json_array import Damaged, entries
from kontaktjournal.lists.mojibake import Mending, mending_of
from kontaktjournal.lists.record import Lack, Passed, Record, Records
from kontaktjournal.lists.source import Source
from kontaktjournal.notation.content_lines import on_one_line

_FRIENDS = re.compile(r'"friends(?:_v2)?"\s*:\s*\[')
_ADDRESS_BOOK = re.compile(r'"address_book"\s*:\s*\[')
#: Friends of once, and requests nobody answered: no contacts of anybody.
_NO_FRIENDS = re.compile(
    rb'"(?:(?:deleted|removed)_friends|(?:received|sent|rejected)_(?:friend_)?requests)(?:_v2)?"'
    rb"\s*:\s*[\[{]"
)
_PHONE = re.compile(r"[+(]?\d[\d\s()/.–-]{3,}\d", re.ASCII)
_WORDS_AT_MOST = 60


def _is_json(start: bytes) -> bool:
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


# Friends -------------------------------------------------------------------------------------


def _has_friends(start: bytes, _name: str) -> bool:
    return _is_json(start) and bool(re.search(_FRIENDS.pattern.encode(), start))


def _friends(source: Source) -> Records:
    mend = _mending(source, _FRIENDS)
    for line, friend in entries(source, _FRIENDS):
        name = _name_of(friend, mend)
        if isinstance(friend, Damaged) or not isinstance(friend, dict):
            yield Passed(line, Lack.DAMAGED, _beginning(friend))
        elif not name:
            yield Passed(line, Lack.NO_NAME)
        else:
            moment = friend.get("timestamp")
            since = _day(moment)
            key = f"{normalize('NFC', name).casefold()} {moment}" if since else ""
            yield Record(line, Card(name), key=key, connected=since)


def _day(moment: Any) -> date | None:
    """Return the day, in UTC, of a moment in seconds since 1970."""
    # True is a number to Python.
    if type(moment) is not int or moment <= 0:
        return None
    try:
        return datetime.fromtimestamp(moment, UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


FRIENDS = FileFormat("facebook", Goal.LIST, _has_friends, _friends)


# Address book --------------------------------------------------------------------------------


def _has_address_book(start: bytes, _name: str) -> bool:
    return _is_json(start) and bool(re.search(_ADDRESS_BOOK.pattern.encode(), start))


def _address_book(source: Source) -> Records:
    mend = _mending(source, _ADDRESS_BOOK)
    for line, person in entries(source, _ADDRESS_BOOK):
        name = _name_of(person, mend)
        points = _points(person)
        if isinstance(person, Damaged) or not isinstance(person, dict):
            yield Passed(line, Lack.DAMAGED, _beginning(person))
        elif not name:
            yield Passed(line, Lack.NO_NAME, " ".join(points)[:_WORDS_AT_MOST])
        else:
            emails = tuple(point for point in points if "@" in point)
            phones = tuple(point for point in points if _PHONE.fullmatch(point))
            others = [one for one in points if one not in (*emails, *phones)]
            card = Card(name, phone=phones, email=emails, note=mend("\n".join(others)))
            key = next(iter((*emails, *phones)), "").casefold()
            yield Record(line, card, key=key)


def _points(person: Any) -> tuple[str, ...]:
    """Return where somebody is reached, each once."""
    details = person.get("details") if isinstance(person, dict) else None
    points = [
        detail.get("contact_point")
        for detail in (details if isinstance(details, list) else [])
        if isinstance(detail, dict)
    ]
    said = (" ".join(point.split()) for point in points if isinstance(point, str))
    return tuple(dict.fromkeys(filter(None, said)))


ADDRESS_BOOK = FileFormat("facebook_addresses", Goal.CONTACTS, _has_address_book, _address_book)


def _name_of(person: Any, mend: Mending) -> str:
    name = person.get("name") if isinstance(person, dict) else None
    if not isinstance(name, str):
        return ""
    return on_one_line(mend(_of_whole_letters(name, "replace")))


def _of_whole_letters(text: str, otherwise: str) -> str:
    """Return a text without half letters, as a phone cut them off: they could not be written."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", otherwise)


def _beginning(entry: Any) -> str:
    return str(entry)[:_WORDS_AT_MOST]


def _mending(source: Source, array: re.Pattern[str]) -> Mending:
    """Find out how the names of a file are to be read, from all of them."""
    return mending_of(_names(source, array))


def _names(source: Source, array: re.Pattern[str]) -> Iterator[str]:
    for _, person in entries(source, array):
        name = person.get("name") if isinstance(person, dict) else None
        if isinstance(name, str):
            yield _of_whole_letters(name, "ignore")


# What is recognised, and not taken in --------------------------------------------------------


def _has_no_friends(start: bytes, _name: str) -> bool:
    return _is_json(start) and bool(_NO_FRIENDS.search(start))


def _is_page(start: bytes, name: str) -> bool:
    is_html = b"<html" in start.lower()
    return is_html and ("friend" in name or "address_book" in name or b"Facebook" in start)


def _nobody(_source: Source) -> Records:
    yield from ()


NO_FRIENDS = FileFormat("facebook_requests", Goal.REFUSED, _has_no_friends, _nobody)
PAGE = FileFormat("facebook_html", Goal.REFUSED, _is_page, _nobody)
