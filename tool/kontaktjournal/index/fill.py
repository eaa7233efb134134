"""Read contact files and store what they say."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence

from kontaktjournal.cores import spare_cores, spread
from kontaktjournal.domain.ports import Scan, Source
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.settings import Settings
from kontaktjournal.index.rows import Row, digest_of, problem_row, row_of, timeless
from kontaktjournal.notation.parse import Reader, unreadable

Progress = Callable[[int, int], None]

_CHUNK = 250
#: Fewer files than this are read faster than other processes start.
_WORTH_SHARING = 400
#: Full-text rows without a file behind them, per row with one, before it is built anew.
_DEAD_AT_MOST = 0.5
_DEAD_AT_LEAST = 1000


#: Stands for the digest of a file that may be readable next time.
_TRY_AGAIN = b"?"
#: What will not pass by itself: with the rights or the kind of a file, its stamp changes.
_LASTING = frozenset({"EACCES", "EPERM", "ELOOP", "ENXIO", "ENAMETOOLONG"})


def _row_of_unreadable(path: str, problem: Problem, settings: Settings) -> Row | None:
    """Return the row of a file that cannot be read; None where it was deleted just now."""
    reason = dict(problem.values).get("reason")
    if reason == "ENOENT":
        return None
    is_passing = problem.variant == "denied" and reason not in _LASTING
    digest = _TRY_AGAIN if is_passing else b""
    return row_of(path, digest, unreadable(path, problem), settings)


class Filler:
    """Fill the index, inside the caller's transaction.

    Args:
        connection: the index.
        source: where contact files come from.
        settings: how they are read.
        reader: makes the reader, once a file must be read.
        progress: told how many of how many files were read.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        source: Source,
        settings: Settings,
        reader: Callable[[], Reader],
        progress: Progress,
    ) -> None:
        self._db = connection
        self._source = source
        self._settings = settings
        self._reader = reader
        self._progress = progress

    def is_worn_out(self, scan: Scan) -> bool:
        """Tell whether full-text rows without a file outweigh the others."""
        (living,) = self._db.execute("SELECT count(*) FROM notes").fetchone()
        newest = self._newest()
        dead = newest + len(scan.changed) - living
        return bool(dead > _DEAD_AT_LEAST + _DEAD_AT_MOST * living)

    def _newest(self) -> int:
        """Return the highest id ever given; none is given twice (see schema.py)."""
        row = self._db.execute("SELECT value FROM meta WHERE key = 'newest'").fetchone()
        return int(row[0])

    def store(self, scan: Scan) -> None:
        """Store what differs from the last look."""
        for path in scan.gone:
            self._forget_folder(path)
        for path, snapshot in scan.folders.items():
            self._db.execute(
                "INSERT OR REPLACE INTO folders VALUES (?, ?, ?, ?, ?)",
                (os.fsencode(path), *snapshot),
            )
        for path, problems in scan.problems.items():
            owner = f"{path}/"
            self._db.execute("DELETE FROM problems WHERE owner = ?", (os.fsencode(owner),))
            rows = [problem_row(owner, problem) for problem in problems]
            self._db.executemany("INSERT INTO problems VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        for path in scan.removed:
            self._forget_note(os.fsencode(path))
        total, done = len(scan.changed), 0
        known = self._digests(scan.changed)
        for rows_read in self._read(scan.changed, known):
            rows_new = [row for row in rows_read if row is not None]
            for row in rows_new:
                if row.path in known:
                    self._forget_note(row.path)
            self._insert(rows_new)
            self._try_again([row.path for row in rows_new if row.digest == _TRY_AGAIN])
            done = min(done + _CHUNK, total)
            self._progress(done, total)

    def _forget_folder(self, path: str) -> None:
        self._db.execute("DELETE FROM folders WHERE path = ?", (os.fsencode(path),))
        owner = os.fsencode(f"{path}/")
        self._db.execute("DELETE FROM problems WHERE owner = ?", (owner,))

    def _forget_note(self, path: bytes) -> None:
        execute = self._db.execute
        execute("DELETE FROM problems WHERE owner = ?", (path,))
        for (number,) in execute("SELECT id FROM notes WHERE path = ?", (path,)).fetchall():
            execute("DELETE FROM links WHERE id = ?", (number,))
            execute("DELETE FROM tracks WHERE id = ?", (number,))
            execute("DELETE FROM notes WHERE id = ?", (number,))

    def _read(
        self, paths: Sequence[str], known: Mapping[bytes, bytes]
    ) -> Iterator[list[Row | None]]:
        """Read files in chunks, on all cores where that is worth it; None is an old text."""
        if not paths:
            return
        reader = self._reader()
        settings = timeless(self._settings)
        read = self._source.read

        def work(chunk: Sequence[str]) -> list[Row | None]:
            rows: list[Row | None] = []
            for path in chunk:
                data = read(path)
                if isinstance(data, Problem):
                    rows.append(_row_of_unreadable(path, data, settings))
                    continue
                digest = digest_of(data)
                if known.get(os.fsencode(path)) == digest:
                    rows.append(None)
                else:
                    rows.append(row_of(path, digest, reader.read(data, path), settings))
            return rows

        chunks = [paths[start : start + _CHUNK] for start in range(0, len(paths), _CHUNK)]
        children = spare_cores() + 1 if len(paths) >= _WORTH_SHARING and spare_cores() else 0
        yield from spread(work, chunks, children)

    def _try_again(self, paths: Sequence[bytes]) -> None:
        """Distrust the stamps of the folders of files that could not be read just now."""
        for folder in {path.rpartition(b"/")[0] or b"." for path in paths}:
            self._db.execute(
                "UPDATE folders SET stamps = zeroblob(length(stamps)) WHERE path = ?", (folder,)
            )

    def _digests(self, paths: Sequence[str]) -> dict[bytes, bytes]:
        """Return the digests of those files that were read before."""
        if not self._newest():
            return {}
        execute = self._db.execute
        found = (
            (path, execute("SELECT digest FROM notes WHERE path = ?", (path,)).fetchone())
            for path in map(os.fsencode, paths)
        )
        return {path: row[0] for path, row in found if row}

    def _insert(self, rows: list[Row]) -> None:
        """Store files read for the first time, or forgotten just now."""
        first = self._newest() + 1
        numbered = list(enumerate(rows, start=first))
        self._db.executemany(
            "INSERT INTO notes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(number, *row[:10]) for number, row in numbered],
        )
        contacts = [(number, row) for number, row in numbered if row.kind is not None]
        self._db.executemany(
            "INSERT INTO texts (rowid, name, body) VALUES (?, ?, ?)",
            [(number, row.names, row.body) for number, row in contacts],
        )
        self._db.executemany(
            "INSERT INTO links VALUES (?, ?)",
            [(number, target) for number, row in contacts for target in row.links],
        )
        self._db.executemany(
            "INSERT INTO tracks VALUES (?, ?, ?, ?, ?)",
            [
                (number, row.latest, row.last, row.talk, row.track)
                for number, row in contacts
                if row.track
            ],
        )
        problems = [problem for row in rows for problem in row.problems]
        self._db.executemany("INSERT INTO problems VALUES (?, ?, ?, ?, ?, ?, ?)", problems)
        self._db.execute(
            "UPDATE meta SET value = ? WHERE key = 'newest'", (first + len(rows) - 1,)
        )
