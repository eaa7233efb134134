"""What is asked of the index, and of that of the lists, before somebody is drawn (L1)."""

import json
import os
import sqlite3
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday
from kontaktjournal.index.batches import rows_with

_PARTS = ("aliases", "org", "phone", "email", "url")
_VALUES = ("name", "uid", "city", "unnamed")


class Counterpart(NamedTuple):
    """A contact, as far as somebody on a list may be the same person.

    Args:
        id: of this reading of the file; none is given twice as long as the index lives.
        path: the file.
        kind: of the stage; empty where the status names none.
        is_blocked: nobody may write to them.
        card: what is known of them.
        is_damaged: the file cannot be read as it is meant.
    """

    id: int
    path: str
    kind: str
    is_blocked: bool
    card: Card
    is_damaged: bool = False


class Reach(NamedTuple):
    """How many readings of contacts there are.

    Args:
        born: tells the index from one that was built anew.
        newest: the newest reading.
    """

    born: str
    newest: int


_ROWS = "SELECT id, path, kind, contact FROM notes WHERE +kind IS NOT NULL AND id"


def reach(connection: sqlite3.Connection) -> Reach:
    """Ask how many readings there are."""
    rows = connection.execute("SELECT key, value FROM meta WHERE key IN ('born', 'newest')")
    found = dict(rows.fetchall())
    return Reach(found["born"], int(found["newest"]))


def counterparts(after: int, until: int) -> Callable[[sqlite3.Connection], list[Counterpart]]:
    """Ask for everybody, by what they may be known by.

    Args:
        after: the reading before the first that is asked for.
        until: the last one.
    """

    def ask(connection: sqlite3.Connection) -> list[Counterpart]:
        rows = connection.execute(f"{_ROWS} > ? AND id <= ?", (after, until))
        return [_counterpart(*row) for row in rows]

    return ask


def by_reading(ids: Iterable[int]) -> Callable[[sqlite3.Connection], list[Counterpart]]:
    """Ask for some readings; those that are gone are missing in the answer."""
    wanted = sorted(ids)

    def ask(connection: sqlite3.Connection) -> list[Counterpart]:
        return [_counterpart(*row) for row in rows_with(connection, f"{_ROWS} IN", wanted)]

    return ask


class Called(NamedTuple):
    """What a contact is called."""

    path: str
    names: tuple[str, ...]


def called(connection: sqlite3.Connection) -> list[Called]:
    """Ask what everybody is called."""
    rows = connection.execute(
        "SELECT path, name,"
        " CASE WHEN instr(contact, '\"aliases\":') THEN json_extract(contact, '$.aliases') END"
        " FROM notes WHERE kind IS NOT NULL"
    )
    return [Called(os.fsdecode(path), (name, *_read(more))) for path, name, more in rows]


def _counterpart(number: int, path: bytes, kind: str, contact: str) -> Counterpart:
    said = json.loads(contact)
    known: dict[str, Any] = {key: tuple(said[key]) for key in _PARTS if key in said}
    known |= {key: said[key] for key in _VALUES if key in said}
    if born := said.get("birthday"):
        known["birthday"] = Birthday(*born)
    card = Card(**known)
    is_blocked, is_damaged = (bool(said.get(key)) for key in ("blocked", "unreadable"))
    return Counterpart(number, os.fsdecode(path), kind, is_blocked, card, is_damaged)


class Marked(NamedTuple):
    """A row of a list, as far as a block list can know it."""

    id: int
    path: str
    key: str
    card: Card
    connected: date | None


def marked(after: int, until: int, most: int) -> Callable[[sqlite3.Connection], list[Marked]]:
    """Ask the index of the lists for numbers and addresses of rows without a bar.

    Args:
        after: the last row that is known already.
        until: the last row that is asked for.
        most: how many are wanted.
    """

    def ask(connection: sqlite3.Connection) -> list[Marked]:
        lists = connection.execute("SELECT number, path FROM lists")
        known = {number: os.fsdecode(raw) for number, raw in lists}
        rows = connection.execute(
            "SELECT id, list, key, connected, json_extract(listed, '$[0].name'),"
            " json_extract(listed, '$[0].phone'), json_extract(listed, '$[0].email'),"
            " json_extract(listed, '$[0].url') FROM people JOIN contents USING (id)"
            " WHERE id > ? AND id <= ? AND bar IS NULL ORDER BY id LIMIT ?",
            (after, until, most),
        )
        return [
            Marked(
                number,
                known[place],
                key,
                Card(name or "", phone=_read(phone), email=_read(email), url=_read(url)),
                date.fromordinal(day) if day else None,
            )
            for number, place, key, day, name, phone, email, url in rows
        ]

    return ask


def leaving(connection: sqlite3.Connection) -> list[Card]:
    """Ask the index of the lists who wants no more mail, as the lists say themselves."""
    # Of nearly all rows no more is looked at than that they have no bar, and so did not leave.
    rows = connection.execute(
        "SELECT json_extract(listed, '$[0].phone'), json_extract(listed, '$[0].email'),"
        " json_extract(listed, '$[0].url') FROM people JOIN contents USING (id)"
        " WHERE bar IS NOT NULL AND json_extract(listed, '$[2]')"
    )
    return [
        Card(phone=_read(phone), email=_read(email), url=_read(url)) for phone, email, url in rows
    ]


def marked_with(marks: Collection[int]) -> Callable[[sqlite3.Connection], list[int]]:
    """Ask the index of the lists for rows without a bar that bear one of some marks."""

    def ask(connection: sqlite3.Connection) -> list[int]:
        question = "SELECT id FROM marks JOIN people USING (id) WHERE bar IS NULL AND mark IN"
        return [number for (number,) in rows_with(connection, question, sorted(marks))]

    return ask


def _read(told: str | None) -> tuple[str, ...]:
    return tuple(json.loads(told)) if told else ()
