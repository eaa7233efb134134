"""Take in lists: a row for each person, blanks filled where the row is there already (4.11).

Platforms and newsletters have thousands of people, and they are no contacts: each list is one
table below ``listen/``. A new one is written as it is read, so it may be larger than the memory.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from typing import NamedTuple, Self

from kontaktjournal.desk.blocking import Blocking
from kontaktjournal.desk.book import Book, Entry
from kontaktjournal.desk.desk import Desk
from kontaktjournal.domain.blocking import Reason, marks_of_reader
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.duplicates import traces
from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.domain.intake import Fate, Taken, Why, ruling
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.pipeline import Pipeline
from kontaktjournal.domain.qualify.filed import FiledRows
from kontaktjournal.lists.format import Goal
from kontaktjournal.lists.formats import Detected
from kontaktjournal.lists.record import Call, Passed, Record
from kontaktjournal.lists.shelved import has_own_keys
from kontaktjournal.lists.stored import key_of
from kontaktjournal.lists.table import Cells
from kontaktjournal.shelf import Shelf
from kontaktjournal.store.spool import Spool


class Incoming(NamedTuple):
    """What comes in.

    Args:
        path: of the list it goes to, relative to the root.
        entries: of one source, in their order.
        columns: of that source; none where it is no table.
        is_exchanges: it tells only when people of the list wrote.
        is_shared: several of its people may have one key: a number, an address.
    """

    path: str
    entries: Iterable[Record | Call | Passed]
    columns: Cells = ()
    is_exchanges: bool = False
    is_shared: bool = True

    @classmethod
    def of(cls, found: Detected, path: str) -> Self:
        """Return what comes in of a source, and goes to a list.

        Args:
            found: what it is.
            path: of the list, relative to the root.
        """
        is_exchanges = found.format.goal is Goal.EXCHANGES
        return cls(path, found.records(), found.columns, is_exchanges, not has_own_keys(found))


class Gone:
    """Who must not be taken up again: filed, or not to be contacted (A4).

    Args:
        contacts: those of them who have a file.
        pipeline: the journal's stages.
        rows: the others, who were filed on a list.
    """

    def __init__(self, contacts: Iterable[Contact], pipeline: Pipeline, rows: FiledRows) -> None:
        self._pipeline = pipeline
        self._rows = rows
        self._by_trace: dict[str, list[Contact]] = {}
        for one in contacts:
            for trace in traces(one):
                self._by_trace.setdefault(trace, []).append(one)

    def find(self, row: Listed) -> tuple[str, Why] | None:
        """Return where somebody stands already, and why they stay away; None for nobody."""
        if found := self._find(row.card):
            return found
        filed = self._rows.find(row)
        return (filed.path, Why.FILED) if filed else None

    def _find(self, card: Card) -> tuple[str, Why] | None:
        if not self._by_trace or not card.name:
            return None
        known = {one.path: one for trace in traces(card) for one in self._by_trace.get(trace, ())}
        if not known:
            return None
        ruled = ruling(card, known.values(), self._pipeline)
        if ruled.fate is not Fate.SKIPPED or ruled.contact is None or ruled.why is None:
            return None
        return ruled.contact.path, ruled.why


class Enlisting:
    """Takes in what is read of platforms and newsletters.

    Args:
        shelf: where lists stand.
        gone: who must not be taken up again.
        blocking: who must not be written to any more.
        spool: makes room on the disk for a new list.
    """

    def __init__(
        self, shelf: Shelf, gone: Gone, blocking: Blocking, spool: Callable[[], Spool]
    ) -> None:
        self._shelf = shelf
        self._gone = gone
        self._blocking = blocking
        self._spool = spool

    def take(self, desk: Desk, incoming: Sequence[Incoming]) -> Iterator[Taken]:
        """Take in one entry after another, and say what became of it; write at the end.

        Args:
            desk: the command's, which was entered.
            incoming: each source with its entries.

        Raises:
            WrongUse: a list is none, or a source cannot be read; or there are only exchanges,
                and nobody to whom they belong.
            Refused: a list cannot be written in its encoding.
            Conflict: a list was changed meanwhile.
            DiskTrouble: the system would not read or write.
        """
        books: dict[str, Book] = {}
        with ExitStack() as stack:
            for one in incoming:
                if one.path not in books:
                    spool = stack.enter_context(self._spool())
                    is_shared = one.is_shared
                    books[one.path] = Book(one.path, self._shelf, spool, is_shared=is_shared)
            for at, one in enumerate(incoming):
                if one.is_exchanges:
                    books[one.path].hear(at, one.entries)
            for at, one in enumerate(incoming):
                if not one.is_exchanges:
                    yield from self._listed(books[one.path], at, one)
            for book in books.values():
                if not book.is_new or book.count:
                    yield from book.heard()
                elif book.has_heard:
                    raise WrongUse("refusal.import.exchanges_alone", path=book.path)
                book.write(desk)

    def _listed(self, book: Book, at: int, one: Incoming) -> Iterator[Taken]:
        is_begun = False
        for entry in one.entries:
            if isinstance(entry, Passed):
                yield Taken(at, entry.line, entry.words, Fate.SKIPPED, Why(entry.lack.value))
            elif isinstance(entry, Record):
                if not (is_begun or entry.blocked):
                    # A file of those who left alone has columns nobody needs.
                    book.begin(one.columns)
                    is_begun = True
                yield self._taken(book, at, entry)

    def _taken(self, book: Book, at: int, record: Record) -> Taken:
        card, key = record.card, key_of(record)
        taken = Taken(at, record.line, card.name or key, Fate.SKIPPED)
        if record.blocked is not None:
            self._blocking.block(marks_of_reader(card), Reason(record.blocked.value))
            return taken._replace(why=Why.BLOCKED)
        if self._blocking.holds(card, book.path, key, record.connected):
            return taken._replace(why=Why.BLOCKED)
        if found := self._gone.find(
            Listed(book.path, record.line, key, card, connected=record.connected)
        ):
            path, why = found
            return taken._replace(path=path, why=why)
        fate, keys = book.take(Entry(record, key))
        why_not = Why.TWICE if fate is Fate.SKIPPED else None
        return taken._replace(fate=fate, why=why_not, path=book.path, keys=keys)
