"""Fill blank cells of a table and add rows to it; every other byte stays as it was."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kontaktjournal.domain.errors import Refused

_CRLF = "\r\n"
_ENDS = (_CRLF, "\n", "\r")


class Dialect(NamedTuple):
    """How a table is written.

    Args:
        encoding: name of its encoding, as Python knows it.
        delimiter: what stands between two cells.
        end: of a line.
    """

    encoding: str = "utf-8"
    delimiter: str = ","
    end: str = "\n"


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
    data: bytes,
    path: str,
    dialect: Dialect,
    fillings: Mapping[int, Mapping[int, str]],
    added: Iterable[bytes],
) -> bytes:
    """Return a table with cells filled, and rows behind the others.

    Args:
        data: the table.
        path: how it is called in a refusal.
        dialect: how it is written.
        fillings: by the line a row begins on, the cells to be put, by their places; a row that
            is too short is made longer.
        added: the rows to be added, part by part, as they shall stand.

    Raises:
        Refused: it cannot be written as it is read, or not say what it shall in its encoding.
    """
    text = data.decode(dialect.encoding, "replace")
    try:
        if text.encode(dialect.encoding) != data:
            raise Refused("refusal.list.encoding", path=path)
        head = _filled(text, dialect, fillings).encode(dialect.encoding)
    except UnicodeEncodeError as error:
        raise Refused("refusal.list.encoding", path=path) from error
    rest = b"".join(added)
    if rest and text and not text.endswith(("\n", "\r")):
        head += dialect.end.encode(_bare(dialect.encoding))
    return head + rest


def in_encoding(text: str, path: str, encoding: str) -> bytes:
    """Return text as it is added to a table.

    Raises:
        Refused: it has letters the encoding of the table does not know.
    """
    try:
        return text.encode(_bare(encoding))
    except UnicodeEncodeError as error:
        raise Refused("refusal.list.encoding", path=path) from error


def _bare(encoding: str) -> str:
    """Return the encoding of what stands behind a byte order mark."""
    return "utf-8" if encoding == "utf-8-sig" else encoding


def _filled(text: str, dialect: Dialect, fillings: Mapping[int, Mapping[int, str]]) -> str:
    if not fillings:
        return text
    parts: list[str] = []
    done = 0
    for number, start in enumerate(_starts(text), 1):
        if number not in fillings or start < done:
            continue
        parts.append(text[done:start])
        done = start
        cells = [*_cells(text, start, dialect.delimiter)]
        for place, said in sorted(fillings[number].items()):
            if place < len(cells):
                begin, end = cells[place]
                parts += [text[done:begin], quoted(said, dialect)]
            else:
                end = cells[-1][1]
                missing = place - len(cells) + 1
                parts += [text[done:end], dialect.delimiter * missing, quoted(said, dialect)]
                cells += [(end, end)] * missing
            done = end
    parts.append(text[done:])
    return "".join(parts)


def _starts(text: str) -> Iterator[int]:
    """Give where each line begins."""
    start = 0
    for line in io.StringIO(text, newline=""):
        yield start
        start += len(line)


def _cells(text: str, start: int, delimiter: str) -> Iterator[tuple[int, int]]:
    """Give begin and end of each cell of a record, quotes included."""
    while True:
        end = _end_of_cell(text, start, delimiter)
        yield start, end
        if not text.startswith(delimiter, end):
            return
        start = end + len(delimiter)


def _end_of_cell(text: str, at: int, delimiter: str) -> int:
    while text.startswith(" ", at):
        at += 1
    if text.startswith('"', at):
        at = text.find('"', at + 1)
        while at >= 0 and text.startswith('""', at):
            at = text.find('"', at + 2)
        if at < 0:
            return len(text)
    ends = (text.find(end, at) for end in (delimiter, "\n", "\r"))
    return min((end for end in ends if end >= 0), default=len(text))
