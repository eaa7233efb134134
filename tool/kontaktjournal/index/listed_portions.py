"""A list as rows of tables, portion after portion; a long one is read in a second process.

Reading and storing take about the same time: while one portion is stored, the next is read.
"""

import sys
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import islice
from typing import cast

from kontaktjournal.cores import spare_cores, spread
from kontaktjournal.domain.listed import Listed
from kontaktjournal.index.listed_rows import Columns, Rows, rows_of

_AT_ONCE = 2000
#: In bytes; about five thousand rows. A process more is begun in the time hundreds take.
_WORTH_SHARING = 1 << 20


class _Portions:
    """Portions of a list, asked for by their number, each later than the one before.

    Args:
        rows: of the list, read one after the other.
        place: number of the list.
        begin: number of the first row.
        columns: names of columns that were met before.
    """

    def __init__(self, rows: Iterator[Listed], place: int, begin: int, columns: Columns) -> None:
        self._rows = rows
        self._place = place
        self._begin = begin
        self._columns = columns
        self._read = 0

    def __call__(self, at: int) -> Rows:
        """Return a portion; an empty one behind the last."""
        # Whoever goes on for a process that was lost begins where that one began.
        while self._read < at:
            self._next()
        return self._next()

    def _next(self) -> Rows:
        some = [*islice(self._rows, _AT_ONCE)]
        portion = rows_of(some, self._place, self._begin, self._columns)
        self._begin += len(some)
        self._read += 1
        return portion


def portions(
    rows: Iterator[Listed], place: int, begin: int, columns: Columns, size: int
) -> Generator[Rows]:
    """Yield a list as rows of tables.

    Args:
        rows: of the list, read one after the other, and not begun yet.
        place: number of the list.
        begin: number of the first row.
        columns: names of columns that were met before.
        size: of the list's file, in bytes.
    """
    portion_of = _Portions(rows, place, begin, columns)
    children = min(spare_cores(), 1) if size >= _WORTH_SHARING else 0
    # Nobody knows how many there are before the last of them is read.
    upcoming = spread(portion_of, range(sys.maxsize), children)
    # Whoever stops early ends the other process, too.
    with closing(cast("Generator[Rows]", upcoming)) as some:
        for portion in some:
            if not portion.people:
                return
            yield portion
