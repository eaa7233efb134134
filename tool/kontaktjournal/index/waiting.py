"""A question about who is kept warm: whom nobody has talked to for the longest time."""

import os
import sqlite3
from collections.abc import Callable, Collection, Iterator
from datetime import date

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.history import history
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.index.codec import decode

#: Rows whose latest talk is past, the oldest first.
_PAST = """
    SELECT talk, path, contact FROM notes JOIN tracks USING (id)
    WHERE kind = ? AND talk IS NOT NULL AND latest <= ? ORDER BY talk, path
"""
_AHEAD = "SELECT path, contact FROM notes JOIN tracks USING (id) WHERE kind = ? AND latest > ?"

_Found = tuple[int, bytes, Contact]


def longest_waiting(
    today: date, only: Collection[str] | None = None
) -> Callable[[sqlite3.Connection], Contact | None]:
    """Ask who is kept warm and was talked to last the longest time ago; None for nobody.

    Whoever wants to be left alone is not named (P3).

    Args:
        today: what comes later has not happened yet.
        only: the files of those who are asked about; None for all.
    """
    wanted = None if only is None else {os.fsencode(path) for path in only}

    def ask(connection: sqlite3.Connection) -> Contact | None:
        known = (Kind.WAITING.value, today.toordinal())
        past = (
            (talk, path, decode(contact))
            for talk, path, contact in connection.execute(_PAST, known)
            if wanted is None or path in wanted
        )
        found: list[_Found] = [
            one
            for one in _settled(connection.execute(_AHEAD, known), today)
            if wanted is None or one[1] in wanted
        ]
        found += (
            [first] if (first := next((one for one in past if not one[2].blocked), None)) else []
        )
        return min(found, key=lambda one: one[:2])[2] if found else None

    return ask


def _settled(rows: sqlite3.Cursor, today: date) -> Iterator[_Found]:
    for path, said in rows:
        contact = decode(said)
        talk = history(contact, today).last_talk
        if talk and not contact.blocked:
            yield talk.day.toordinal(), path, contact
