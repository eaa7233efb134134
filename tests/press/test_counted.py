"""The page of the funnel says what `journal stats` says.

Both are made of the same figures: what is shown here is that they agree. That the figures are
right is shown in tests/domain/statistics, where they are counted by hand.
"""

import re
from html import unescape
from pathlib import Path

import pytest

from counted_year import FILES
from kontaktjournal.domain.statistics.breakdown import By
from kontaktjournal.domain.statistics.period import Period
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.statistics.facts import (
    exit_facts,
    left_out_facts,
    standing_facts,
    talk_facts,
)
from kontaktjournal.views.statistics.values import value_of
from kontaktjournal.views.words import Frame
from opened_journal import MONDAY, opened
from printing_house import PrintingHouse


def rows(page: str, title: str) -> list[str]:
    """Return the rows of the table below a title, in words."""
    _, _, below = page.partition(f">{title}</h2>")
    table = below.partition("</tbody>")[0].partition("<tbody>")[2]
    return [words(row) for row in table.split("</tr>") if "<th" in row]


def words(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]*>", " ", html)).split())


@pytest.fixture
def house(tmp_path: Path) -> PrintingHouse:
    """Return a year of thirty people, printed."""
    house = PrintingHouse(tmp_path, FILES)
    house.print()
    return house


def test_every_row_of_the_funnel_stands_on_the_page(house: PrintingHouse) -> None:
    with opened(house.base, settings=house.settings, now=house.now) as journal:
        value = value_of(journal.inquiry.statistics(Period(), By.SOURCE), MONDAY)

    funnel = value["funnel"]
    assert isinstance(funnel, dict)
    first, *others = rows(house.page("trichter.html"), "Vom Einstieg zum Geschäft")
    assert first == f"Anbahnung {funnel['entered']}"
    for told, row in zip(others, funnel["rows"][1:], strict=True):
        numbers = f"{row['reached']} {row['percent']} % {row['filed']} {row['open']}"
        assert told.endswith(numbers)


@pytest.mark.parametrize(
    ("language", "lead"),
    [
        ("de", "Von {entered} kamen {talked} ins Gespräch und vier ins Geschäft."),
        ("en", "Of {entered}, {talked} came to a conversation and four to business."),
    ],
)
def test_the_first_sentence_tells_the_numbers_of_the_table(
    house: PrintingHouse, language: str, lead: str
) -> None:
    house.print(language=language)
    with opened(house.base, settings=house.settings, now=house.now) as journal:
        entered, talked, *_, won = journal.inquiry.statistics(
            Period(), By.SOURCE
        ).figures.cohort.rows

    assert won.reached == 4
    told = lead.format(entered=entered.reached, talked=talked.reached)
    assert told in words(house.page("trichter.html"))


@pytest.mark.parametrize(
    ("title", "key"),
    [("Nach der Herkunft", "groups"), ("Nach dem Monat des Einstiegs", "by_month")],
)
def test_every_group_stands_on_the_page(house: PrintingHouse, title: str, key: str) -> None:
    with opened(house.base, settings=house.settings, now=house.now) as journal:
        value = value_of(journal.inquiry.statistics(Period(), By.SOURCE), MONDAY)

    groups = value[key]
    assert isinstance(groups, list)
    told = rows(house.page("trichter.html"), title)
    assert len(told) == len(groups)
    for row, group in zip(told, groups, strict=True):
        reached = [str(one["reached"]) for one in group["rows"]]
        numbers = re.sub(r"\d+ %", "", row).split()[-len(reached) - 1 :]
        assert numbers == [*reached, str(group["filed_before"] + group["filed_after"])]


def test_the_days_in_a_stage_are_those_of_the_command(house: PrintingHouse) -> None:
    with opened(house.base, settings=house.settings, now=house.now) as journal:
        lengths = journal.inquiry.statistics(Period(), By.SOURCE).figures.lengths

    told = rows(house.page("trichter.html"), "Zahlen je Stufe")
    for row, length in zip(told[:-1], lengths, strict=False):
        assert re.search(rf" {length.median} [\d–]+ {length.p90}$", row)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_fact_stands_on_the_page_in_the_words_of_the_command(
    house: PrintingHouse, language: str
) -> None:
    house.print(language=language)
    with opened(house.base, settings=house.settings, now=house.now) as journal:
        report = journal.inquiry.statistics(Period(), By.SOURCE)
    say = Catalogue(language)
    frame = Frame(say, house.settings, MONDAY, 80)

    text = words(house.page("trichter.html"))

    facts = [*talk_facts(report, say), *exit_facts(report, say), *left_out_facts(report, say),
             *standing_facts(report, frame)]  # fmt: skip
    assert len(facts) == 8
    for fact in facts:
        told = " · ".join(fact.told)
        assert " ".join(filter(None, (fact.label, fact.number, told))) in text


def test_the_weeks_to_come_stand_on_the_page(house: PrintingHouse) -> None:
    with opened(house.base, settings=house.settings, now=house.now) as journal:
        load = journal.inquiry.statistics(Period(), By.SOURCE).load

    told = rows(
        house.page("trichter.html"), "Agenda der nächsten vier Wochen (Platz für 8 am Tag)"
    )
    assert [row.split()[:3] for row in told] == [
        ["KW", str(48 + place), str(week.due)] for place, week in enumerate(load.weeks)
    ]


def test_who_is_counted_but_on_no_page_is_said(house: PrintingHouse) -> None:
    head = "---\nstatus: pflege\nconsent: none\nsource: Messe\n---\n## 2026-01-05 Telefonat\n"
    house.write({"kontakte/Quirin Quast.md": head})

    house.print()

    page = words(house.page("trichter.html"))
    assert "Mitgezählt ist auch ein Kontakt, der gesperrt ist" in page
    assert "Quirin" not in page


def test_a_page_of_some_counts_only_them(house: PrintingHouse) -> None:
    house.print(only=["kontakte/Ada Brinkmann.md"])

    told = rows(house.page("trichter.html"), "Vom Einstieg zum Geschäft")
    assert told[0] == "Anbahnung 1"


def test_before_anything_began_there_is_nothing_to_say(tmp_path: Path) -> None:
    house = PrintingHouse(tmp_path, {})

    house.print()

    page = house.page("trichter.html")
    assert "In Zahlen" not in page
    assert "Vom Einstieg" not in page


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Zoom, 45 min", "Zoom, 90 min", "1,5 h"),
        ("source: Messe", "source: Empfehlung", "Empfehlung"),
        ("value: 100 EUR", "value: 4.800 EUR", "4.800 EUR"),
        ("- [ ] Mappe", "- [x] Mappe", "1 von 1 gehalten"),
        ("story: Chor", "story: ", "0 von 2 im Spiel"),
    ],
)
def test_what_is_only_counted_is_printed_anew(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    told = (
        "---\nstatus: kunde\nsource: Messe\nvalue: 100 EUR\nstory: Chor\n---\n"
        "## 2026-11-02 Zoom, 45 min\n- [ ] Mappe 📅 2026-11-09\n- [ ] Plan 📅 2026-12-09\n"
        "→ kunde\n"
    )
    other = "---\nstatus: pflege\n---\n"
    house = PrintingHouse(tmp_path, {"kontakte/a.md": told, "kontakte/b.md": other})
    house.print()
    assert said not in words(house.page("trichter.html"))
    house.wait(minutes=5)

    house.write({"kontakte/a.md": told.replace(before, after)})
    house.print()

    assert said in words(house.page("trichter.html"))
