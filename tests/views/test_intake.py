"""The sum line of an import, in both languages: it adds up, and names what it is made of."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.intake import Fate, Taken, Tally, Why
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.intake import (
    COLUMNS,
    Origin,
    doubt_line,
    origin_line,
    report_rows,
    sum_line,
    unclear_lines,
    undated_line,
)

DE, EN = Catalogue("de"), Catalogue("en")


def tally(**counts: int) -> Tally:
    made = Tally()
    for name, count in counts.items():
        why = Why.NO_NAME if name == "skipped" else Why.MEDIUM if name == "unclear" else None
        for _ in range(count):
            made.add(Taken(0, 1, "Anna", Fate(name), why))
    return made


def test_the_parts_of_a_sum_are_named_and_grouped() -> None:
    made = tally(new=1131, unchanged=58, skipped=2)

    assert sum_line(made, DE) == (
        "gelesen 1.191 = neu 1.131 + ergänzt 0 + unverändert 58 + übersprungen 2 (2 ohne Namen)"
    )


def test_a_day_that_was_moved_was_no_blank() -> None:
    moved, filled = (Taken(0, 1, "Anna", Fate.FILLED, why) for why in (Why.NEWER, None))
    alone, both = Tally(), Tally()
    alone.add(moved)
    both.add(moved)
    both.add(filled)

    assert "ergänzt 1 (späteres Datum)" in sum_line(alone, DE)
    assert "ergänzt 2 (nur leere Felder; bei 1 ein späteres Datum)" in sum_line(both, DE)
    assert "filled 2 (only blanks; 1 with a later date)" in sum_line(both, EN)
    assert (both.read, both.skipped.total()) == (2, 0)


def test_what_is_not_clear_is_told_where_there_is_any() -> None:
    assert sum_line(tally(filled=1, unclear=2), EN) == (
        "read 3 = new 0 + filled 1 (only blanks) + unchanged 0 + skipped 0"
        " + unclear 2 (same name, no number in common)"
    )


def test_several_reasons_why_something_is_not_clear_are_counted() -> None:
    made = tally(unclear=2)
    made.add(Taken(0, 1, "Anna", Fate.UNCLEAR, Why.NAME_ALONE))

    assert sum_line(made, DE).endswith(
        " + unklar 3 (2 gleicher Name, keine gemeinsame Nummer; 1 nur der gleiche Name)"
    )


_COUNTS = st.fixed_dictionaries({fate.value: st.integers(0, 30) for fate in Fate})


@pytest.mark.parametrize("say", [DE, EN], ids=["de", "en"])
@given(counts=_COUNTS)
def test_every_sum_line_adds_up(say: Catalogue, counts: dict[str, int]) -> None:
    line = sum_line(tally(**counts), say)

    total, _, parts = re.sub(r"\([^)]*\)", "", line).partition("=")
    assert int(re.findall("[0-9]+", total)[0]) == sum(map(int, re.findall("[0-9]+", parts)))


def test_what_a_file_was_recognised_as_is_said() -> None:
    origin = Origin("x.zip/Connections.csv", "Connections.csv", "linkedin", "cp1252", 3)

    assert origin_line(origin, "kontakte/", DE) == (
        "LinkedIn-Kontakte (Connections.csv, 3 Vorspannzeilen, Windows-1252) → kontakte/"
    )


@pytest.mark.parametrize(
    ("say", "line"),
    [
        (DE, "vCard 3.0, 1.412 Karten (a.vcf, UTF-8) → kontakte/"),
        (EN, "vCard 3.0, 1,412 cards (a.vcf, UTF-8) → kontakte/"),
    ],
)
def test_of_an_address_book_version_and_cards_are_said(say: Catalogue, line: str) -> None:
    origin = Origin("a.vcf", "a.vcf", "vcard", "utf-8", version="3.0")

    assert origin_line(origin, "kontakte/", say, 1412) == line


@pytest.mark.parametrize("version", ["XLSX", "ODS"])
def test_which_kind_of_workbook_it_is_is_said(version: str) -> None:
    origin = Origin("a", "a", "workbook", version=version)

    assert (
        origin_line(origin, "listen/a.csv", DE, 3) == f"Arbeitsmappe {version} (a) → listen/a.csv"
    )


def test_words_that_may_say_somebody_left_are_told_with_what_to_type() -> None:
    words = {"inaktiv": 11, "gelöscht": 1, "entfernt": 1, "gekündigt": 1}

    assert doubt_line("a.csv", "Status", words, "--map blocked=Status", DE) == (
        "a.csv: 14 Zeilen klingen nach Abgemeldeten, sicher ist es nicht (Status: inaktiv,"
        " gelöscht, entfernt …). Gesperrt ist darum niemand. Sind sie es: journal undo, dann noch"
        " einmal mit --map blocked=Status"
    )


def test_days_that_cannot_be_read_are_told() -> None:
    assert undated_line("a.csv", {"irgendwann": 1}, EN) == (
        "a.csv: 1 day on which you were connected cannot be read (irgendwann). Readable are"
        " 2026-10-07, 7.10.2026 and 7 Oct 2026."
    )


def test_only_the_first_of_many_are_named() -> None:
    one = Taken(0, 26, "Uwe Kern", Fate.UNCLEAR, Why.MEDIUM, "kontakte/uwe.md")

    assert unclear_lines([one] * 3, 1, DE) == [
        (
            "unklar (Zeile 26): Uwe Kern – vielleicht kontakte/uwe.md:"
            " gleicher Name, keine gemeinsame Nummer"
        ),
        "… und 2 weitere",
    ]


def test_a_report_has_a_row_for_each_in_the_order_of_the_sources() -> None:
    taken = [
        Taken(1, 3, "Uwe", Fate.UNCLEAR, Why.MEDIUM, "kontakte/uwe.md"),
        Taken(0, 9, "Otto", Fate.FILLED, None, "kontakte/otto.md", ("city", "email")),
        Taken(0, 2, "=1+1", Fate.SKIPPED, Why.DAMAGED),
    ]
    origins = [Origin("a.vcf", "a.vcf", "vcard"), Origin("b.vcf", "b.vcf", "vcard")]

    assert report_rows(origins, taken, EN) == [
        ["a.vcf", "2", "=1+1", "skipped", "damaged", "", "", "skipped: unreadable"],
        ["a.vcf", "9", "Otto", "filled", "", "kontakte/otto.md", "city email",
         "filled: city, email"],
        ["b.vcf", "3", "Uwe", "unclear", "medium", "kontakte/uwe.md", "",
         "unclear: same name, no number in common"],
    ]  # fmt: skip


def test_a_report_reads_the_same_to_programs_whatever_language_it_is_in() -> None:
    taken = [Taken(0, 1, "Uwe", fate, why) for fate in Fate for why in (None, *Why)]
    origins = [Origin("a.vcf", "a.vcf", "vcard")]

    german, english = (report_rows(origins, taken, say) for say in (DE, EN))

    assert [row[:-1] for row in german] == [row[:-1] for row in english]
    assert (german[0][-1], english[0][-1]) == ("neu", "new")
    assert len(german[0]) == len(COLUMNS)


def test_mere_namesakes_are_told_last() -> None:
    alone = Taken(0, 1, "Anna", Fate.UNCLEAR, Why.NAME_ALONE, "kontakte/anna.md")
    lines = unclear_lines([alone, alone._replace(name="Uwe", why=Why.MEDIUM)], 1, EN)

    assert "Uwe" in lines[0]
    assert lines[1:] == ["… and 1 more"]


@pytest.mark.parametrize("say", [DE, EN], ids=["de", "en"])
def test_every_reason_and_format_has_its_words(say: Catalogue) -> None:
    from kontaktjournal.lists.format import Goal
    from kontaktjournal.lists.formats import FORMATS

    keys = {f"import.lack.{why}" for why in Why} | {f"import.format.{one.name}" for one in FORMATS}
    refused = {Goal.REFUSED, Goal.CALLS}
    keys |= {f"refusal.import.{one.name}" for one in FORMATS if one.goal in refused}

    assert [key for key in sorted(keys) if key not in say] == []
