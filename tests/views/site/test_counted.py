"""What is counted, in the words of the page."""

import re

from counted_year import TODAY
from kontaktjournal.domain.settings import AgendaSettings, Settings
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.site.counted import Counted, counted_words
from kontaktjournal.views.words import Frame
from told_year import SETTINGS, report_of


def counted(files: dict[str, str] | None = None, settings: Settings = SETTINGS) -> Counted:
    report = report_of(settings=settings) if files is None else report_of(files, settings=settings)
    return counted_words(report, Frame(Catalogue("de"), settings, TODAY, 80))


def widths(figures: list[str]) -> list[float]:
    """Return how long the bars are."""
    found = [re.search(r'f-bar" x="0" y="0" width="([0-9.]+)"', one) for one in figures]
    return [float(one[1]) if one else 0 for one in found]


def test_a_bar_is_as_long_as_its_share_of_everybody() -> None:
    rows = counted().rows

    # 24, 16, 11, 7, 4 of 24, at 240 pixels.
    assert widths([row.figure for row in rows]) == [240, 160, 110, 70, 40]


def test_only_the_last_row_says_what_it_is_worth() -> None:
    assert [row.more for row in counted().rows] == [
        "", "", "", "", "12.300 EUR · 2.000 CHF · 1 mit unlesbarem Wert",
    ]  # fmt: skip


def test_of_many_months_the_last_ones_are_shown_and_the_others_said() -> None:
    files = {
        f"kontakte/{year}.md": f"---\nstatus: anbahnung\ncreated: {year}-03-02\n---\n"
        for year in range(2006, 2026)
    }

    months, _ = counted(files).tables

    assert [row.name for row in months.rows] == [f"März {year}" for year in range(2014, 2026)]
    assert months.left == "8 frühere Monate stehen hier nicht:"
    assert months.command == "journal stats --by month"


def test_of_many_sources_the_largest_are_shown() -> None:
    head = "---\nstatus: anbahnung\ncreated: 2026-03-02\nsource: S{}\n---\n"
    files = {
        f"kontakte/{n}-{each}.md": head.format(n)
        for n in range(13)
        for each in range(1 + (n == 7))
    }

    _, sources = counted(files).tables

    assert (len(sources.rows), sources.rows[0].name) == (12, "S7")
    assert sources.left == "Eine weitere steht hier nicht:"


def test_a_week_that_holds_more_than_there_is_room_for_is_marked() -> None:
    files = {
        f"kontakte/{n}.md": "---\nstatus: anbahnung\nnext: 2026-12-01\n---\n" for n in range(11)
    }
    settings = Settings(agenda=AgendaSettings(per_day=2))

    weeks = counted(files, settings).weeks

    assert [(week.due, week.told, week.is_full) for week in weeks] == [
        ("0", "", False), ("11", "2,2 am Tag", True), ("0", "", False), ("0", "", False),
    ]  # fmt: skip


def test_of_nobody_nothing_is_said() -> None:
    nothing = counted({})

    assert (nothing.facts, nothing.rows, nothing.tables, nothing.weeks) == ((), (), (), ())
