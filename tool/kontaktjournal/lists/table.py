"""Read tables: encoding, delimiter and header are found out, rows come one at a time (6).

Nothing is guessed from what letters are frequent: a BOM, UTF-8, else the code page of Western
Windows; the delimiter that cuts the first records alike, or that the file names itself
(``sep=;``).
"""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import dropwhile, islice
from typing import IO, NamedTuple

from kontaktjournal.lists.encoding import encoding_of
from kontaktjournal.lists.lines import RECORD_AT_MOST, Lines
from kontaktjournal.lists.source import Source

__all__ = ["Cells", "Layout", "Row", "encoding_of", "header_in", "layout", "rows"]

#: A header stands among the first records, if not first: LinkedIn puts a note before it.
RECORDS_AT_MOST = 20
_BLOCK = 1 << 20
#: Nobody's notes are longer.
_SIZE_AT_MOST = 1 << 20
_DELIMITERS = (",", ";", "\t")
_SEPARATOR = "sep="
#: What no delimiter can be, whatever the file says.
_NEVER = '"\r\n \0'

Cells = tuple[str, ...]


class Row(NamedTuple):
    """One record of a table: the line it begins on, from 1, and its cells.

    Args:
        line: where it begins.
        cells: trimmed; None for a record that cannot be read.
    """

    line: int
    cells: Cells | None


class Layout(NamedTuple):
    """How a table is written.

    Args:
        encoding: name of its encoding, as Python knows it.
        delimiter: what stands between two cells.
        first: its first records, as they stand; a header is among them.
    """

    encoding: str
    delimiter: str
    first: tuple[Row, ...]


def layout(source: Source) -> Layout:
    """Return how a table is written, and its first records."""
    with source.open() as file:
        encoding = encoding_of(file)
    with _text(source, encoding) as text:
        start = text.read(_BLOCK)
    delimiter = _delimiter(start)
    return Layout(encoding, delimiter, _first(start, delimiter))


def header_in(first: Sequence[Row], is_header: Callable[[Cells], bool]) -> int | None:
    """Return the place of the header among the first records; None where there is none."""
    return next(
        (place for place, row in enumerate(first) if row.cells and is_header(row.cells)), None
    )


def rows(source: Source, written: Layout, header: int) -> Iterator[Row]:
    """Give the records behind the header, one at a time.

    Args:
        source: the table.
        written: how it is written; see `layout`.
        header: the place of the header among its records; see `header_in`.
    """
    line, cells = written.first[header]
    with _text(source, written.encoding) as text:
        records = _rows(text, written.delimiter, len(cells or ()))
        yield from dropwhile(lambda row: row.line <= line, records)


@contextmanager
def _text(source: Source, encoding: str) -> Iterator[io.TextIOWrapper]:
    with source.open() as file, io.TextIOWrapper(file, encoding, "replace", newline="") as text:
        yield text


def _first(start: str, delimiter: str) -> tuple[Row, ...]:
    return tuple(islice(_rows(io.StringIO(start, newline=""), delimiter), RECORDS_AT_MOST))


def _rows(text: IO[str], delimiter: str, width: int = 0) -> Iterator[Row]:
    """Give each record that says anything; blank lines and the word of Excel are passed over.

    Strictly read, a quotation mark that is never closed is seen at the next one, or at the end;
    it costs its own line, and reading goes on behind that.

    Args:
        text: opened without translating line ends.
        delimiter: what stands between two cells.
        width: how many cells the header has; 0 where that is not known yet.
    """
    # The limit is one for all readers of this process; all of them are ours.
    csv.field_size_limit(RECORD_AT_MOST)
    lines = Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)
    line = 1
    while True:
        cells: list[str] | None
        try:
            plain = lines.plain()
            cells = plain.split(delimiter) if plain else next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = _forgiven(lines.back(), delimiter, width)
        if cells and width and line <= lines.seen and len(cells) != width:
            # The rest of a note that is cut off reads like rows, but for its width.
            cells = None
        if lines.size > _SIZE_AT_MOST:
            cells = None
        if cells is None:
            yield Row(line, None)
        else:
            said = tuple(map(str.strip, cells))
            is_told = line == 1 and cells and said[0].lower().startswith(_SEPARATOR)
            if any(said) and not is_told:
                yield Row(line, said)
        line = lines.next_record()


def _forgiven(line: str, delimiter: str, width: int) -> list[str] | None:
    """Return the cells of one line with stray quotation marks, where they are all there."""
    if line.count('"') % 2:
        return None
    try:
        cells = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return None
    return cells if len(cells) == width else None


def _delimiter(start: str) -> str:
    """Return what separates the cells of a table."""
    said = start[len(_SEPARATOR) : len(_SEPARATOR) + 1]
    if start.lower().startswith(_SEPARATOR) and said and said not in _NEVER and not said.isalnum():
        return said
    return max(_DELIMITERS, key=partial(_fitness, start))


def _fitness(start: str, delimiter: str) -> tuple[int, int, int]:
    """Return how well a delimiter fits: how many records it cuts alike, how early, how finely.

    What stands before a header is prose; and a row may hold more of another delimiter than its
    header has columns.
    """
    widths = [len(row.cells or ()) for row in _first(start, delimiter)]
    several = Counter(width for width in widths if width > 1)
    if not several:
        return 0, 0, 0
    width, count = several.most_common(1)[0]
    return count, -widths.index(width), width
