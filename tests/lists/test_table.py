"""Tables: encoding, delimiter, header, and rows that cost nobody but themselves."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.lists import lines as lines_of
from kontaktjournal.lists.source import Source, sources
from kontaktjournal.lists.table import Cells, Row, header_in, layout, rows

HEADER = ("Vorname", "Nachname", "Ort")
ANNA = ("Anna", "Müller", "Köln")
JOERG = ("Jörg", "Weiß", "Bonn")


def source_of(folder: Path, data: bytes) -> Source:
    file = folder / "liste.csv"
    file.write_bytes(data)
    (source,) = sources(str(file))
    return source


def is_header(cells: Cells) -> bool:
    return "Nachname" in cells


def read(folder: Path, data: bytes | str) -> list[Row]:
    """Return the rows below the header."""
    source = source_of(folder, data.encode() if isinstance(data, str) else data)
    written = layout(source)
    place = header_in(written.first, is_header)
    assert place is not None
    return list(rows(source, written, place))


TABLE = "Vorname,Nachname,Ort\nAnna,Müller,Köln\nJörg,Weiß,Bonn\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_reads_the_same_in_each_encoding_and_with_each_line_end(
    tmp_path: Path, encoding: str, end: str
) -> None:
    assert read(tmp_path, TABLE.replace("\n", end).encode(encoding)) == [
        Row(2, ANNA),
        Row(3, JOERG),
    ]


def test_a_second_bom_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    source = source_of(tmp_path, ("\ufeff\ufeff" + TABLE).encode())

    assert layout(source).first[0] == Row(1, HEADER)


def test_the_last_line_needs_no_end(tmp_path: Path) -> None:
    assert read(tmp_path, TABLE.rstrip()) == [Row(2, ANNA), Row(3, JOERG)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_the_delimiter_is_the_most_frequent_in_the_header(
    tmp_path: Path, delimiter: str, quote: str
) -> None:
    lines = [delimiter.join(f"{quote}{cell}{quote}" for cell in row) for row in (HEADER, ANNA)]

    assert read(tmp_path, "\n".join(lines)) == [Row(2, ANNA)]


@pytest.mark.parametrize("word", ["sep=;", "SEP=;", "sep=;\r"])
def test_the_word_of_excel_names_the_delimiter_and_is_no_row(tmp_path: Path, word: str) -> None:
    source = source_of(tmp_path, f"{word}\na,b;Nachname\n1,5;Weiß\n".encode())

    written = layout(source)

    assert written.delimiter == ";"
    assert written.first == (Row(2, ("a,b", "Nachname")), Row(3, ("1,5", "Weiß")))


@pytest.mark.parametrize("delimiter", ["|", "\t", ":", "^"])
def test_the_word_of_excel_may_name_any_sign(tmp_path: Path, delimiter: str) -> None:
    text = f"sep={delimiter}\n" + TABLE.replace(",", delimiter)

    assert read(tmp_path, text) == [Row(3, ANNA), Row(4, JOERG)]


@pytest.mark.parametrize("word", ["sep=", 'sep="', "sep= ", "sep=a", "sep=\x00"])
def test_a_word_of_excel_that_names_no_delimiter_is_passed_over(tmp_path: Path, word: str) -> None:
    assert read(tmp_path, f"{word}\n{TABLE}") == [Row(3, ANNA), Row(4, JOERG)]


def test_commas_within_quotation_marks_are_not_counted(tmp_path: Path) -> None:
    text = '"Vorname, Rufname, Kürzel";Nachname\nAnna;Müller\n'

    assert read(tmp_path, text) == [Row(2, ("Anna", "Müller"))]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('Nachname,Tags\nRoth,"a;b;c"\n', ("Roth", "a;b;c")),
        ("Nachname,Tags\nRoth,a;b;c\n", ("Roth", "a;b;c")),
        ("Nachname;Betrag\nRoth;1,50\n", ("Roth", "1,50")),
        ("Hinweis: alt, lang, gut\nNachname;Ort\nRoth;Trier\n", ("Roth", "Trier")),
    ],
)
def test_a_row_may_hold_more_of_another_delimiter_than_its_header_has_columns(
    tmp_path: Path, text: str, cells: Cells
) -> None:
    assert [row.cells for row in read(tmp_path, text)] == [cells]


def test_one_column_has_no_delimiter(tmp_path: Path) -> None:
    assert read(tmp_path, "Nachname\nMüller\nWeiß\n") == [Row(2, ("Müller",)), Row(3, ("Weiß",))]


def test_blanks_around_cells_and_before_quotation_marks_are_dropped(tmp_path: Path) -> None:
    text = 'Vorname, "Nachname", Ort\n Anna ,  "Müller" ,\u00a0Köln\n'

    assert read(tmp_path, text) == [Row(2, ANNA)]


def test_a_header_is_found_behind_prose(tmp_path: Path) -> None:
    text = 'Notes:\n"Manche, sagt man, fehlen; das ist so.\nWirklich."\n\n' + TABLE

    assert read(tmp_path, text) == [Row(6, ANNA), Row(7, JOERG)]


def test_a_header_stands_among_the_first_twenty_records(tmp_path: Path) -> None:
    written = layout(source_of(tmp_path, ("Hinweis\n" * 20 + TABLE).encode()))

    assert header_in(written.first, is_header) is None
    assert header_in(layout(source_of(tmp_path, b"")).first, is_header) is None


def test_blank_rows_are_passed_over_and_lines_counted(tmp_path: Path) -> None:
    text = 'Vorname,Nachname,Ort\n\n,,\n  \nAnna,Müller,"Köln\nam\nRhein"\nJörg,Weiß,Bonn\n'

    assert read(tmp_path, text) == [Row(5, ("Anna", "Müller", "Köln\nam\nRhein")), Row(8, JOERG)]


def test_rows_may_be_too_short_or_too_long(tmp_path: Path) -> None:
    text = "Vorname,Nachname,Ort\nAnna\nJörg,Weiß,Bonn,mehr\n"

    assert read(tmp_path, text) == [Row(2, ("Anna",)), Row(3, (*JOERG, "mehr"))]


@pytest.mark.parametrize("control", ["\0", "\x01", "\x07", "\x13", "\x1c", "\x1f"])
def test_controls_are_dropped(tmp_path: Path, control: str) -> None:
    """Taken over into a short list, they would make it no text."""
    text = TABLE.replace("Anna", f"An{control}na").replace("Bonn", f"Bonn{control}")

    assert read(tmp_path, text.replace("Ort", f"{control}Ort")) == [Row(2, ANNA), Row(3, JOERG)]


def test_controls_at_the_end_are_no_row(tmp_path: Path) -> None:
    assert read(tmp_path, f"{TABLE}\0\x01\0") == [Row(2, ANNA), Row(3, JOERG)]


# Quotation marks ----------------------------------------------------------------------------


def test_a_quotation_mark_never_closed_costs_its_row(tmp_path: Path) -> None:
    text = 'Vorname,Nachname,Ort\nEva,"Roth,Trier\nAnna,Müller,Köln\nJörg,Weiß,Bonn\n'

    assert read(tmp_path, text) == [Row(2, None), Row(3, ANNA), Row(4, JOERG)]


def test_a_quotation_mark_never_closed_does_not_swallow_what_is_up_to_the_next(
    tmp_path: Path,
) -> None:
    text = 'Vorname,Nachname,Ort\nEva,"Roth,Trier\nAnna,Müller,Köln\n"Jörg","Weiß","Bonn"\n'

    assert read(tmp_path, text) == [Row(2, None), Row(3, ANNA), Row(4, JOERG)]


def test_a_quotation_mark_never_closed_is_found_in_a_large_file(tmp_path: Path) -> None:
    text = 'Vorname,Nachname,Ort\nEva,"Roth,Trier\n' + "Anna,Müller,Köln\n" * 200_000

    found = read(tmp_path, text)

    assert found[:2] == [Row(2, None), Row(3, ANNA)]
    assert len(found) == 200_001


def test_a_note_that_is_cut_off_does_not_become_rows(tmp_path: Path) -> None:
    text = 'Vorname,Nachname,Ort\nAnna,Müller,Köln\nEva,Roth,"Trier\nbis Freitag\nDeine E'

    assert read(tmp_path, text) == [Row(2, ANNA), Row(3, None), Row(4, None), Row(5, None)]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('"Anna" ,"Müller","Köln"', ANNA),
        ('Anna,Mü"ll"er,Köln', ("Anna", 'Mü"ll"er', "Köln")),
        ('"Anna ""Anni""",Müller,Köln', ('Anna "Anni"', "Müller", "Köln")),
        ('"Anna "Anni"",Müller,Köln', ('Anna Anni""', "Müller", "Köln")),
        ('"Anna "Anni, die" x",Müller,Köln', None),
        ('"Anna"x"', None),
    ],
)
def test_stray_quotation_marks_are_forgiven_where_all_cells_are_there(
    tmp_path: Path, line: str, cells: Cells | None
) -> None:
    text = f"Vorname,Nachname,Ort\n{line}\nJörg,Weiß,Bonn\n"

    assert read(tmp_path, text) == [Row(2, cells), Row(3, JOERG)]


