"""Any table with a header (--map)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday
from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.lists.headings import Field, Told
from kontaktjournal.lists.record import Call, Lack, Passed, Record
from kontaktjournal.lists.spreadsheet import TABLE, table, told, unknown
from kontaktjournal.lists.table import Row


def read(header: str, *rows: str, mapped: str = "") -> list[Record | Call | Passed]:
    """Read a table whose cells are written with bars between them."""
    cells = (tuple(cell.strip() for cell in row.split("|")) for row in rows)
    said = told(mapped) if mapped else ()
    columns = tuple(name.strip() for name in header.split("|"))
    return list(table("table", said).read(columns, map(Row, range(2, len(rows) + 2), cells)))


def card(header: str, row: str, mapped: str = "") -> Card:
    (record,) = read(header, row, mapped=mapped)
    assert isinstance(record, Record)
    return record.card


def test_each_column_finds_its_place() -> None:
    header = (
        "Name|Firma|Funktion|E-Mail|Telefon|Mobil|Straße|Hausnr.|PLZ|Ort|Land|Geburtstag"
        "|Webseite|Kategorien|Notiz|Kundennummer"
    )
    row = (
        "Anna Müller|Müller Buchbinderei|Inhaberin|anna@example.org|0221 555 0171|0171 555 0172"
        "|Ehrenstraße|12|50672|Köln|Deutschland|14.05.1980|www.example.org|Messe, Buch"
        "|nur vormittags|4711"
    )

    (record,) = read(header, row)

    assert record == Record(
        2,
        Card(
            name="Anna Müller",
            org=("Müller Buchbinderei",),
            role="Inhaberin",
            phone=("0221 555 0171", "0171 555 0172"),
            email=("anna@example.org",),
            url=("www.example.org",),
            city="Köln",
            address="Ehrenstraße 12, 50672 Köln, Deutschland",
            birthday=Birthday(5, 14, 1980),
            tags=("Messe", "Buch"),
            note="nur vormittags",
        ),
        key="anna@example.org",
        cells=tuple(row.split("|")),
    )


@pytest.mark.parametrize(
    ("header", "row", "name"),
    [
        ("Vorname|Nachname", "Anna|Müller", "Anna Müller"),
        ("Nachname|Vorname", "Müller|Anna", "Anna Müller"),
        ("First Name|Last Name", "Anna|Müller", "Anna Müller"),
        ("Name|Vorname", "Müller|Anna", "Anna Müller"),
        ("Name|Vorname", "Anna Müller|Anna", "Anna Müller"),
        ("Name|Vorname", "Müller|Anna Maria", "Anna Maria Müller"),
        ("Name|Vorname", "Müller, Anna Maria|Anna Maria", "Müller, Anna Maria"),
        ("Name|Vorname|Nachname", "A. Müller|Anna|Müller", "A. Müller"),
        ("Name|Vorname|Nachname", "|Anna|Müller", "Anna Müller"),
        ("Vorname|Nachname|E-Mail", "Anna||a@example.org", "Anna"),
        ("Name|E-Mail", "  Anna   Müller |a@example.org", "Anna Müller"),
        ("Name|E-Mail", "-|a@example.org", ""),
        ("Name|E-Mail", "NULL|a@example.org", ""),
    ],
)
def test_a_name_is_put_together(header: str, row: str, name: str) -> None:
    assert card(header, row).name == name


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("0221 / 555-0171", ("0221 / 555-0171",)),
        ("+49 (0) 221 5550171", ("+49 (0) 221 5550171",)),
        ("0221 5550171; 0171 5550172", ("0221 5550171", "0171 5550172")),
        ("4,92216E+11", ()),
        ("4.92216E+11", ()),
        ("keins", ()),
        ("-", ()),
    ],
)
def test_numbers_are_kept_as_typed(cell: str, phone: tuple[str, ...]) -> None:
    assert card("Name|Telefon", f"Anna Müller|{cell}").phone == phone


@pytest.mark.parametrize(
    ("cell", "email"),
    [
        ("anna@example.org", ("anna@example.org",)),
        ("anna@example.org; mueller@example.com", ("anna@example.org", "mueller@example.com")),
        ("Anna Müller <anna@example.org>", ("anna@example.org",)),
        ("mailto:anna@example.org", ("anna@example.org",)),
        ("anna@", ()),
        ("keine", ()),
    ],
)
def test_addresses_are_found_in_their_cell(cell: str, email: tuple[str, ...]) -> None:
    assert card("Name|E-Mail", f"Anna Müller|{cell}").email == email


@pytest.mark.parametrize(
    ("header", "row", "city", "address"),
    [
        ("Name|Ort", "Anna|Köln", "Köln", ""),
        ("Name|PLZ|Ort", "Anna|50672|Köln", "Köln", "50672 Köln"),
        ("Name|PLZ/Ort", "Anna|50672 Köln", "Köln", "50672 Köln"),
        ("Name|Straße|PLZ Ort", "Anna|Ring 1|D-50672 Köln", "Köln", "Ring 1, D-50672 Köln"),
        ("Name|PLZ|Ort", "Anna|50672|50672 Köln", "Köln", "50672 Köln"),
        ("Name|Adresse", "Anna|Ring 1, 50672 Köln", "", "Ring 1, 50672 Köln"),
        (
            "Name|Straße privat|Ort privat|Straße geschäftlich|Ort geschäftlich",
            "Anna|||Ring 1|Köln",
            "Köln",
            "Ring 1, Köln",
        ),
        (
            "Name|Straße privat|Ort privat|Straße geschäftlich|Ort geschäftlich",
            "Anna||Bonn|Ring 1|Köln",
            "Bonn",
            "",
        ),
    ],
)
def test_an_address_is_put_together_and_none_is_a_mixture(
    header: str, row: str, city: str, address: str
) -> None:
    read_card = card(header, row)

    assert (read_card.city, read_card.address) == (city, address)


def test_what_cannot_be_read_as_meant_stays_in_the_cells() -> None:
    (record,) = read("Name|Geburtstag|Webseite", "Anna|5/14/80|keine Seite")

    assert record == Record(2, Card(name="Anna"), cells=("Anna", "5/14/80", "keine Seite"))


def test_somebody_without_a_name_is_kept_where_an_address_is_known() -> None:
    entries = read("Name|E-Mail|Telefon", "|a@example.org|", "||0221 5550171")

    assert [one.key for one in entries if isinstance(one, Record)] == [
        "a@example.org",
        "492215550171",
    ]


def test_a_row_that_leads_to_nobody_is_passed_over() -> None:
    entries = read("Name|E-Mail|Firma", "||Müller Buchbinderei", "Name|E-Mail|Firma")

    assert entries == [
        Passed(2, Lack.NO_NAME, "Müller Buchbinderei"),
        Passed(3, Lack.NO_PERSON),
    ]


def test_a_short_row_is_read_as_far_as_it_goes() -> None:
    entries = read("Name|E-Mail|Ort", "Anna Müller", "Jonas Weber|j@example.org|Köln||")

    assert [one.card for one in entries if isinstance(one, Record)] == [
        Card(name="Anna Müller"),
        Card(name="Jonas Weber", email=("j@example.org",), city="Köln"),
    ]


def test_a_row_with_a_cell_torn_apart_is_damaged() -> None:
    entries = read("Name|E-Mail|Ort", "Müller|Anna|a@example.org|Köln")

    assert entries == [Passed(2, Lack.DAMAGED, "Müller Anna a@example.org Köln")]


@pytest.mark.parametrize(
    ("mapped", "known"),
    [
        ("name=Kunde", Card(name="Anna Müller", email=("a@example.org",))),
        ("Name = kunde , E-Mail=Post", Card(name="Anna Müller", email=("b@example.org",))),
        (
            '"name=Kunde",telefon=Nr.',
            Card(name="Anna Müller", phone=("02215550171",), email=("a@example.org",)),
        ),
        (
            "email=Mail,email=Post,name=Kunde",
            Card(name="Anna Müller", email=("a@example.org", "b@example.org")),
        ),
        ("note=Mail,name=Kunde", Card(name="Anna Müller", note="a@example.org")),
    ],
)  # fmt: skip
def test_what_the_user_says_of_a_column_counts(mapped: str, known: Card) -> None:
    row = "Anna Müller|a@example.org|b@example.org|02215550171"

    assert card("Kunde|Mail|Post|Nr.", row, mapped) == known


def test_a_column_with_a_comma_stands_in_quotes() -> None:
    assert told('name=Kunde,"ort=Stadt, Land"') == (
        Told(Field.NAME, "Kunde"),
        Told(Field.CITY, "Stadt, Land"),
    )


@pytest.mark.parametrize(
    ("mapped", "key"),
    [
        ("", "refusal.import.map"),
        ("Kunde", "refusal.import.map"),
        ("name=", "refusal.import.map"),
        ("=Kunde", "refusal.import.map"),
        ('"name=Kunde', "refusal.import.map"),
        ("haarfarbe=Kunde", "refusal.import.map_field"),
        ("name=Kunde,email=Mail,name=Kundin", "refusal.import.map_twice"),
        ("name=Kunde,Name=Kunde", "refusal.import.map_twice"),
        ("vorname=Ruf,given_name=Vorne,nachname=Hinten", "refusal.import.map_twice"),
        ("family_name=a,nachname=b", "refusal.import.map_twice"),
        ("birthday=a,geburtstag=b", "refusal.import.map_twice"),
        ("uid=a,uid=b", "refusal.import.map_twice"),
    ],
)
def test_what_is_said_wrongly_is_refused(mapped: str, key: str) -> None:
    with pytest.raises(WrongUse) as refused:
        told(mapped)

    assert refused.value.key == key


def test_a_name_said_twice_is_told_with_both_columns() -> None:
    with pytest.raises(WrongUse) as refused:
        told("name=Kunde,email=Mail,name=Kundin")

    assert refused.value.values == {"field": "name", "columns": "Kunde, Kundin"}


@pytest.mark.parametrize(
    ("mapped", "known"),
    [
        ("vorname=A,nachname=B", Card(name="Anna Müller")),
        ("name=B,vorname=A", Card(name="Anna Müller")),
        ("telefon=C,telefon=D,name=B", Card("Müller", phone=("0221 555 0171", "0171 555 0100"))),
        ("name=B,org=C,org=A", Card("Müller", org=("0221 555 0171", "Anna"))),
        ("name=B,street=A,street=E", Card("Müller", address="Anna, Hinterhaus")),
        ("name=B,note=A,note=E", Card("Müller", note="Anna\n\nHinterhaus")),
    ],
)
def test_of_a_field_of_several_values_each_column_counts(mapped: str, known: Card) -> None:
    assert card("A|B|C|D|E", "Anna|Müller|0221 555 0171|0171 555 0100|Hinterhaus", mapped) == known


@pytest.mark.parametrize(
    ("header", "mapped", "is_one"),
    [
        (("Name",), "", True),
        (("Datum", "E-Mail"), "", True),
        (("Firma", "Ort"), "", False),
        (("Kunde", "Umsatz"), "", False),
        (("Kunde", "Umsatz"), "name=Kunde", True),
        (("Name", "Umsatz"), "name=Kunde", False),
        ((), "", False),
    ],
)
def test_a_header_names_people_or_how_to_reach_them(
    header: tuple[str, ...],
    mapped: str,
    is_one: bool,  # noqa: FBT001  # the claim itself
) -> None:
    assert table("table", told(mapped) if mapped else ()).is_header(header) is is_one


@given(
    st.lists(st.sampled_from(("Name", "Vorname", "E-Mail", "Tel", "Ort", "PLZ", "?", ""))),
    st.lists(st.one_of(st.none(), st.lists(st.text(), max_size=9).map(tuple))),
)
def test_no_row_vanishes(header: list[str], found: list[tuple[str, ...] | None]) -> None:
    told_rows = [Row(line, cells) for line, cells in enumerate(found, start=2)]

    entries = list(TABLE.read(tuple(header), told_rows))

    assert [entry.line for entry in entries] == [row.line for row in told_rows]


@given(st.text())
def test_any_words_of_the_user_are_understood_or_refused(text: str) -> None:
    try:
        pairs = told(text)
    except WrongUse:
        return

    assert pairs


def test_columns_of_no_known_kind_are_those_nobody_asks_for() -> None:
    header = ("Kunde", "Mail", "Rabatt", "", "Kundennummer")

    assert unknown(header) == (0, 2, 4)
    assert unknown(header, told("name=Kunde")) == (2, 4)
