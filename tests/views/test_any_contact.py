"""Whatever a file holds, every view takes it, keeps the width, and steers no terminal."""

import json
import string
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.agenda import View, cut, plan
from kontaktjournal.domain.contact import (
    Answer,
    Birthday,
    Contact,
    Decision,
    Entry,
    EntryKind,
    Permission,
    Promise,
)
from kontaktjournal.domain.dossier import Dossier
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.views import rows
from kontaktjournal.views.agenda import agenda_lines, brief_lines
from kontaktjournal.views.contact import contact_lines
from kontaktjournal.views.findings import finding_lines
from kontaktjournal.views.listing import footer_lines, table_lines
from kontaktjournal.views.plain import COLUMNS
from kontaktjournal.views.prep import SCREEN, prep_lines
from kontaktjournal.views.separated import csv_text, tsv_text
from kontaktjournal.views.terminal import Line, render
from kontaktjournal.views.words import Frame

SETTINGS = Settings()
#: What bites: escapes, direction marks, half a surrogate pair, wide and combining letters.
ODD = "\x00\x07\x1b\x9b\r\n\t\u202e\u2028\udcff王한\u0301🚀👩‍🚀ä–… ,:[]{}"
WORDS = st.text(st.sampled_from(ODD + string.ascii_letters), max_size=24)
LONG = st.text(st.sampled_from("aä 王-"), max_size=150)
TEXTS = st.one_of(WORDS, WORDS, LONG)
LISTS = st.lists(TEXTS, max_size=3).map(tuple)
DAYS = st.one_of(
    st.dates(date(2026, 10, 1), date(2027, 2, 1)), st.sampled_from([date.min, date.max])
)
TIMES = st.none() | st.times()
WHENS = st.none() | st.builds(When, DAYS, TIMES, st.booleans())
CADENCES = st.none() | st.builds(Cadence, st.integers(0, 100), st.sampled_from(Unit))
DECISIONS = st.none() | st.builds(Decision, st.none() | TEXTS, CADENCES, WHENS, TEXTS)
ENTRIES = st.builds(
    Entry, DAYS, st.sampled_from(EntryKind), TIMES, TEXTS, st.none() | st.integers(1, 600), TEXTS,
    DECISIONS,
)  # fmt: skip
PERMISSIONS = st.lists(
    st.builds(
        Permission,
        st.sampled_from(["phone", "email", "post", "sms", "fax"]),
        st.sampled_from(Answer),
        st.none() | DAYS,
        TEXTS,
    ),
    max_size=3,
    unique_by=lambda each: each.channel,
)
BIRTHDAYS = st.none() | st.one_of(
    st.just(Birthday(2, 29)),
    st.dates().map(lambda day: Birthday(day.month, day.day, day.year)),
)
STATUSES = st.sampled_from([None, *(stage.id for stage in SETTINGS.pipeline.stages)])
PATHS = st.text(st.sampled_from("abcä-_ "), min_size=1, max_size=60).map(
    lambda stem: f"kontakte/{stem}.md"
)
PROMISES = st.builds(Promise, TEXTS, st.none() | DAYS, st.booleans(), st.booleans())
CONTACTS = st.builds(
    Contact,
    path=PATHS,
    name=TEXTS,
    uid=WORDS,
    status=STATUSES,
    status_typed=WORDS,
    next=WHENS,
    never=st.booleans(),
    step=TEXTS,
    every=CADENCES,
    snooze=st.none() | DAYS,
    last_noted=st.none() | DAYS,
    created=st.none() | DAYS,
    birthday=BIRTHDAYS,
    moment=TEXTS,
    story=LISTS,
    hooks=LISTS,
    fit=st.sampled_from(Answer),
    org=LISTS,
    role=TEXTS,
    phone=LISTS,
    email=LISTS,
    city=TEXTS,
    via=LISTS,
    tags=LISTS,
    blocked=st.booleans(),
    consent=PERMISSIONS.map(tuple),
    entries=st.lists(ENTRIES, max_size=4).map(tuple),
    promises=st.lists(PROMISES, max_size=4).map(tuple),
    others=st.lists(st.tuples(WORDS, TEXTS), max_size=2).map(tuple),
    unreadable=st.booleans(),
)
TODAYS = st.one_of(st.just(date(2026, 11, 23)), DAYS)
FRAMES = st.builds(
    Frame,
    st.sampled_from([Catalogue("de"), Catalogue("en")]),
    st.just(SETTINGS),
    TODAYS,
    st.sampled_from([40, 60, 80, 100]),
    st.sampled_from([frozenset(), frozenset({"edit", "log", "moment", "search", "spread"})]),
)
VIEWS = st.builds(View, st.none() | st.integers(0, 90), everything=st.booleans())


def dossier_of(contact: Contact, text: str, today: date) -> Dossier:
    others = (contact, Contact("kontakte/ada.md", text))
    return Dossier(
        assess(contact, today, SETTINGS),
        tuple((entry, f"{text}\n- {text}\n```\n{text}\n") for entry in contact.entries),
        links=others,
        backlinks=others,
        mentions=others,
        problems=(broken(contact.path),),
        story=text,
        keys=(("name", contact.name), ("story", list(contact.story))),
    )


