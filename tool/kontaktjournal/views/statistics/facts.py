"""What the journal counts in labels, numbers and words: of the talks, of the funnel, of today."""

from collections.abc import Iterator
from typing import NamedTuple

from kontaktjournal.domain.statistics.load import Load
from kontaktjournal.domain.statistics.promises import Kept
from kontaktjournal.domain.statistics.report import Report
from kontaktjournal.messages import Catalogue
from kontaktjournal.views.statistics.phrases import group_word, hours_word, percent_word
from kontaktjournal.views.words import Frame

#: Sources in one line; the others are counted.
_MOST_SOURCES = 5


class Fact(NamedTuple):
    """A number, with its label and what is to be said of it.

    Args:
        label: what it counts.
        number: how many; empty where the words hold all numbers.
        told: each a few words.
        is_part: it says more of the one above.
    """

    label: str
    number: str
    told: tuple[str, ...]
    is_part: bool = False


def talk_facts(report: Report, say: Catalogue) -> Iterator[Fact]:
    """Tell of the conversations held, and of those that were tried."""
    held = report.figures.conversations
    days = say.count("stats.days", held.span.days) if held.span else ""
    # What is less than half a tenth says nothing.
    mean = held.per_week
    rate = say("stats.per_week", mean=say.decimal(mean), days=days) if mean else days
    unmeasured = held.talks.unmeasured if held.talks.minutes else 0
    told = (
        rate,
        hours_word(held.talks, say),
        say.count("stats.unmeasured", unmeasured) if unmeasured else "",
        say.count("stats.people", held.people) if held.people else "",
    )
    yield Fact(say("stats.talks"), say.number(held.talks.held), _filled(*told))
    if held.talks.held:
        yield Fact(say("stats.outcomes"), "", tuple(_outcomes(report, say)), is_part=True)
    tries = held.attempts_per_talk
    each = say("stats.per_talk", mean=say.decimal(tries)) if tries else ""
    yield Fact(say("stats.attempts"), say.number(held.attempts), _filled(each))


def _filled(*told: str) -> tuple[str, ...]:
    return tuple(filter(None, told))


def _outcomes(report: Report, say: Catalogue) -> Iterator[str]:
    for outcome, talks in report.figures.conversations.outcomes.items():
        if talks.held:
            told, n = hours_word(talks, say), say.number(talks.held)
            key = "stats.outcome_hours" if told else "stats.outcome"
            yield say(key, outcome=say(f"stats.outcome.{outcome.value}"), n=n, hours=told)


def exit_facts(report: Report, say: Catalogue) -> Iterator[Fact]:
    """Tell of the two exits of the funnel."""
    cohort = report.figures.cohort
    if cohort.entered:
        exits = (
            say("stats.exit_before", n=say.number(cohort.filed_before)),
            say("stats.exit_after", n=say.number(cohort.filed_after)),
        )
        filed = cohort.filed_before + cohort.filed_after
        yield Fact(say("stats.exits"), say.number(filed), exits)


def source_facts(report: Report, frame: Frame) -> Iterator[Fact]:
    """Say of each source how many came from it, and with how many of them there was a talk."""
    if report.figures.groups:
        label = frame.say(f"stats.by.{report.by.value}")
        yield Fact(label, "", tuple(_sources(report, frame)))


def _sources(report: Report, frame: Frame) -> Iterator[str]:
    say, groups = frame.say, report.figures.groups
    for place, group in enumerate(groups[:_MOST_SOURCES]):
        entered, talked = (row.reached for row in group.cohort.rows[:2])
        name = group_word(group, report.by, say, frame.settings.pipeline)
        values = {"name": name, "entered": say.number(entered)}
        if place:
            yield say("stats.source", **values, talked=say.number(talked))
        else:
            yield say.count("stats.source_first", talked, **values)
    if (more := len(groups) - _MOST_SOURCES) > 0:
        yield say.count("stats.more", more, by=report.by.value)


def left_out_facts(report: Report, say: Catalogue) -> Iterator[Fact]:
    """Say who is not in the funnel, and why."""
    left_out = {
        "stats.without_history": report.figures.without_history,
        "stats.passed_over": report.figures.passed_over,
        "stats.listed": report.listed,
    }
    told = tuple(say.count(key, n) for key, n in left_out.items() if n)
    if told:
        yield Fact(say("stats.left_out"), "", told)


def standing_facts(report: Report, frame: Frame) -> Iterator[Fact]:
    """Tell how things stand: stories, promises, and who waits for the longest time."""
    say, standing = frame.say, report.figures.standing
    if standing.in_play:
        share = percent_word(standing.share, say)
        told = say.count("stats.story_of", standing.in_play, share=share)
        yield Fact(say("stats.story"), say.number(standing.with_story), (told,))
    promised = report.figures.promises
    kept = (*_kept("mine", promised.mine, say), *_kept("theirs", promised.theirs, say))
    if kept:
        yield Fact(say("stats.promises"), "", kept)
    if standing.waiting:
        untalked = standing.waiting_untalked
        never = say.count("stats.untalked", untalked) if untalked else ""
        told_of = _filled(_longest(report, frame), never)
        yield Fact(say("stats.waiting"), say.number(standing.waiting), told_of)


def _kept(whose: str, kept: Kept, say: Catalogue) -> Iterator[str]:
    if kept.due:
        values = {"kept": say.number(kept.kept), "due": say.number(kept.due)}
        yield say(f"stats.promises.{whose}", **values, share=percent_word(kept.share, say))
    if kept.undated:
        done = say.number(kept.undated_kept)
        yield say.count(f"stats.promises.{whose}_undated", kept.undated, kept=done)


def _longest(report: Report, frame: Frame) -> str:
    if report.longest is None:
        return ""
    say, name = frame.say, report.longest.contact.name
    days = (frame.today - report.longest.talked).days
    day = say.day(report.longest.talked, "date")
    if not days:
        return say("stats.longest_today", name=name, day=day)
    return say.count("stats.longest", days, name=name, day=day)


class WeekFact(NamedTuple):
    """A week to come.

    Args:
        label: which one.
        due: how many are due in it.
        mean: how many that is a working day; empty where none is due, or no such day left.
        late: how many of them are overdue; empty for none.
        is_full: a working day has no room for that many.
    """

    label: str
    due: int
    mean: str
    late: str
    is_full: bool


def week_facts(load: Load, say: Catalogue) -> Iterator[WeekFact]:
    """Tell of the weeks to come; of none where nobody is due, and nobody should be."""
    if not load.undated and not any(week.due for week in load.weeks):
        return
    for week in load.weeks:
        mean = week.per_workday if week.due else None
        is_first = week is load.weeks[0]
        yield WeekFact(
            say.week(week.monday),
            week.due,
            say("stats.per_workday", mean=say.decimal(mean)) if mean is not None else "",
            say.count("stats.overdue", load.overdue) if is_first and load.overdue else "",
            mean is not None and mean > load.per_day,
        )
