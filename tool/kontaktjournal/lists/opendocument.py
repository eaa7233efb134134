"""Sheets of LibreOffice (ODS), read as they come out of the archive."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple
from xml.parsers import expat

from kontaktjournal.lists.table import Row

_BLOCK = 1 << 16
#: As many as LibreOffice has: what repeats more often was made on purpose.
_ROWS_AT_MOST = 1 << 20
_COLUMNS_AT_MOST = 1 << 14
#: No cell of a spreadsheet holds more.
_CELL_AT_MOST = 1 << 20
_DIGITS_AT_MOST = 40

_OF = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE = f"{_OF}table:1.0 table"
_NAME = f"{_OF}table:1.0 name"
_ROW = f"{_OF}table:1.0 table-row"
_CELL = f"{_OF}table:1.0 table-cell"
_COVERED = f"{_OF}table:1.0 covered-table-cell"
_ROWS_REPEATED = f"{_OF}table:1.0 number-rows-repeated"
_COLUMNS_REPEATED = f"{_OF}table:1.0 number-columns-repeated"
_SHEETS = f"{_OF}office:1.0 spreadsheet"
_KIND = f"{_OF}office:1.0 value-type"
_VALUE = f"{_OF}office:1.0 value"
_DATE = f"{_OF}office:1.0 date-value"
_TRUTH = f"{_OF}office:1.0 boolean-value"
_REMARK = f"{_OF}office:1.0 annotation"
_PARAGRAPH = f"{_OF}text:1.0 p"
_BLANKS = f"{_OF}text:1.0 s"
_COUNT = f"{_OF}text:1.0 c"
_BREAKS = {f"{_OF}text:1.0 tab": "\t", f"{_OF}text:1.0 line-break": "\n"}

#: A number shown as it was typed, with its zeros: "01067", "+49 221 555 0171".
_AS_TYPED = re.compile(r"[+0-9][0-9 /()-]*")


class _Line(NamedTuple):
    """A row of one of the tables."""

    place: int
    name: str
    row: Row


def tables(archive: zipfile.ZipFile) -> Iterator[tuple[str, Iterator[Row]]]:
    """Give name and rows of each sheet.

    Args:
        archive: the workbook.
    """
    for (_, name), lines in groupby(_lines(archive), itemgetter(0, 1)):
        yield name, (line.row for line in lines)


def _lines(archive: zipfile.ZipFile) -> Iterator[_Line]:
    reading = _Reading()
    with archive.open("content.xml") as file:
        while block := file.read(_BLOCK):
            reading.read(block)
            yield from reading.taken()
        reading.read(b"", final=True)
        yield from reading.taken()


class _Reading:
    """Collects rows while their XML goes by; never holds more than those of one block."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._say
        #: Rows that were read, and how often each stands there.
        self._lines: list[tuple[_Line, int]] = []
        #: Names of the elements that are open.
        self._open: list[str] = []
        self._place = -1
        self._name = ""
        self._line = 1
        self._cells: list[str] = []
        self._text: list[str] = []
        self._size = 0
        #: What the row and the cell say of themselves.
        self._row: Mapping[str, str] = {}
        self._cell: Mapping[str, str] = {}

    def read(self, block: bytes, *, final: bool = False) -> None:
        """Read on."""
        self._parser.Parse(block, final)

    def taken(self) -> Iterator[_Line]:
        """Give the rows that were read since, each as often as it stands there."""
        for (place, name, row), times in self._lines:
            for more in range(times):
                yield _Line(place, name, Row(row.line + more, row.cells))
        self._lines.clear()

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if name == _TABLE:
            self._begin_table(attributes)
        elif self._open.count(_TABLE) != 1:
            # A table within a cell is no part of the sheet.
            pass
        elif name == _ROW:
            self._cells = []
            self._row = attributes
        elif name == _CELL:
            self._text = []
            self._size = 0
            self._cell = attributes
        elif name == _PARAGRAPH:
            self._say("\n" if self._text else "")
        elif name == _BLANKS:
            self._say(" " * _count(attributes.get(_COUNT), _COLUMNS_AT_MOST))
        elif name in _BREAKS:
            self._say(_BREAKS[name])
        self._open.append(name)

    def _begin_table(self, attributes: Mapping[str, str]) -> None:
        if self._open[-1:] == [_SHEETS]:
            self._place += 1
            self._name = attributes.get(_NAME, "")
            self._line = 1

    def _end(self, name: str) -> None:
        self._open.pop()
        if self._open.count(_TABLE) != 1 or _SHEETS not in self._open:
            return
        if name == _CELL:
            self._add(_typed(self._cell, "".join(self._text).strip()), self._cell)
        elif name == _COVERED:
            # Behind a cell that takes the place of several.
            self._add("", {})
        elif name == _ROW:
            self._end_row()

    def _add(self, text: str, attributes: Mapping[str, str]) -> None:
        times = _count(attributes.get(_COLUMNS_REPEATED), _COLUMNS_AT_MOST)
        self._cells += [text] * min(times, _COLUMNS_AT_MOST - len(self._cells))

    def _end_row(self) -> None:
        while self._cells and not self._cells[-1]:
            self._cells.pop()
        repeated = _count(self._row.get(_ROWS_REPEATED), _ROWS_AT_MOST)
        times = min(repeated, _ROWS_AT_MOST - self._line + 1)
        if self._cells and times > 0:
            row = Row(self._line, tuple(self._cells))
            self._lines.append((_Line(self._place, self._name, row), times))
        self._line += repeated

    def _say(self, text: str) -> None:
        """Take text of a cell; a remark beside it is none, and no table within it."""
        is_of_cell = self._open.count(_CELL) == 1 and _REMARK not in self._open
        if is_of_cell and self._size < _CELL_AT_MOST:
            self._text.append(text)
            self._size += len(text)


def _count(text: str | None, most: int) -> int:
    """Return how often something stands there: once, where nothing is said."""
    return min(int(text), most) if text and text.isdecimal() else 1


def _typed(attributes: Mapping[str, str], shown: str) -> str:
    """Return what stands in a cell as it was typed, as far as the file knows."""
    kind = attributes.get(_KIND, "string")
    if kind == "date":
        return attributes.get(_DATE, shown).removesuffix("T00:00:00").replace("T", " ")
    if kind == "boolean":
        return attributes.get(_TRUTH, shown).upper()
    if kind != "float" or _AS_TYPED.fullmatch(shown):
        return shown
    try:
        exact = Decimal(attributes.get(_VALUE, ""))
    except InvalidOperation:
        return shown
    return f"{exact:f}" if exact.is_finite() and abs(exact.adjusted()) < _DIGITS_AT_MOST else shown
