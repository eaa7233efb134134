"""Most rows are read a quick way: it finds the same as the careful one, whatever stands there."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreign_file import source_of
from kontaktjournal.lists import spreadsheet
from kontaktjournal.lists.columns import Columns
from kontaktjournal.lists.format import TableFormat
from kontaktjournal.lists.formats import FORMATS
from kontaktjournal.lists.names import full_name
from kontaktjournal.lists.record import Passed, Record
from kontaktjournal.lists.remembered import remembered
from kontaktjournal.lists.spreadsheet import TABLE
from kontaktjournal.lists.table import Cells, Layout, Row, rows

#: What people write into tables, and what programs make of it.
CELLS = st.sampled_from([
    "", "", "Anna", "Zoë Brandt, MBA", "Vera 🌷", "Mühlen  beck", "a@example.org",
    ".a@example.org, b@example.org", "+49 221 555 1234", "(0)221 555-12; 0221/5551", "4,9E+11",
    "50667 Köln", "Köln", "null", "k. A.", "Kunde, #VIP", "#", '"VIP","Blog"', "zwei\nZeilen",
    "zwei\r\nZeilen", "a\tb", "a\x07b", "\x07", "14.5.1980", "1980-05-14", "2021-03-04 10:11:12",
    "1614852000", "192.0.2.1", "www.example.org", "https://www.linkedin.com/in/zo%C3%AB-b",
    "07 Jun 2022", "Herr Dr.", "Home ::: * Work", "1 ::: 2", "unsubscribed", "ja", "x" * 70,
])  # fmt: skip
HEADERS = {
    "mailchimp": "Email Address,First Name,Last Name,Phone,Mobile,Company,Job Title,City,Address,"
    "birthdate,OPTIN_TIME,CONFIRM_TIME,CONFIRM_IP,UNSUB_TIME,LEID,NOTES,TAGS",
    "brevo": "EMAIL,FIRSTNAME,LASTNAME,SMS,EMAIL_BLACKLISTED,Website",
    "rapidmail": "email,firstname,lastname,status,created_ip,activated,activated_ip",
    "cleverreach": "E-Mail,Name,activated,activated_ip,deactivated,Deaktiviert,bounced,Status",
    "linkedin": "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    "google": "First Name,Last Name,File As,Nickname,Organization Name,Organization Title,"
    "Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,"
    "Address 1 - City,Hobby,Relation 1 - Label,Relation 1 - Value",
    "outlook": "Anrede,Vorname,Nachname,Firma,Abteilung,Straße geschäftlich,Ort geschäftlich,"
    "Straße privat,Straße privat 2,Ort privat,Weitere Adresse,Telefon privat,Mobiltelefon,"
    "E-Mail-Adresse,Geburtstag,Kategorien,Notizen,Hobby",
    "table": "Name,Vorname,Firma,Position,E-Mail,Tel1,Tel2,Straße,Hausnummer,PLZ,Ort,Land,"
    "Geburtstag,Web,Tags,Spitzname,UID,Notiz,Bemerkung",
}


def format_named(name: str) -> TableFormat:
    return next(one for one in FORMATS if isinstance(one, TableFormat) and one.name == name)


def read_one(form: TableFormat, header: Cells, cells: Cells) -> Record | Passed:
    (entry,) = form.read(header, [Row(2, cells)])
    assert isinstance(entry, Record | Passed)
    return entry


@pytest.mark.parametrize("name", HEADERS)
@given(data=st.data())
def test_a_row_too_short_is_one_whose_last_cells_say_nothing(
    name: str, data: st.DataObject
) -> None:
    header = tuple(HEADERS[name].split(","))
    cells = tuple(data.draw(st.lists(CELLS, min_size=1, max_size=len(header))))
    whole = cells + ("",) * (len(header) - len(cells))

    short, filled = (read_one(format_named(name), header, row) for row in (cells, whole))

    if isinstance(short, Record):
        assert short._replace(cells=whole) == filled
        assert short.cells == cells
    else:
        assert short == filled


@given(st.lists(CELLS, min_size=19, max_size=19).map(tuple), st.sampled_from("\n\x07\r\u2028"))
def test_what_stands_in_a_cell_nobody_asks_for_changes_nobody(cells: Cells, sign: str) -> None:
    header = (*HEADERS["table"].split(","), "Farbe")

    plain = read_one(TABLE, header, (*cells, "rot"))
    odd = read_one(TABLE, header, (*cells, f"r{sign}t"))

    # One odd cell has all of its row looked at with care.
    if isinstance(plain, Record) and isinstance(odd, Record):
        assert plain.card == odd.card
    else:
        assert type(plain) is type(odd)


@given(st.text("+0123456789 /-(),", max_size=24).map(str.strip))
def test_a_number_is_the_same_before_a_semicolon(cell: str) -> None:
    assert spreadsheet._phones(cell) == spreadsheet._phones(f"{cell};")


@given(st.text('ab@.@. ,-ü"', max_size=16).map(str.strip))
def test_an_address_is_the_same_before_a_semicolon(cell: str) -> None:
    assert spreadsheet._mails(cell) == spreadsheet._mails(f"{cell};")


@given(st.text(max_size=12), st.text(max_size=12))
def test_a_name_is_the_same_before_a_blank(given_name: str, family: str) -> None:
    assert full_name(given_name, family) == full_name(f"{given_name} ", family)


@given(
    header=st.lists(st.sampled_from(["Tel", "Mobil", "Ort", ""]), max_size=5).map(tuple),
    cells=st.lists(st.sampled_from(["", "1", "2"]), max_size=6).map(tuple),
    names=st.lists(st.sampled_from(["Tel", "Mobil", "Fax"]), max_size=4, unique=True),
)
def test_columns_asked_once_answer_as_those_asked_each_time(
    header: Cells, cells: Cells, names: list[str]
) -> None:
    columns = Columns(header)
    row = columns.filled(cells)

    assert columns.asking(*names)(row) == columns.first(cells, *names)
    assert columns.asking_all(*names)(row) == columns.all(cells, *names)


@given(
    st.lists(
        st.lists(st.text("ab \tü=\u2028\x1c,", max_size=5), min_size=2, max_size=3), max_size=6
    )
)
def test_lines_without_a_quotation_mark_are_read_as_those_with(table: list[list[str]]) -> None:
    written = Layout("utf-8", ";", (Row(1, ("Name", "Ort", "Alter")),))
    table = [["Name", "Ort", "Alter"], *table]
    quoted = io.StringIO()
    csv.writer(quoted, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(table)
    plain = "".join(";".join(row) + "\n" for row in table)

    found = [
        list(rows(source_of(text.encode()), written, 0)) for text in (plain, quoted.getvalue())
    ]

    assert found[0] == found[1]


def test_what_was_made_of_a_short_text_is_remembered_and_of_a_long_one_is_not() -> None:
    made: list[str] = []

    @remembered
    def doubled(text: str) -> str:
        made.append(text)
        return text * 2

    assert [doubled(text) for text in ("ab", "ab", "x" * 65, "x" * 65)] == [
        "abab", "abab", "x" * 130, "x" * 130,
    ]  # fmt: skip
    assert made == ["ab", "x" * 65, "x" * 65]
