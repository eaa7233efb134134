"""The user's lists, indexed like contacts: searched and chosen from, never due.

They stand in a file of their own beside the index: whoever asks for the day's agenda pays
nothing for them, and an edited contact does not touch a hundred thousand rows.
"""

import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kontaktjournal.cores import without_collector
from kontaktjournal.domain.errors import JournalError
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.ports import Shelf, Stamp
from kontaktjournal.index import listed_select as select
from kontaktjournal.index import listed_tables as tables
from kontaktjournal.index import schema
from kontaktjournal.index.kept import Kept
from kontaktjournal.index.listed_rest import FILE_NAME, LOCK_NAME

if TYPE_CHECKING:
    from kontaktjournal.domain.on_lists import ListHits
    from kontaktjournal.domain.query.tree import Query, Words
    from kontaktjournal.index.listed_rows import Tale
    from kontaktjournal.index.listed_select import Brief, Tally

#: Told which list is read, and how many rows of it were.
Progress = Callable[[str, int], None]

_AT_ONCE = 500


def _no_progress(_path: str, _done: int) -> None:
    """Tell nobody."""


class Lists(Kept):
    """The index of the lists, as up to date as its last `refresh`.

    Args:
        folder: the cache folder of the journal; None keeps it in memory.
        shelf: where the lists stand.
        clock: the file system's time, in nanoseconds since 1970.
    """

    def __init__(
        self, folder: Path | None, shelf: Shelf, clock: Callable[[], int] = time.time_ns
    ) -> None:
        self._shelf = shelf
        self._clock = clock
        self._progress: Progress = _no_progress
        self._faults: dict[str, JournalError] = {}
        self._found: Mapping[str, Stamp] = {}
        super().__init__(folder, FILE_NAME, LOCK_NAME)

    # --- keeping up -------------------------------------------------------------------------

    def refresh(self, progress: Progress = _no_progress) -> None:
        """Read the lists that were changed since.

        Args:
            progress: told which list is read, and how many rows of it were.
        """
        self._progress = progress
        self._insist(self._bring_up_to_date)

    @property
    def faults(self) -> tuple[JournalError, ...]:
        """Return why lists could not be read at the last `refresh`: nobody on them is known."""
        return tuple(self._faults.values())

    def _bring_up_to_date(self) -> None:
        self._faults = {}
        now = self._clock()
        # Before anything is read: whatever is changed meanwhile has another stamp next time.
        self._found = self._shelf.stamps()
        stamps = {path: tables.stored_stamp(stamp, now) for path, stamp in self._found.items()}
        if self._is_built() and _are_trusted(stamps) and stamps == self._stored():
            return
        if self._lock is None:
            self._write(stamps)
            return
        with self._lock:
            self._follow()
            self._write(stamps)
            self._lock.vouch()

    def _is_built(self) -> bool:
        return schema.is_current(self._connection, tables.fingerprint())

    def _stored(self) -> dict[str, str]:
        return tables.stored_stamps(self._connection)

    @without_collector()
    def _write(self, stamps: Mapping[str, str]) -> None:
        connection = self._connection
        if not self._is_built() or tables.is_worn_out(connection):
            tables.build(connection)
        stored = self._stored()
        for path in stored:
            if path not in stamps:
                tables.forget(connection, path)
        for path, stamp in stamps.items():
            if not stamp or stored.get(path) != stamp:
                self._read(path, stamp)
        tables.build_index(connection)

    def _read(self, path: str, stamp: str) -> None:
        def told(done: int) -> None:
            self._progress(path, done)

        try:
            read = tables.Read(stamp, self._shelf.digest(path), self._found[path].size)
            # One that was only touched, or is too young to be told by its stamp.
            if not tables.is_as_read(self._connection, path, read):
                tables.replace(self._connection, path, read, self._shelf.read(path), told)
                if self._shelf.stamps().get(path) != self._found[path]:
                    # Another text was read than its digest tells of: perhaps half of each.
                    tables.distrust(self._connection, path)
        except JournalError as error:
            tables.forget(self._connection, path)
            # One that was taken away meanwhile is no fault.
            if path in self._shelf.stamps():
                # Never remembered: the next refresh tries again.
                self._faults[path] = error

    def keep(self, write: Callable[[sqlite3.Connection], None]) -> None:
        """Remember what was found out about rows, where that can be done; else it is lost.

        Args:
            write: writes it, inside of a transaction.
        """
        with suppress(OSError, sqlite3.Error):
            if self._lock is None:
                self._keep(write)
                return
            with self._lock:
                self._follow()
                self._keep(write)
                self._lock.vouch()

    def _keep(self, write: Callable[[sqlite3.Connection], None]) -> None:
        with tables.transaction(self._connection):
            write(self._connection)

    # --- asking -----------------------------------------------------------------------------

    def tallies(self) -> "list[Tally]":
        """Return how many rows there are, by list and by what each says of itself."""
        return self.ask(select.tallies)

    def briefs(self, ids: Iterable[int], paths: Collection[str] | None = None) -> "list[Brief]":
        """Return those of some rows that say nothing against themselves, in short, in order.

        Args:
            ids: their numbers.
            paths: of the lists that are asked about; None for all.
        """
        return self.ask(select.briefs(ids, paths))

    def in_touch(self, first: int, last: int) -> frozenset[int]:
        """Return the numbers of rows of whom one wrote with, or was linked to on some days.

        Args:
            first: ordinal of the first of these days.
            last: ordinal of the last.
        """
        return self.ask(select.in_touch(first, last))

    def tales(self, ids: Iterable[int]) -> "list[Tale]":
        """Return what some rows tell that may make a story, by their numbers."""
        return self.ask(select.tales(ids))

    def bearing(self, traces: Iterable[str]) -> list[tuple[int, str]]:
        """Return the numbers of rows that bear one of some marks, each with the mark.

        Args:
            traces: as `domain.duplicates.traces` gives them.
        """
        return self.ask(select.bearing(traces))

    def holding(self, words: "str | Words") -> frozenset[int]:
        """Return the numbers of rows in whose names or cells words stand together (N6)."""
        from kontaktjournal.domain.query.tree import Words

        wanted = words if isinstance(words, Words) else Words(words)
        return self.ask(select.holding(wanted))

    def search(self, query: "Query", today: date, most: int | None = None) -> "ListHits":
        """Return whom a query finds, those first whose words fit best (4.8).

        Nobody, where it asks for what no row can say, or names no words.

        Args:
            query: whom it is about; its order and limit are for whoever asks.
            today: the day of the search.
            most: how many are wanted at most.
        """
        from kontaktjournal.domain.found import looked_for
        from kontaktjournal.domain.on_lists import (
            NOBODY,
            ListHit,
            ListHits,
            cell_of,
            is_answered,
            wanted,
        )
        from kontaktjournal.domain.query.places import Places
        from kontaktjournal.index.listed_hits import found

        if not is_answered(query):
            return NOBODY
        known = self.ask(found(query, today, most))
        # Words tell more than the fields that narrow them down.
        places = Places(looked_for(query) or wanted(query))
        rows = self.rows(known.numbers)
        hits = (ListHit(one, cell_of(one, places), number) for number, one in rows)
        return ListHits(hits, len(known.numbers), known.total, known.is_exact)

    def rows(self, ids: Sequence[int]) -> Iterator[tuple[int, Listed]]:
        """Yield rows by their numbers, in this order; none for those that are gone."""
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            found = self.ask(select.by_id(some))
            yield from ((number, found[number]) for number in some if number in found)

    def named(self, ref: str) -> list[tuple[int, Listed]]:
        """Return the rows a word on the command line means.

        Args:
            ref: a name in any spelling, a mail address, a telephone number, a key, or a place as
                a search tells it (``listen/newsletter.csv:12``); where it is none of all these,
                a part of a name.
        """
        return [*self.rows(self.ask(select.named(ref)))]


def _are_trusted(stamps: Mapping[str, str]) -> bool:
    return all(stamps.values())
