"""The sum line of an import, in both languages: it adds up, and names what it is made of."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.intake import Fate, Taken, Tally, Why
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.intake import Origin, origin_line, report_rows, sum_line, unclear_lines

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


def test_what_is_not_clear_is_told_where_there_is_any() -> None:
    assert sum_line(tally(filled=1, unclear=2), EN) == (
        "read 3 = new 0 + filled 1 (only blanks) + unchanged 0 + skipped 0"
        " + unclear 2 (same name, no number in common)"
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
        ["a.vcf", "2", "=1+1", "skipped", "unreadable", "", ""],
        ["a.vcf", "9", "Otto", "filled", "", "kontakte/otto.md", "city email"],
        ["b.vcf", "3", "Uwe", "unclear", "same name, no number in common", "kontakte/uwe.md", ""],
    ]


@pytest.mark.parametrize("say", [DE, EN], ids=["de", "en"])
def test_every_reason_and_format_has_its_words(say: Catalogue) -> None:
    from kontaktjournal.lists.format import Goal
    from kontaktjournal.lists.formats import FORMATS

    keys = {f"import.lack.{why}" for why in Why} | {f"import.format.{one.name}" for one in FORMATS}
    refused = {Goal.REFUSED, Goal.CALLS}
    keys |= {f"refusal.import.{one.name}" for one in FORMATS if one.goal in refused}

    assert [key for key in sorted(keys) if key not in say] == []
