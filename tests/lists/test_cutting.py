"""Rows are cut out of a list, and every other byte stays."""

import csv
from io import StringIO

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kontaktjournal.lists.cutting import source_of, without_rows
from kontaktjournal.lists.table import header_in, layout, rows

TABLE = 'Name;Notiz\r\nAnna;"mag\r\nKaffee"\r\nJonas;x\r\n'


def cut(text: str, *lines: int, encoding: str = "utf-8") -> str:
    data = text.encode(encoding)
    return without_rows(data, lines, path="listen/x.csv").decode(encoding)


def test_a_row_goes_with_all_its_lines() -> None:
    assert cut(TABLE, 2) == "Name;Notiz\r\nJonas;x\r\n"


def test_nothing_goes_where_no_row_begins() -> None:
    assert cut(TABLE) == TABLE
    assert cut(TABLE, 99) == TABLE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_the_encoding_stays(encoding: str) -> None:
    text = "Name;Ort\nAnna Müller;Köln\nJörg;Bonn\nJürgen;Bonn\n"

    after = without_rows(text.encode(encoding), [2], path="x.csv")

    assert after == "Name;Ort\nJörg;Bonn\nJürgen;Bonn\n".encode(encoding)


def test_a_bad_byte_in_another_row_stays() -> None:
    data = "Name,Ort\nAnna,Köln\nÖdön,Győr\nÄnne,Würzburg\n".encode() + b"J\xfcrg,Bonn\n"

    after = without_rows(data, [2], path="x.csv")

    assert after == data.replace("Anna,Köln\n".encode(), b"")


def test_the_last_row_goes_without_a_line_end() -> None:
    assert cut("Name,Ort\nAnna,Bonn\nJonas,Köln", 3) == "Name,Ort\nAnna,Bonn\n"


def test_a_row_that_cannot_be_read_is_one_line() -> None:
    assert cut('Name,Ort\n"Anna,Bonn\nJonas,Köln\n', 2) == "Name,Ort\nJonas,Köln\n"


def test_old_line_ends_of_a_mac_are_lines() -> None:
    assert cut("Name,Ort\rAnna,Bonn\rJonas,Köln\r", 2) == "Name,Ort\rJonas,Köln\r"


CELL = st.text(st.sampled_from('aü", ;\n'), max_size=6)


def table_of(cells: list[list[str]], end: str) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator=end)
    writer.writerow(["Name", "Ort", "Notiz"])
    writer.writerows([["x", *row] for row in cells])
    return text.getvalue().encode()


@given(
    st.lists(st.lists(CELL, min_size=2, max_size=2), max_size=8),
    st.sets(st.integers(0, 7)),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_left_reads_as_before(cells: list[list[str]], gone: set[int], end: str) -> None:
    data = table_of(cells, end)
    source = source_of(data, "x.csv")
    written = layout(source)
    header = header_in(written.first, lambda names: "Name" in names)
    # Some cells make another sign than ours the likelier delimiter.
    assume(header is not None)
    assert header is not None
    begins = [row.line for row in rows(source, written, header)]

    after = without_rows(data, [begins[at] for at in gone if at < len(begins)], path="x.csv")

    assert after == table_of([row for at, row in enumerate(cells) if at not in gone], end)
