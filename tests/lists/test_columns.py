"""Columns by their names."""

import pytest

from kontaktjournal.lists.columns import Columns, plain

COLUMNS = Columns(("Vorname", "Telefon (privat)", "E-Mail: Adresse", "OPTIN_TIME", "Vorname", ""))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Telefon (privat)", "Telefon privat"),
        ("E-Mail 2: Adresse", "E-Mail 2 Adresse"),
        ("OPTIN_TIME", "Optin Time"),
        ("[Landes-/Ortsnetzbereich]", "Landes-/Ortsnetzbereich"),
        ("Straße", "STRASSE"),
        ("  E-mail   Address ", "E-Mail Address"),
        ("* Name", "name"),
    ],
)
def test_newer_versions_of_a_program_spell_the_same_name(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_names_that_mean_something_else_differ() -> None:
    names = ["E-mail 1 - Value", "E-mail 1 - Type", "E-mail 2 - Value", "E-Mail", "Name"]

    assert len({plain(name) for name in names}) == 5


def test_a_column_is_there_under_any_spelling() -> None:
    assert COLUMNS.has("telefon privat", "E-Mail Adresse", "Optin-Time") is False
    assert COLUMNS.has("telefon privat", "E-Mail Adresse", "optin time")
    assert not COLUMNS.has("Nachname")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("Anna", "0221 555 0101", "a@example.org"), "0221 555 0101"),
        (("Anna", "", "a@example.org"), "a@example.org"),
        (("Anna",), ""),
        ((), ""),
    ],
)
def test_the_first_column_that_says_anything_counts(cells: tuple[str, ...], said: str) -> None:
    assert COLUMNS.first(cells, "Nachname", "Telefon privat", "E-Mail: Adresse") == said


def test_of_two_columns_of_a_name_the_first_counts() -> None:
    assert COLUMNS.first(("Anna", "", "", "", "Berta"), "Vorname") == "Anna"
    assert COLUMNS.first(("", "", "", "", "Berta"), "Vorname") == ""


def test_what_several_columns_say_stands_there_once() -> None:
    columns = Columns(("Tel 1", "Tel 2", "Tel 3"))

    said = columns.all(("0221 555 0101", "", "0221 555 0101"), "Tel 1", "Tel 2", "Tel 3", "Tel 4")

    assert said == ("0221 555 0101",)
    assert columns.all(("0221 555 0101",), "Fax") == ()
    assert columns.all(("0221 555 0101",), "Tel 3", "Tel 1") == ("0221 555 0101",)


def test_columns_nobody_asked_for_are_told_by_their_own_names() -> None:
    cells = ("Anna", "0221 555 0101", "a@example.org", "2021", "Berta", "ohne Namen", "zu viel")

    assert COLUMNS.others(cells, ["telefon privat", "Vorname"]) == {
        "E-Mail: Adresse": "a@example.org",
        "OPTIN_TIME": "2021",
    }


@pytest.mark.parametrize(
    ("cells", "fits"),
    [
        (("a",), True),
        (("a", "b"), True),
        (("a", "b", "", ""), True),
        (("a", "b", "", "c"), False),
    ],
)
def test_a_row_fits_where_every_cell_has_a_column(cells: tuple[str, ...], *, fits: bool) -> None:
    assert Columns(("A", "B")).fits(cells) is fits
