"""What is counted, for the page of the funnel: the same numbers as `journal stats`."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from kontaktjournal.domain.statistics.breakdown import By, Group
from kontaktjournal.domain.statistics.cohort import Cohort, Milestone
from kontaktjournal.domain.statistics.report import Report
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.site.shapes import mute_figure, rect
from kontaktjournal.views.statistics.facts import (
    Fact,
    exit_facts,
    left_out_facts,
    standing_facts,
    talk_facts,
    week_facts,
)
from kontaktjournal.views.statistics.phrases import (
    earnings_words,
    group_word,
    row_word,
    share_word,
)
from kontaktjournal.views.words import Frame

_BAR, _CAP = 14, 2
_WIDTH = 240
#: Rows of a table; the others are counted.
_MOST = 12


class Reached(NamedTuple):
    """A row of the funnel in words; ``more`` is what those in it are worth."""

    name: str
    number: str
    share: str
    filed: str
    open: str
    more: str
    figure: Markup


class GroupShown(NamedTuple):
    """The funnel of a group: how many, and their share of the number before."""

    name: str
    cells: tuple[tuple[str, str], ...]
    filed: str


class Groups(NamedTuple):
    """A table of groups.

    Args:
        title: of the table.
        name: what a row stands for.
        rows: one a group.
        left: how many are missing; empty where none is.
        command: shows all of them.
    """

    title: str
    name: str
    rows: tuple[GroupShown, ...]
    left: str
    command: str


class WeekShown(NamedTuple):
    """A week to come."""

    name: str
    due: str
    told: str
    is_full: bool
    figure: Markup


class Counted(NamedTuple):
    """All figures in words.

    Args:
        facts: of the talks, the exits, and of today; none before there was one.
        rows: of the funnel; none where nobody entered it.
        untalked: a sentence on those it cannot count.
        heads: what the rows are called.
        tables: the funnel by month and by source.
        room: how many a day has room for, as the heading of the weeks.
        weeks: to come; none where nothing is due.
        undated: a sentence on those without a next step.
    """

    facts: tuple[Fact, ...]
    rows: tuple[Reached, ...]
    untalked: str
    heads: tuple[str, ...]
    tables: tuple[Groups, ...]
    room: str
    weeks: tuple[WeekShown, ...]
    undated: str


def counted_words(report: Report, frame: Frame) -> Counted:
    """Return the figures in the words of the page."""
    say, figures = frame.say, report.figures
    cohort, load = figures.cohort, report.load
    is_begun = cohort.entered or figures.conversations.talks.held
    facts = (
        *talk_facts(report, say),
        *exit_facts(report, say),
        *standing_facts(report, frame),
        *left_out_facts(report, say),
    )
    tables = (
        _groups(report.figures.months, By.MONTH, frame),
        _groups(report.figures.groups, report.by, frame),
    )
    return Counted(
        facts if is_begun else (),
        tuple(_rows(cohort, frame)) if cohort.entered else (),
        say.count("stats.funnel_untalked", cohort.untalked) if cohort.untalked else "",
        tuple(row_word(row, frame) for row in cohort.rows),
        tuple(table for table in tables if table.rows),
        say("stats.load", most=say.number(load.per_day)),
        tuple(_weeks(report, say)),
        say.count("stats.undated", load.undated) if load.undated else "",
    )


def _bar(value: int, most: int) -> Markup:
    shapes = []
    if value and most:
        width = max(value * _WIDTH / most, 2 * _CAP)
        shapes = [
            rect("f-bar", 0, 0, width, _BAR),
            rect("f-cap", width - _CAP, 0, _CAP, _BAR),
        ]
    return mute_figure("fig", (_WIDTH, _BAR), shapes)


def _rows(cohort: Cohort, frame: Frame) -> Iterator[Reached]:
    say = frame.say
    for row in cohort.rows:
        is_won = row.milestone is Milestone.WON
        yield Reached(
            row_word(row, frame),
            say.number(row.reached),
            share_word(row, say),
            "" if row.is_first else say.number(row.filed),
            "" if row.is_first else say.number(row.open),
            " · ".join(earnings_words(cohort.earnings, say)) if is_won else "",
            _bar(row.reached, cohort.entered),
        )


def _groups(groups: Sequence[Group], by: By, frame: Frame) -> Groups:
    """Return a table of the last months, or of the largest groups."""
    say = frame.say
    shown = groups[-_MOST:] if by is By.MONTH else groups[:_MOST]
    left = len(groups) - len(shown)
    return Groups(
        say(f"page.counted.by.{by.value}"),
        say(f"stats.by.{by.value}"),
        tuple(_group(group, by, frame) for group in shown),
        say.count(f"page.counted.left.{by.value}", left) if left else "",
        f"journal stats --by {by.value}",
    )


def _group(group: Group, by: By, frame: Frame) -> GroupShown:
    say, cohort = frame.say, group.cohort
    return GroupShown(
        group_word(group, by, say, frame.settings.pipeline),
        tuple((say.number(row.reached), share_word(row, say)) for row in cohort.rows),
        say.number(cohort.filed_before + cohort.filed_after),
    )


def _weeks(report: Report, say: Catalogue) -> Iterator[WeekShown]:
    weeks = [*week_facts(report.load, say)]
    most = max((week.due for week in weeks), default=0)
    for week in weeks:
        told = " · ".join(filter(None, (week.mean, week.late)))
        due = say.number(week.due)
        yield WeekShown(week.label, due, told, week.is_full, _bar(week.due, most))
