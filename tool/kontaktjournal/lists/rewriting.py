"""Fill blank cells of a table and add rows to it; every other byte stays as it was."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import IO, NamedTuple

from kontaktjournal.domain.errors import Refused
from kontaktjournal.domain.splice import Splice
from kontaktjournal.lists.encoding import unmarked
from kontaktjournal.lists.table import Layout

_CRLF = "\r\n"
_ENDS = (_CRLF, "\n", "\r")


class Dialect(NamedTuple):
    """How a table is written.

    Args:
        encoding: name of its encoding, as Python knows it.
        delimiter: what stands between two cells.
        end: of a line.
        bom: what its bytes begin with that is no text.
    """

    encoding: str = "utf-8"
    delimiter: str = ","
    end: str = "\n"
    bom: bytes = b""


def dialect_of(start: bytes, layout: Layout) -> Dialect:
    """Return how a table is written.

    Args:
        start: its first bytes.
        layout: what its reader found out.
    """
    bom, encoding = unmarked(layout.encoding, start)
    text = start[len(bom) :].decode(encoding, "replace")
    return Dialect(encoding, layout.delimiter, end_of_lines(text), bom)


def end_of_lines(text: str) -> str:
    """Return how a text ends its lines, as its first one does."""
    first = next(io.StringIO(text, newline=""), "")
    return next((end for end in _ENDS if first.endswith(end)), "\n")


class _Echo:
    """A file that gives back what is written to it."""

    @staticmethod
    def write(text: str) -> str:
        """Return a text."""
        return text


@cache
def _writer(delimiter: str) -> Callable[[Sequence[str]], str]:
    # With another end it would not quote a carriage return.
    return csv.writer(_Echo, delimiter=delimiter, lineterminator=_CRLF).writerow


def row(cells: Sequence[str], dialect: Dialect) -> str:
    """Return one row of a table, with the end of its line."""
    return _writer(dialect.delimiter)(cells).removesuffix(_CRLF) + dialect.end


def quoted(cell: str, dialect: Dialect) -> str:
    """Return a cell as a table has it: in quotes where it must be."""
    return _writer(dialect.delimiter)((cell, "")).removesuffix(dialect.delimiter + _CRLF)


def amended(
    file: IO[bytes],
    path: str,
    dialect: Dialect,
    fillings: Mapping[int, Mapping[int, str]],
    added: Iterable[bytes],
) -> Iterator[Splice]:
    """Give what changes in a table where cells are filled, and rows put behind the others.

    Args:
        file: the table, from its beginning.
        path: how it is called in a refusal.
        dialect: how it is written.
        fillings: by the line a row begins on, the cells to be put, by their places; a row that
            is too short is made longer.
        added: the rows to be added, part by part, as they shall stand.

    Raises:
        Refused: it cannot be written as it is read, or not say what it shall in its encoding.
    """
    at = len(file.read(len(dialect.bom)))
    text = io.TextIOWrapper(file, dialect.encoding, "strict", newline="")
    last, number = "", 0
    try:
        for line in text:
            last = line
            number += 1
            if number in fillings:
                record = _record(line, text, dialect.delimiter)
                yield from _filled(record, at, dialect, fillings[number])
                last = record.text
                number += record.height - 1
            at += _width(last, dialect.encoding)
        between = dialect.end if last and not last.endswith(("\n", "\r")) else ""
        for part in filter(None, added):
            yield Splice(at, 0, between.encode(dialect.encoding) + part)
            between = ""
    except UnicodeError as error:
        raise Refused("refusal.list.encoding", path=path) from error
    finally:
        text.detach()


def in_encoding(text: str, path: str, encoding: str) -> bytes:
    """Return text as it is added to a table.

    Raises:
        Refused: it has letters the encoding of the table does not know.
    """
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        raise Refused("refusal.list.encoding", path=path) from error


def _width(text: str, encoding: str) -> int:
    """Return how many bytes a text takes."""
    return len(text) if encoding == "utf-8" and text.isascii() else len(text.encode(encoding))


class _Record(NamedTuple):
    """A record as it stands: its text, over so many lines, with begin and end of each cell."""

    text: str
    height: int
    cells: list[tuple[int, int]]


def _filled(
    record: _Record, at: int, dialect: Dialect, said: Mapping[int, str]
) -> Iterator[Splice]:
    text, cells = record.text, record.cells
    for place, cell in sorted(said.items()):
        put = quoted(cell, dialect)
        if place < len(cells):
            begin, end = cells[place]
        else:
            begin = end = cells[-1][1]
            missing = place - len(cells) + 1
            put = dialect.delimiter * missing + put
            cells += [(end, end)] * missing
        start, behind = (_width(text[:each], dialect.encoding) for each in (begin, end))
        yield Splice(at + start, behind - start, put.encode(dialect.encoding))


def _record(line: str, following: Iterator[str], delimiter: str) -> _Record:
    """Return a record that begins with a line; a cell in quotes may go on in those that follow."""
    text, height = line, 1
    cells: list[tuple[int, int]] = []
    start = 0
    while True:
        end = _end_of_cell(text, start, delimiter)
        while end < 0 and (more := _to_quote(following)):
            text += "".join(more)
            height += len(more)
            end = _end_of_cell(text, start, delimiter)
        if end < 0:
            end = len(text)
        cells.append((start, end))
        if not text.startswith(delimiter, end):
            return _Record(text, height, cells)
        start = end + len(delimiter)


def _to_quote(lines: Iterator[str]) -> list[str]:
    """Return the next lines, to the first with a quotation mark: no other can end a cell."""
    taken: list[str] = []
    for line in lines:
        taken.append(line)
        if '"' in line:
            break
    return taken


def _end_of_cell(text: str, at: int, delimiter: str) -> int:
    """Return where a cell ends; -1 where its last quotation mark is still to come."""
    while text.startswith(" ", at):
        at += 1
    if text.startswith('"', at):
        at = text.find('"', at + 1)
        while at >= 0 and text.startswith('""', at):
            at = text.find('"', at + 2)
        if at < 0:
            return at
    ends = (text.find(end, at) for end in (delimiter, "\n", "\r"))
    return min((end for end in ends if end >= 0), default=len(text))
