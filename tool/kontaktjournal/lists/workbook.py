"""Workbooks of spreadsheets: each sheet is read as a table, one row at a time (XLSX, ODS)."""

import errno
import shutil
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from itertools import dropwhile, islice
from lzma import LZMAError
from tempfile import SpooledTemporaryFile
from typing import IO, NamedTuple
from xml.parsers import expat

from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.lists.source import BYTES_AT_MOST, HARMLESS, RATIO_AT_MOST, Source
from kontaktjournal.lists.table import Row

ARCHIVE = b"PK\x03\x04"
#: How Excel saved before 2007, and how it saves today where a password is asked for.
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: What a workbook of Excel has, and no other.
_EXCEL = "xl/workbook.xml"
_RECORDS_AT_MOST = 20
_IN_MEMORY = 16 << 20
_BLOCK = 1 << 12
#: An element stands near the beginning of each part.
_PROLOGUE_AT_MOST = 1 << 16

#: The libraries below tell a damaged file by whatever it made them stumble over.
_STUMBLES = (
    zipfile.BadZipFile,
    NotImplementedError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LZMAError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    expat.ExpatError,
    zlib.error,
)


class Sheet(NamedTuple):
    """A sheet of a workbook.

    Args:
        place: among the sheets, from 0.
        name: what its tab says.
        first: its first records that say anything; a header is among them.
    """

    place: int
    name: str
    first: tuple[Row, ...]


def sheets(source: Source) -> Iterator[Sheet]:
    """Give each sheet that can be seen, with its first records.

    Raises:
        WrongUse: it is no workbook, damaged, unpacks to far more than anybody's table, or the
            library that reads it is not there.
    """
    with _read_or_refused(source):
        for place, (name, found) in enumerate(_tables(source)):
            yield Sheet(place, name, tuple(islice(found, _RECORDS_AT_MOST)))


def kind_of(source: Source) -> str:
    """Return which kind of workbook it is: "XLSX" or "ODS".

    Raises:
        WrongUse: as above.
    """
    with _read_or_refused(source), _archive(source) as file, zipfile.ZipFile(file) as archive:
        return "XLSX" if _EXCEL in archive.namelist() else "ODS"


def rows(source: Source, sheet: Sheet, header: int) -> Iterator[Row]:
    """Give the records of a sheet behind its header, one at a time.

    Args:
        source: the workbook.
        sheet: one of its sheets.
        header: the place of the header among the first records of the sheet.

    Raises:
        WrongUse: as above.
    """
    last, columns = sheet.first[header]
    width = len(columns or ())
    with _read_or_refused(source), closing(_tables(source)) as tables:
        _, found = next(islice(tables, sheet.place, None))
        for line, cells in dropwhile(lambda row: row.line <= last, found):
            # What stands beside a table is no part of it: a sum, a remark.
            if cells and any(cells[:width]):
                yield Row(line, cells[:width])


@contextmanager
def _read_or_refused(source: Source) -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise WrongUse("refusal.import.no_library", path=source.path) from error
    except _STUMBLES as error:
        raise WrongUse("refusal.import.damaged", path=source.path) from error


def _tables(source: Source) -> Generator[tuple[str, Iterator[Row]], None, None]:
    """Give name and rows of each sheet; those of one are read before the next one's."""
    with _archive(source) as file, zipfile.ZipFile(file) as archive:
        names = frozenset(archive.namelist())
        _guard(archive, source)
        if _EXCEL in names:
            from kontaktjournal.lists import excel

            yield from excel.tables(file)
        elif "content.xml" in names:
            from kontaktjournal.lists import opendocument

            yield from opendocument.tables(archive)
        else:
            raise WrongUse("refusal.import.damaged", path=source.path)


@contextmanager
def _archive(source: Source) -> Iterator[IO[bytes]]:
    """Open a workbook so that one can go back in it, which none within an archive allows."""
    with source.open() as file:
        if file.seekable():
            try:
                yield file
            except OSError as error:
                # The directory of an archive that was damaged leads before its beginning.
                if error.errno == errno.EINVAL:
                    raise zipfile.BadZipFile from error
                raise
            return
        with SpooledTemporaryFile(_IN_MEMORY) as copy:
            shutil.copyfileobj(file, copy)
            copy.seek(0)
            yield copy


def _guard(archive: zipfile.ZipFile, source: Source) -> None:
    """Refuse what unpacks to far too much, by its size or by its entities.

    What an archive says of its sizes is true: more than that is never read of a part.
    """
    packed = sum(part.compress_size for part in archive.infolist())
    unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > min(max(HARMLESS, packed * RATIO_AT_MOST), BYTES_AT_MOST):
        raise WrongUse("refusal.import.bomb", path=source.path)
    for part in archive.infolist():
        if part.flag_bits & 1:
            raise WrongUse("refusal.import.locked", path=source.path)
        if part.filename.lower().endswith((".xml", ".rels", ".vml")) and _declares(archive, part):
            raise WrongUse("refusal.import.bomb", path=source.path)


def _declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Tell whether a part declares entities, or might: no spreadsheet does."""
    found: list[bool] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: found.append(True)
    parser.StartElementHandler = lambda *_: found.append(False)
    with archive.open(part) as file:
        for _ in range(_PROLOGUE_AT_MOST // _BLOCK):
            block = file.read(_BLOCK)
            parser.Parse(block, not block)
            if found or not block:
                return any(found[:1])
    return True
