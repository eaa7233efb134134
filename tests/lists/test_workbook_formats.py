"""Which format a sheet of a workbook is."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.lists.formats import found_in
from kontaktjournal.lists.record import Record


def workbook(file: Path, *tables: tuple[tuple[str, ...], ...]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for place, table in enumerate(tables):
        sheet = book.create_sheet(f"Blatt{place}")
        for row in table:
            sheet.append(row)
    book.save(file)
    return file


def test_the_first_sheet_with_a_header_is_read(tmp_path: Path) -> None:
    file = workbook(
        tmp_path / "liste.xlsx",
        (("Stand",), ("heute", "oder morgen")),
        (("Unsere Leute",), (), ("Name", "Telefon"), ("Anna Müller", "02215550171")),
    )

    (one,) = found_in(str(file))

    assert (one.format.name, one.preamble, one.encoding) == ("workbook", 2, "")
    assert one.sheet is not None
    assert one.sheet.name == "Blatt1"
    assert [
        (each.line, each.card.phone) for each in one.records() if isinstance(each, Record)
    ] == [(4, ("02215550171",))]


def test_a_known_format_is_known_in_a_workbook(tmp_path: Path) -> None:
    header = ("First Name", "Last Name", "URL", "Company", "Position", "Connected On")
    row = ("Zoë", "Brandt", "https://www.linkedin.com/in/zoe-brandt", "", "", "7-Jun-22")

    (one,) = found_in(str(workbook(tmp_path / "liste.xlsx", (header, row))))

    assert one.format.name == "linkedin"
    assert [each.card.name for each in one.records() if isinstance(each, Record)] == ["Zoë Brandt"]


@pytest.mark.parametrize(
    ("tables", "key"),
    [
        ((), "refusal.import.empty"),
        (((("Jahr", "Umsatz"), ("2025", "12")),), "refusal.import.no_columns"),
        (((("Kunde", "Umsatz"), ("Anna", "12")),), "refusal.import.no_columns_but"),
    ],
)
def test_a_workbook_without_a_header_is_refused(
    tmp_path: Path, tables: tuple[tuple[tuple[str, ...], ...], ...], key: str
) -> None:
    file = workbook(tmp_path / "liste.xlsx", *(tables or ((),)))

    with pytest.raises(WrongUse) as refused:
        found_in(str(file))

    assert refused.value.key == key
