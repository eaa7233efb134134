"""The tables of the lists, and writing a list into them.

A list is read anew as a whole. Its rows get new numbers, which are never given twice while the
tables live: what the full text and the marks still say of old ones leads nowhere.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import NamedTuple

from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.on_lists import APART
from kontaktjournal.domain.ports import Stamp
from kontaktjournal.index import schema
from kontaktjournal.index.folded import BARRIER, indexed
from kontaktjournal.index.listed_portions import portions
from kontaktjournal.index.listed_rows import Columns, Rows, contents_of, marks_of, numbers_of

#: Raise when a table, what a row is stored as, or a rule behind a stored column changes.
_SCHEMA = 6
#: Terms gathered in memory before FTS5 writes a segment.
_HASH_BYTES = 16 << 20
#: Numbers without a row behind them, per number with one, before all is built anew.
_DEAD_AT_MOST = 0.5
_DEAD_AT_LEAST = 1000
#: A file stamped this recently may change again without a new stamp (git's racy rule).
_TOO_YOUNG_NS = 2_000_000_000
#: The stamp of a list to be read again next time.
_UNTRUSTED = ""

_TABLES = (
    "meta",
    "lists",
    "people",
    "contents",
    "columns",
    "numbers",
    "marks",
    "tallies",
    "met",
    "held",
    "texts",
)
#: The tables a row stands in by its number; the others say more than is true of dead ones.
_NUMBERED = ("people", "contents", "numbers", "met", "held")
_DDL = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- The rows of a list have the numbers from "first" to "last".
CREATE TABLE lists (
    number INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, stamp TEXT NOT NULL,
    digest BLOB NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL
);
-- Narrow, for a choice reads all of them; the rest stands in "contents".
CREATE TABLE people (
    id INTEGER PRIMARY KEY, list INTEGER NOT NULL, line INTEGER NOT NULL, key TEXT NOT NULL,
    bar TEXT, reachable INTEGER NOT NULL, connected INTEGER, exchanged INTEGER
);
-- The cells stand as the full text reads them, in the order of the columns that name them.
CREATE TABLE contents (
    id INTEGER PRIMARY KEY, listed TEXT NOT NULL, columns INTEGER NOT NULL, cells TEXT NOT NULL
);
-- Nearly all rows of a list have the same columns, or one of a few choices among them.
CREATE TABLE columns (number INTEGER PRIMARY KEY, names TEXT NOT NULL);
-- Of telephones, in the form of `digits_of`: whoever looks for a part of one reads them all.
CREATE TABLE numbers (id INTEGER NOT NULL, digits TEXT NOT NULL);
CREATE TABLE marks (mark INTEGER NOT NULL, id INTEGER NOT NULL);
-- How many rows of a list are alike; what a row says of itself never changes.
CREATE TABLE tallies (
    list INTEGER NOT NULL, bar TEXT, reachable INTEGER NOT NULL, count INTEGER NOT NULL
);
-- Which contact a row is, and whom a block list knows: found out once, see listed_known.py.
CREATE TABLE met (
    id INTEGER NOT NULL, note INTEGER NOT NULL, likeness INTEGER NOT NULL, PRIMARY KEY (id, note)
) WITHOUT ROWID;
CREATE TABLE held (id INTEGER PRIMARY KEY);
-- Contentless: see schema.py.
CREATE VIRTUAL TABLE texts USING fts5(
    name, words, content='', tokenize="unicode61 remove_diacritics 2"
)
"""
#: Made after the first filling: sorting once is cheaper than keeping order.
_INDEX = "CREATE INDEX IF NOT EXISTS marks_mark ON marks (mark, id)"

_TALLY = (
    "INSERT INTO tallies SELECT list, bar, reachable, count(*) FROM people"
    " WHERE list = ? AND id BETWEEN ? AND ? GROUP BY bar, reachable"
)

Told = Callable[[int], None]


class Read(NamedTuple):
    """What a list was when it was read.

    Args:
        stamp: of its file; nothing where it cannot be trusted.
        digest: of what it says, taken before it was read.
        size: of its file, in bytes.
    """

    stamp: str
    digest: bytes
    size: int = 0


