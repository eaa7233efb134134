"""A throw-away file of SQLite that survives whatever happens to it.

It is built anew when it is damaged, and done without where there can be none: on a full disk,
in a folder nobody may write to, behind a lock nobody releases.
"""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from kontaktjournal.index import schema
from kontaktjournal.index.lock import Lock

Answer = TypeVar("Answer")

#: What a damaged file may raise: SQLite's own complaints, or values of another kind than were
#: written. A bug of ours is raised again by the tables in memory.
DAMAGE = (sqlite3.Error, ValueError, TypeError, LookupError, ArithmeticError)


def identity_of(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from another one of the same name; None if it is gone."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


class Kept(ABC):
    """Tables in a file of the cache folder, as up to date as they were last brought.

    Args:
        folder: the cache folder of the journal; None keeps them in memory.
        name: of the file.
        lock: name of the lock file beside it.
    """

    def __init__(self, folder: Path | None, name: str, lock: str) -> None:
        self._folder = folder
        self._name = name
        self._lock_name = lock
        self._lock: Lock | None = None
        self._identity: tuple[int, int] | None = None
        self._connection = self._opened()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def ask(self, question: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """Answer a question from the tables, from new ones if these are damaged."""
        return self._insist(lambda: question(self._connection))

    @abstractmethod
    def _bring_up_to_date(self) -> None:
        """Fill the tables with what differs since."""

    def _opened(self) -> sqlite3.Connection:
        if self._folder is None:
            return schema.connect(None)
        path = self._folder / self._name
        try:
            schema.make_private(self._folder)
            self._lock = Lock(self._folder / self._lock_name, path)
            is_vouched = self._lock.vouches()
            if is_vouched:
                with suppress(*DAMAGE):
                    return self._connected(path)
            with self._lock:
                # Another process may have built it meanwhile.
                if is_vouched or not self._lock.vouches():
                    schema.empty(path)
                return self._connected(path)
        except (OSError, *DAMAGE):
            self._lock = None
            return schema.connect(None)

    def _connected(self, path: Path) -> sqlite3.Connection:
        connection = schema.connect(path)
        self._identity = identity_of(path)
        return connection

    def _follow(self) -> None:
        """Open the file anew if it was deleted, and perhaps made anew by somebody else."""
        if self._folder is None:
            return
        path = self._folder / self._name
        if identity_of(path) != self._identity:
            self._connection.close()
            self._connection = self._connected(path)

    def _do_without(self) -> None:
        """Go on in memory."""
        self._connection.close()
        self._lock = None
        self._connection = schema.connect(None)

    def _start_over(self) -> None:
        """Replace a damaged file by an empty one."""
        self._connection.close()
        if self._folder is None or self._lock is None:
            self._connection = schema.connect(None)
            return
        try:
            with self._lock:
                schema.empty(self._folder / self._name)
                self._connection = self._connected(self._folder / self._name)
        except (OSError, *DAMAGE):
            self._do_without()

    def _insist(self, attempt: Callable[[], Answer]) -> Answer:
        """Do something with the file; with a new one, then without any, if it fails."""
        try:
            return attempt()
        except DAMAGE:
            self._start_over()
        except OSError:
            self._do_without()
        try:
            self._bring_up_to_date()
            return attempt()
        except (OSError, *DAMAGE):
            self._do_without()
        self._bring_up_to_date()
        return attempt()