# What is too large ---------------------------------------------------------------------------


LINE = "x" * 99


@pytest.mark.parametrize("cell", ["x" * (2 << 20), '"' + f"{LINE}\n" * 20_000 + '"'])
def test_a_cell_of_two_megabytes_costs_its_row(tmp_path: Path, cell: str) -> None:
    found = read(tmp_path, f"Vorname,Nachname,Ort\nEva,Roth,{cell}\nJörg,Weiß,Bonn\n")

    assert found == [Row(2, None), Row(3 + cell.count("\n"), JOERG)]


@pytest.mark.parametrize("line", [LINE, "x"])
def test_a_cell_without_an_end_does_not_become_rows(tmp_path: Path, line: str) -> None:
    cell = f"{line}\n" * 100_000

    found = read(tmp_path, f'Vorname,Nachname,Ort\nEva,Roth,"{cell}"\nJörg,Weiß,Bonn\n')

    assert found[0] == Row(2, None)
    assert found[-1].cells == JOERG
    assert all(row.cells is None for row in found[:-1])


def test_a_line_without_an_end_costs_itself(tmp_path: Path) -> None:
    text = "Vorname,Nachname,Ort\n" + "Eva,Roth," * (1 << 20) + "\nJörg,Weiß,Bonn\n"

    assert read(tmp_path, text) == [Row(2, None), Row(3, JOERG)]


