"""What whoever prints pages asks: who is there, and whose reading is new."""

import os
import sqlite3
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact
from kontaktjournal.index.batches import rows_with
from kontaktjournal.index.codec import decode
from kontaktjournal.index.columns import stored_keys

#: More than so many are found faster by reading all.
_ONE_BY_ONE = 200


class Filling(NamedTuple):
    """A state of the index: two of the same answer every question alike.

    Args:
        born: tells the index from one that was built anew.
        version: how often it was written since.
    """

    born: str
    version: int


class Noted(NamedTuple):
    """One reading of a contact's file.

    Args:
        number: of the reading; none is given twice as long as the index lives.
        kind: of the stage, as the index has it; empty for none.
        contact: what was read.
    """

    number: int
    kind: str
    contact: Contact


def filling(connection: sqlite3.Connection) -> Filling:
    """Ask for the state of the index."""
    rows = connection.execute("SELECT key, value FROM meta WHERE key IN ('born', 'version')")
    found = dict(rows.fetchall())
    return Filling(found["born"], int(found["version"]))


def living(connection: sqlite3.Connection) -> set[int]:
    """Ask for the numbers of all readings that are a contact."""
    # Not all of the row: the index of the kinds alone answers this.
    return {number for (number,) in connection.execute("SELECT id FROM notes WHERE kind >= ''")}


def readings(numbers: Collection[int]) -> Callable[[sqlite3.Connection], list[Noted]]:
    """Ask for readings by their numbers."""
    columns = "SELECT id, kind, contact FROM notes"

    def ask(connection: sqlite3.Connection) -> list[Noted]:
        if len(numbers) > _ONE_BY_ONE:
            rows = (
                row
                for row in connection.execute(f"{columns} WHERE kind IS NOT NULL")
                if row[0] in numbers
            )
        else:
            found = (
                connection.execute(f"{columns} WHERE id = ?", (number,)).fetchone()
                for number in sorted(numbers)
            )
            rows = (row for row in found if row)
        return [Noted(number, kind, decode(contact)) for number, kind, contact in rows]

    return ask


def linking(names: Sequence[str]) -> Callable[[sqlite3.Connection], list[str]]:
    """Ask for the files with a link that may lead to one of these names or files."""
    keys = stored_keys(names)

    def ask(connection: sqlite3.Connection) -> list[str]:
        rows = rows_with(
            connection, "SELECT path FROM links JOIN notes USING (id) WHERE target IN", keys
        )
        return [os.fsdecode(path) for path in sorted({path for (path,) in rows})]

    return ask
