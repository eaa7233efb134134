"""A spreadsheet of contacts: what the file says, no formula, and all of it can be read back."""

import csv
import io
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_contact import CONTACTS
from kontaktjournal.domain.contact import Answer, Contact, Decision, Entry, EntryKind, Permission
from kontaktjournal.domain.due import assess
from kontaktjournal.domain.settings import Settings
from kontaktjournal.views.separated import REASON, SHEET, sheet_row, sheet_text

MONDAY = date(2026, 11, 23)
FORMULA = "=+-@\t\r\n＝＋－＠"  # noqa: RUF001  # what a spreadsheet takes for one
PHONE = re.compile(r"\+[0-9][0-9 ()/.-]*")


def row(contact: Contact, reason: str = "") -> list[str]:
    return sheet_row(assess(contact, MONDAY, Settings()), reason=reason)


def cells(text: str, delimiter: str = ",") -> list[list[str]]:
    return [*csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)]


def undone(cell: str) -> str:
    """Return what a cell was before a sign kept it from being a formula."""
    return cell[1:] if re.match(f"''*[{re.escape(FORMULA)}]", cell) else cell


def test_the_columns_are_the_keys_of_a_file() -> None:
    contact = Contact(
        "kontakte/anna.md",
        "Anna Müller",
        uid="k7f3q2m9xw",
        status="pflege",
        org=("Buchbinderei", "Verein"),
        consent=(
            Permission("phone", Answer.YES, date(2024, 3, 21), "Messe"),
            Permission("*", Answer.NO),
        ),
    )

    said = dict(zip(SHEET, row(contact), strict=False))

    assert {key: value for key, value in said.items() if value} == {
        "name": "Anna Müller",
        "status": "pflege",
        "org": "Buchbinderei; Verein",
        "consent": "phone: yes 2024-03-21 Messe; no",
        "uid": "k7f3q2m9xw",
        "path": "kontakte/anna.md",
    }


def test_a_step_that_only_follows_from_the_journal_is_no_key() -> None:
    decided = Entry(MONDAY, EntryKind.TALK, decision=Decision(reason="nach der Messe"))

    said = dict(zip(SHEET, row(Contact("kontakte/a.md", "A", entries=(decided,))), strict=False))

    assert (said["step"], said["last"]) == ("", "2026-11-23")


def test_every_value_is_quoted() -> None:
    text = sheet_text(
        [row(Contact("kontakte/a.md", 'Anna "A" Otto'))], with_reason=False, excel=False
    )

    head, line = text.splitlines()
    assert head.startswith('"name","status",')
    assert line.startswith('"Anna ""A"" Otto","",')


def test_excel_gets_semicolons_line_ends_and_a_byte_order_mark() -> None:
    text = sheet_text([row(Contact("kontakte/a.md", "Anna"))], with_reason=False, excel=True)

    assert text.startswith('\ufeff"name";"status";')
    assert text.endswith('"kontakte/a.md"\r\n')
    assert text.count("\r\n") == text.count("\n") == 2


def test_the_reason_is_a_column_only_where_there_is_one() -> None:
    rows = [row(Contact("kontakte/a.md", "A"), "Umzug")]

    assert cells(sheet_text(rows, with_reason=True, excel=False))[0][-1] == REASON
    assert cells(sheet_text(rows, with_reason=True, excel=False))[1][-1] == "Umzug"
    assert cells(sheet_text(rows, with_reason=False, excel=False))[0] == [*SHEET]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@cmd", "'@cmd"),
        ("'=1+1", "''=1+1"),
        ("'zitiert", "'zitiert"),
        ("+49 221 555-0171", "+49 221 555-0171"),
        ("zwei\nZeilen", "zwei\nZeilen"),
        ("\n=1+1", "'\n=1+1"),
        ("\x1b[31mrot", r"\x1b[31mrot"),
    ],
)
def test_no_cell_is_a_formula_and_it_can_be_told_what_it_was(value: str, cell: str) -> None:
    said = dict(zip(SHEET, row(Contact("kontakte/a.md", "A", role=value)), strict=False))

    assert said["role"] == cell


@given(contacts=st.lists(CONTACTS, max_size=5), excel=st.booleans())
def test_whatever_stands_in_the_contacts_the_sheet_is_read_back(
    *, contacts: list[Contact], excel: bool
) -> None:
    rows = [row(contact) for contact in contacts]
    text = sheet_text(rows, with_reason=False, excel=excel)

    head, *found = cells(text.removeprefix("\ufeff"), ";" if excel else ",")

    assert head == [*SHEET]
    assert found == [one[:-1] for one in rows]
    for cell in (cell for one in found for cell in one):
        assert not cell.startswith(tuple(FORMULA)) or PHONE.fullmatch(cell)
    for one, contact in zip(found, contacts, strict=True):
        name = undone(one[0])
        if contact.name.isprintable():
            assert name == contact.name
