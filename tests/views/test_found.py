"""Hits as text and for programs: the words stand out, with and without colour."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.contact import Contact, Entry, EntryKind
from kontaktjournal.domain.due import Due, assess
from kontaktjournal.domain.found import Hit, Hits
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.snippet import Snippet
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.found import found_lines, total_lines
from kontaktjournal.views.rows import hit_row
from kontaktjournal.views.terminal import render, width
from kontaktjournal.views.words import Frame

#: Angle quotation marks.
OPEN, CLOSE = "\u2039", "\u203a"
MONDAY = date(2026, 11, 23)
OCTOBER = Entry(date(2026, 10, 12), EntryKind.TALK, channel="Zoom", title="Papier", line=14)


def frame(columns: int = 80) -> Frame:
    return Frame(Catalogue("de"), Settings(), MONDAY, columns)


def due(name: str = "Anna Müller", **values: object) -> Due:
    contact = Contact("kontakte/a.md", name, **({"status": "pflege"} | values))  # type: ignore[arg-type]  # as the test says
    return assess(contact, MONDAY, Settings())


def said(text: str, hit: str, entry: Entry | None = OCTOBER, *, is_name: bool = False) -> Snippet:
    begin = text.index(hit)
    return Snippet(text, ((begin, begin + len(hit)),), entry, is_name=is_name)


def text_of(hit: Hit, columns: int = 80, *, marks: bool = True) -> list[str]:
    lines = found_lines([(1, hit)], frame(columns), marks=marks)
    return render(lines, colour=not marks).splitlines()


def test_signs_stand_around_the_words_where_there_is_no_colour() -> None:
    hit = Hit(due(), said("Der zweite Laden läuft.", "zweite Laden"))

    assert text_of(hit) == [
        " 1  Anna Müller  Pflege",
        f"    12.10.2026  Der {OPEN}zweite Laden{CLOSE} läuft.",
    ]


def test_bold_letters_need_no_signs() -> None:
    hit = Hit(due(), said("Der zweite Laden läuft.", "Laden"))

    assert "Der zweite \x1b[1mLaden\x1b[0m läuft." in text_of(hit, marks=False)[1]


def test_what_stands_in_no_entry_has_no_date() -> None:
    hit = Hit(due(), said("org: Laden am Markt", "Laden", entry=None))

    assert text_of(hit)[1] == f"    org: {OPEN}Laden{CLOSE} am Markt"


def test_a_hit_that_only_repeats_the_name_gives_way_to_the_last_talk() -> None:
    talked = due(entries=(OCTOBER,))

    assert text_of(Hit(talked, said("Anna Müller", "Anna", None, is_name=True))) == [
        " 1  Anna Müller  Pflege  zuletzt Zoom 12.10.",
        "    12.10.2026  Zoom: Papier",
    ]
    assert text_of(Hit(talked))[1] == "    12.10.2026  Zoom: Papier"


def test_who_was_never_talked_to_is_told_by_firm_and_place() -> None:
    hit = Hit(due(org=("Ott & Söhne",), city="Köln"))

    assert text_of(hit)[1:] == ["    Ott & Söhne · Köln"]
    assert text_of(Hit(due()))[1:] == []


def test_filed_contacts_and_the_list_are_marked() -> None:
    assert text_of(Hit(due(status="ablage"))) == [" 1  Anna Müller  abgelegt"]
    assert text_of(Hit(due(status="liste"))) == [" 1  Anna Müller  Liste"]


def test_what_would_steer_the_terminal_is_shown_as_an_escape() -> None:
    hit = Hit(due(), said("Der \x1b[31mLaden", "Laden"))

    assert text_of(hit)[1] == f"    12.10.2026  Der \\x1b[31m{OPEN}Laden{CLOSE}"


@pytest.mark.parametrize(
    ("shown", "total", "is_exact", "told"),
    [
        (1, 1, True, "1 Treffer"),
        (9, 9, True, "9 Treffer"),
        (20, 9938, True, "20 von 9.938 Treffern (alle: limit:9938)"),
        (20, 9938, False, "20 von höchstens 9.938 Treffern (alle: limit:9938)"),
    ],
)
def test_the_last_line_says_how_many_there_are(
    *, shown: int, total: int, is_exact: bool, told: str
) -> None:
    hits = Hits(iter(()), shown, total, is_exact)

    assert render(total_lines(hits, frame()), colour=False) == f"{told}\n"


def test_a_few_of_many_leave_room_for_the_highest_number() -> None:
    rows = [(7, Hit(due(org=("Ott",))))]

    told = render(found_lines(rows, frame(), marks=True, highest=12_000), colour=False)

    assert told == "    7  Anna Müller  Pflege\n       Ott\n"


def test_a_program_gets_the_words_their_places_and_the_entry() -> None:
    row = hit_row(Hit(due(), said("Der zweite Laden läuft.", "Laden")), 3, MONDAY)

    assert (row["version"], row["n"], row["name"]) == (1, 3, "Anna Müller")
    assert (row["snippet"], row["marks"]) == ("Der zweite Laden läuft.", [[11, 16]])
    assert row["entry"] == {"date": "2026-10-12", "line": 14}


def test_a_program_gets_null_where_nothing_stands_in_the_file() -> None:
    row = hit_row(Hit(due()), None, MONDAY)

    assert (row["snippet"], row["marks"], row["entry"]) == (None, [], None)


_TEXTS = st.text(
    st.sampled_from("\x00\x1b\r\t\u202e\udcff王한\u0301🚀👩\u200d🚀ä… ,:-" + string.ascii_letters),
    min_size=1,
    max_size=120,
)


@given(_TEXTS, _TEXTS, st.tuples(st.integers(0, 119), st.integers(1, 20)),
       st.integers(40, 110), st.booleans())  # fmt: skip
def test_no_line_is_wider_than_the_terminal(
    name: str,
    text: str,
    place: tuple[int, int],
    columns: int,
    marks: bool,  # noqa: FBT001  # hypothesis calls it so
) -> None:
    begin, length = place
    begin = min(begin, len(text) - 1)
    snippet = Snippet(text, ((begin, min(begin + length, len(text))),), OCTOBER)
    rows = [(1, Hit(due(name, entries=(OCTOBER,)), snippet)), (None, Hit(due(name)))]

    lines = found_lines(rows, frame(columns), marks=marks)

    assert all(width(line.text) <= columns for line in lines)
