"""A list for other programs: CSV, TSV, paths, identifiers."""

from datetime import date, time

import pytest

from kontaktjournal.domain.contact import Answer, Birthday, Contact, Entry, EntryKind
from kontaktjournal.domain.due import Due, assess
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.settings import Settings
from kontaktjournal.views.plain import COLUMNS, value_of
from kontaktjournal.views.separated import csv_text, ids_text, paths_text, tsv_text

MONDAY = date(2026, 11, 23)

ANNA = Contact("kontakte/anna-mueller.md", "Anna Müller", uid="k7f3q2m9xw", status="pflege",
               next=When(MONDAY, time(14, 30)), story=("Leipzig", "Handwerk"))  # fmt: skip
UWE = Contact("kontakte/uwe kern.md", 'Uwe "Kern"', role="Zeile\tzwei\nZeile drei")


def numbered(*contacts: Contact) -> list[tuple[int | None, Due]]:
    return [(n, assess(contact, MONDAY, Settings())) for n, contact in enumerate(contacts, 1)]


def test_csv_quotes_every_value_and_writes_iso_dates() -> None:
    assert csv_text(numbered(ANNA, UWE), ["n", "name", "next", "story", "role"]) == (
        '"n","name","next","story","role"\n'
        '"1","Anna Müller","2026-11-23 14:30","Leipzig; Handwerk",""\n'
        '"2","Uwe ""Kern""","","","Zeile zwei Zeile drei"\n'
    )


def test_tsv_has_one_line_a_contact() -> None:
    assert tsv_text(numbered(ANNA, UWE), ["name", "role"]) == (
        'name\trole\nAnna Müller\t\nUwe "Kern"\tZeile zwei Zeile drei\n'
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+SUM(A1)", "'+SUM(A1)"),
        ("-2", "'-2"),
        ("@cmd", "'@cmd"),
        ("\t=1", "' =1"),
        ("\r=1", r"'\x0d=1"),
        ("＝1", "'＝1"),  # noqa: RUF001
        ("+49 221 555-0171", "+49 221 555-0171"),
        ("+49 (0)221/555.01", "+49 (0)221/555.01"),
        ("+49 221 555 0171+cmd", "'+49 221 555 0171+cmd"),
        ("0221 5550", "0221 5550"),
        ("\x1b[31mrot", r"\x1b[31mrot"),
    ],
)
def test_no_value_is_a_formula_or_steers_a_terminal(value: str, written: str) -> None:
    rows = numbered(Contact("kontakte/a.md", "A", role=value))

    assert csv_text(rows, ["role"]) == f'"role"\n"{written}"\n'
    assert tsv_text(rows, ["role"]) == f"role\n{written}\n"


def test_paths_and_identifiers_are_as_they_are() -> None:
    rows = numbered(ANNA, UWE)

    assert paths_text(rows) == "kontakte/anna-mueller.md\nkontakte/uwe kern.md\n"
    assert paths_text(rows, end="\0") == "kontakte/anna-mueller.md\0kontakte/uwe kern.md\0"
    assert ids_text(rows) == "k7f3q2m9xw\nkontakte/uwe kern.md\n"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("status", "vip"),
        ("kind", "pool"),
        ("due", "2026-12-01"),
        ("next", "2026-12"),
        ("every", "6w"),
        ("step", "Preis nennen"),
        ("last", "2026-11-02"),
        ("last_talk", "2026-11-02"),
        ("attempts", "1"),
        ("birthday", "--05-14"),
        ("fit", "yes"),
        ("created", "2024-03-21"),
        ("tags", "a; b"),
        ("hobby", "segeln"),
        ("HOBBY", "segeln"),
        ("schuhgröße", ""),
    ],
)
def test_a_column_is_a_key_of_the_file_or_what_follows_from_it(column: str, value: str) -> None:
    contact = Contact(
        "kontakte/a.md",
        "A",
        status_typed="vip",
        next=When(date(2026, 12, 1), None, True),  # noqa: FBT003
        every=Cadence(6, Unit.WEEK),
        step="Preis nennen",
        birthday=Birthday(5, 14),
        fit=Answer.YES,
        created=date(2024, 3, 21),
        tags=("a", "b"),
        entries=(
            Entry(date(2026, 11, 2), EntryKind.TALK),
            Entry(date(2026, 11, 9), EntryKind.ATTEMPT),
        ),
        others=(("Hobby", "segeln"),),
    )

    assert value_of(assess(contact, MONDAY, Settings()), column) == value


def test_of_a_contact_nobody_knows_anything_of_every_column_can_be_asked() -> None:
    due = assess(Contact("kontakte/a.md", "A"), MONDAY, Settings())

    told = {column: value_of(due, column) for column in COLUMNS if column != "n"}

    assert {column: value for column, value in told.items() if value} == {
        "kind": "pool",
        "name": "A",
        "path": "kontakte/a.md",
    }
