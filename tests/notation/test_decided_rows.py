"""Decisions are read however a spreadsheet saved them, and added without touching a byte."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.decided import Choice, Decided
from kontaktjournal.notation.decided_rows import read, with_more

MONDAY = date(2026, 11, 23)
SPRING = date(2027, 2, 21)
START = Decided("sabine@example.org", Choice.START, None, MONDAY)
LATER = Decided("Lindner, Peter", Choice.LATER, SPRING, MONDAY)
WRITTEN = (
    "key,decision,until,date\n"
    "sabine@example.org,start,,2026-11-23\n"
    '"Lindner, Peter",later,2027-02-21,2026-11-23\n'
)
SAVED_IN_GERMAN = (
    b"Entscheidung;Datum;bis;Schl\xfcssel\n"
    b"anbahnen;23.11.2026;;sabine@example.org\n"
    b"sp\xe4ter;23.11.2026;21.02.2027;Lindner, Peter\n"
)


@pytest.mark.parametrize(
    "data",
    [
        WRITTEN.encode(),
        WRITTEN.encode("utf-8-sig"),
        WRITTEN.encode("utf-16"),
        WRITTEN.replace("\n", "\r\n").encode(),
        WRITTEN.replace("\n", "\r").encode(),
        WRITTEN.rstrip("\n").encode(),
        WRITTEN.replace("key,decision,until,date\n", "").encode(),
        WRITTEN.replace("\n", "\n\n").encode(),
        (WRITTEN + "x@example.org,vielleicht,,2026-11-23\n,start,,2026-11-23\nallein\n").encode(),
        SAVED_IN_GERMAN,
    ],
)
def test_a_file_is_read_however_it_was_saved(data: bytes) -> None:
    assert [*read(data)] == [START, LATER]


def test_days_nobody_can_read_are_left_out_and_the_decision_stays() -> None:
    data = b"key,decision,until,date\na,later,bald,gestern\n"

    assert [*read(data)] == [Decided("a", Choice.LATER)]


def test_a_new_file_begins_with_its_columns() -> None:
    assert with_more(b"", [START, LATER]) == WRITTEN.encode()


@pytest.mark.parametrize(
    ("before", "added"),
    [
        (b"key;decision;until;date\r\n", b"sabine@example.org;start;;2026-11-23\r\n"),
        (b"key,decision,until,date", b"\nsabine@example.org,start,,2026-11-23\n"),
        (b"a,file,,2026-01-02\n", b"sabine@example.org,start,,2026-11-23\n"),
    ],
)
def test_what_is_added_looks_like_what_is_there(before: bytes, added: bytes) -> None:
    assert with_more(before, [START]) == before + added


KEYS = st.text(min_size=1).map(lambda key: key.replace("\0", "").strip()).filter(
    lambda key: key.isprintable() and key
)  # fmt: skip
DECIDED = st.builds(
    Decided, KEYS, st.sampled_from(Choice), st.none() | st.dates(), st.none() | st.dates()
)


def test_other_columns_keep_their_order() -> None:
    before = b"datum;schluessel;bis;entscheidung\n20.10.2026;a@example.org;;ablegen\n"
    after = with_more(before, [Decided("b@example.org", Choice.FILE, None, date(2026, 11, 23))])

    assert after == before + b"2026-11-23;b@example.org;;file\n"
    assert [one.key for one in read(after)] == ["a@example.org", "b@example.org"]


def test_where_there_is_no_column_for_a_day_ours_begin_below() -> None:
    before = b"key,decision\na@example.org,file\n"
    after = with_more(before, [Decided("b@example.org", Choice.FILE, None, date(2026, 11, 23))])

    assert after.startswith(before + b"key,decision,until,date\n")
    assert [one.day for one in read(after)] == [None, date(2026, 11, 23)]


@pytest.mark.parametrize(
    "data",
    [
        b'key,decision,until,date\n"oops\nb@example.org,file,,2026-11-23\n',
        b'"b@example.org,file,,2026-11-23\n',
    ],
)
def test_a_stray_quotation_mark_swallows_nothing(data: bytes) -> None:
    assert [one.key for one in read(data)] == ["b@example.org"]


@given(st.lists(DECIDED, min_size=1), st.sampled_from([b"", b"\xef\xbb\xbf", WRITTEN.encode()]))
def test_what_was_added_is_read_again(decisions: list[Decided], before: bytes) -> None:
    known = [*read(before)]

    after = with_more(before, decisions)

    assert after.startswith(before)
    assert [*read(after)] == [*known, *decisions]


@given(st.binary())
def test_any_bytes_hold_some_decisions_or_none(data: bytes) -> None:
    assert all(isinstance(one, Decided) for one in read(data))
