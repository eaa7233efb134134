"""What is asked of the index, and of that of the lists, before somebody is drawn (L1)."""

import json
import os
import sqlite3
from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday

_PARTS = ("aliases", "org", "phone", "email")
_TEXTS = ("name", "uid", "city")


class Counterpart(NamedTuple):
    """A contact, as far as somebody on a list may be the same person.

    Args:
        path: the file.
        kind: of the stage; empty where the status names none.
        is_blocked: nobody may write to them.
        card: what is known of them.
    """

    path: str
    kind: str
    is_blocked: bool
    card: Card


def counterparts(connection: sqlite3.Connection) -> list[Counterpart]:
    """Ask for everybody, by what they may be known by."""
    rows = connection.execute("SELECT path, kind, contact FROM notes WHERE kind IS NOT NULL")
    return [_counterpart(*row) for row in rows]


def _counterpart(path: bytes, kind: str, contact: str) -> Counterpart:
    said = json.loads(contact)
    known: dict[str, Any] = {key: tuple(said[key]) for key in _PARTS if key in said}
    known |= {key: said[key] for key in _TEXTS if key in said}
    if born := said.get("birthday"):
        known["birthday"] = Birthday(*born)
    card = Card(**known)
    return Counterpart(os.fsdecode(path), kind, bool(said.get("blocked")), card)


class Marked(NamedTuple):
    """A row of a list, as far as a block list can know it."""

    id: int
    path: str
    key: str
    card: Card


def marked(
    paths: Collection[str] | None, after: int, most: int
) -> Callable[[sqlite3.Connection], list[Marked]]:
    """Ask the index of the lists for numbers and addresses of rows without a bar.

    Args:
        paths: of their lists; None for all.
        after: the last row that is known already.
        most: how many are wanted.
    """

    def ask(connection: sqlite3.Connection) -> list[Marked]:
        lists = connection.execute("SELECT number, path FROM lists")
        known = {number: os.fsdecode(raw) for number, raw in lists}
        asked = [number for number, path in known.items() if paths is None or path in paths]
        some = ", ".join(map(str, asked)) or "NULL"
        rows = connection.execute(
            "SELECT id, list, key, json_extract(listed, '$[0].phone'),"  # noqa: S608  # numbers
            " json_extract(listed, '$[0].email') FROM people JOIN contents USING (id)"
            f" WHERE id > ? AND bar IS NULL AND list IN ({some}) ORDER BY id LIMIT ?",
            (after, most),
        )
        return [
            Marked(number, known[place], key, Card(phone=_read(phone), email=_read(email)))
            for number, place, key, phone, email in rows
        ]

    return ask


def _read(told: str | None) -> tuple[str, ...]:
    return tuple(json.loads(told)) if told else ()
