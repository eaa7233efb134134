"""Who is asked for is enough: the agenda of all equals the agenda of the candidates."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_contact import CONTACTS
from kontaktjournal.domain.agenda import plan
from kontaktjournal.domain.contact import Birthday, Contact, Entry, EntryKind, Promise
from kontaktjournal.domain.due import Bucket, Due
from kontaktjournal.domain.ports import Scan, Snapshot
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.rhythm import Cadence, Calendar, Unit, When
from kontaktjournal.domain.settings import AgendaSettings, Settings
from kontaktjournal.index import select
from kontaktjournal.index.sync import Index
from kontaktjournal.notation.parse import Reader, Reading

MONDAY = date(2026, 11, 23)
WEEK = timedelta(days=7)


class _Memory:
    """Stands in for folder and reader: the contacts are made, not read."""

    def __init__(self, contacts: list[Contact]) -> None:
        self.contacts = {f"{number}.md": one for number, one in enumerate(contacts)}

    def scan(self, known: Mapping[str, Snapshot], _only: Collection[str] | None = None) -> Scan:
        changed = [] if known else list(self.contacts)
        folders = {} if known else {".": Snapshot(b"", b"", b"")}
        return Scan(folders, changed, [], [], {})

    def read(self, path: str, _path: str = "") -> bytes | Problem:
        return path.encode()


class _Maker(Reader):
    def __init__(self, memory: _Memory) -> None:
        super().__init__(Settings())
        self._memory = memory

    def read(self, data: bytes, _path: str) -> Reading:
        return Reading(self._memory.contacts[data.decode()])


def index_of(contacts: list[Contact], settings: Settings) -> Index:
    # The path tells equal contacts apart: rows must be compared in a total order.
    told_apart = [replace(one, path=f"{number}.md") for number, one in enumerate(contacts)]
    memory = _Memory(told_apart)
    index = Index(None, memory, settings, "", lambda: _Maker(memory))
    index.refresh()
    return index


def _seen(dues: list[Due], horizon: date) -> list[Due]:
    """Return the rows an agenda up to a day may show."""
    return [
        due
        for due in dues
        if due.bucket is not Bucket.UPCOMING or (due.day is not None and due.day <= horizon)
    ]


_SETTINGS = st.sampled_from([
    Settings(),
    Settings(agenda=AgendaSettings(birthdays=False)),
    Settings(
        stage_cadence={"pflege": Cadence(8, Unit.WEEK), "kunde": Cadence(1, Unit.YEAR)},
        tag_cadence={"a_kunde": Cadence(3, Unit.WEEK), "neu": Cadence(5, Unit.WORKDAY)},
    ),
    Settings(
        stage_cadence={"pflege": Cadence(3, Unit.DAY)},
        calendar=Calendar(frozenset({2}), ((date(2027, 1, 1), date(2027, 3, 1)),)),
    ),
    Settings(calendar=Calendar(frozenset())),
])  # fmt: skip


@settings(max_examples=200)
@given(
    contacts=st.lists(CONTACTS, max_size=5),
    today=st.dates(date(2026, 1, 1), date(2029, 12, 31)),
    ahead=st.integers(0, 400),
    journal=_SETTINGS,
)
def test_the_agenda_of_the_candidates_is_the_agenda_of_all(
    contacts: list[Contact], today: date, ahead: int, journal: Settings
) -> None:
    index = index_of(contacts, journal)
    everybody = index.ask(select.contacts())
    horizon = today + timedelta(days=ahead)

    found = index.ask(select.candidates(today, horizon))

    agenda, whole = plan(found.contacts, today, journal), plan(everybody, today, journal)
    assert _seen(list(agenda.rows), horizon) == _seen(list(whole.rows), horizon)
    assert agenda.waiting_for_moment + found.waiting_for_moment == whole.waiting_for_moment


@settings(max_examples=80)
@given(
    contacts=st.lists(CONTACTS, max_size=5),
    today=st.dates(date(2026, 1, 1), date(2029, 12, 31)),
    journal=_SETTINGS,
)
def test_nobody_but_a_candidate_falls_due_before_they_wake(
    contacts: list[Contact], today: date, journal: Settings
) -> None:
    index = index_of(contacts, journal)
    upcoming = plan(index.ask(select.contacts()), today, journal).of(Bucket.UPCOMING)
    candidates = {one.path for one in index.ask(select.candidates(today, today)).contacts}
    woken: set[str] = set()
    after = today
    while waking := index.ask(select.waking(after)):
        woken |= {one.path for one in waking.contacts}
        dues = {due.contact.path: due.day for due in upcoming}
        for one in waking.contacts:
            day = dues.get(one.path)
            assert day is None or day >= waking.first or one.path in candidates
        assert after < waking.first <= waking.until
        after = waking.until

    assert {due.contact.path for due in upcoming} <= woken | candidates


def _talk(day: date) -> Entry:
    return Entry(day, EntryKind.TALK)


PFLEGE = Contact("a.md", "A", status="pflege")


@pytest.mark.parametrize(
    "contact",
    [
        pytest.param(replace(PFLEGE, snooze=MONDAY + WEEK, moment="x"), id="snoozed moment"),
        pytest.param(replace(PFLEGE, snooze=MONDAY + WEEK), id="snoozed orphan"),
        pytest.param(
            replace(PFLEGE, moment="x", promises=(Promise("y", MONDAY + 9 * WEEK),)),
            id="moment with a promise",
        ),
        pytest.param(
            replace(PFLEGE, next=When(MONDAY), entries=(_talk(MONDAY + WEEK),)),
            id="served only later",
        ),
        pytest.param(
            replace(PFLEGE, every=Cadence(6, Unit.WEEK), entries=(_talk(MONDAY + 9 * WEEK),)),
            id="an appointment after the rhythm",
        ),
        pytest.param(
            replace(PFLEGE, every=Cadence(1, Unit.WEEK), last_noted=MONDAY + WEEK),
            id="noted in the future",
        ),
        pytest.param(replace(PFLEGE, every=Cadence(1, Unit.WEEK)), id="a rhythm never begun"),
        pytest.param(
            replace(PFLEGE, never=True, birthday=Birthday(11, 23)),
            id="a birthday and nothing else",
        ),
        pytest.param(
            replace(PFLEGE, next=When(date.max), promises=(Promise("y", MONDAY),)),
            id="the end of time",
        ),
        pytest.param(replace(PFLEGE, unreadable=True, never=True), id="unreadable"),
    ],
)
@pytest.mark.parametrize("weeks", [0, 1, 2, 10, 60])
def test_a_hard_case_stands_in_the_agenda_of_any_day(contact: Contact, weeks: int) -> None:
    today = MONDAY + weeks * WEEK
    index = index_of([contact], Settings())

    found = index.ask(select.candidates(today, today + WEEK))

    agenda, whole = (plan(some, today, Settings()) for some in (found.contacts, [contact]))
    assert [due.day for due in _seen(list(agenda.rows), today + WEEK)] == [
        due.day for due in _seen(list(whole.rows), today + WEEK)
    ]
    assert agenda.waiting_for_moment + found.waiting_for_moment == whole.waiting_for_moment


@pytest.mark.parametrize(
    ("today", "kept"),
    [
        (date(2027, 2, 28), True),
        (date(2027, 3, 1), False),
        (date(2028, 2, 28), False),
        (date(2028, 2, 29), True),
    ],
)
def test_a_leap_days_birthday_is_kept_every_year(today: date, *, kept: bool) -> None:
    index = index_of([replace(PFLEGE, never=True, birthday=Birthday(2, 29))], Settings())

    found = index.ask(select.candidates(today, today))

    assert bool(plan(found.contacts, today, Settings()).rows) == kept


def test_whoever_rests_is_not_even_asked_for() -> None:
    resting = [
        replace(PFLEGE, never=True),
        replace(PFLEGE, status="ablage", next=When(MONDAY)),
        replace(PFLEGE, blocked=True, next=When(MONDAY)),
        Contact("b.md", "B", status="liste"),
        replace(PFLEGE, next=When(MONDAY + 9 * WEEK)),
    ]

    found = index_of(resting, Settings()).ask(select.candidates(MONDAY, MONDAY + WEEK))

    assert found.contacts == []
