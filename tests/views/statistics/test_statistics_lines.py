"""The figures as text: every number with its words, at any width, in both languages."""

from dataclasses import replace
from datetime import date

import pytest

from counted_year import TODAY
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.pipeline import Pipeline
from kontaktjournal.domain.statistics.breakdown import By
from kontaktjournal.domain.statistics.period import Period
from kontaktjournal.domain.statistics.report import Waiting
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.statistics.bars import ASCII, BLOCKS, Ink
from kontaktjournal.views.statistics.lines import statistics_lines
from kontaktjournal.views.statistics.phrases import period_word
from kontaktjournal.views.terminal import render
from kontaktjournal.views.words import Frame
from told_year import SETTINGS, report_of


def frame(columns: int = 80, language: str = "de") -> Frame:
    return Frame(Catalogue(language), SETTINGS, TODAY, columns)


def shown(
    columns: int = 80, *, by: By | None = None, ink: Ink = BLOCKS, language: str = "de"
) -> list[str]:
    lines = statistics_lines(
        report_of(by=by or By.SOURCE), frame(columns, language), ink, asked=by
    )
    return render(lines, colour=False).splitlines()


def block(lines: list[str], title: str) -> list[str]:
    """Return the lines below a title, up to the next blank one."""
    start = next(place for place, line in enumerate(lines) if line.startswith(title))
    end = next((place for place, line in enumerate(lines[start:]) if not line), len(lines))
    return lines[start + 1 : start + end]


def test_the_funnel_has_a_bar_a_number_and_its_share_of_the_row_above() -> None:
    assert block(shown(), "Funnel") == [
        "  Anbahnung    24 ████████████████████████",
        "  Gespräch     16 ████████████████           67 % · abgelegt 2 · offen 6",
        "  passt (fit)  11 ███████████                69 % · abgelegt 2 · offen 3",
        "  Angebot       7 ███████                    64 % · abgelegt 1 · offen 3",
        "  Geschäft      4 ████                       57 % · abgelegt 1 · offen 2",
        "                                            12.300 EUR · 2.000 CHF",
        "                                            1 mit unlesbarem Wert",
        "  2 Angebote oder Geschäfte haben kein Gespräch im Journal; gezählt sind sie nur",
        "  oben.",
    ]


def test_a_terminal_without_blocks_gets_plain_bars() -> None:
    text = "\n".join(shown(ink=ASCII))

    assert "  Gespräch     16 ################           67 %" in text
    assert not set("█▏▁▂▃▄▅▆▇").intersection(text)


def test_the_talks_are_the_first_number() -> None:
    lines = shown()

    assert lines[:2] == ["Alle Zahlen", ""]
    assert lines[2].split()[:2] == ["Gespräche", "23"]


def test_a_breakdown_shows_the_funnel_of_each_group_and_nothing_else() -> None:
    lines = shown(by=By.FIT, columns=90)

    assert block(lines, "Passung") == [
        "  passt                9  8   89 %     8  100 %  4   50 %  2   50 %         1",
        "  passt nicht          3  3  100 %     1   33 %  1  100 %  1  100 %         3",
        "  noch offen          12  5   42 %     2   40 %  2  100 %  1   50 %         3",
    ]
    assert not any(line.startswith("Agenda") for line in lines)


def test_where_a_table_has_no_room_each_group_is_a_paragraph() -> None:
    lines = shown(by=By.FIT, columns=40)

    assert block(lines, "Passung")[-4:] == [
        "    Anbahnung 12 · Gespräch 5 (42 %)",
        "    passt (fit) 2 (40 %)",
        "    Angebot 2 (100 %)",
        "    Geschäft 1 (50 %) · abgelegt 3",
    ]


@pytest.mark.parametrize("columns", [20, 21, 30, 40, 41, 59, 60, 79, 80, 110])
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("by", [None, *By])
def test_no_line_is_wider_than_the_terminal(columns: int, language: str, by: By | None) -> None:
    report = report_of(by=by or By.SOURCE)

    lines = statistics_lines(report, frame(columns, language), BLOCKS, asked=by)

    assert [line.text for line in lines if line.width > columns] == []


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 110])
@pytest.mark.parametrize("by", [None, *By])
def test_the_long_name_of_a_stage_makes_no_line_wider(columns: int, by: By | None) -> None:
    label = "Erste vorsichtige Kontaktaufnahme auf einer Messe oder über gemeinsame Bekannte"
    stages = SETTINGS.pipeline.stages
    renamed = Pipeline(tuple(replace(stage, label=label) for stage in stages))
    told = frame(columns)._replace(settings=replace(SETTINGS, pipeline=renamed))

    lines = statistics_lines(report_of(by=by or By.SOURCE), told, BLOCKS, asked=by)

    assert [line.text for line in lines if line.width > columns] == []


