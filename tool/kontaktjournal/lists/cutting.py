"""Rows cut out of a table: every other byte stays as it is."""

import csv
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from io import BytesIO, StringIO
from itertools import accumulate
from typing import IO

from kontaktjournal.domain.errors import Conflict
from kontaktjournal.lists.encoding import encoding_of, unmarked
from kontaktjournal.lists.lines import RECORD_AT_MOST, Lines
from kontaktjournal.lists.source import Source
from kontaktjournal.lists.table import layout

#: A line as a reader of tables counts it, with what ends it.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


def source_of(data: bytes, path: str) -> Source:
    """Return bytes as something to read.

    Args:
        data: of a list.
        path: names it.
    """

    @contextmanager
    def opened() -> Iterator[IO[bytes]]:
        yield BytesIO(data)

    return Source(path, path.rpartition("/")[2], len(data), opened)


def without_rows(data: bytes, lines: Collection[int], *, path: str) -> bytes:
    """Return a table without the records that begin on some lines.

    Args:
        data: the table.
        lines: where records begin, from 1, as its reader counts.
        path: names it in refusals.

    Raises:
        Conflict: its bytes cannot be told apart line by line.
    """
    if not lines:
        return data
    mark, encoding = unmarked(encoding_of(BytesIO(data)), data)
    text = data[len(mark) :].decode(encoding, _errors(encoding))
    parts = _LINE.findall(text)
    pieces = [part.encode(encoding, _errors(encoding)) for part in parts]
    if mark + b"".join(pieces) != data:
        raise Conflict("refusal.unsafe_edit", path=path, line=min(lines))
    delimiter = layout(source_of(data, path)).delimiter
    ends = [0, *accumulate(len(part) for part in parts)]
    file = StringIO(text, newline="")
    gone = {
        at
        for first in lines
        if 0 < first <= len(parts)
        for at in range(first - 1, first - 1 + _height(file, ends[first - 1], delimiter))
    }
    return mark + b"".join(piece for at, piece in enumerate(pieces) if at not in gone)


def _errors(encoding: str) -> str:
    return "surrogatepass" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"


def _height(file: StringIO, start: int, delimiter: str) -> int:
    """Return how many lines a record runs over; one where it cannot be read."""
    csv.field_size_limit(RECORD_AT_MOST)
    file.seek(start)
    lines = Lines(file)
    try:
        next(csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True), None)
    except csv.Error:
        return 1
    return lines.next_record() - 1
