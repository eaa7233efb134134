"""What programs are promised: these fields, never fewer, never of another type."""

import json
from datetime import date, time

import pytest

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
from kontaktjournal.views.rows import finding, person, row, sheet_rows, written

MONDAY = date(2026, 11, 23)
SETTINGS = Settings()

JONAS = Contact(
    "kontakte/jonas-weber.md",
    "Jonas Weber",
    uid="w3n8t5h2ra",
    status="angebot",
    next=When(date(2026, 11, 20)),
    step="Konzept durchgehen",
    org=("Weber Leuchten",),
    role="Geschäftsführer",
    phone=("+49 221 555 0142",),
    email=("jonas@example.org",),
    city="Köln",
    tags=("person",),
    entries=(Entry(date(2026, 11, 2), EntryKind.TALK, channel="Zoom"),),
    promises=(Promise("Konzept schicken", date(2026, 11, 20)),),
)


def row_of(contact: Contact, number: int | None = 1) -> dict[str, object]:
    return row(assess(contact, MONDAY, SETTINGS), number, MONDAY)


def test_a_row_holds_these_fields() -> None:
    assert row_of(JONAS) == {
        "version": 1,
        "n": 1,
        "path": "kontakte/jonas-weber.md",
        "uid": "w3n8t5h2ra",
        "name": "Jonas Weber",
        "status": "angebot",
        "status_raw": None,
        "kind": "active",
        "due": "2026-11-20",
        "time": None,
        "days_overdue": 3,
        "bucket": "overdue",
        "reasons": [
            {"type": "next", "time": None, "date": "2026-11-20"},
            {
                "type": "task",
                "time": None,
                "text": "Konzept schicken",
                "date": "2026-11-20",
            },
        ],
        "step": "Konzept durchgehen",
        "last": "2026-11-02",
        "last_talk": "2026-11-02",
        "attempts": 0,
        "phone": ["+49 221 555 0142"],
        "email": ["jonas@example.org"],
        "consent": {"phone": None},
        "org": ["Weber Leuchten"],
        "role": "Geschäftsführer",
        "city": "Köln",
        "tags": ["person"],
        "story": [],
        "hooks": [],
        "moment": None,
        "shown": True,
    }


def test_a_contact_nobody_knows_anything_of_has_the_same_fields() -> None:
    empty = row_of(Contact("kontakte/anna.md", "anna"), None)

    assert list(empty) == list(row_of(JONAS))
    assert {key: value for key, value in empty.items() if value is not None} == {
        "version": 1,
        "path": "kontakte/anna.md",
        "name": "anna",
        "kind": "pool",
        "reasons": [],
        "attempts": 0,
        "phone": [],
        "email": [],
        "consent": {"phone": None},
        "org": [],
        "tags": [],
        "story": [],
        "hooks": [],
        "shown": True,
    }


@pytest.mark.parametrize(
    ("contact", "fields"),
    [
        (
            Contact("kontakte/a.md", "A", status_typed="vip", next=When(MONDAY, time(14, 30))),
            {"status": None, "status_raw": "vip", "kind": "pool", "due": "2026-11-23",
             "time": "14:30", "days_overdue": 0, "bucket": "today"},
        ),
        (
            Contact("kontakte/a.md", "A", status="angebot", next=When(date(2026, 12, 1))),
            {"bucket": "upcoming", "due": "2026-12-01", "days_overdue": 0},
        ),
        (
            Contact("kontakte/a.md", "A", status="gespraech", unreadable=True,
                    next=When(date(2026, 11, 20))),
            {"bucket": "broken", "due": "2026-11-20", "days_overdue": 3},
        ),
        (
            Contact("kontakte/a.md", "A", status="anbahnung"),
            {"bucket": "undated", "due": None, "reasons": [{"type": "orphan", "time": None}]},
        ),
        (
            Contact("kontakte/a.md", "A", status="ablage", next=When(MONDAY)),
            {"kind": "filed", "bucket": None, "due": None},
        ),
        (
            Contact("kontakte/a.md", "A", blocked=True),
            {"consent": "none"},
        ),
        (
            Contact("kontakte/a.md", "A", consent=(Permission("email", Answer.NO),
                    Permission("phone", Answer.YES), Permission("post", Answer.OPEN))),
            {"consent": {"phone": "yes", "email": "no", "post": None}},
        ),
        (
            Contact("kontakte/a.md", "A", consent=(Permission("*", Answer.NO),
                    Permission("post", Answer.YES))),
            {"consent": {"phone": "no", "email": "no", "post": "yes", "sms": "no"}},
        ),
    ],
)  # fmt: skip
def test_a_row_says_where_a_contact_stands(contact: Contact, fields: dict[str, object]) -> None:
    told = row_of(contact)

    assert {key: told[key] for key in fields} == fields


