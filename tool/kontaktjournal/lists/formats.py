"""All formats there are, and which of them a file is: told by what is in it, not by its name."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.lists import (
    facebook,
    fritzbox,
    google,
    linkedin,
    newsletter,
    org_contacts,
    outlook,
    spreadsheet,
    vcards,
    workbook,
)
from kontaktjournal.lists.columns import plain
from kontaktjournal.lists.departures import block_of_file, is_export, sounds_so, telling
from kontaktjournal.lists.encoding import encoding_of
from kontaktjournal.lists.format import FileFormat, Goal, TableFormat
from kontaktjournal.lists.headings import Told
from kontaktjournal.lists.naming import option_of, probable
from kontaktjournal.lists.record import Block, Records
from kontaktjournal.lists.remarks import Noticing, Remarks
from kontaktjournal.lists.source import Source, sources
from kontaktjournal.lists.table import Cells, Layout, Row, header_in, layout, rows
from kontaktjournal.lists.workbook import Sheet, sheets
from kontaktjournal.notation.content_lines import on_one_line

#: What is recognised at its beginning.
_FILES: tuple[FileFormat, ...] = (
    vcards.VCARDS,
    facebook.FRIENDS,
    facebook.ADDRESS_BOOK,
    facebook.NO_FRIENDS,
    facebook.PAGE,
    org_contacts.CONTACTS,
)
#: What is recognised by its header: whose columns are most its own, first.
_TABLES: tuple[TableFormat, ...] = (
    fritzbox.CALLS,
    linkedin.CONNECTIONS,
    linkedin.MESSAGES,
    linkedin.INVITATIONS,
    newsletter.MAILCHIMP,
    newsletter.BREVO,
    newsletter.RAPIDMAIL,
    newsletter.CLEVERREACH,
    google.GOOGLE,
    google.GOOGLE_OLD,
    outlook.GMX,
    outlook.OUTLOOK_ONLINE,
    outlook.OUTLOOK_GERMAN,
    outlook.OUTLOOK_ENGLISH,
)
FORMATS: tuple[FileFormat | TableFormat, ...] = (
    *_FILES,
    *_TABLES,
    spreadsheet.TABLE,
    spreadsheet.WORKBOOK,
)

_OF_PEOPLE = frozenset({Goal.CONTACTS, Goal.LIST})
#: What has columns of anybody's own.
_ANY = frozenset({spreadsheet.TABLE.name, spreadsheet.WORKBOOK.name})
_HEAD = 1 << 16
#: Controls that no text has; one or two of them may be damage.
_CONTROLS = re.compile(r"[\0-\x08\x0e-\x19\x1c-\x1f]")
_CONTROLS_AT_MOST = 0.005
#: What data of programs begins with, and no table.
_NO_TABLES = ("{", "[", "<")
_COLUMNS_SHOWN = 12
_NAME_SHOWN = 40


class Detected(NamedTuple):
    """What a source turned out to be.

    Args:
        format: which format.
        source: what it is read of.
        remarks: what was noticed when it was read last.
        encoding: of its text, as Python knows it; empty where the format has its own.
        version: of the format, where there are several.
        preamble: lines before the header.
        header: place of the header among the first records.
        layout: how a table is written; None for what is none, or a workbook.
        sheet: of a workbook; None for what is none.
    """

    format: FileFormat | TableFormat
    source: Source
    remarks: Remarks
    encoding: str = ""
    version: str = ""
    preamble: int = 0
    header: int = 0
    layout: Layout | None = None
    sheet: Sheet | None = None

    @property
    def columns(self) -> Cells:
        """Return the names of its columns, as they stand; none for what is no table."""
        told = self.sheet or self.layout
        return (told.first[self.header].cells or ()) if told else ()

    @property
    def mapped(self) -> tuple[Told, ...]:
        """Return what the user says of its columns."""
        return self.format.mapped if isinstance(self.format, TableFormat) else ()

    @property
    def own_and_asked(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the columns only their owner knows, and those a person is read of.

        Of a platform or an address book there are none: its columns are the same for everybody.
        """
        columns = self.columns
        if self.format.name in newsletter.NAMES:
            return newsletter.own_and_asked(columns)
        if self.format.name not in _ANY:
            return (), ()
        own = spreadsheet.unknown(columns, self.mapped)
        return own, tuple(at for at, name in enumerate(columns) if name and at not in {*own})

    @property
    def unnamed(self) -> tuple[str, str]:
        """Return its columns, and the option to type, where probably one names people unseen.

        Both are empty where the names are known, or no column looks like one of them.
        """
        told = self.sheet or self.layout
        if told is None or self.format.name not in _ANY:
            return "", ""
        column = probable(self.columns, told.first[self.header + 1 :], self.mapped)
        return (_shown(self.columns), option_of(on_one_line(column))) if column else ("", "")

    def records(self) -> Records:
        """Read it, one entry at a time, each time anew."""
        if isinstance(self.format, FileFormat):
            return self.format.read(self.source)
        entries = self.format.read(self.columns, self.rows())
        if self.format.goal not in _OF_PEOPLE:
            return entries
        return self._noticing().through(entries, self.remarks)

    @property
    def block(self) -> Block | None:
        """Return why nobody of it may be written to, where its program named it so."""
        is_table = isinstance(self.format, TableFormat) and self.format.goal in _OF_PEOPLE
        return block_of_file(self.source.name) if is_table else None

    def _noticing(self) -> Noticing:
        told = self.sheet or self.layout
        first = [row.cells for row in told.first[self.header + 1 :] if row.cells] if told else []
        columns = self.columns
        is_newsletter = self.format.name in newsletter.NAMES
        found = telling(columns, first, self.mapped, is_newsletter=is_newsletter)
        if is_newsletter:
            asked = newsletter.ASKED_WHO_LEFT
            found = tuple(one for one in found if plain(columns[one.place]) not in asked)
        is_named_so = not self.block and sounds_so(self.source.name)
        return Noticing(columns, found, self.mapped, self.block, is_named_so=is_named_so)

    def rows(self) -> Iterator[Row]:
        """Give the rows of a table below its header, one at a time, each time anew."""
        if self.sheet:
            return workbook.rows(self.source, self.sheet, self.header)
        return rows(self.source, self.layout, self.header) if self.layout else iter(())