def fingerprint() -> str:
    """Return what the tables must have been built with to be of use."""
    return schema.fingerprint(f"lists {_SCHEMA}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of something, or nothing: also on Ctrl-C, and when a list ends in the middle."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def build(connection: sqlite3.Connection) -> None:
    """Make the tables, empty."""
    with transaction(connection):
        for table in _TABLES:
            connection.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in _DDL.split(";\n"):
            connection.execute(statement)
        hash_size = "INSERT INTO texts (texts, rank) VALUES ('hashsize', ?)"
        connection.execute(hash_size, (_HASH_BYTES,))
        # Numbers begin anew with the tables: whoever remembers some must know whose.
        born = ("born", os.urandom(8).hex())
        told = [("fingerprint", fingerprint()), ("newest", "0"), born]
        connection.executemany("INSERT INTO meta VALUES (?, ?)", told)
        # Rows whose cells stand elsewhere.
        connection.execute("INSERT INTO columns VALUES (0, '')")


def build_index(connection: sqlite3.Connection) -> None:
    """Make what finds marks, unless it is there."""
    connection.execute(_INDEX)


def stored_stamps(connection: sqlite3.Connection) -> dict[str, str]:
    """Return each list that was read, and its stamp then."""
    rows = connection.execute("SELECT path, stamp FROM lists")
    return {os.fsdecode(path): stamp for path, stamp in rows}


def stored_stamp(stamp: Stamp, now: int) -> str:
    """Return what is kept of a stamp; nothing where it cannot be trusted.

    Args:
        stamp: of a file that is read after now.
        now: the file system's time, in nanoseconds since 1970.
    """
    modified, changed, *_ = stamp
    # A change time ahead of the clock means that the clock was set back.
    is_young = changed >= now - _TOO_YOUNG_NS or abs(modified - now) <= _TOO_YOUNG_NS
    return _UNTRUSTED if is_young else " ".join(map(str, stamp))


def is_worn_out(connection: sqlite3.Connection) -> bool:
    """Tell whether numbers without a row outweigh the others."""
    (living,) = connection.execute("SELECT count(*) FROM people").fetchone()
    dead = _newest(connection) - living
    return bool(dead > _DEAD_AT_LEAST + _DEAD_AT_MOST * living)


def forget(connection: sqlite3.Connection, path: str) -> None:
    """Take the rows of a list away."""
    with transaction(connection):
        _forget(connection, path)


def is_as_read(connection: sqlite3.Connection, path: str, read: Read) -> bool:
    """Tell whether a list says what it said when it was read; if so, keep its new stamp."""
    found = connection.execute("SELECT digest FROM lists WHERE path = ?", (os.fsencode(path),))
    if found.fetchone() != (read.digest,):
        return False
    stamped = (read.stamp, os.fsencode(path))
    connection.execute("UPDATE lists SET stamp = ? WHERE path = ?", stamped)
    return True


def distrust(connection: sqlite3.Connection, path: str) -> None:
    """Have a list read again next time, whatever it says then."""
    question = "UPDATE lists SET stamp = ?, digest = ? WHERE path = ?"
    connection.execute(question, (_UNTRUSTED, b"", os.fsencode(path)))


def replace(
    connection: sqlite3.Connection, path: str, read: Read, rows: Iterator[Listed], told: Told
) -> None:
    """Put the rows of a list in the place of those it had.

    Args:
        connection: to the tables.
        path: of the list.
        read: what tells its file from a later one.
        rows: read one after the other; whatever they raise leaves the tables as they were.
        told: called with how many are stored, now and then.
    """
    with transaction(connection):
        _forget(connection, path)
        first = _newest(connection) + 1
        place = connection.execute(
            "INSERT INTO lists (path, stamp, digest, first, last) VALUES (?, ?, ?, ?, ?)",
            (os.fsencode(path), read.stamp, read.digest, first, first - 1),
        ).lastrowid
        last = first - 1
        columns = _columns(connection)
        with closing(portions(rows, place or 0, first, columns, read.size)) as some:
            for portion in some:
                _insert(connection, portion)
                last += len(portion.people)
                told(last - first + 1)
        connection.execute("UPDATE lists SET last = ? WHERE number = ?", (last, place))
        connection.execute("UPDATE meta SET value = ? WHERE key = 'newest'", (last,))
        connection.execute(_TALLY, (place, first, last))


def _columns(connection: sqlite3.Connection) -> Columns:
    """Return what names columns had before; of many, those that were met last."""
    rows = connection.execute("SELECT names, number FROM columns WHERE number ORDER BY number")
    return Columns(dict(rows))


def _newest(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT value FROM meta WHERE key = 'newest'").fetchone()
    return int(row[0])


def _forget(connection: sqlite3.Connection, path: str) -> None:
    found = "SELECT number, first, last FROM lists WHERE path = ?"
    for number, *numbers in connection.execute(found, (os.fsencode(path),)).fetchall():
        for table in _NUMBERED:
            connection.execute(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?", numbers)  # noqa: S608  # one of five names
        connection.execute("DELETE FROM tallies WHERE list = ?", (number,))
        connection.execute("DELETE FROM lists WHERE number = ?", (number,))


def _insert(connection: sqlite3.Connection, rows: Rows) -> None:
    insert = connection.executemany
    insert("INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows.people)
    insert("INSERT INTO contents VALUES (?, ?, ?, ?)", contents_of(rows))
    insert("INSERT INTO columns VALUES (?, ?)", rows.columns)
    insert("INSERT INTO numbers VALUES (?, ?)", numbers_of(rows))
    # In their order: where there is an index already, neighbours are written together.
    insert("INSERT INTO marks VALUES (?, ?)", marks_of(rows))
    texts = ((number, _as_read(names), _as_read(words)) for number, names, words in rows.texts)
    insert("INSERT INTO texts (rowid, name, words) VALUES (?, ?, ?)", texts)


def _as_read(text: str) -> str:
    """Return words as the full text reads them, with a word nobody types between two cells."""
    return indexed(text).replace(APART, BARRIER)
