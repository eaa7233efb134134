"""The call list of a FRITZ!Box (6.8)."""

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.rhythm import When
from kontaktjournal.lists.fritzbox import CALLS
from kontaktjournal.lists.record import Call, CallKind, Lack, Passed, Record
from kontaktjournal.lists.source import sources
from kontaktjournal.lists.table import Row, header_in, layout, rows

HEADER = "Typ;Datum;Name;Rufnummer;Landes-/Ortsnetzbereich;Nebenstelle;Eigene Rufnummer;Dauer"


def read(folder: Path, text: str, encoding: str = "utf-8") -> list[Record | Call | Passed]:
    file = folder / "FRITZ!Box_Anrufliste.csv"
    file.write_bytes(text.encode(encoding))
    (source,) = sources(str(file))
    written = layout(source)
    place = header_in(written.first, CALLS.is_header)
    assert place is not None
    header = written.first[place].cells or ()
    return list(CALLS.read(header, rows(source, written, place)))


def one(folder: Path, row: str) -> Record | Call | Passed:
    (entry,) = read(folder, f"sep=;\n{HEADER}\n{row}\n")
    return entry


def test_a_list_of_calls_is_read_row_by_row(tmp_path: Path) -> None:
    text = (
        f"sep=;\n{HEADER}\n"
        "1;20.11.26 10:45;Anna Müller;02215550171;Köln;Büro;5550199;0:12\n"
        "2;20.11.26 09:03;;01715550172;Mobilfunk;;5550199;0:00\n"
        "3;19.11.26 18:30;Jonas Weber;+492215550173;;;5550199;0:00\n"
        "4;19.11.26 08:05;Jonas Weber;+492215550173;;Büro;5550199;1:05\n"
    )

    calls = read(tmp_path, text)

    assert calls == [
        Call(
            3,
            When(date(2026, 11, 20), time(10, 45)),
            "02215550171",
            "Anna Müller",
            12,
            CallKind.IN,
        ),
        Call(4, When(date(2026, 11, 20), time(9, 3)), "01715550172", "", 0, CallKind.MISSED),
        Call(
            5,
            When(date(2026, 11, 19), time(18, 30)),
            "+492215550173",
            "Jonas Weber",
            0,
            CallKind.REJECTED,
        ),
        Call(
            6,
            When(date(2026, 11, 19), time(8, 5)),
            "+492215550173",
            "Jonas Weber",
            65,
            CallKind.OUT,
        ),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
def test_the_encoding_is_found_out(tmp_path: Path, encoding: str) -> None:
    text = f"sep=;\r\n{HEADER}\r\n1;20.11.26 10:45;Zoë Groß;02215550171;Köln;;5550199;0:12\r\n"

    (call,) = read(tmp_path, text, encoding)

    assert isinstance(call, Call)
    assert call.name == "Zoë Groß"


@pytest.mark.parametrize(
    "header",
    [
        "Typ;Datum;Name;Rufnummer;Nebenstelle;Eigene Rufnummer;Dauer",
        "Type;Date;Name;Number;Extension;Outgoing Caller ID;Duration",
        "Type;Date;Name;Telephone number;Extension;Telephone Number;Duration",
    ],
)
def test_older_and_english_boxes_are_read(tmp_path: Path, header: str) -> None:
    text = f"sep=;\n{header}\n4;20.11.26 10:45;Anna Müller;02215550171;Büro;5550199;0:12\n"

    (call,) = read(tmp_path, text)

    assert call == Call(
        3, When(date(2026, 11, 20), time(10, 45)), "02215550171", "Anna Müller", 12, CallKind.OUT
    )


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("3;20.11.26 10:45;;02215550171;;;5550199;0:00", CallKind.REJECTED),
        # Nobody talks in a rejected call: boxes of old used the number for another kind.
        ("3;20.11.26 10:45;;02215550171;;;5550199;0:04", CallKind.OUT),
    ],
)
def test_a_rejected_call_has_no_time(tmp_path: Path, row: str, kind: CallKind) -> None:
    call = one(tmp_path, row)

    assert isinstance(call, Call)
    assert call.kind is kind


def test_what_is_dialled_to_keep_the_own_number_back_is_no_number(tmp_path: Path) -> None:
    call = one(tmp_path, "4;20.11.26 10:45;;*31#02215550171;;;5550199;0:12")

    assert isinstance(call, Call)
    assert call.number == "02215550171"


@pytest.mark.parametrize(
    ("row", "lack"),
    [
        ("1;20.11.26 10:45;;;;Büro;5550199;0:12", Lack.NO_NUMBER),
        ("7;20.11.26 10:45;;02215550171;;;5550199;0:12", Lack.DAMAGED),
        (";20.11.26 10:45;;02215550171;;;5550199;0:12", Lack.DAMAGED),
        ("1;31.11.26 10:45;;02215550171;;;5550199;0:12", Lack.DAMAGED),
        ("1;20.11.26 24:45;;02215550171;;;5550199;0:12", Lack.DAMAGED),
        ("1;2026-11-20;;02215550171;;;5550199;0:12", Lack.DAMAGED),
        ("1;20.11.26 10:45;;02215550171;;;5550199;lang", Lack.DAMAGED),
        ("1;20.11.", Lack.DAMAGED),
    ],
)
def test_a_row_that_cannot_be_meant_is_passed_over(tmp_path: Path, row: str, lack: Lack) -> None:
    entry = one(tmp_path, row)

    assert isinstance(entry, Passed)
    assert (entry.line, entry.lack) == (3, lack)


def test_a_row_without_a_time_was_not_answered(tmp_path: Path) -> None:
    call = one(tmp_path, "2;20.11.26 10:45;;02215550171;;;5550199;")

    assert isinstance(call, Call)
    assert call.minutes == 0


def test_a_list_without_calls_is_empty(tmp_path: Path) -> None:
    assert read(tmp_path, f"sep=;\n{HEADER}\n") == []


@pytest.mark.parametrize(
    "header",
    [
        ("Typ", "Datum", "Name", "Betrag"),
        ("Datum", "Name", "Rufnummer", "Dauer"),
        (),
    ],
)
def test_other_tables_are_no_lists_of_calls(header: tuple[str, ...]) -> None:
    assert not CALLS.is_header(header)


@given(st.lists(st.one_of(st.none(), st.lists(st.text(), max_size=9).map(tuple))))
def test_no_row_vanishes(found: list[tuple[str, ...] | None]) -> None:
    told = [Row(line, cells) for line, cells in enumerate(found, start=2)]

    entries = list(CALLS.read(tuple(HEADER.split(";")), told))

    assert [entry.line for entry in entries] == [row.line for row in told]
