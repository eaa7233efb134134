"""The tables of the index, and the file they live in.

The index can always be deleted. What does not fit (another version, other settings, damage)
is built anew without asking; there is no migration.
"""

import os
import sqlite3
import stat
import sys
from contextlib import suppress
from pathlib import Path

from kontaktjournal import __version__

#: Raise when a table, the codec or a rule behind a stored column changes.
SCHEMA = 10

FILE_NAME = "index.sqlite"
_WAIT_SECONDS = 10.0
_OPEN = os.O_RDWR | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
_CACHE_KIB = 32_000
#: Terms gathered in memory before FTS5 writes a segment; fewer segments, less merging.
_HASH_BYTES = 64 << 20

_TABLES = (
    "meta",
    "folders",
    "notes",
    "problems",
    "links",
    "tracks",
    "texts",
)
_TABLES_DDL = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- One row a folder: see domain/ports.py, Snapshot.
CREATE TABLE folders (
    path BLOB PRIMARY KEY, names BLOB NOT NULL, notes BLOB NOT NULL, stamps BLOB NOT NULL,
    is_odd INTEGER NOT NULL
);
-- One row a contact file; what the columns mean stands in rows.py. Most of them are empty in
-- most rows, so an index of the others is small, and a day's agenda reads nothing else.
CREATE TABLE notes (
    id INTEGER PRIMARY KEY, path BLOB NOT NULL, digest BLOB NOT NULL,
    kind TEXT, wake INTEGER, settled INTEGER, birthday INTEGER, always INTEGER, moment INTEGER,
    name TEXT NOT NULL, contact TEXT NOT NULL
);
-- "owner" is what was looked at when the problem was found: a file, or a folder with a slash.
CREATE TABLE problems (
    owner BLOB NOT NULL, path BLOB NOT NULL, line INTEGER, col INTEGER, code TEXT,
    variant TEXT, words TEXT
);
-- Where the links of a contact lead, folded, also to whom it is not: backlinks without reading a
-- single file.
CREATE TABLE links (id INTEGER NOT NULL, target TEXT NOT NULL);
-- One row for whoever has a history, narrow: the figures and the search by relevance read all of
-- them, and not a single contact.
CREATE TABLE tracks (
    id INTEGER PRIMARY KEY, latest INTEGER, last INTEGER, talk INTEGER, track TEXT NOT NULL
);
"""
#: Made after the first filling: sorting once is cheaper than keeping order a hundred
#: thousand times.
_INDEXES_DDL = """
CREATE UNIQUE INDEX notes_path ON notes (path);
CREATE INDEX notes_kind ON notes (kind);
CREATE INDEX notes_wake ON notes (wake) WHERE wake IS NOT NULL;
CREATE INDEX notes_settled ON notes (settled) WHERE settled IS NOT NULL;
CREATE INDEX notes_birthday ON notes (birthday) WHERE birthday IS NOT NULL;
CREATE INDEX notes_always ON notes (always) WHERE always IS NOT NULL;
CREATE INDEX notes_moment ON notes (moment) WHERE moment IS NOT NULL;
CREATE INDEX problems_owner ON problems (owner);
CREATE INDEX links_target ON links (target);
CREATE INDEX links_id ON links (id);
"""
# Contentless: the words live in the files. A changed file gets a new id, because FTS5 before
# 3.43 cannot delete from such a table; ids no longer in "notes" are never shown.
_FULL_TEXT = """
CREATE VIRTUAL TABLE texts USING fts5(
    name, body, content='', tokenize="unicode61 remove_diacritics 2"
);
"""


def fingerprint(settings: str) -> str:
    """Return what the index must have been built with to be of use.

    Args:
        settings: digest of the settings that decide how files are read.
    """
    python = ".".join(map(str, sys.version_info[:3]))
    # Names of files are other texts in the C locale.
    names = sys.getfilesystemencoding()
    return f"{SCHEMA} {__version__} {python} {sqlite3.sqlite_version} {names} {settings}"


def _journal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def connect(path: Path | None) -> sqlite3.Connection:
    """Open the index file, or one in memory.

    Args:
        path: the file; None for an index that lives as long as the connection.

    Raises:
        sqlite3.Error: the file cannot be opened, or is no index.
        OSError: what stands beside it cannot be removed.
    """
    if path is None:
        connection = sqlite3.connect(":memory:", isolation_level=None)
    else:
        journal = _journal_of(path)
        if os.path.lexists(journal) and not journal.is_file():
            journal.unlink()  # SQLite would wait for a pipe, for ever
        with suppress(OSError):
            # Before SQLite makes it, for everybody to read (P1).
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        connection = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
    # Not WAL: its side files would outlive an index that is deleted and built anew.
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    return connection


def _run(connection: sqlite3.Connection, statements: str) -> None:
    # Not executescript(): it would commit the caller's transaction.
    for statement in statements.split(";\n"):
        if statement.strip():
            connection.execute(statement)


def build_indexes(connection: sqlite3.Connection) -> None:
    """Make the indexes of the tables, once they are filled."""
    _run(connection, _INDEXES_DDL)


def build(connection: sqlite3.Connection, mark: str) -> None:
    """Empty the index and make its tables, inside the caller's transaction."""
    for table in _TABLES:
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    _run(connection, _TABLES_DDL)
    connection.execute(_FULL_TEXT)
    connection.execute("INSERT INTO texts (texts, rank) VALUES ('hashsize', ?)", (_HASH_BYTES,))
    connection.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        # Numbers of an index begin anew with it: whoever remembers some must know whose.
        [("fingerprint", mark), ("version", "0"), ("newest", "0"), ("born", os.urandom(8).hex())],
    )


def is_current(connection: sqlite3.Connection, mark: str) -> bool:
    """Tell whether the index was built by this very code and these settings."""
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'fingerprint'").fetchone()
    except sqlite3.OperationalError:
        return False
    return row is not None and row[0] == mark


def empty(path: Path) -> None:
    """Empty an index that is of no use, and remove what SQLite left beside it.

    In place: SQLite finds a journal by its file's name. Whoever still had a deleted file open
    would take the new file's journal for its own, and play it back.

    Raises:
        OSError: what stands there cannot be replaced.
    """
    _journal_of(path).unlink(missing_ok=True)
    try:
        descriptor = os.open(path, _OPEN)
    except FileNotFoundError:
        return
    except OSError:
        path.unlink()
        return
    try:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.ftruncate(descriptor, 0)
        else:
            path.unlink()
    finally:
        os.close(descriptor)


def make_private(folder: Path) -> None:
    """Make the cache folder, and keep everybody but its owner out (P1).

    Raises:
        OSError: it cannot be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix" and folder.stat().st_mode & 0o077:
        with suppress(OSError):
            folder.chmod(0o700)
