"""One list while people are taken in: who stands on it, what is filled, and who comes new."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import IO, NamedTuple

from kontaktjournal.desk.desk import Desk
from kontaktjournal.desk.keyring import Keyring
from kontaktjournal.domain.duplicates import may_be
from kontaktjournal.domain.errors import DiskTrouble, WrongUse, reason_of
from kontaktjournal.domain.intake import Fate, Taken, Why
from kontaktjournal.domain.splice import Splice
from kontaktjournal.lists.columns import Columns, plain
from kontaktjournal.lists.format import FileFormat
from kontaktjournal.lists.record import Call, Passed, Record
from kontaktjournal.lists.rewriting import Dialect, amended, dialect_of, in_encoding, row
from kontaktjournal.lists.stored import (
    CARD_COLUMNS,
    CONNECTED,
    EXCHANGED,
    KEY,
    cells_of,
    fallback_key,
    key_of,
    stored,
    whole_key,
)
from kontaktjournal.lists.table import Cells, Row
from kontaktjournal.shelf import Shelf
from kontaktjournal.store.spool import Spool

_BLOCK = 1 << 20
_SEVERAL = -1
#: Stands for the line of a row that is not written yet.
_NEW = 0


class Entry(NamedTuple):
    """Somebody who comes in, and what tells them from others on the list."""

    record: Record
    key: str


class _Heard(NamedTuple):
    """An exchange: when it was, and where it was told of."""

    at: int
    record: Record


class Book:
    """One list, read once, and written once.

    Args:
        path: of it, relative to the root.
        shelf: where it stands, or will.
        spool: takes the rows that are new.
        is_shared: whether several may have one key: a number, an address; a platform and a
            newsletter give each their own.

    Raises:
        WrongUse: what stands there is no list of people.
        DiskTrouble: it cannot be read.
    """

    def __init__(self, path: str, shelf: Shelf, spool: Spool, *, is_shared: bool) -> None:
        self.path = path
        self._shelf = shelf
        self._spool = spool
        self.is_new = path not in shelf.stamps()
        #: How many rows are new.
        self.count = 0
        self._columns: list[str] = []
        self._places: dict[tuple[str, int], int] = {}
        self._from: list[int] = []
        self._is_alike = False
        self._key = 0
        self._header = 0
        self._dialect = Dialect()
        self._seen = ""
        #: Who has a key is noted where several may: a number, an address.
        self._keys = Keyring()
        #: Lines by what an older archive tells people apart by.
        self._aliases: dict[int, int] = {}
        self._names: dict[int, int] = {}
        self._is_shared = is_shared
        #: Which cells of a row say nothing, by its line: a bit for each. A million rows share
        #: a few such numbers.
        self._blanks: list[int] = []
        self._same: dict[int, int] = {}
        #: Which of them came in, by their lines: whoever comes twice is taken once.
        self._met = bytearray()
        self._days: dict[int, str] = {}
        self._fillings: dict[int, dict[int, str]] = {}
        self._old = 0
        #: Lines of rows that have no profile.
        self._older: set[int] = set()
        self._exchanges: list[_Heard] = []
        self._by_key: dict[str, _Heard] = {}
        self._by_name: dict[str, _Heard | None] = {}
        self._told: set[int] = set()
        if not self.is_new:
            self._read(shelf)

    # --- what stands there -----------------------------------------------------------------

    def _read(self, shelf: Shelf) -> None:
        source = shelf.source(self.path)
        self._seen = shelf.mark(self.path)
        found = stored(source, shelf.mapping(self.path))
        if found.layout is None or isinstance(found.format, FileFormat):
            raise WrongUse("refusal.list.unknown", path=self.path)
        first = found.layout.first[found.header]
        self._header = first.line
        self._add_columns(found.columns)
        self._old = len(self._columns)
        with source.open() as file:
            self._dialect = dialect_of(file.read(_BLOCK), found.layout)
        columns = Columns(found.columns)
        # A row has its key, whatever a reader makes of the rest.
        rows = map(partial(self._learned, columns), found.rows())
        for entry in found.format.read(found.columns, rows):
            if isinstance(entry, Record):
                self._note(entry, columns.first(entry.cells, KEY) or key_of(entry), entry.line)
        self._met = bytearray(len(self._blanks))

    def _learned(self, columns: Columns, row: Row) -> Row:
        line, cells = row
        if cells:
            if key := columns.first(cells, KEY):
                self._keys.add(key, line)
            if said := columns.first(cells, EXCHANGED):
                self._days[line] = said
            blanks = 0
            for place in range(self._old):
                if place >= len(cells) or not cells[place]:
                    blanks |= 1 << place
            self._blanks += [0] * (line - len(self._blanks))
            self._blanks.append(self._same.setdefault(blanks, blanks))
        return row

    def _note(self, record: Record, key: str, line: int) -> None:
        self._keys.add(key, line, record.card.name if self._is_shared else "")
        if alias := fallback_key(record):
            self._aliases[hash(alias)] = line
            if alias == key:
                self._older.add(line)
            # Only where people are linked do they write, too.
            name = hash(record.card.name.casefold())
            self._names[name] = line if name not in self._names else _SEVERAL

    # --- columns ---------------------------------------------------------------------------

    def begin(self, columns: Cells) -> None:
        """Begin with a source.

        Args:
            columns: of it; none where it is no table.
        """
        self._from = self._add_columns(columns or CARD_COLUMNS)
        self._add_columns((KEY,) if columns else (CONNECTED, KEY))
        self._key = self._place(KEY)
        # So it is in a new list, and a hundred thousand rows are put there quicker.
        self._is_alike = self._from == [*range(len(self._from))]
        if self.has_heard:
            self._add_columns((EXCHANGED,))

    def _add_columns(self, names: Cells) -> list[int]:
        """Return the place of each column of a source; those that are new come last."""
        seen: dict[str, int] = {}
        places: list[int] = []
        for name in names:
            folded = plain(name)
            # Of two columns of one name, the first is the first.
            nth = seen[folded] = seen.get(folded, 0) + 1
            place = self._places.get((folded, nth))
            if place is None:
                place = self._places[folded, nth] = len(self._columns)
                self._columns.append(name)
            places.append(place)
        return places

    def _place(self, name: str) -> int:
        return self._places[plain(name), 1]

    # --- exchanges -------------------------------------------------------------------------

    def hear(self, at: int, entries: Iterable[Record | Call | Passed]) -> None:
        """Take note of when people wrote last.

        Args:
            at: place of the source among those that came in.
            entries: who, and when.
        """
        for record in entries:
            if isinstance(record, Record):
                heard = _Heard(at, record)
                self._exchanges.append(heard)
                if record.key:
                    self._by_key[record.key] = heard
                name = record.card.name.casefold()
                self._by_name[name] = None if name in self._by_name else heard

    @property
    def has_heard(self) -> bool:
        """Tell whether there are exchanges."""
        return bool(self._exchanges)

    def heard(self) -> Iterator[Taken]:
        """Say what became of the exchanges; those of people who did not come in now, too."""
        self._add_columns((EXCHANGED,) if self.has_heard else ())
        for place, (at, record) in enumerate(self._exchanges):
            taken = Taken(at, record.line, record.card.name, Fate.SKIPPED, Why.NOT_LISTED)
            line = self._line_of_writer(record)
            before = self._days.get(line) if line else None
            if place in self._told or (line and self._date(line, record)):
                why = Why.NEWER if before and place not in self._told else None
                keys = (EXCHANGED,)
                yield taken._replace(fate=Fate.FILLED, why=why, path=self.path, keys=keys)
            elif line:
                yield taken._replace(fate=Fate.UNCHANGED, why=None, path=self.path)
            else:
                yield taken

    def _line_of_writer(self, record: Record) -> int | None:
        """Return the row of somebody who wrote, by profile; by name where one of them has none."""
        line = self._keys.line(record.key) if record.key else None
        if line is None:
            named = self._names.get(hash(record.card.name.casefold()), _SEVERAL)
            line = named if not record.key or named in self._older else None
        return line if line != _SEVERAL else None

    def _date(self, line: int, record: Record) -> bool:
        """Note in a row when somebody wrote last, if that is later; return whether it is."""
        said = str(record.exchanged)
        if said <= self._days.get(line, ""):
            return False
        self._days[line] = said
        self._fillings.setdefault(line, {})[self._place(EXCHANGED)] = said
        return True

    # --- who comes in ----------------------------------------------------------------------

    def take(self, entry: Entry) -> tuple[Fate, tuple[str, ...]]:
        """Take somebody in; return what became of them, and which columns were filled."""
        if self._is_shared:
            entry = self._apart(entry)
        line = self._line_of(entry)
        if line is None:
            self._add(entry)
            return Fate.NEW, ()
        if line == _NEW or self._met[line]:
            return Fate.SKIPPED, ()
        self._met[line] = True
        filled = self._fill(line, entry.record)
        return (Fate.FILLED if filled else Fate.UNCHANGED), filled

    def _apart(self, entry: Entry) -> Entry:
        """Return somebody with a key of their own: a family has one number for all (X5)."""
        name = entry.record.card.name
        own = f"{entry.key} {name.casefold()}"
        known = self._keys.name(entry.key)
        # Whoever had the number before may be gone from the list.
        is_own = not may_be(known, name) if known else own in self._keys
        return entry._replace(key=own) if name and is_own else entry

    def _line_of(self, entry: Entry) -> int | None:
        """Return the row somebody has; None where they have none.

        An archive of before has no profiles: there, name and day tell people apart. Where
        nothing did, all that the row says still does.
        """
        record, key = entry
        line = self._keys.line(key)
        if line is not None:
            return line
        alias = fallback_key(record)
        if alias and alias == key:
            return self._aliases.get(hash(alias))
        # Nobody may have said before in which column the address stands.
        return self._keys.line(alias or whole_key(record))

    def _fill(self, line: int, record: Record) -> tuple[str, ...]:
        blanks = self._blanks[line]
        filled: list[str] = []
        cells = cells_of(record)
        for place, cell in zip(self._from, cells, strict=False):
            is_blank = place >= self._old or blanks >> place & 1
            if cell and is_blank:
                self._fillings.setdefault(line, {})[place] = cell
                # The source may have the person a second time.
                self._blanks[line] &= ~(1 << place)
                filled.append(self._columns[place])
        return tuple(filled)

    def _add(self, entry: Entry) -> None:
        record = entry.record
        said = cells_of(record)
        cells = [""] * len(self._columns)
        if self._is_alike and len(said) <= len(self._from):
            cells[: len(said)] = said
        else:
            for place, cell in zip(self._from, said, strict=False):
                cells[place] = cell
        cells[self._key] = entry.key
        if not record.cells and record.connected:
            cells[self._place(CONNECTED)] = record.connected.isoformat()
        if self._exchanges:
            cells[self._place(EXCHANGED)] = self._exchanged(entry)
        text = row(cells, self._dialect)
        try:
            self._spool.write(in_encoding(text, self.path, self._dialect.encoding))
        except OSError as error:
            reason = reason_of(error)
            raise DiskTrouble("refusal.cannot_write", path=self.path, reason=reason) from error
        self.count += 1
        self._note(record, entry.key, _NEW)

    def _exchanged(self, entry: Entry) -> str:
        """Return when somebody who comes in wrote last; empty where nobody says so."""
        heard = self._by_key.get(entry.key)
        if heard is None:
            named = self._by_name.get(entry.record.card.name.casefold())
            is_open = named and (not named.record.key or entry.key == fallback_key(entry.record))
            heard = named if is_open else None
        if heard is None:
            return ""
        self._told.add(self._exchanges.index(heard))
        return str(heard.record.exchanged)

    # --- writing ---------------------------------------------------------------------------

    def write(self, desk: Desk) -> None:
        """Write the list, if anything is new.

        Raises:
            Refused: it cannot be written in its encoding, or not be touched.
            Conflict: it was changed meanwhile.
            DiskTrouble: the system would not.
        """
        if self.is_new:
            if self.count:
                self._shelf.refuse_in_the_way(self.path)
                self._spool.head = row(self._columns, self._dialect).encode()
                desk.place(self.path, self._spool)
            return
        if not (self.count or self._fillings):
            return
        places = range(self._old, len(self._columns))
        self._fillings[self._header] = {place: self._columns[place] for place in places}
        desk.revise(self.path, self._amended, self._seen)

    def _amended(self, file: IO[bytes]) -> Iterator[Splice]:
        return amended(file, self.path, self._dialect, self._fillings, self._spool.parts())