def found_in(
    path: str, mapped: Sequence[Told] = (), remembered: Sequence[Sequence[Told]] = ()
) -> tuple[Detected, ...]:
    """Return what is to be read of a file, or of each file in an archive that is known.

    What is refused is among it only where there is nothing else.

    Args:
        path: of the file.
        mapped: what the user says of the columns of a table.
        remembered: what she said before of others; it counts where all those columns are there,
            and the table is of no known format.

    Raises:
        WrongUse: there is nothing in it that can be read, and why.
        DiskTrouble: it cannot be read.
    """
    found: list[Detected] = []
    alone: Source | None = None
    count = 0
    for source in sources(path):
        count += 1
        alone = source
        # An archive of one's own data is full of tables: only those that are known count.
        if source.path != path and (known := _known(source)):
            found.append(known)
    if not found and alone and count == 1 and (known := detect(alone, mapped, remembered)):
        found = [known]
    taken = [one for one in found if one.format.goal is not Goal.REFUSED] or found
    if not taken:
        raise WrongUse("refusal.import.unknown", path=path)
    # Who is known comes before when they wrote.
    order = [one.name for one in FORMATS]
    return tuple(sorted(taken, key=lambda one: order.index(one.format.name)))


def detect(
    source: Source, mapped: Sequence[Told] = (), remembered: Sequence[Sequence[Told]] = ()
) -> Detected | None:
    """Return what a source is; None where it is no list of any kind.

    Args:
        source: what is to be read.
        mapped: what the user says of the columns of a table.
        remembered: what she said before of others.

    Raises:
        WrongUse: it is empty, or no text; a workbook that cannot be read; a table in which no
            column is known, or not those the user says.
        DiskTrouble: it cannot be read.
    """
    start = _start(source)
    if start.startswith(workbook.OLD):
        raise WrongUse("refusal.import.old_workbook", path=source.path)
    if start.startswith(workbook.ARCHIVE):
        return _in_workbook(source, mapped, remembered)
    text = _text(start)
    if not text.strip("\ufeff \t\r\n\0"):
        raise WrongUse("refusal.import.empty", path=source.path)
    if _is_binary(text):
        raise WrongUse("refusal.import.binary", path=source.path)
    return _file(source, start) or _in_table(source, text, mapped, remembered)


def _start(source: Source) -> bytes:
    with source.open() as file:
        return file.read(_HEAD)


def _text(start: bytes) -> str:
    return start.decode(encoding_of(io.BytesIO(start)), "replace")


def _is_binary(text: str) -> bool:
    return len(_CONTROLS.findall(text)) > len(text) * _CONTROLS_AT_MOST


