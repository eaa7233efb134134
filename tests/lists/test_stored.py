"""A list in the user's folder is read: as it was written, and as she made or edited it."""

from datetime import date

import pytest

from foreign_file import source_of
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Answer
from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.domain.listed import Listed, decisions_path, is_list, mapping_path
from kontaktjournal.lists.headings import Field, Told
from kontaktjournal.lists.stored import read


def rows_of(text: str, encoding: str = "utf-8") -> list[Listed]:
    return [*read(source_of(text.encode(encoding), "listen/liste.csv"))]


def test_a_row_keeps_its_key_whatever_else_is_edited() -> None:
    (row,) = rows_of(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On,"
        "journal_key,journal_exchanged\n"
        "Zoë,Brandt,https://www.linkedin.com/in/anders,,Atelier,Chefin,07 Jun 2022,"
        "zoë-brandt,2024-05-03\n"
    )

    assert (row.key, row.line) == ("zoë-brandt", 2)
    assert row.card.name == "Zoë Brandt"
    assert (row.connected, row.exchanged) == (date(2022, 6, 7), date(2024, 5, 3))
    assert row.cells == {
        "First Name": "Zoë", "Last Name": "Brandt", "Company": "Atelier", "Position": "Chefin",
        "URL": "https://www.linkedin.com/in/anders", "Connected On": "07 Jun 2022",
    }  # fmt: skip


def test_a_list_made_by_hand_needs_no_columns_of_ours() -> None:
    anna, uwe, nobody = rows_of(
        "Name;E-Mail;Ort\r\nAnna;anna@example.org;\r\nUwe;;Köln\r\n;;x\r\n"
    )

    assert (anna.key, anna.card.email) == ("anna@example.org", ("anna@example.org",))
    assert uwe.key.startswith("#")
    assert nobody.card == Card()
    assert not nobody.is_damaged


def test_rows_without_any_key_are_told_apart_by_what_they_say() -> None:
    first = rows_of("Name,Ort\nUwe,Köln\nUwe,Bonn\n")
    later = rows_of("Name,Ort\nMia,Bonn\nUwe,Bonn\nUwe,Köln\n")

    assert len({row.key for row in first}) == 2
    assert {row.key for row in first} < {row.key for row in later}


def test_two_who_share_an_address_are_two() -> None:
    rows = rows_of("Name,E-Mail\nAda,fam@example.org\nBob,fam@example.org\nCy,fam@example.org\n")

    assert [row.key for row in rows] == [
        "fam@example.org", "fam@example.org #2", "fam@example.org #3",
    ]  # fmt: skip


def test_a_spreadsheet_of_windows_may_have_saved_it() -> None:
    (row,) = rows_of("Name;journal_key\r\nJörg Weiß;jörg 7\r\n", "cp1252")

    assert (row.card.name, row.key) == ("Jörg Weiß", "jörg 7")


def test_who_left_a_newsletter_is_blocked() -> None:
    (row,) = rows_of("EMAIL;LASTNAME;FIRSTNAME;EMAIL_BLACKLISTED\nuwe@example.org;Kern;Uwe;Yes\n")

    assert row.is_blocked


@pytest.mark.parametrize(
    ("cell", "answers", "is_blocked"),
    [
        ("ja", [("", Answer.YES)], False),
        ("no", [("", Answer.NO)], False),
        ("none", [], True),
        ("vielleicht", [], False),
        ("", [], False),
    ],
)
def test_what_a_column_tells_of_consent_is_understood(
    cell: str,
    answers: list[tuple[str, Answer]],
    is_blocked: bool,  # noqa: FBT001  # a column of the table
) -> None:
    (row,) = rows_of(f"Name,Telefon,Einwilligung\nUwe Kern,0221 5550101,{cell}\n")

    assert [(one.channel.strip("*"), one.answer) for one in row.consent] == answers
    assert row.is_blocked is is_blocked


def test_of_two_columns_of_one_name_both_are_kept() -> None:
    (row,) = rows_of("Name,E-Mail,Notiz,Notiz\nUwe Kern,uwe@example.org,spielt Cello,mag Tee\n")

    assert row.cells == {
        "Name": "Uwe Kern",
        "E-Mail": "uwe@example.org",
        "Notiz": "spielt Cello",
        "Notiz (2)": "mag Tee",
    }


def test_a_damaged_row_is_told_as_one() -> None:
    rows = rows_of("Name,Ort\nAnna,Köln\nUwe,Bonn,zu,viel\n")

    assert [(row.card.name, row.is_damaged) for row in rows] == [("Anna", False), ("", True)]


def test_what_the_user_said_of_columns_counts() -> None:
    source = source_of("Wer,Wo\nAnna,Köln\n".encode(), "listen/liste.csv")

    (row,) = read(source, (Told(Field.NAME, "Wer"), Told(Field.CITY, "Wo")))

    assert (row.card.name, row.card.city) == ("Anna", "Köln")


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\nTyp;Datum;Name;Rufnummer;Nebenstelle;Eigene Rufnummer;Dauer\n",
        "Menge,Preis\n1,2\n3,4\n",
    ],
)
def test_what_is_no_list_of_people_is_refused(text: str) -> None:
    with pytest.raises(WrongUse):
        rows_of(text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("newsletter.csv", True),
        ("Kunden.CSV", True),
        ("newsletter.entschieden.csv", False),
        ("entschieden.csv", False),
        ("kunden.zuordnung.csv", False),
        (".verborgen.csv", False),
        ("~offen.csv", False),
        ("liste.txt", False),
    ],
)
def test_a_list_is_known_by_its_name(name: str, expected: bool) -> None:  # noqa: FBT001  # a row of a table
    assert is_list(name) == expected


def test_what_belongs_to_a_list_lies_beside_it() -> None:
    assert decisions_path("listen/linkedin.csv") == "listen/linkedin.entschieden.csv"
    assert mapping_path("listen/linkedin.csv") == "listen/linkedin.zuordnung.csv"
