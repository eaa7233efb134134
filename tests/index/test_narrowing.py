"""A query as SQL finds everybody whom the query finds in plain Python, and nobody else."""

import os
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from any_contact import CONTACTS, DAYS
from any_file import VAULTS
from any_query import CLOSE_DAYS, QUERIES, TIMELY, WORDS
from kontaktjournal.domain.agenda import arrange
from kontaktjournal.domain.contact import Birthday, Contact, Entry, EntryKind, Promise
from kontaktjournal.domain.doubles import doubles
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.pipeline import DEFAULT
from kontaktjournal.domain.ports import Scan, Snapshot, Source
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.query.match import Ground
from kontaktjournal.domain.query.search import search
from kontaktjournal.domain.query.spelling import stand_in
from kontaktjournal.domain.query.tree import Query, Words
from kontaktjournal.domain.rhythm import Cadence, Calendar, Unit, When
from kontaktjournal.domain.settings import AgendaSettings, Settings
from kontaktjournal.index.fulltext import containing
from kontaktjournal.index.sync import Index
from kontaktjournal.inquiry import Inquiry
from kontaktjournal.notation.decode import decode
from kontaktjournal.notation.parse import Reader, Reading
from kontaktjournal.store.folder import Folder
from kontaktjournal.store.ignore import Ignore


class _Memory:
    """Stands in for folder and reader: the contacts are made, not read."""

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self.contacts = {one.path: one for one in contacts}

    def scan(self, known: Mapping[str, Snapshot], _only: Collection[str] | None = None) -> Scan:
        changed = [] if known else [*self.contacts]
        folders = {} if known else {".": Snapshot(b"", b"", b"")}
        return Scan(folders, changed, [], [], {})

    def read(self, path: str, _path: str = "") -> bytes | Problem:
        return path.encode("utf-8", "surrogateescape")


class _Maker(Reader):
    def __init__(self, memory: _Memory) -> None:
        super().__init__(Settings())
        self._memory = memory

    def read(self, _data: bytes, path: str) -> Reading:
        return Reading(self._memory.contacts[path])


class Asked:
    """One vault, asked in both ways."""

    def __init__(self, people: Iterable[Contact], source: Source, index: Index) -> None:
        self.people = [*people]
        self.source = source
        self.index = index
        index.refresh()
        self._twice = doubles(self.people)
        self._holding: dict[Words, frozenset[str]] = {}

    def _has_text(self, contact: Contact, words: Words) -> bool:
        # What the full text knows of words, test_fulltext.py says.
        if words not in self._holding:
            self._holding[words] = frozenset(self._holders(words))
        return contact.path in self._holding[words]

    def _holders(self, words: Words) -> Iterator[str]:
        found = self.index.ask(containing(words))
        yield from found.sure
        for path in found.unsure:
            data = self.source.read(path)
            if isinstance(data, bytes) and stand_in(words, decode(data).text):
                yield path

    def plainly(self, query: Query, today: date, chosen: Settings) -> list[str]:
        """Return the files of whom a query finds among all contacts."""
        ground = Ground(today, self._has_text, lambda contact: contact.path in self._twice)
        dues = arrange(assess(one, today, chosen) for one in self.people)
        return [due.contact.path for due in search(query, dues, ground, chosen.pipeline)]

    def by_index(self, query: Query, today: date, chosen: Settings) -> list[str]:
        """Return the files of whom the index finds."""
        inquiry = Inquiry(self.index.ask, self.source, chosen, today)
        found = inquiry.contacts(everybody=True, query=query)
        return [due.contact.path for due in found]


#: Examples of each; more of them are worth an afternoon now and then.
MANY = int(os.environ.get("MANY", "80"))

