"""A table is added to, and every byte that was there stays."""

import csv
import io
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.errors import Refused
from kontaktjournal.lists import rewriting
from kontaktjournal.lists.rewriting import Dialect, end_of_lines, in_encoding, row
from kontaktjournal.store.changes import spliced

PLAIN = Dialect()
MARKED = Dialect(bom=b"\xef\xbb\xbf")
SEMICOLON = Dialect("cp1252", ";", "\r\n")

#: What may stand in a cell; a carriage return alone ends a line for some and for others not.
CELLS = st.text(st.sampled_from('ab ",;\n\tüß€#'), max_size=6).map(str.strip)
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6)


def amended(
    data: bytes,
    dialect: Dialect,
    fillings: Mapping[int, Mapping[int, str]],
    added: Sequence[bytes] = (),
) -> bytes:
    file = io.BytesIO(data)
    return spliced(data, rewriting.amended(file, "listen/a.csv", dialect, fillings, added))


def read(text: str, delimiter: str = ",") -> list[list[str]]:
    return [*csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]


@pytest.mark.parametrize(
    ("before", "places", "after"),
    [
        ("a,,c\n", {1: "b"}, "a,b,c\n"),
        ("a,,c", {1: "b"}, "a,b,c"),
        (",,\n", {0: "a", 2: "c"}, "a,,c\n"),
        ('"a, b",  ,c\n', {1: "b"}, '"a, b",b,c\n'),
        ('"a ""x""",,c\n', {1: "b"}, '"a ""x""",b,c\n'),
        ('a,"",c\n', {1: "b"}, "a,b,c\n"),
        ("a\n", {2: "c"}, "a,,c\n"),
        ("a,b\n", {2: "c", 3: "d"}, "a,b,c,d\n"),
        ("a,,c\n", {1: "b, d"}, 'a,"b, d",c\n'),
        ("a,,c\n", {1: 'b "d"'}, 'a,"b ""d""",c\n'),
        ('"a\nb",,c\n', {1: "x"}, '"a\nb",x,c\n'),
    ],
)
def test_a_cell_is_put_where_it_belongs(before: str, places: dict[int, str], after: str) -> None:
    result = amended(before.encode(), PLAIN, {1: places})

    assert result == after.encode()


def test_rows_below_a_note_of_several_lines_are_found_by_their_line() -> None:
    before = 'name,mail\nAnna,"a\nb"\nUwe,\n'

    result = amended(before.encode(), PLAIN, {4: {1: "uwe@example.org"}})

    assert result.decode() == 'name,mail\nAnna,"a\nb"\nUwe,uwe@example.org\n'


def test_rows_are_added_as_the_table_is_written() -> None:
    before = "name;ort\r\nJörg;Köln".encode("cp1252")
    added = in_encoding(row(("Zoë", "Fürth; Nord"), SEMICOLON), "listen/a.csv", "cp1252")

    result = amended(before, SEMICOLON, {}, (added,))

    assert result.decode("cp1252") == 'name;ort\r\nJörg;Köln\r\nZoë;"Fürth; Nord"\r\n'


def test_a_byte_order_mark_stays_the_only_one() -> None:
    before = "\ufeffname\nAnna\n".encode()
    added = in_encoding("Uwe\n", "listen/a.csv", "utf-8")

    result = amended(before, MARKED, {}, (added,))

    assert result == "\ufeffname\nAnna\nUwe\n".encode()


def test_what_an_encoding_does_not_know_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        in_encoding("王芳\n", "listen/a.csv", "cp1252")

    assert refused.value.key == "refusal.list.encoding"


def test_a_table_that_cannot_be_read_back_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        amended(b"name\nJ\x81rg\n", Dialect("cp1252"), {}, (b"Uwe\n",))

    assert refused.value.key == "refusal.list.encoding"


@pytest.mark.parametrize(
    ("text", "end"), [("a\r\nb\n", "\r\n"), ("a\nb\r\n", "\n"), ("a\rb", "\r"), ("a", "\n")]
)
def test_lines_end_as_the_first_one_does(text: str, end: str) -> None:
    assert end_of_lines(text) == end


@given(ROWS, st.sampled_from([PLAIN, Dialect("utf-8", ";", "\r\n"), Dialect("utf-8", "\t")]))
def test_what_is_written_is_what_is_read(rows: list[list[str]], dialect: Dialect) -> None:
    text = "".join(row(cells, dialect) for cells in rows)

    assert read(text, dialect.delimiter) == rows


@given(ROWS, st.data())
def test_only_the_cells_meant_are_changed(rows: list[list[str]], data: st.DataObject) -> None:
    text = "".join(row(cells, PLAIN) for cells in rows)
    lines = [1 + "".join(row(cells, PLAIN) for cells in rows[:at]).count("\n")
             for at in range(len(rows))]  # fmt: skip
    at = data.draw(st.integers(0, len(rows) - 1))
    place = data.draw(st.integers(0, 4))
    said = data.draw(CELLS)

    result = amended(text.encode(), PLAIN, {lines[at]: {place: said}})

    wanted = [[*cells] for cells in rows]
    wanted[at] += [""] * (place + 1 - len(wanted[at]))
    wanted[at][place] = said
    assert read(result.decode()) == wanted
