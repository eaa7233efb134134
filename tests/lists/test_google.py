"""Google's contacts as tables, old and new (6.3)."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreign_file import entries_of
from foreign_headers import GOOGLE_COLUMNS, GOOGLE_OLD_COLUMNS
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday
from kontaktjournal.lists.format import Goal
from kontaktjournal.lists.google import GOOGLE, GOOGLE_OLD
from kontaktjournal.lists.record import Lack, Passed, Record
from kontaktjournal.lists.table import Row

OLD = GOOGLE_OLD_COLUMNS.split(",")
NEW = GOOGLE_COLUMNS.split(",")


def table(header: list[str], *people: dict[str, str], end: str = "\n") -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, header, restval="", lineterminator=end)
    writer.writeheader()
    writer.writerows(people)
    return text.getvalue().encode()


def read(header: list[str], *people: dict[str, str]) -> list[Any]:
    return entries_of(GOOGLE if header is NEW else GOOGLE_OLD, table(header, *people))


def only(header: list[str], **person: str) -> Card:
    """Return the card of one person, whose columns are written with _ for a blank or a dash."""
    (entry,) = read(
        header, {name: person[key] for name in header if (key := _key(name)) in person}
    )
    assert isinstance(entry, Record)
    return entry.card


def _key(column: str) -> str:
    return column.replace(" - ", "_").replace(" ", "_").replace("-", "").lower()


def test_an_old_table_finds_its_places() -> None:
    (entry,) = read(
        OLD,
        {
            "Name": "Dr. Anna Müller",
            "Given Name": "Anna",
            "Family Name": "Müller",
            "Nickname": "Anni",
            "Birthday": "1980-05-09",
            "Notes": "Erste Zeile\nzweite Zeile",
            "Photo": "https://example.org/anna.jpg",
            "Group Membership": "* myContacts ::: Kunden ::: Messe Leipzig",
            "E-mail 1 - Type": "* Home ::: Work",
            "E-mail 1 - Value": "anna@example.org ::: buero@example.org",
            "Phone 1 - Type": "Mobile",
            "Phone 1 - Value": "0171 555 0100",
            "Address 1 - Type": "Work",
            "Address 1 - Formatted": "Ehrenstraße 12\n50672 Köln\nDE",
            "Address 1 - Street": "Ehrenstraße 12",
            "Address 1 - City": "Köln",
            "Address 1 - Postal Code": "50672",
            "Organization 1 - Name": "Müller Buchbinderei",
            "Organization 1 - Title": "Inhaberin",
            "Organization 1 - Department": "Werkstatt",
            "Organization 2 - Name": "Kegelclub",
            "Organization 2 - Title": "Kassenwartin",
            "Website 1 - Value": "https://example.org",
            "Relation 1 - Type": "Spouse",
            "Relation 1 - Value": "Bernd",
        },
    )

    assert entry.card == Card(
        name="Dr. Anna Müller",
        aliases=("Anni",),
        org=("Müller Buchbinderei", "Kegelclub"),
        role="Inhaberin",
        phone=("0171 555 0100",),
        email=("anna@example.org", "buero@example.org"),
        url=("https://example.org",),
        city="Köln",
        address="Ehrenstraße 12, 50672 Köln",
        birthday=Birthday(5, 9, 1980),
        tags=("Kunden", "Messe Leipzig"),
        note="Erste Zeile\nzweite Zeile\n\nKassenwartin\nWerkstatt\nSpouse: Bernd",
    )
    assert (entry.line, entry.key, len(entry.cells)) == (2, "anna@example.org", len(OLD))
    assert {GOOGLE_OLD.goal, GOOGLE.goal} == {Goal.CONTACTS}


def test_a_new_table_finds_its_places() -> None:
    read_card = only(
        NEW,
        first_name="Anna",
        middle_name="Maria",
        last_name="Müller",
        name_prefix="Dr.",
        name_suffix="M.D.",
        organization_name="Müller Buchbinderei",
        organization_title="Inhaberin",
        organization_department="Werkstatt",
        birthday="1980-05-09",
        labels="* myContacts ::: * starred ::: Kunden ::: * friends",
        email_1_label="* Work",
        email_1_value="anna@example.org",
        phone_1_label="Mobile ::: Work Fax",
        phone_1_value="0171 555 0100 ::: 0221 555 0172",
        event_1_label="Anniversary",
        event_1_value="2010-06-12",
        custom_field_1_label="Schuhgröße",
        custom_field_1_value="39",
    )

    assert read_card == Card(
        name="Dr. Anna Maria Müller, M.D.",
        org=("Müller Buchbinderei",),
        role="Inhaberin",
        phone=("0171 555 0100",),
        email=("anna@example.org",),
        birthday=Birthday(5, 9, 1980),
        tags=("Kunden", "friends"),
        note="Werkstatt\nWork Fax: 0221 555 0172\nAnniversary: 2010-06-12\nSchuhgröße: 39",
    )


@pytest.mark.parametrize("header", [OLD, NEW], ids=["old", "new"])
@pytest.mark.parametrize(
    ("typed", "birthday"),
    [
        ("1980-05-09", Birthday(5, 9, 1980)),
        (" --05-09", Birthday(5, 9)),
        ("--02-29", Birthday(2, 29)),
        ("", None),
    ],
)
def test_a_birthday_may_do_without_its_year(
    header: list[str], typed: str, birthday: Birthday | None
) -> None:
    name = {"name": "Anna"} if header is OLD else {"first_name": "Anna"}

    read_card = only(header, birthday=typed, **name)

    assert (read_card.birthday, read_card.note) == (birthday, "")


def test_a_birthday_that_is_none_stays_a_word() -> None:
    assert only(NEW, first_name="Anna", birthday="5/9/80").note == "Birthday: 5/9/80"


# --- several in one cell -----------------------------------------------------------------


def test_labels_and_values_are_cut_in_parallel_and_the_marked_one_comes_first() -> None:
    read_card = only(
        NEW,
        first_name="Anna",
        phone_1_label="Home Fax ::: Work ::: * Mobile",
        phone_1_value="0221 555 0172 ::: 0221 555 0171 ::: 0171 555 0100",
        phone_2_label="Pager",
        phone_2_value="0221 555 0199",
    )

    assert read_card.phone == ("0171 555 0100", "0221 555 0171")
    assert read_card.note == "Home Fax: 0221 555 0172\nPager: 0221 555 0199"


def test_all_parts_of_an_address_are_cut_in_parallel() -> None:
    read_card = only(
        NEW,
        first_name="Anna",
        address_1_label="Home ::: * Work",
        address_1_formatted="Am See 3\n53111 Bonn ::: Ehrenstraße 12\n50672 Köln",
        address_1_street="Am See 3 ::: Ehrenstraße 12",
        address_1_city="Bonn ::: Köln",
        address_1_postal_code="53111 ::: 50672",
        address_1_country=" ::: DE",
    )

    assert (read_card.city, read_card.address) == ("Köln", "Ehrenstraße 12, 50672 Köln, DE")
    assert read_card.note == "Home: Am See 3, 53111 Bonn"


def test_an_address_may_only_be_typed_as_a_whole() -> None:
    read_card = only(NEW, first_name="Anna", address_1_formatted="Ehrenstraße 12\n50672 Köln")

    assert (read_card.city, read_card.address) == ("", "Ehrenstraße 12, 50672 Köln")


def test_several_organisations_stand_in_one_cell_too() -> None:
    read_card = only(
        OLD,
        name="Anna",
        organization_1_name="Buchbinderei ::: Kegelclub",
        organization_1_title="Inhaberin ::: Kassenwartin",
        organization_1_department=" ::: Vorstand",
    )

    assert (read_card.org, read_card.role) == (("Buchbinderei", "Kegelclub"), "Inhaberin")
    assert read_card.note == "Kassenwartin\nVorstand"


def test_each_is_said_once() -> None:
    read_card = only(
        NEW,
        first_name="Anna",
        email_1_value="anna@example.org ::: anna@example.org",
        email_2_value="anna@example.org",
        phone_1_value="0171  555 0100",
        phone_2_value="0171 555 0100",
        labels="Kunden ::: Kunden",
    )

    assert (read_card.email, read_card.phone, read_card.tags) == (
        ("anna@example.org",), ("0171 555 0100",), ("Kunden",),
    )  # fmt: skip


def test_a_label_in_the_place_of_a_value_is_neither_an_address_nor_a_number() -> None:
    read_card = only(NEW, first_name="Anna", email_1_value="* Other", phone_1_value="Mobile")

    assert (read_card.email, read_card.phone) == ((), ())


# --- rows --------------------------------------------------------------------------------


def test_a_row_may_be_too_short_but_not_too_long() -> None:
    data = (
        ",".join(NEW) + "\nAnna,,Müller\nBert\n" + "Cora," * len(NEW) + "Köln\n"
        "Dora" + "," * len(NEW) + "\n"
    )

    found: list[Any] = entries_of(GOOGLE, data.encode())

    assert [one.card.name for one in found if isinstance(one, Record)] == [
        "Anna Müller", "Bert", "Dora",
    ]  # fmt: skip
    assert (found[2].line, found[2].lack) == (4, Lack.DAMAGED)


def test_whoever_has_no_name_is_a_firm_or_passed_over() -> None:
    found = read(
        NEW,
        {"Organization Name": "Müller Buchbinderei"},
        {"File As": "Müller, Anna"},
        {"E-mail 1 - Value": "anna@example.org", "Labels": "* myContacts"},
        {"Labels": "* myContacts"},
        {"Name Prefix": "Dr."},
    )

    assert [one.card.name for one in found[:2]] == ["Müller Buchbinderei", "Müller, Anna"]
    assert found[0].card.org == ("Müller Buchbinderei",)
    assert found[2:] == [
        Passed(4, Lack.NO_NAME, "anna@example.org"),
        Passed(5, Lack.NO_NAME),
        Passed(6, Lack.NO_NAME),
    ]


def test_a_column_of_one_s_own_is_told_in_words() -> None:
    assert only(OLD, name="Anna", hobby="Segeln", priority="Normal").note == "Hobby: Segeln"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_in_its_own_letters(encoding: str) -> None:
    data = table(OLD, {"Name": "Jürgen Groß"}, end="\r\n").decode().encode(encoding)

    assert entries_of(GOOGLE_OLD, data) == [
        Record(2, Card("Jürgen Groß"), cells=("Jürgen Groß", *[""] * (len(OLD) - 1)))
    ]


def test_a_header_alone_has_nobody() -> None:
    assert read(NEW) == []
    assert read(OLD) == []


@pytest.mark.parametrize(
    ("header", "is_old", "is_new"),
    [
        (OLD, True, False),
        (NEW, False, True),
        (OLD[:29], True, False),
        (NEW[:17], False, True),
        ("First Name,Last Name,URL,Email Address,Company,Position,Connected On", False, False),
        ("First Name,Middle Name,Last Name,Title,E-mail Address,Home Phone", False, False),
        ("Name,Given Name,Family Name", False, False),
        ("First Name,Last Name,Labels", False, False),
        ("", False, False),
    ],
)
def test_a_table_is_known_by_its_header(
    header: list[str] | str, *, is_old: bool, is_new: bool
) -> None:
    columns = tuple(header.split(",") if isinstance(header, str) else header)

    assert (GOOGLE_OLD.is_header(columns), GOOGLE.is_header(columns)) == (is_old, is_new)


CELLS = st.one_of(
    st.sampled_from(["", "* ", ":::", " ::: ", "a ::: b", "::: ::: x", "--05-09", "a@b ::: c@d"]),
    st.text(max_size=12),
)


@given(
    header=st.sampled_from([tuple(OLD), tuple(NEW)]),
    found=st.lists(st.none() | st.lists(CELLS, max_size=60).map(tuple), max_size=4),
)
def test_no_row_stops_the_reader_and_none_vanishes(
    header: tuple[str, ...], found: list[tuple[str, ...] | None]
) -> None:
    rows = [Row(place, cells) for place, cells in enumerate(found, 2)]

    entries = list(GOOGLE.read(header, rows))

    assert [one.line for one in entries] == [row.line for row in rows]
    assert all(one.card.name for one in entries if isinstance(one, Record))