@pytest.mark.parametrize("columns", [20, 30])
def test_in_a_narrow_terminal_no_word_is_broken(columns: int) -> None:
    words = {word for line in shown(110) for word in line.split() if word.isalpha()}

    broken = {word for line in shown(columns) for word in line.split() if word.isalpha()} - words

    assert broken == set()


def test_a_mean_of_next_to_nothing_is_not_told() -> None:
    files = {
        "kontakte/a.md": "---\nstatus: pflege\n---\n## 2025-03-26 Zoom\n\n## 2026-11-02 Zoom\n"
    }

    lines = statistics_lines(report_of(files), frame(), BLOCKS)

    assert lines[2].text == "Gespräche    2  608 Tage · mit einem Menschen"


def test_what_a_file_says_cannot_steer_the_terminal() -> None:
    files = {
        "kontakte/a.md": '---\nstatus: kunde\nsource: "x\\e[2J"\nvia: "\\u202ey"\n'
        "value: 5 EUR\n---\n## 2026-11-02 Zoom\n→ kunde\n"
    }

    for by in By:
        lines = statistics_lines(report_of(files, by=by), frame(), BLOCKS, asked=by)

        assert "\x1b" not in render(lines, colour=False)
        assert "\u202e" not in render(lines, colour=False)


def test_of_a_single_one_there_is_no_plural() -> None:
    files = {
        "kontakte/a.md": "---\nstatus: pflege\nstory: Chor\n---\n"
        "## 2026-11-23 Zoom, 30 min\n- [x] anrufen 📅 2026-11-23\n"
    }

    lines = render(statistics_lines(report_of(files), frame(), BLOCKS), colour=False).splitlines()

    assert lines[2] == "Gespräche    1  1 Tag · 0,5 h · mit einem Menschen"
    assert "Story      1  von einem im Spiel (100 %)" in lines
    assert "Zusagen       meine: 1 von 1 gehalten (100 %)" in lines


@pytest.mark.parametrize(
    ("day", "german", "english"),
    [
        (date(2026, 11, 23), "23.11.2026 (heute)", "23 Nov 2026 (today)"),
        (date(2026, 11, 22), "22.11.2026 (gestern)", "22 Nov 2026 (yesterday)"),
        (date(2026, 11, 21), "21.11.2026 (vor 2 Tagen)", "21 Nov 2026 (2 days ago)"),
    ],
)
def test_how_long_somebody_has_waited_is_said_as_people_say_it(
    day: date, german: str, english: str
) -> None:
    report = report_of()._replace(longest=Waiting(Contact("ilse.md", "Ilse Brandt"), day))

    for language, said in (("de", german), ("en", english)):
        lines = statistics_lines(report, frame(110, language), BLOCKS)
        assert any(f"Ilse Brandt, {said}" in line.text for line in lines)


def test_without_an_attempt_there_is_no_mean_of_attempts() -> None:
    files = {"kontakte/a.md": "---\nstatus: pflege\n---\n## 2026-11-20 Zoom, 30 min\n"}

    lines = render(statistics_lines(report_of(files), frame(), BLOCKS), colour=False).splitlines()

    assert "Versuche     0" in lines


def test_an_empty_journal_has_nothing_to_divide_by() -> None:
    lines = statistics_lines(report_of({}), frame(), BLOCKS)

    assert render(lines, colour=False).splitlines() == [
        "Alle Zahlen",
        "",
        "Gespräche  0",
        "Versuche   0",
        "",
        "Funnel: noch niemand ist dabei.",
    ]


@pytest.mark.parametrize(
    ("language", "since", "title"),
    [
        ("de", date(2026, 9, 1), "Zahlen seit Sept. 2026 für: ort:köln"),
        ("en", None, "All figures for: ort:köln"),
    ],
)
def test_the_title_says_whom_and_when(language: str, since: date | None, title: str) -> None:
    report = report_of(period=Period(since=since))

    first, *_ = statistics_lines(report, frame(language=language), BLOCKS, query="ort:köln")

    assert first.text == title


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (None, None, ""),
        (date(2026, 9, 1), None, "seit Sept. 2026"),
        (date(2026, 9, 3), None, "seit 03.09.2026"),
        (None, date(2026, 8, 31), "bis Aug. 2026"),
        (date(2026, 7, 1), date(2026, 8, 31), "Juli 2026 bis Aug. 2026"),
        (date(2026, 7, 1), date(2026, 7, 31), "Juli 2026"),
        (date(2026, 7, 1), date(2026, 7, 30), "01.07.2026 bis 30.07.2026"),
        (date(2026, 7, 1), date(2026, 7, 1), "01.07.2026"),
        # What is still to come is not counted.
        (date(2026, 9, 1), date(2026, 12, 31), "seit Sept. 2026"),
        (None, date.max, ""),
    ],
)
def test_a_period_is_said_as_short_as_it_is_clear(
    since: date | None, until: date | None, said: str
) -> None:
    assert period_word(Period(since, until), TODAY, Catalogue("de")) == said
