"""Questions to the index, and their answers as values."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.problem import Problem
from kontaktjournal.index.batches import rows_with
from kontaktjournal.index.codec import decode, decode_problem
from kontaktjournal.index.columns import AHEAD, BORN, UNDATED, WAKING, birthdays, stored_keys
from kontaktjournal.index.names import phrase_in, words_in

#: Who can have a place in the agenda of a day (see rows.py): whoever wakes by the horizon, has
#: a birthday, is always looked at, or has an entry newer than the day.
_CANDIDATES = f"{WAKING} UNION {AHEAD} UNION {BORN} UNION {UNDATED}"
#: So many days' contacts are looked at together in search of the next one.
_AT_ONCE = 7


class Candidates(NamedTuple):
    """Whoever may have a place in an agenda, and how many more wait for their moment."""

    contacts: list[Contact]
    waiting_for_moment: int


def _conditions(today: date, horizon: date) -> tuple[int, int, int, int]:
    return horizon.toordinal(), today.toordinal(), *birthdays(today)


def candidates(today: date, horizon: date) -> Callable[[sqlite3.Connection], Candidates]:
    """Ask for everybody who can be due, undated or unreadable by a horizon.

    If nobody is, whoever comes next is among them.
    """
    conditions = _conditions(today, horizon)

    def ask(connection: sqlite3.Connection) -> Candidates:
        rows = connection.execute(
            f"SELECT contact FROM notes WHERE id IN ({_CANDIDATES})",  # noqa: S608  # a constant
            conditions,
        )
        contacts = [decode(contact) for (contact,) in rows]
        (waiting,) = connection.execute(
            f"SELECT count(*) FROM notes WHERE moment IS NOT NULL AND id NOT IN ({_CANDIDATES})",  # noqa: S608  # a constant
            conditions,
        ).fetchone()
        return Candidates(contacts, waiting)

    return ask


class Waking(NamedTuple):
    """Whoever can fall due next after a day: none before ``first``, all until ``until``."""

    contacts: list[Contact]
    first: date
    until: date


def waking(after: date) -> Callable[[sqlite3.Connection], Waking | None]:
    """Ask for whoever can fall due next after a day; None if there is nobody."""

    def ask(connection: sqlite3.Connection) -> Waking | None:
        (first,) = connection.execute(
            "SELECT min(wake) FROM notes WHERE wake > ?", (after.toordinal(),)
        ).fetchone()
        if first is None:
            return None
        until = min(first + _AT_ONCE, date.max.toordinal())
        rows = connection.execute(
            "SELECT contact FROM notes WHERE wake BETWEEN ? AND ?", (first, until)
        )
        contacts = [decode(contact) for (contact,) in rows]
        return Waking(contacts, date.fromordinal(first), date.fromordinal(until))

    return ask


def contacts(kinds: Sequence[str] | None = None) -> Callable[[sqlite3.Connection], list[Contact]]:
    """Ask for contacts, by the kinds of their stages; None for all.

    Args:
        kinds: values of `Kind`; "" for contacts without a known stage.
    """

    def ask(connection: sqlite3.Connection) -> list[Contact]:
        if kinds is None:
            rows = connection.execute("SELECT contact FROM notes WHERE kind IS NOT NULL")
        else:
            marks = ", ".join("?" * len(kinds))
            rows = connection.execute(
                f"SELECT contact FROM notes WHERE kind IN ({marks})",  # noqa: S608  # only question marks
                tuple(kinds),
            )
        return [decode(contact) for (contact,) in rows]

    return ask


def by_id(
    numbers: Iterable[int], kinds: Iterable[str] | None = None
) -> Callable[[sqlite3.Connection], dict[int, Contact]]:
    """Ask for contacts by their numbers.

    Args:
        numbers: of their readings; those that are gone are missing in the answer.
        kinds: only of these kinds, as for `contacts`; None for all.
    """
    asked = sorted(set(numbers))
    given = () if kinds is None else tuple(kinds)
    # With the plus, their kinds are looked at; without, all of these kinds might be gone through.
    where = "+kind IS NOT NULL" if kinds is None else f"+kind IN ({', '.join('?' * len(given))})"

    def ask(connection: sqlite3.Connection) -> dict[int, Contact]:
        question = f"SELECT id, contact FROM notes WHERE {where} AND id IN"  # noqa: S608  # only question marks
        rows = rows_with(connection, question, asked, given)
        return {number: decode(contact) for number, contact in rows}

    return ask


def with_moment() -> Callable[[sqlite3.Connection], list[Contact]]:
    """Ask for contacts that wait for a moment, filed ones left out (D13a)."""

    def ask(connection: sqlite3.Connection) -> list[Contact]:
        # Few wait for one: their rows are known before they are taken apart.
        rows = connection.execute(
            "SELECT contact FROM notes WHERE kind != ? AND instr(contact, '\"moment\":')",
            (Kind.FILED.value,),
        )
        return [decode(contact) for (contact,) in rows]

    return ask


def _raw(path: str) -> bytes:
    """Return a path as the index keeps it; what can be no path here is none of them."""
    try:
        return os.fsencode(path)
    except UnicodeEncodeError:
        return b""


def names() -> Callable[[sqlite3.Connection], list[str]]:
    """Ask for everybody's name, filed contacts last."""

    def ask(connection: sqlite3.Connection) -> list[str]:
        rows = connection.execute(
            "SELECT name FROM notes WHERE kind IS NOT NULL ORDER BY kind = ?, name",
            (Kind.FILED.value,),
        )
        return [*dict.fromkeys(name for (name,) in rows)]

    return ask


