"""Who of the lists is which contact, whom the block list knows, and who left: found out once.

That a row and a contact are one depends on nothing but the two, and no number of either is ever
given to another one. So only whoever is new is compared, on either side. Who left may come back
with any other list: that is found out anew when one of them is another one.
"""

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

#: What stands in "meta" beside whose numbers these are: the other side, and how far it went.
_FAR = {"met": "met_until", "held": "held_until"}
#: What stands there of those who left: of which lists, their marks, and who bears them.
_LEFT = ("left_of", "left_marks", "left_rows")


class Until(NamedTuple):
    """How far something was looked at.

    Args:
        other: tells the index of the contacts, or the block list, from any other.
        row: the newest row of the lists that was.
        note: the newest reading of a contact that was; 0 for a block list.
    """

    other: str = ""
    row: int = 0
    note: int = 0


class Recalled(NamedTuple):
    """What is remembered.

    Args:
        born: tells these tables from any others.
        newest: the newest row there is.
        until: how far it goes.
        found: what was found so far.
    """

    born: str
    newest: int
    until: Until
    found: list[tuple[int, ...]]


def recall(table: str) -> Callable[[sqlite3.Connection], Recalled]:
    """Ask what is remembered.

    Args:
        table: ``met`` or ``held``.
    """

    def ask(connection: sqlite3.Connection) -> Recalled:
        said = dict(connection.execute("SELECT key, value FROM meta"))
        other, row, note = said.get(_FAR[table], " 0 0").split(" ")
        rows = connection.execute(f"SELECT * FROM {table}")  # noqa: S608  # one of two names
        until = Until(other, int(row), int(note))
        return Recalled(said["born"], int(said["newest"]), until, rows.fetchall())

    return ask


def remember(
    table: str, recalled: Recalled, until: Until, found: Sequence[tuple[int, ...]]
) -> Callable[[sqlite3.Connection], None]:
    """Write what was found out since, unless others did so meanwhile.

    Args:
        table: ``met`` or ``held``.
        recalled: what was remembered.
        until: how far it was gone on.
        found: all that is known by now.
    """

    def write(connection: sqlite3.Connection) -> None:
        now = recall(table)(connection)
        if (now.born, now.until) != (recalled.born, recalled.until):
            return
        # Few of a hundred thousand: those that are gone by now are best left behind like this.
        connection.execute(f"DELETE FROM {table}")  # noqa: S608  # one of two names
        if found:
            marks = ", ".join("?" * len(found[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", found)  # noqa: S608  # marks
        said = (_FAR[table], " ".join(map(str, until)))
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", said)

    return write


class Left(NamedTuple):
    """Who left a list, and so must not be written to from any.

    Args:
        marks: what they left with, as `mark_of` gives it.
        rows: those who bear one of them, and say nothing against themselves.
    """

    marks: frozenset[int] = frozenset()
    rows: frozenset[int] = frozenset()


def lists_now(connection: sqlite3.Connection) -> str:
    """Ask what tells the lists there are from all others, in whatever form they are."""
    (born,) = connection.execute("SELECT value FROM meta WHERE key = 'born'").fetchone()
    numbers = connection.execute("SELECT first, last FROM lists ORDER BY first, last")
    return " ".join((born, *(f"{first}-{last}" for first, last in numbers)))


def recall_left(connection: sqlite3.Connection) -> Left | None:
    """Ask who left; None where that is not known of the lists there are now."""
    said = dict(connection.execute("SELECT key, value FROM meta"))
    of, marks, rows = (said.get(key, b"") for key in _LEFT)
    return Left(_unpacked(marks), _unpacked(rows)) if of == lists_now(connection) else None


def remember_left(of: str, left: Left) -> Callable[[sqlite3.Connection], None]:
    """Write who left.

    Args:
        of: the lists they were found on, as `lists_now` tells them.
        left: who.
    """

    def write(connection: sqlite3.Connection) -> None:
        said = zip(_LEFT, (of, _packed(left.marks), _packed(left.rows)), strict=True)
        connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", said)

    return write


def _packed(numbers: Iterable[int]) -> bytes:
    return array("q", sorted(numbers)).tobytes()


def _unpacked(packed: bytes) -> frozenset[int]:
    return frozenset(array("q", packed))