def test_rows_beyond_the_day_s_limit_are_there_but_not_shown() -> None:
    anna = Contact("kontakte/anna.md", "Anna", status="kunde", next=When(MONDAY))
    sheet = cut(plan([JONAS, anna], MONDAY, SETTINGS), View(), per_day=1)

    told = [(each["n"], each["name"], each["shown"]) for each in sheet_rows(sheet)]

    assert told == [(1, "Jonas Weber", True), (2, "Anna", False)]


def test_one_contact_holds_the_row_and_all_around_it() -> None:
    talk = Entry(
        date(2026, 11, 2),
        EntryKind.TALK,
        time(9),
        "Zoom",
        45,
        "die Halle",
        Decision("pflege", Cadence(6, Unit.WEEK), When(date(2026, 12, 1), None, True), "später"),  # noqa: FBT003
    )
    note = Entry(date(2026, 11, 1), EntryKind.NOTE)
    anna = Contact("kontakte/anna.md", "Anna", birthday=Birthday(2, 29))
    dossier = Dossier(
        assess(JONAS, MONDAY, SETTINGS),
        texts=((talk, "Erzählt viel."), (note, "")),
        links=(anna,),
        problems=(Problem(JONAS.path, 4, 7, "E102", values=(("key", "next"), ("word", "bald"))),),
        keys=(("name", "Jonas Weber"), ("hobby", ["segeln"])),
    )

    told = person(dossier, None, MONDAY, Catalogue("de"))

    added = {key: value for key, value in told.items() if key not in row_of(JONAS)}
    assert added == {
        "keys": {"name": "Jonas Weber", "hobby": ["segeln"]},
        "entries": [
            {
                "date": "2026-11-02",
                "time": "09:00",
                "kind": "talk",
                "channel": "Zoom",
                "minutes": 45,
                "title": "die Halle",
                "text": "Erzählt viel.",
                "decision": {
                    "stage": "pflege",
                    "every": "6w",
                    "next": "2026-12",
                    "reason": "später",
                },
            },
            {
                "date": "2026-11-01",
                "time": None,
                "kind": "note",
                "channel": None,
                "minutes": None,
                "title": None,
                "text": "",
                "decision": None,
            },
        ],
        "tasks": [{"text": "Konzept schicken", "date": "2026-11-20", "mine": True, "done": False}],
        "links": [{"name": "Anna", "path": "kontakte/anna.md"}],
        "backlinks": [],
        "problems": [finding(dossier.problems[0], Catalogue("de"))],
    }


def test_a_finding_holds_these_fields() -> None:
    problem = Problem(
        "kontakte/tom-lang.md", 4, 7, "E102", values=(("key", "next"), ("word", "bald"))
    )

    assert finding(problem, Catalogue("en")) == {
        "version": 1,
        "path": "kontakte/tom-lang.md",
        "line": 4,
        "column": 7,
        "code": "E102",
        "severity": "error",
        "message": "next: bald – not a date (e.g. 2026-11-30)",
        "fix": "enter a date, or never for none on purpose",
    }


def test_an_array_has_one_element_a_line() -> None:
    assert written([{"name": "Jörg"}, {"name": "Anna"}]) == (
        '[\n  {"name": "Jörg"},\n  {"name": "Anna"}\n]\n'
    )


def test_what_steers_a_terminal_or_has_no_encoding_is_escaped() -> None:
    text = written({"path": "kontakte/\udcff\x9b31m\u202e.md"})

    assert text == '{\n  "path": "kontakte/\\udcff\\u009b31m\\u202e.md"\n}\n'
    assert json.loads(text) == {"path": "kontakte/\udcff\x9b31m\u202e.md"}