def test_a_long_line_within_a_note_costs_the_note(tmp_path: Path) -> None:
    text = 'Vorname,Nachname,Ort\nEva,Roth,"Trier\n' + "x" * (9 << 20) + '\n"\nJörg,Weiß,Bonn\n'

    assert read(tmp_path, text) == [Row(2, None), Row(3, None), Row(4, None), Row(5, JOERG)]


def test_a_file_made_to_be_read_again_and_again_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines_of, "RECORD_AT_MOST", 1000)
    monkeypatch.setattr(lines_of, "_PATIENCE", 5000)
    # From whichever line it is read: the last quotation mark opens, and the next does not close.
    text = "Vorname,Nachname,Ort\n" + 'a","\n' * 20_000

    found = read(tmp_path, text)

    assert all(row.cells is None for row in found)
    assert 4 < len(found) < 200


# Any text ------------------------------------------------------------------------------------


@given(st.binary(max_size=200).filter(lambda data: not data.startswith(b"PK")))
def test_no_bytes_are_ever_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    source = source_of(tmp_path_factory.mktemp("any"), data)

    written = layout(source)

    assert [row.line for row in written.first] == sorted({row.line for row in written.first})


@given(st.text("ab,\"'\n\r =\0\ufeffü", max_size=80))
def test_no_text_is_ever_a_traceback_and_lines_only_rise(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    found = read(tmp_path_factory.mktemp("any"), "Nachname,Ort\n" + text)

    numbers = [row.line for row in found]
    assert numbers == sorted(set(numbers))
    assert all(number > 1 for number in numbers)


@given(
    st.lists(
        st.tuples(*[st.text(st.characters(exclude_categories=["C"]), max_size=8)] * 3).filter(
            lambda cells: any(cell.strip() for cell in cells)
        ),
        max_size=5,
    ),
    st.sampled_from([",", ";", "\t"]),
)
def test_what_any_program_writes_properly_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, table: list[tuple[str, ...]], delimiter: str
) -> None:
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in table]
    lines = [delimiter.join(HEADER), *(delimiter.join(row) for row in quoted)]

    found = read(tmp_path_factory.mktemp("any"), "\n".join(lines))

    assert [row.cells for row in found] == [tuple(c.strip() for c in row) for row in table]


def test_a_file_cut_off_anywhere_loses_its_last_row_at_most(tmp_path: Path) -> None:
    data = ("Vorname,Nachname,Ort\n" + '"Jörg","Weiß","Bonn, Süd"\n' * 20).encode()
    whole = ("Jörg", "Weiß", "Bonn, Süd")

    for end in range(60, len(data), 7):
        found = read(tmp_path, data[:end])

        assert [row.cells for row in found[:-1]] == [whole] * (len(found) - 1)
