"""Outlook's contacts as tables, and what others write in its manner (6.4)."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreign_file import entries_of
from foreign_headers import GMX_COLUMNS
from foreign_headers import OUTLOOK_ENGLISH_COLUMNS as ENGLISH
from foreign_headers import OUTLOOK_GERMAN_COLUMNS as GERMAN
from foreign_headers import OUTLOOK_GERMAN_NEWER_COLUMNS as GERMAN_NEWER
from foreign_headers import OUTLOOK_ONLINE_COLUMNS as ONLINE
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday
from kontaktjournal.lists.format import Goal, TableFormat
from kontaktjournal.lists.outlook import GMX, OUTLOOK_ENGLISH, OUTLOOK_GERMAN, OUTLOOK_ONLINE
from kontaktjournal.lists.record import Lack, Passed, Record
from kontaktjournal.lists.table import Row


def table(header: str, *people: dict[str, str], delimiter: str = ",", end: str = "\r\n") -> str:
    text = io.StringIO()
    writer = csv.DictWriter(
        text,
        header.split(","),
        restval="",
        delimiter=delimiter,
        quoting=csv.QUOTE_ALL,
        lineterminator=end,
    )
    writer.writeheader()
    writer.writerows(people)
    return text.getvalue()


def read(form: TableFormat, header: str, *people: dict[str, str]) -> list[Any]:
    encoding = "utf-8" if form is OUTLOOK_ONLINE else "cp1252"
    return entries_of(form, table(header, *people).encode(encoding))


def german(**person: str) -> Card:
    (entry,) = read(OUTLOOK_GERMAN, GERMAN, {"Vorname": "Anna", **person})
    assert isinstance(entry, Record)
    return entry.card


def english(**person: str) -> Card:
    (entry,) = read(OUTLOOK_ENGLISH, ENGLISH, {"First Name": "Anna", **person})
    assert isinstance(entry, Record)
    return entry.card


ANNA = {
    "Anrede": "Frau Dr.",
    "Vorname": "Anna",
    "Weitere Vornamen": "Maria",
    "Nachname": "Müller",
    "Suffix": "M.D.",
    "Firma": "Müller Buchbinderei",
    "Abteilung": "Werkstatt",
    "Position": "Inhaberin",
    "Straße geschäftlich": "Ehrenstraße 12",
    "Straße geschäftlich 2": "Hinterhaus",
    "Ort geschäftlich": "Köln",
    "Postleitzahl geschäftlich": "50672",
    "Land/Region geschäftlich": "Deutschland",
    "Ort privat": "Bonn",
    "Fax geschäftlich": "0221 555 0172",
    "E-Mail-Adresse": "anna@example.org",
    "E-Mail-Typ": "SMTP",
    "E-Mail: Angezeigter Name": "Anna Müller (anna@example.org)",
    "E-Mail 2: Adresse": "buero@example.org",
    "E-Mail 2: Typ": "SMTP",
    "E-Mail 3: Adresse": "a.mueller@example.com",
    "Mobiltelefon": "0171 555 0100",
    "Geburtstag": "9.5.1980",
    "Geschlecht": "Keine Angabe",
    "Jahrestag": "0.0.00",
    "Kategorien": "Kunden;Messe Leipzig",
    "Notizen": "„Erste“ Zeile\r\nzweite Zeile – Ende",
    "Partner": "Bernd",
    "Priorität": "Normal",
    "Privat": "Falsch",
    "Vertraulichkeit": "Normal",
    "Webseite": "https://example.org",
}
ANNAS_CARD = Card(
    name="Dr. Anna Maria Müller, M.D.",
    org=("Müller Buchbinderei",),
    role="Inhaberin",
    phone=("0171 555 0100", "0221 555 0171"),
    email=("anna@example.org", "buero@example.org", "a.mueller@example.com"),
    url=("https://example.org",),
    city="Köln",
    address="Ehrenstraße 12, Hinterhaus, 50672 Köln, Deutschland",
    birthday=Birthday(5, 9, 1980),
    tags=("Kunden", "Messe Leipzig"),
    note=(
        "„Erste“ Zeile\nzweite Zeile – Ende\n\n"
        "Werkstatt\nAdresse privat: Bonn\nFax geschäftlich: 0221 555 0172\nPartner: Bernd"
    ),
)


@pytest.mark.parametrize(
    ("header", "number"), [(GERMAN, "Telefon privat 2"), (GERMAN_NEWER, "Telefon (privat 2)")]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
def test_a_german_table_finds_its_places(
    header: str, number: str, delimiter: str, encoding: str
) -> None:
    text = table(header, {**ANNA, number: "0221 555 0171"}, delimiter=delimiter)

    (entry,) = entries_of(OUTLOOK_GERMAN, text.encode(encoding))

    assert isinstance(entry, Record)
    assert entry.card == ANNAS_CARD
    assert (entry.line, entry.key) == (2, "anna@example.org")
    assert len(entry.cells) == len(header.split(","))
    assert OUTLOOK_GERMAN.goal is Goal.CONTACTS


def test_an_english_table_finds_its_places() -> None:
    (entry,) = read(
        OUTLOOK_ENGLISH,
        ENGLISH,
        {
            "Title": "Mr.",
            "First Name": "Jonas",
            "Last Name": "Weber",
            "Company": "Northwind Ltd",
            "Job Title": "Head of Sales",
            "Business Street": "12 High Street",
            "Business City": "London",
            "Business Postal Code": "SW1A 1AA",
            "Business Country/Region": "United Kingdom",
            "Business Fax": "+44 20 7946 0959",
            "Mobile Phone": "+44 7700 900123",
            "Business Phone": "+44 20 7946 0958",
            "Birthday": "5/9/1980",
            "Anniversary": "0/0/00",
            "E-mail Address": "jonas@example.com",
            "E-mail Type": "SMTP",
            "Gender": "Unspecified",
            "Sensitivity": "Normal",
            "Spouse": "Kim",
        },
    )

    assert entry.card == Card(
        name="Jonas Weber",
        org=("Northwind Ltd",),
        role="Head of Sales",
        phone=("+44 7700 900123", "+44 20 7946 0958"),
        email=("jonas@example.com",),
        city="London",
        address="12 High Street, SW1A 1AA London, United Kingdom",
        birthday=Birthday(5, 9, 1980),
        note="Business Fax: +44 20 7946 0959\nSpouse: Kim",
    )


def test_what_outlook_com_and_google_write_finds_its_places() -> None:
    (entry,) = read(
        OUTLOOK_ONLINE,
        ONLINE,
        {
            "First Name": "Zoë",
            "Last Name": "Brandt",
            "Birthday": "1980-05-09",
            "E-mail Address": "zoe@example.org",
            "Primary Phone": "0171 555 0100",
            "Home Phone": "0171 555 0100",
            "Home Address": "Am See 3\r\n53111 Bonn",
            "Business City": "Köln",
            "Categories": "myContacts;Kunden;* starred",
        },
    )

    assert entry.card == Card(
        name="Zoë Brandt",
        phone=("0171 555 0100",),
        email=("zoe@example.org",),
        city="Köln",
        birthday=Birthday(5, 9, 1980),
        tags=("Kunden",),
        note="Home Address: Am See 3, 53111 Bonn",
    )


def test_what_gmx_writes_finds_its_places() -> None:
    text = table(
        GMX_COLUMNS,
        {
            "Nachname": "Groß",
            "Anrede": "Herr",
            "Vorname": "Jürgen",
            "Geburtstag": "09.05.1980",
            "E-Mail-Adresse": "juergen@example.org",
            "E-Mail: Angezeigter Name": "Jürgen Groß",
            "Straße privat": "Am See 3",
            "Ort privat": "Bonn",
            "Postleitzahl privat": "53111",
            "Land privat": "Österreich",
            "Land geschäftlich": "Deutschland",
        },
    )

    (entry,) = entries_of(GMX, text.encode("latin-1"))

    assert isinstance(entry, Record)
    assert entry.card == Card(
        name="Jürgen Groß",
        email=("juergen@example.org",),
        city="Bonn",
        address="Am See 3, 53111 Bonn, Österreich",
        birthday=Birthday(5, 9, 1980),
        note="Adresse geschäftlich: Deutschland",
    )


# --- days --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "birthday", "note"),
    [
        ("9.5.1980", Birthday(5, 9, 1980), ""),
        ("09.05.1980", Birthday(5, 9, 1980), ""),
        ("1980-05-09", Birthday(5, 9, 1980), ""),
        ("29.2.1604", Birthday(2, 29), ""),
        ("0.0.00", None, ""),
        ("1.1.4501", None, ""),
        ("31.2.1980", None, "Geburtstag: 31.2.1980"),
        ("9.5.80", None, "Geburtstag: 9.5.80"),
        ("5/9/1980", None, "Geburtstag: 5/9/1980"),
    ],
)
def test_a_german_day_begins_with_the_day(
    typed: str, birthday: Birthday | None, note: str
) -> None:
    read_card = german(Geburtstag=typed)

    assert (read_card.birthday, read_card.note) == (birthday, note)


@pytest.mark.parametrize(
    ("typed", "birthday", "note"),
    [
        ("5/9/1980", Birthday(5, 9, 1980), ""),
        ("1980-05-09", Birthday(5, 9, 1980), ""),
        ("9.5.1980", Birthday(5, 9, 1980), ""),
        ("0/0/00", None, ""),
        ("1/1/4501", None, ""),
        ("31/12/1980", None, "Birthday: 31/12/1980"),
        ("2/30/1980", None, "Birthday: 2/30/1980"),
        ("5/9/80", None, "Birthday: 5/9/80"),
    ],
)
def test_an_english_day_begins_with_the_month(
    typed: str, birthday: Birthday | None, note: str
) -> None:
    read_card = english(Birthday=typed)

    assert (read_card.birthday, read_card.note) == (birthday, note)


# --- values ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("Herr", "Anna Müller"),
        ("Frau", "Anna Müller"),
        ("Frau Prof. Dr.", "Prof. Dr. Anna Müller"),
        ("Dr.", "Dr. Anna Müller"),
        ("", "Anna Müller"),
    ],
)
def test_a_salutation_is_no_part_of_a_name(before: str, name: str) -> None:
    assert german(Anrede=before, Nachname="Müller").name == name


def test_a_number_that_a_spreadsheet_rounded_is_none() -> None:
    assert german(Mobiltelefon="4,91715E+11", Haupttelefon="0171 555 0100").phone == (
        "0171 555 0100",
    )


def test_the_numbers_of_others_and_of_machines_are_told_in_words() -> None:
    read_card = german(
        **{"Telefon Assistent": "0221 555 0173", "Fax privat": "0221 555 0172", "Pager": "1234"}
    )

    assert read_card.phone == ()
    assert read_card.note == (
        "Telefon Assistent: 0221 555 0173\nFax privat: 0221 555 0172\nPager: 1234"
    )


def test_a_country_alone_is_not_where_somebody_is() -> None:
    read_card = german(**{"Land/Region geschäftlich": "Deutschland", "Weiterer Ort": "Wien"})

    assert (read_card.city, read_card.address) == ("Wien", "")
    assert read_card.note == "Adresse geschäftlich: Deutschland"


def test_a_note_keeps_its_lines_and_its_quotation_marks() -> None:
    note = 'Sagte: "ja, gern"\r\n\r\nMeldet sich; im Mai.'

    assert german(Notizen=note).note == 'Sagte: "ja, gern"\n\nMeldet sich; im Mai.'


# --- rows --------------------------------------------------------------------------------


def test_whoever_has_no_name_is_a_firm_or_passed_over() -> None:
    found = read(
        OUTLOOK_GERMAN,
        GERMAN,
        {"Firma": "Müller Buchbinderei", "Notizen": "eins\r\nzwei"},
        {"E-Mail-Adresse": "anna@example.org"},
        {"Anrede": "Frau", "Geburtstag": "0.0.00"},
    )

    firm = "Müller Buchbinderei"
    assert found[0].card == Card(firm, org=(firm,), note="eins\nzwei")
    assert found[1:] == [
        Passed(4, Lack.NO_NAME, "anna@example.org"),
        Passed(5, Lack.NO_NAME),
    ]


def test_a_row_may_be_too_short_but_not_too_long() -> None:
    width = len(ENGLISH.split(","))
    data = f"{ENGLISH}\r\n,Anna\r\n,Bert,{',' * width}x\r\n,Cora{',' * width}\r\n"

    found: list[Any] = entries_of(OUTLOOK_ENGLISH, data.encode())

    assert [one.line for one in found] == [2, 3, 4]
    assert [one.card.name for one in (found[0], found[2])] == ["Anna", "Cora"]
    assert found[1] == Passed(3, Lack.DAMAGED, "Bert x")


def test_a_header_alone_has_nobody() -> None:
    assert read(OUTLOOK_GERMAN, GERMAN) == read(OUTLOOK_ENGLISH, ENGLISH) == []


@pytest.mark.parametrize(
    ("header", "form"),
    [
        (GERMAN, OUTLOOK_GERMAN),
        (GERMAN_NEWER, OUTLOOK_GERMAN),
        (ENGLISH, OUTLOOK_ENGLISH),
        (ONLINE, OUTLOOK_ONLINE),
        (GMX_COLUMNS, GMX),
        ("Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am", None),
        ("First Name,Last Name,URL,Email Address,Company,Position,Connected On", None),
        ("Email Address,First Name,Last Name,Address,Phone Number,MEMBER_RATING", None),
        ("First Name,Middle Name,Last Name,File As,Labels,E-mail 1 - Value", None),
        ("Vorname,Nachname,E-Mail-Adresse,Telefon privat", None),
        ("", None),
    ],
)
def test_a_table_is_known_by_its_header(header: str, form: TableFormat | None) -> None:
    forms = (OUTLOOK_GERMAN, OUTLOOK_ENGLISH, OUTLOOK_ONLINE, GMX)

    assert [one for one in forms if one.is_header(tuple(header.split(",")))] == [
        one for one in (form,) if one
    ]


CELLS = st.one_of(
    st.sampled_from(["", "0.0.00", "5/9/1980", "99/99/9999", "Herr", "a@b", ";;,", "* x;y"]),
    st.text(max_size=12),
)


@given(
    form=st.sampled_from(
        [(OUTLOOK_GERMAN, GERMAN), (OUTLOOK_ENGLISH, ENGLISH), (GMX, GMX_COLUMNS)]
    ),
    found=st.lists(st.none() | st.lists(CELLS, max_size=66).map(tuple), max_size=4),
)
def test_no_row_stops_the_reader_and_none_vanishes(
    form: tuple[TableFormat, str], found: list[tuple[str, ...] | None]
) -> None:
    rows = [Row(place, cells) for place, cells in enumerate(found, 2)]

    entries = list(form[0].read(tuple(form[1].split(",")), rows))

    assert [one.line for one in entries] == [row.line for row in rows]
    assert all(one.card.name for one in entries if isinstance(one, Record))