def by_path(paths: Sequence[str]) -> Callable[[sqlite3.Connection], list[Contact]]:
    """Ask for the contacts in some files, in the order of the paths."""

    def ask(connection: sqlite3.Connection) -> list[Contact]:
        found = (
            connection.execute(
                "SELECT contact FROM notes WHERE path = ? AND kind IS NOT NULL",
                (_raw(path),),
            ).fetchone()
            for path in paths
        )
        return [decode(row[0]) for row in found if row]

    return ask


def is_empty() -> Callable[[sqlite3.Connection], bool]:
    """Ask whether there is not a single contact."""

    def ask(connection: sqlite3.Connection) -> bool:
        row = connection.execute("SELECT 1 FROM notes WHERE kind IS NOT NULL LIMIT 1").fetchone()
        return row is None

    return ask


def counts() -> Callable[[sqlite3.Connection], dict[str, int]]:
    """Ask how many contacts there are of each kind; "" has no known stage."""

    def ask(connection: sqlite3.Connection) -> dict[str, int]:
        rows = connection.execute(
            "SELECT kind, count(*) FROM notes WHERE kind IS NOT NULL GROUP BY kind"
        )
        found = dict(rows.fetchall())
        return {kind: found.get(kind, 0) for kind in ("", *Kind)}

    return ask


def problems(path: str | None = None) -> Callable[[sqlite3.Connection], list[Problem]]:
    """Ask what is wrong, in one file or anywhere, in the order of the files."""

    def ask(connection: sqlite3.Connection) -> list[Problem]:
        where = "" if path is None else "WHERE path = ?"
        rows = connection.execute(
            f"SELECT path, line, col, code, variant, words FROM problems {where}"  # noqa: S608  # a constant
            " ORDER BY path, line, col, code, variant, words",
            () if path is None else (_raw(path),),
        )
        return [decode_problem((os.fsdecode(row[0]), *row[1:])) for row in rows]

    return ask


def unopened() -> Callable[[sqlite3.Connection], list[Problem]]:
    """Ask which folders could not be opened."""

    def ask(connection: sqlite3.Connection) -> list[Problem]:
        rows = connection.execute(
            "SELECT path, line, col, code, variant, words FROM problems"
            " WHERE code = 'E107' AND variant = 'folder' ORDER BY path"
        )
        return [decode_problem((os.fsdecode(row[0]), *row[1:])) for row in rows]

    return ask


def called(words: str) -> Callable[[sqlite3.Connection], list[Contact]]:
    """Ask for contacts with a name, alias, uid or file whose words begin like these."""
    return _matching(words_in("name", words))


def mentioning(name: str) -> Callable[[sqlite3.Connection], list[Contact]]:
    """Ask for contacts in whose files a name stands."""
    return _matching(phrase_in("body", name))


def _matching(query: str | None) -> Callable[[sqlite3.Connection], list[Contact]]:
    """Ask for the contacts a full-text query finds; None finds nobody."""

    def ask(connection: sqlite3.Connection) -> list[Contact]:
        if query is None:
            return []
        rows = connection.execute(
            "SELECT contact FROM texts JOIN notes ON notes.id = texts.rowid WHERE texts MATCH ?",
            (query,),
        )
        return [decode(contact) for (contact,) in rows]

    return ask


def linking(targets: Sequence[str]) -> Callable[[sqlite3.Connection], list[Contact]]:
    """Ask for contacts with a link that may lead to one of these names or files."""
    keys = stored_keys(targets)
    marks = ", ".join("?" * len(keys))

    def ask(connection: sqlite3.Connection) -> list[Contact]:
        rows = connection.execute(
            f"SELECT contact FROM notes WHERE id IN (SELECT id FROM links WHERE target IN ({marks}))",  # noqa: E501, S608  # only question marks
            keys,
        )
        return [decode(contact) for (contact,) in rows]

    return ask
