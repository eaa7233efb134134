"""Which column names people, where none is called so: what the user is asked to say."""

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foreign_file import source_of
from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.lists.formats import detect
from kontaktjournal.lists.headings import Field, Told
from kontaktjournal.lists.naming import option_of, probable
from kontaktjournal.lists.spreadsheet import told
from kontaktjournal.lists.table import Row
from kontaktjournal.notation.content_lines import on_one_line


def column(header: str, *rows: str, mapped: str = "") -> str:
    """Return the column of a table whose cells are written with bars between them."""
    cells = [tuple(row.split("|")) for row in rows]
    found = [Row(line, row) for line, row in enumerate(cells, start=2)]
    return probable(tuple(header.split("|")), found, told(mapped) if mapped else ())


@pytest.mark.parametrize(
    ("header", "rows", "name"),
    [
        ("Kunde|Umsatz", ["Anna Müller|12"], "Kunde"),
        ("Nr.|Wer|Seit", ["1|Anna Müller|2024", "2|Jonas Weber|2025"], "Wer"),
        ("Stand|Mitglied", ["Aktiv|Anna Müller", "Aktiv|Jonas Weber"], "Mitglied"),
        ("Team|Mitglied", ["Rot|Anna Müller", "Blau|Jonas Weber"], "Mitglied"),
        ("Mail|Kunde", ["a@example.org|Dr. Zoë d'Arc-Weiß"], "Kunde"),
        ("Mail|Kunde", ["a@example.org|王芳"], "Kunde"),
        ("Kunde|Mail", ["|a@example.org", "Müller, Anna|b@example.org"], "Kunde"),
        # A firm is where somebody works, and says so itself.
        ("Firma|Umsatz", ["Papierwerk|12"], ""),
        ("Jahr|Umsatz", ["2025|10"], ""),
        ("Mail|Stand", ["a@example.org|aktiv"], ""),
        ("Mail|Messe", ["a@example.org|Messe Köln", "b@example.org|Messe Köln"], ""),
        ("Mail|", ["a@example.org|Anna Müller"], ""),
        ("Mail|Satz", ["a@example.org|Wir haben uns auf der Messe in Leipzig getroffen"], ""),
        ("Kunde|Mail", [], ""),
    ],
)
def test_names_look_like_names(header: str, rows: list[str], name: str) -> None:
    assert column(header, *rows) == name


@pytest.mark.parametrize(
    ("header", "mapped"),
    [("Name|Wer", ""), ("Vorname|Wer", ""), ("Nachname|Wer", ""), ("Kunde|Wer", "name=Kunde")],
)
def test_who_is_named_already_is_not_asked_for(header: str, mapped: str) -> None:
    assert column(header, "Anna Müller|Jonas Weber", mapped=mapped) == ""


def test_what_the_user_says_of_another_column_does_not_matter() -> None:
    assert column("Kunde|Post", "Anna Müller|a@example.org", mapped="email=Post") == "Kunde"


@pytest.mark.parametrize(
    ("name", "option"),
    [
        ("Kunde", "--map name=Kunde"),
        ("Kunde Nr. 1", '--map "name=Kunde Nr. 1"'),
        ("Straße", "--map name=Straße"),
        ("Stadt, Land", "--map '\"name=Stadt, Land\"'"),
        ("$HOME", "--map 'name=$HOME'"),
    ],
)
def test_the_option_can_be_typed_as_it_stands(name: str, option: str) -> None:
    assert option_of(name) == option


# What is said of a file ----------------------------------------------------------------------


def test_where_a_column_looks_like_names_the_option_is_given_with_the_refusal() -> None:
    with pytest.raises(WrongUse) as refused:
        detect(source_of("Unser Kunde;Umsatz\nAnna Müller;12\n".encode()))

    assert refused.value.key == "refusal.import.no_columns_but"
    assert refused.value.values["columns"] == "Unser Kunde, Umsatz"
    assert refused.value.values["option"] == '--map "name=Unser Kunde"'


@pytest.mark.parametrize(
    ("text", "mapped", "unnamed"),
    [
        ("Kunde;Mail\nAnna;a@example.org\n", "", ("Kunde, Mail", "--map name=Kunde")),
        ("Stand: 2026\n\nKunde;Mail\nAnna;\n", "", ("Kunde, Mail", "--map name=Kunde")),
        ("Mail;Stand\na@example.org;aktiv\n", "", ("", "")),
        ("Kunde;Mail\nAnna;a@example.org\n", "name=Kunde", ("", "")),
        ("Name;Wer\nAnna;Bert\n", "", ("", "")),
        # A program's own list says itself what stands in it.
        ("EMAIL;Wer;EMAIL_BLACKLISTED\na@example.org;Anna;No\n", "", ("", "")),
        ("BEGIN:VCARD\nEND:VCARD\n", "", ("", "")),
    ],
)
def test_a_column_of_names_that_is_not_seen_is_told(
    text: str, mapped: str, unnamed: tuple[str, str]
) -> None:
    found = detect(source_of(text.encode()), told(mapped) if mapped else ())

    assert found is not None
    assert found.unnamed == unnamed


@given(st.text().map(on_one_line).filter(bool))
def test_what_is_typed_is_understood(name: str) -> None:
    _, typed = shlex.split(option_of(name))

    assert told(typed) == (Told(Field.NAME, name),)