_VALUES = st.lists(st.sampled_from(WORDS), max_size=2).map(tuple)
_ONE = st.just("") | st.sampled_from(WORDS)
_OWN = st.tuples(st.sampled_from(["hobby", "Hobby", "lieblings_farbe", "PUNKTE"]), _ONE)
_PEOPLE = st.lists(
    st.builds(
        replace,
        CONTACTS,
        **dict.fromkeys(("org", "phone", "email", "tags", "aliases", "via", "types"), _VALUES),
        **dict.fromkeys(("city", "role", "step", "moment", "value", "status_typed"), _ONE),
        others=st.lists(_OWN, max_size=2).map(tuple),
    )
    | CONTACTS,
    max_size=5,
)
_BUSY = st.builds(
    Contact,
    path=st.just("a.md"),
    name=st.just("Anna"),
    status=st.sampled_from([None, *(stage.id for stage in DEFAULT.stages)]),
    next=st.none() | st.builds(When, CLOSE_DAYS),
    never=st.booleans(),
    every=st.none() | st.just(Cadence(3, Unit.WEEK)),
    moment=st.sampled_from(["", "Umzug"]),
    snooze=st.none() | CLOSE_DAYS,
    last_noted=st.none() | CLOSE_DAYS,
    created=st.none() | CLOSE_DAYS,
    birthday=st.none() | CLOSE_DAYS.map(lambda day: Birthday(day.month, day.day)),
    entries=st.lists(st.builds(Entry, CLOSE_DAYS, st.sampled_from(EntryKind)), max_size=4).map(
        tuple
    ),
    promises=st.lists(
        st.builds(Promise, st.just("Mappe"), st.none() | CLOSE_DAYS), max_size=1
    ).map(tuple),
)
_SETTINGS = st.sampled_from([
    Settings(),
    Settings(agenda=AgendaSettings(birthdays=False)),
    Settings(
        stage_cadence={"pflege": Cadence(8, Unit.WEEK), "kunde": Cadence(1, Unit.YEAR)},
        tag_cadence={"a_kunde": Cadence(3, Unit.WEEK)},
        calendar=Calendar(frozenset({2}), ((date(2027, 1, 1), date(2027, 3, 1)),)),
    ),
])  # fmt: skip
_TODAYS = st.lists(
    DAYS.filter(lambda day: date.min < day < date.max) | st.just(date(2026, 11, 23)),
    min_size=1,
    max_size=3,
)


def _index_finds_whom_plain_reading_finds(
    people: list[Contact], queries: list[Query], todays: list[date], chosen: Settings
) -> None:
    told_apart = [replace(one, path=f"{number}{one.path}") for number, one in enumerate(people)]
    memory = _Memory(told_apart)
    with closing(Index(None, memory, chosen, "", lambda: _Maker(memory))) as index:
        asked = Asked(told_apart, memory, index)
        for today, query in product(todays, queries):
            found = asked.by_index(query, today, chosen)

            assert found == asked.plainly(query, today, chosen)


@settings(max_examples=MANY)
@given(_PEOPLE, st.lists(QUERIES, min_size=1, max_size=6), _TODAYS, _SETTINGS)
def test_of_any_contacts_the_index_finds_whom_plain_reading_finds(
    people: list[Contact], queries: list[Query], todays: list[date], chosen: Settings
) -> None:
    _index_finds_whom_plain_reading_finds(people, queries, todays, chosen)


@settings(max_examples=MANY)
@given(
    st.lists(_BUSY, min_size=2, max_size=6),
    st.lists(TIMELY, min_size=1, max_size=6),
    st.lists(CLOSE_DAYS, min_size=1, max_size=3),
    _SETTINGS,
)
def test_what_is_still_to_come_is_neither_past_nor_forgotten(
    people: list[Contact], queries: list[Query], todays: list[date], chosen: Settings
) -> None:
    _index_finds_whom_plain_reading_finds(people, queries, todays, chosen)


def _write(root: Path, files: Mapping[str, bytes]) -> None:
    (root / "kontakte").mkdir()
    for path, data in files.items():
        (root / path).write_bytes(data)


@settings(max_examples=MANY)
@given(VAULTS, st.lists(QUERIES, min_size=1, max_size=6), _TODAYS, _SETTINGS)
def test_of_any_files_the_index_finds_whom_plain_reading_finds(
    files: dict[str, bytes], queries: list[Query], todays: list[date], chosen: Settings
) -> None:
    reader = Reader(chosen)
    people = [one for path in files if (one := reader.read(files[path], path).contact)]
    with tempfile.TemporaryDirectory() as name:
        _write(Path(name), files)
        folder = Folder(name, ["kontakte"], Ignore(()))
        with closing(Index(None, folder, chosen, "", lambda: Reader(chosen))) as index:
            asked = Asked(people, folder, index)
            for today, query in product(todays, queries):
                found = asked.by_index(query, today, chosen)

                assert found == asked.plainly(query, today, chosen)
