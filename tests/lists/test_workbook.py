"""Workbooks of spreadsheets, read as tables (XLSX, ODS)."""

import sys
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from openpyxl import Workbook

from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.lists.source import Source, sources
from kontaktjournal.lists.table import Row
from kontaktjournal.lists.workbook import Sheet, kind_of, rows, sheets

CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>
</office:document-content>"""


def source_of(file: Path) -> Source:
    (source,) = sources(str(file))
    return source


def xlsx(folder: Path, *tables: Sequence[Sequence[Any]]) -> Source:
    book = Workbook()
    book.remove(book.active)
    for place, table in enumerate(tables):
        sheet = book.create_sheet(f"Blatt{place + 1}")
        for row in table:
            sheet.append(list(row))
    book.save(folder / "liste.xlsx")
    return source_of(folder / "liste.xlsx")


def ods(folder: Path, *tables: str, content: str = CONTENT) -> Source:
    named = (
        f'<table:table table:name="Blatt{place}">{table}</table:table>'
        for place, table in enumerate(tables, start=1)
    )
    with zipfile.ZipFile(folder / "liste.ods", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content.format(tables="".join(named)))
    return source_of(folder / "liste.ods")


def row(*cells: str, repeated: int = 1) -> str:
    said = f'table:number-rows-repeated="{repeated}"'
    return f"<table:table-row {said}>{''.join(cells)}</table:table-row>"


def raw(inside: str, times: int = 1) -> str:
    said = f'table:number-columns-repeated="{times}"'
    return f"<table:table-cell {said}>{inside}</table:table-cell>"


def cell(text: str, kind: str = "string", **said: str) -> str:
    values = "".join(f' office:{name}="{value}"' for name, value in said.items())
    return (
        f'<table:table-cell office:value-type="{kind}"{values}>'
        f"<text:p>{escape(text)}</text:p></table:table-cell>"
    )


def change(source: Source, right: bytes, wrong: bytes) -> None:
    """Write something else into the first sheet of Excel."""
    with zipfile.ZipFile(source.path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert right in sheet
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(right, wrong)
    with zipfile.ZipFile(source.path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)


def all_of(source: Source) -> list[tuple[str, ...]]:
    """Return header and rows of the first sheet."""
    sheet = next(sheets(source))
    header = sheet.first[0].cells or ()
    return [header, *(each.cells or () for each in rows(source, sheet, 0))]


def refusal(source: Source) -> str:
    with pytest.raises(WrongUse) as refused:
        list(sheets(source))
    assert refused.value.values["path"] == source.path
    return refused.value.key


def test_which_kind_it_is_is_told(tmp_path: Path) -> None:
    assert kind_of(xlsx(tmp_path, [["Name"]])) == "XLSX"
    assert kind_of(ods(tmp_path, row("Name"))) == "ODS"


def test_each_sheet_of_excel_is_a_table(tmp_path: Path) -> None:
    source = xlsx(
        tmp_path,
        [["Name", "Telefon"], ["Anna Müller", "0221 5550171"]],
        [["Titel"], [], ["Zweites Blatt"]],
    )

    assert list(sheets(source)) == [
        Sheet(0, "Blatt1", (Row(1, ("Name", "Telefon")), Row(2, ("Anna Müller", "0221 5550171")))),
        Sheet(1, "Blatt2", (Row(1, ("Titel",)), Row(3, ("Zweites Blatt",)))),
    ]


@pytest.mark.parametrize(
    ("typed", "shown", "read"),
    [
        ("02215550171", "General", "02215550171"),
        (492215550171, "General", "492215550171"),
        (4922155501710.0, "General", "4922155501710"),
        (1067, "00000", "01067"),
        (492215550171, '"+"0', "+492215550171"),
        (12.5, "General", "12.5"),
        (0, "General", "0"),
        (True, "General", "TRUE"),
        (date(1980, 5, 14), "dd.mm.yyyy", "1980-05-14"),
        (datetime(2026, 11, 20, 10, 45), "dd.mm.yy hh:mm", "2026-11-20 10:45"),  # noqa: DTZ001  # as Excel has it
        ("#N/A", "General", ""),
        ("  Köln\n", "General", "Köln"),
        (None, "General", ""),
    ],
)
def test_cells_of_excel_are_read_as_typed(
    tmp_path: Path, typed: object, shown: str, read: str
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Was", "Wer"])
    sheet.append([typed, "Anna"])
    sheet["A2"].number_format = shown
    book.save(tmp_path / "liste.xlsx")

    assert all_of(source_of(tmp_path / "liste.xlsx")) == [("Was", "Wer"), (read, "Anna")]


def test_a_hidden_sheet_is_not_read(tmp_path: Path) -> None:
    book = Workbook()
    hidden = book.active
    assert hidden is not None
    hidden.append(["Name"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Liste").append(["E-Mail"])
    book.active = 1
    book.save(tmp_path / "liste.xlsx")

    assert [sheet.name for sheet in sheets(source_of(tmp_path / "liste.xlsx"))] == ["Liste"]


def test_a_size_that_is_wrong_hides_no_column(tmp_path: Path) -> None:
    source = xlsx(tmp_path, [["Name", "Ort"], ["Anna", "Köln"]])
    change(source, b'ref="A1:B2"', b'ref="A1:A1"')

    assert all_of(source) == [("Name", "Ort"), ("Anna", "Köln")]


def test_what_stands_beside_a_table_is_no_part_of_it(tmp_path: Path) -> None:
    table = [["Name", "Ort"], ["Anna", "Köln", "alt"], ["", "", "Summe 1"], ["Jonas"]]

    assert all_of(xlsx(tmp_path, table)) == [("Name", "Ort"), ("Anna", "Köln"), ("Jonas",)]


def test_each_sheet_of_libreoffice_is_a_table(tmp_path: Path) -> None:
    source = ods(
        tmp_path,
        row(cell("Name"), cell("Telefon")) + row(cell("Anna Müller"), cell("0221 5550171")),
        row("<table:table-cell/>", repeated=2) + row(cell("Zweites Blatt")),
    )

    assert list(sheets(source)) == [
        Sheet(0, "Blatt1", (Row(1, ("Name", "Telefon")), Row(2, ("Anna Müller", "0221 5550171")))),
        Sheet(1, "Blatt2", (Row(3, ("Zweites Blatt",)),)),
    ]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (cell("0221 5550171"), "0221 5550171"),
        (cell("4,92215550171E+011", "float", value="492215550171"), "492215550171"),
        (cell("4,92E+11", "float", value="4.92215550171E+11"), "492215550171"),
        (cell("01067", "float", value="1067"), "01067"),
        (cell("+49 221 5550171", "float", value="492215550171"), "+49 221 5550171"),
        (cell("###", "float", value="12.5"), "12.5"),
        (cell("14. Mai 80", "date", **{"date-value": "1980-05-14"}), "1980-05-14"),
        (cell("20.11.26", "date", **{"date-value": "2026-11-20T10:45:00"}), "2026-11-20 10:45:00"),
        (cell("WAHR", "boolean", **{"boolean-value": "true"}), "TRUE"),
        (cell("12,50 €", "currency", value="12.5"), "12,50 €"),
        (raw("<text:p>Ring 1</text:p><text:p>Köln</text:p>"), "Ring 1\nKöln"),
        (
            raw('<text:p>A<text:s text:c="2"/>B<text:tab/><text:span>C</text:span></text:p>'),
            "A  B\tC",
        ),
        (
            raw(
                "<office:annotation><text:p>Zettel</text:p></office:annotation>"
                "<text:p>Anna</text:p>"
            ),
            "Anna",
        ),
        (raw(""), ""),
    ],
)
def test_cells_of_libreoffice_are_read_as_typed(tmp_path: Path, typed: str, read: str) -> None:
    source = ods(tmp_path, row(cell("Was"), cell("Wer")) + row(typed, cell("Jonas")))

    assert all_of(source) == [("Was", "Wer"), (read, "Jonas")]


def test_what_is_repeated_stands_there_as_often(tmp_path: Path) -> None:
    x = "<text:p>x</text:p>"
    source = ods(
        tmp_path,
        row(cell("A"), cell("B"), cell("C"), cell("D"))
        + row(raw(x, 2), "<table:covered-table-cell/>", cell("y"), repeated=2)
        + row(raw("", 16384), repeated=1048573),
    )

    (sheet,) = sheets(source)

    assert sheet.first[1:] == (Row(2, ("x", "x", "", "y")), Row(3, ("x", "x", "", "y")))


def test_what_is_repeated_beyond_measure_costs_nothing(tmp_path: Path) -> None:
    x = "<text:p>x</text:p>"
    source = ods(tmp_path, row(raw(x, 999999999), raw(x, 999999999), repeated=999999999))

    (sheet,) = sheets(source)

    assert [len(each.cells or ()) for each in sheet.first] == [16384] * 20


def test_a_table_within_a_cell_is_no_part_of_the_sheet(tmp_path: Path) -> None:
    inner = raw(f"<text:p>außen</text:p><table:table>{row(cell('innen'))}</table:table>")
    source = ods(tmp_path, row(inner, cell("daneben")) + row(cell("Name")))

    (sheet,) = sheets(source)

    assert sheet.first == (Row(1, ("außen", "daneben")), Row(2, ("Name",)))


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_workbook_in_an_archive_is_read(tmp_path: Path, ending: str) -> None:
    if ending == "xlsx":
        inner = xlsx(tmp_path, [["Name"], ["Anna"]])
    else:
        inner = ods(tmp_path, row(cell("Name")) + row(cell("Anna")))
    with zipfile.ZipFile(tmp_path / "alles.zip", "w") as archive:
        archive.write(inner.path, f"liste.{ending}")

    assert all_of(source_of(tmp_path / "alles.zip")) == [("Name",), ("Anna",)]


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"Name;Ort\n", bytes(range(256)) * 9])
def test_what_is_no_archive_is_damaged(tmp_path: Path, ending: str, data: bytes) -> None:
    file = tmp_path / f"liste.{ending}"
    file.write_bytes(data)

    assert refusal(source_of(file)) == "refusal.import.damaged"


def test_a_workbook_that_is_cut_off_is_damaged(tmp_path: Path) -> None:
    source = xlsx(tmp_path, [["Name"], ["Anna"]])
    whole = Path(source.path).read_bytes()

    for end in range(0, len(whole), 199):
        Path(source.path).write_bytes(whole[:end])

        assert refusal(source) == "refusal.import.damaged"


def test_a_sheet_with_broken_markup_is_damaged(tmp_path: Path) -> None:
    source = ods(tmp_path, row(cell("Name")) + "<table:table-row>")

    assert refusal(source) == "refusal.import.damaged"


def test_a_sheet_that_is_broken_far_below_is_damaged_once_it_is_read(tmp_path: Path) -> None:
    source = ods(tmp_path, row(cell("Name")) + row(cell("Anna")) * 5000 + "<table:table-row>")
    sheet = next(sheets(source))
    read = rows(source, sheet, 0)

    with pytest.raises(WrongUse) as refused:
        list(read)

    assert refused.value.key == "refusal.import.damaged"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b'r="A2"', b'r="ZZZZ2"'),
        (b'<row r="2"', b'<row r="x"'),
        (b'left="0.75"', b'links="0.75"'),
        (b"<v>12</v>", b"<v>zw\xc3\xb6lf</v>"),
        (b"</row>", b""),
    ],
)
def test_a_part_of_excel_that_makes_no_sense_is_damaged(
    tmp_path: Path, right: bytes, wrong: bytes
) -> None:
    source = xlsx(tmp_path, [["Name"], [12]])
    change(source, right, wrong)

    assert refusal(source) == "refusal.import.damaged"


def test_a_row_beyond_all_rows_ends_the_sheet(tmp_path: Path) -> None:
    source = xlsx(tmp_path, [["Name"], ["Anna"]])
    change(source, b'<row r="2"', b'<row r="99999999999"')

    assert all_of(source) == [("Name",)]


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_entities_are_refused(tmp_path: Path, ending: str) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
    part = "content.xml" if ending == "ods" else "xl/workbook.xml"
    with zipfile.ZipFile(tmp_path / f"liste.{ending}", "w") as archive:
        archive.writestr(part, laughs)

    assert refusal(source_of(tmp_path / f"liste.{ending}")) == "refusal.import.bomb"


def test_what_hides_its_beginning_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "liste.ods", "w") as archive:
        archive.writestr("content.xml", f"<!-- {'x' * 100_000} --><!DOCTYPE x><x/>")

    assert refusal(source_of(tmp_path / "liste.ods")) == "refusal.import.bomb"


def test_what_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "liste.ods", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", b" " * (65 << 20))

    assert refusal(source_of(tmp_path / "liste.ods")) == "refusal.import.bomb"


def test_excel_needs_its_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = xlsx(tmp_path, [["Name"]])
    monkeypatch.setitem(sys.modules, "openpyxl", None)

    assert refusal(source) == "refusal.import.no_library"


def test_libreoffice_needs_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = ods(tmp_path, row(cell("Name")))
    monkeypatch.setitem(sys.modules, "openpyxl", None)

    assert all_of(source) == [("Name",)]