def broken(path: str, line: int = 4, column: int = 0) -> Problem:
    return Problem(path, line, column, "E102", values=(("key", "next"), ("word", "bald")))


def too_wide(lines: list[Line], columns: int, *allowed: str) -> list[str]:
    """Return lines that are too wide, but for those that hold one unbreakable word alone."""
    return [
        line.text
        for line in lines
        if line.width > columns and line.text.strip(" !") not in allowed
    ]


def steering(text: str) -> set[str]:
    """Return the characters that could steer a terminal."""
    return {
        char
        for char in text.replace("\n", "")
        if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or char == "\u202e"
    }


@given(st.lists(CONTACTS, max_size=4), VIEWS, FRAMES)
@settings(max_examples=100)
def test_the_agenda_keeps_the_width(contacts: list[Contact], view: View, frame: Frame) -> None:
    sheet = cut(plan(contacts, frame.today, SETTINGS), view, 2)
    problems = {contact.path: [broken(contact.path)] for contact in contacts[:2]}

    lines = agenda_lines(sheet, frame, problems=problems)
    brief = brief_lines(sheet, frame, problems=problems)

    places = {place for each in contacts for place in (each.path, f"{each.path}:4")}
    assert too_wide(lines, frame.columns, *places) == []
    assert steering(render([*lines, *brief], colour=False)) == set()


@given(CONTACTS, TEXTS, FRAMES)
@settings(max_examples=100)
def test_a_contact_keeps_the_width(contact: Contact, text: str, frame: Frame) -> None:
    dossier = dossier_of(contact, text, frame.today)

    lines = [
        *contact_lines(dossier, frame),
        *contact_lines(dossier, frame, everything=True),
    ]

    assert too_wide(lines, frame.columns, f"{contact.path}:4") == []
    assert steering(render(lines, colour=False)) == set()


@given(CONTACTS, TEXTS, FRAMES)
@settings(max_examples=100)
def test_a_preparation_keeps_the_width_and_the_screen(
    contact: Contact, text: str, frame: Frame
) -> None:
    dossier = dossier_of(contact, text, frame.today)

    lines = prep_lines(dossier, frame)

    assert too_wide(lines, frame.columns) == []
    assert frame.columns < 80 or len(lines) <= SCREEN
    assert steering(render(lines, colour=False)) == set()


@given(st.lists(CONTACTS, max_size=3), FRAMES, st.lists(st.sampled_from(COLUMNS), max_size=8))
@settings(max_examples=100)
def test_a_list_keeps_the_width(contacts: list[Contact], frame: Frame, columns: list[str]) -> None:
    numbered = [(n, assess(each, frame.today, SETTINGS)) for n, each in enumerate(contacts, 1)]

    lines = [
        *table_lines(numbered, frame, columns=columns),
        *footer_lines(len(contacts), {"active": 12_000, "pool": 98_412, "filed": 1}, frame),
    ]

    assert too_wide(lines, frame.columns) == []
    assert steering(render(lines, colour=False)) == set()


@given(st.lists(CONTACTS, max_size=3), st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=8))
@settings(max_examples=80)
def test_data_is_one_line_each_and_steers_nothing(
    contacts: list[Contact], columns: list[str]
) -> None:
    numbered = [(1, assess(each, date(2026, 11, 23), SETTINGS)) for each in contacts]

    told = csv_text(numbered, columns), tsv_text(numbered, columns)

    assert [text.count("\n") for text in told] == [len(contacts) + 1] * 2
    assert steering(told[0] + told[1].replace("\t", "")) == set()
    assert all(line.count("\t") == len(columns) - 1 for line in told[1].split("\n")[:-1])


@given(st.lists(PATHS, max_size=3), FRAMES)
@settings(max_examples=60)
def test_findings_keep_the_width_and_their_places(paths: list[str], frame: Frame) -> None:
    problems = [broken(path, 4, 7) for path in paths]

    lines = finding_lines(problems, frame, files=3)

    places = [f"{path}:4:7" for path in paths]
    assert too_wide(lines, frame.columns, *places) == []
    assert [place for place in places if not any(place in line.text for line in lines)] == []


@given(CONTACTS, TEXTS, TODAYS)
@settings(max_examples=100)
def test_json_reads_back_as_it_was_and_steers_nothing(
    contact: Contact, text: str, today: date
) -> None:
    dossier = dossier_of(contact, text, today)
    value = rows.person(dossier, 3, today, Catalogue("de"))

    written = rows.written(value)

    assert json.loads(written) == value
    assert steering(written) == set()
    assert json.loads(rows.written([value, value])) == [value, value]


@pytest.mark.parametrize("values", [[], {}])
def test_nothing_is_json_too(values: object) -> None:
    assert json.loads(rows.written(values)) == values
