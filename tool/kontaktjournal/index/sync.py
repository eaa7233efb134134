"""Bring the index up to date with the folder, and survive whatever happened to it."""

import os
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from kontaktjournal import lookout
from kontaktjournal.cores import without_collector
from kontaktjournal.domain.ports import Scan, Snapshot, Source
from kontaktjournal.domain.settings import Settings
from kontaktjournal.index import schema
from kontaktjournal.index.kept import DAMAGE, Kept, identity_of

if TYPE_CHECKING:
    from kontaktjournal.index.fill import Filler, Progress
    from kontaktjournal.notation.parse import Reader


def _no_progress(_done: int, _total: int) -> None:
    """Tell nobody."""


class Index(Kept):
    """The index of one journal, as up to date as its last `refresh`.

    Args:
        folder: the cache folder of the journal; None keeps the index in memory.
        source: where contact files come from.
        settings: how they are read.
        mark: digest of the settings that decide how files are read.
        reader: makes the reader when the first file must be read, because reading needs
            more imports than an index that is up to date.
    """

    def __init__(
        self,
        folder: Path | None,
        source: Source,
        settings: Settings,
        mark: str,
        reader: "Callable[[], Reader]",
    ) -> None:
        self._source = source
        self._settings = settings
        self._mark = schema.fingerprint(mark)
        self._reader = reader
        self._progress: Progress = _no_progress
        super().__init__(folder, schema.FILE_NAME, "lock")

    # --- answering --------------------------------------------------------------------------

    def refresh(self, progress: "Progress" = _no_progress) -> None:
        """Bring the index up to date with the folder.

        Args:
            progress: told how many of how many files were read.
        """
        self._progress = progress
        # Asked before the version is read: what others write after the answer differs from it.
        vouched = self._vouched()
        if vouched is None or self.version != vouched:
            self._insist(self._bring_up_to_date)

    def look(
        self, only: Collection[str] | None = None, progress: "Progress" = _no_progress
    ) -> None:
        """Bring the index up to date without asking a watcher, for that is who calls.

        Args:
            only: the folders in which anything can differ; None for all.
            progress: told how many of how many files were read.
        """
        self._progress = progress
        self._insist(lambda: self._bring_up_to_date(only))

    def start_anew(self) -> None:
        """Empty the index: SQLite keeps what was deleted until something else needs the room."""
        self._start_over()

    # --- what a watcher vouches for ---------------------------------------------------------

    @property
    def mark(self) -> str:
        """Return what the index is built with: code and settings."""
        return self._mark

    @property
    def identity(self) -> str:
        """Return what tells the index file from another; empty where there is none."""
        is_in_memory = self._lock is None or self._identity is None
        return "" if is_in_memory else " ".join(map(str, self._identity or ()))

    @property
    def is_in_place(self) -> bool:
        """Tell whether the file is still where everybody looks for it."""
        path = None if self._folder is None else self._folder / schema.FILE_NAME
        return path is not None and identity_of(path) == self._identity

    @property
    def version(self) -> int | None:
        """Return how often the index was written; None if it is of no use."""
        try:
            return self._version()
        except DAMAGE:
            return None

    def _vouched(self) -> int | None:
        """Return the version that a watcher says is complete."""
        if self._folder is None or not self.identity:
            return None
        return lookout.complete(os.fspath(self._folder), self._mark, self.identity)

    # --- refreshing -------------------------------------------------------------------------

    def _bring_up_to_date(self, only: Collection[str] | None = None) -> None:
        version = self._version()
        scan = None
        if version is not None:
            scan = self._source.scan(self._snapshots(), only)
            if scan.is_empty:
                return
        if self._lock is None:
            self._write(scan)
            return
        with self._lock:
            self._follow()
            if version is None or self._version() != version:
                # Somebody else wrote meanwhile, perhaps the very same.
                known = self._snapshots() if self._version() is not None else None
                scan = None if known is None else self._source.scan(known, only)
            self._write(scan)
            self._lock.vouch()

    def _version(self) -> int | None:
        """Return how often the index was written; None if it is of no use."""
        if not schema.is_current(self._connection, self._mark):
            return None
        row = self._connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
        return int(row[0])

    def _snapshots(self) -> dict[str, Snapshot]:
        rows = self._connection.execute("SELECT path, names, notes, stamps, is_odd FROM folders")
        return {
            os.fsdecode(path): Snapshot(names, notes, stamps, bool(is_odd))
            for path, names, notes, stamps, is_odd in rows
        }

    def _write(self, scan: Scan | None) -> None:
        """Store what differs, in one transaction; None builds the index anew."""
        if scan is not None and scan.is_empty:
            return
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            filler = self._filler()
            is_anew = scan is None or filler.is_worn_out(scan)
            if scan is None or is_anew:
                schema.build(connection, self._mark)
                scan = self._source.scan({})
            with without_collector():
                filler.store(scan)
            if is_anew:
                schema.build_indexes(connection)
            connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'version'")
            connection.execute("COMMIT")
        except BaseException:
            # Also on Ctrl-C: the next run finds the index as it was.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def _filler(self) -> "Filler":
        # Reading files needs YAML and more: imported only where a file must be read.
        from kontaktjournal.index.fill import Filler

        return Filler(self._connection, self._source, self._settings, self._reader, self._progress)
