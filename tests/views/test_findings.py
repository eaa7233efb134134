"""What ``check`` finds, as people and editors read it (4.12)."""

from datetime import date
from textwrap import dedent

import pytest

from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.settings import Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.findings import finding_lines, place_of
from kontaktjournal.views.terminal import render
from kontaktjournal.views.words import Frame

DATE = Problem("kontakte/tom-lang.md", 4, 7, "E102", values=(("key", "next"), ("word", "bald")))
STATUS = Problem("kontakte/eva.md", 3, 9, "W201", values=(("word", "vip"), ("count", "3")))
TEMPLATE = Problem("kontakte/Vorlage für Neue.md", 0, 0, "I306")


def said(
    problems: list[Problem], columns: int, language: str = "de", *, wrapped: bool = True
) -> str:
    frame = Frame(Catalogue(language), Settings(), date(2026, 11, 23), columns)
    return "\n" + render(finding_lines(problems, frame, files=28, wrapped=wrapped), colour=False)


def test_a_finding_that_fits_is_one_line() -> None:
    assert said([DATE], 110, "en") == dedent("""
        kontakte/tom-lang.md:4:7 E102 error
            next: bald – not a date (e.g. 2026-11-30) → enter a date, or never for none on purpose
        1 error in 28 files
        """)


def test_a_finding_is_wrapped_behind_its_place() -> None:
    assert said([DATE, STATUS, TEMPLATE], 60) == dedent("""
        kontakte/tom-lang.md:4:7 E102 Fehler
            next: bald – kein Datum (z. B. 2026-11-30) → ein Datum
            eintragen, oder nie für bewusst keines
        kontakte/eva.md:3:9 W201 Warnung
            Status „vip“ ist unbekannt (3 Dateien) → ändern, oder in
            journal.toml bei einer Stufe unter aliases eintragen
        kontakte/Vorlage für Neue.md I306 Hinweis
            Vorlage, wird übersprungen → ein Kontakt? Dann die
            Platzhalter ersetzen
        1 Fehler, 1 Warnung, 1 Hinweis in 28 Dateien
        """)


def test_a_place_is_never_broken() -> None:
    assert said([TEMPLATE], 32).splitlines()[1:3] == [
        "kontakte/Vorlage für Neue.md",
        "    I306 Hinweis Vorlage, wird",
    ]


def test_programs_get_one_line_for_each_finding() -> None:
    lines = said([DATE, STATUS], 40, wrapped=False).splitlines()

    assert [line.split(" ")[0] for line in lines[1:3]] == [
        "kontakte/tom-lang.md:4:7",
        "kontakte/eva.md:3:9",
    ]
    assert lines[3:] == ["1 Fehler, 1 Warnung in 28 Dateien"]


def test_a_clean_journal_is_told_so() -> None:
    assert said([], 80) == "\nNichts zu bemängeln in 28 Dateien.\n"


@pytest.mark.parametrize(
    ("line", "column", "place"), [(4, 7, "a.md:4:7"), (4, 0, "a.md:4"), (0, 0, "a.md")]
)
def test_a_place_is_as_exact_as_it_is_known(line: int, column: int, place: str) -> None:
    assert place_of(Problem("a.md", line, column, "E102")) == place