def _known(source: Source) -> Detected | None:
    """Return what a file in an archive is, where it is of a known format."""
    start = _start(source)
    text = _text(start)
    if not text or _is_binary(text):
        return None
    found = _file(source, start)
    if found or _is_no_table(text):
        return found
    written = layout(source)
    formats = (*_TABLES, spreadsheet.TABLE) if is_export(source.name) else _TABLES
    return next(_tables(source, text, written, formats), None)


def _file(source: Source, start: bytes) -> Detected | None:
    name = source.name.lower()
    form = next((one for one in _FILES if one.claims(start, name)), None)
    if form is None:
        return None
    with source.open() as file:
        encoding = encoding_of(file)
    version = vcards.version_of(start) if form is vcards.VCARDS else ""
    return Detected(form, source, Remarks(), encoding, version)


def _is_no_table(text: str) -> bool:
    return text.lstrip("\ufeff \t\r\n").startswith(_NO_TABLES)


def _in_table(
    source: Source, text: str, mapped: Sequence[Told], remembered: Sequence[Sequence[Told]]
) -> Detected | None:
    if _is_no_table(text):
        return None
    written = layout(source)
    formats = _any_table(spreadsheet.TABLE, mapped, remembered)
    found = next(_tables(source, text, written, formats), None)
    if not found and _is_table(written.first):
        raise _no_column(source, written.first, mapped)
    return found


def _is_table(first: Iterable[Row]) -> bool:
    """Tell whether records are as wide as others: commas of prose stand where they will."""
    widths = Counter(len(row.cells) for row in first if row.cells and len(row.cells) > 1)
    return any(count > 1 for count in widths.values())


def _tables(
    source: Source, text: str, written: Layout, formats: Iterable[TableFormat]
) -> Iterator[Detected]:
    """Give each of some formats that a table has a header of."""
    for one in formats:
        place = _header(written.first, one)
        if place is not None:
            # What Excel says of the delimiter is no preamble.
            told = text.lstrip("\ufeff").lower().startswith("sep=")
            before = max(written.first[place].line - 1 - told, 0)
            yield Detected(one, source, Remarks(), written.encoding, "", before, place, written)


def _header(first: Sequence[Row], one: TableFormat) -> int | None:
    """Return the place of the header; among several that might be it, the one that says most."""
    if one.name not in _ANY:
        return header_in(first, one.is_header)
    places = [at for at, row in enumerate(first) if row.cells and one.is_header(row.cells)]
    return max(places, key=lambda at: spreadsheet.known(first[at].cells or ()), default=None)


def _any_table(
    plain_one: TableFormat, mapped: Sequence[Told], remembered: Sequence[Sequence[Told]]
) -> tuple[TableFormat, ...]:
    """Return the formats a table may be of: what the user says of it outranks all others."""
    if mapped:
        return (spreadsheet.table(plain_one.name, mapped),)
    before = (spreadsheet.table(plain_one.name, told) for told in remembered)
    return (*_TABLES, *before, plain_one)


def _in_workbook(
    source: Source, mapped: Sequence[Told], remembered: Sequence[Sequence[Told]]
) -> Detected:
    """Return the first sheet that has a header: of a known format, else any."""
    formats = _any_table(spreadsheet.WORKBOOK, mapped, remembered)
    first: tuple[Row, ...] = ()
    for sheet in sheets(source):
        for one in formats:
            place = _header(sheet.first, one)
            if place is not None:
                before = sheet.first[place].line - 1
                kind = workbook.kind_of(source)
                return Detected(one, source, Remarks(), "", kind, before, place, sheet=sheet)
        first = first or sheet.first
    if not first:
        raise WrongUse("refusal.import.empty", path=source.path)
    raise _no_column(source, first, mapped)


def _widest(first: Iterable[Row]) -> Cells:
    """Return what is most probably meant as the header."""
    return max((row.cells or () for row in first), key=len, default=())


def _shown(columns: Cells) -> str:
    names = (on_one_line(name)[:_NAME_SHOWN] for name in columns[:_COLUMNS_SHOWN])
    return ", ".join(filter(None, names))


def _no_column(source: Source, first: Sequence[Row], mapped: Sequence[Told]) -> WrongUse:
    columns = _widest(first)
    shown = _shown(columns)
    missing = [told.column for told in mapped if plain(told.column) not in map(plain, columns)]
    if missing:
        return WrongUse(
            "refusal.import.no_column", path=source.path, column=missing[0], columns=shown
        )
    if column := probable(columns, first, mapped):
        option = option_of(on_one_line(column))
        return WrongUse(
            "refusal.import.no_columns_but", path=source.path, columns=shown, option=option
        )
    return WrongUse("refusal.import.no_columns", path=source.path, columns=shown)
