"""What the journal counts as a table with one number a row, as a pivot table likes it.

The columns are section, group, name, measure, value: what is counted, of whom, in which row,
what of it, and the number.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from kontaktjournal.domain.statistics.cohort import Cohort
from kontaktjournal.domain.statistics.period import month_key
from kontaktjournal.domain.statistics.promises import Kept
from kontaktjournal.domain.statistics.report import Report
from kontaktjournal.domain.statistics.talks import Conversations, Talks
from kontaktjournal.views.separated import values_text
from kontaktjournal.views.statistics.values import week_of

COLUMNS = ("section", "group", "name", "measure", "value")

_Number = int | Decimal | date | None
_Cells = tuple[str, str, str, str, _Number]


def csv_text(report: Report, today: date) -> str:
    """Return all figures as CSV with a head line; what cannot be told has no row.

    Args:
        report: the figures.
        today: the day they were made for.
    """
    rows = (
        (section, group, name, measure, str(value))
        for section, group, name, measure, value in _rows(report, today)
        if value is not None
    )
    return values_text(COLUMNS, rows)


def _rows(report: Report, today: date) -> Iterator[_Cells]:
    figures = report.figures
    yield from _conversations(figures.conversations)
    yield from _cohort("funnel", "", figures.cohort)
    for month in figures.months:
        yield from _cohort("month", month.key, month.cohort)
    if report.by.value != "month":
        for group in figures.groups:
            yield from _cohort(report.by.value, group.label or group.key, group.cohort)
    yield from _named("left_out", "", "", {
        "without_history": figures.without_history,
        "passed_over": figures.passed_over,
        "listed": report.listed,
    })  # fmt: skip
    for one in figures.lengths:
        if one.stays:
            days = {"stays": one.stays, "median": one.median, "p90": one.p90}
            yield from _named("time_in_stage", "", one.stage.id, days)
    yield from _kept("mine", figures.promises.mine)
    yield from _kept("theirs", figures.promises.theirs)
    standing = figures.standing
    yield from _named("story", "", "", {
        "in_play": standing.in_play,
        "with_story": standing.with_story,
        "percent": standing.share if standing.in_play else None,
    })  # fmt: skip
    yield from _named("waiting", "", "", {
        "count": standing.waiting, "untalked": standing.waiting_untalked,
    })  # fmt: skip
    if report.longest:
        name, day = report.longest.contact.name, report.longest.talked
        yield from _named("waiting", "longest", name, {
            "days": (today - day).days, "last_talk": day,
        })  # fmt: skip
    yield from _load(report)


def _named(
    section: str, group: str, name: str, numbers: Mapping[str, _Number]
) -> Iterator[_Cells]:
    for measure, value in numbers.items():
        yield section, group, name, measure, value


def _conversations(held: Conversations) -> Iterator[_Cells]:
    section = "conversations"
    yield from _named(section, "", "", {
        **_talks(held.talks),
        "people": held.people,
        "attempts": held.attempts,
        "days": held.span.days if held.span else 0,
        "per_week": held.per_week,
        "attempts_per_conversation": held.attempts_per_talk,
    })  # fmt: skip
    for outcome, talks in held.outcomes.items():
        yield from _named(section, "outcome", outcome.value, _talks(talks))
    for week in held.weeks:
        numbers = {**_talks(week.talks), "attempts": week.attempts}
        yield from _named(section, "week", week_of(week.first), numbers)
    for month in held.months:
        numbers = {**_talks(month.talks), "attempts": month.attempts}
        yield from _named(section, "month", month_key(month.first), numbers)


def _talks(talks: Talks) -> dict[str, int]:
    return {"count": talks.held, "minutes": talks.minutes, "unmeasured": talks.unmeasured}


def _cohort(section: str, group: str, cohort: Cohort) -> Iterator[_Cells]:
    for row in cohort.rows:
        name = row.stage.id if row.stage else row.milestone.value
        yield from _named(section, group, name, {
            "of": row.above,
            "reached": row.reached,
            "percent": row.share if row.has_share else None,
            "filed": row.filed,
            "open": row.open,
        })  # fmt: skip
    yield from _named(section, group, "exits", {
        "filed_before": cohort.filed_before, "filed_after": cohort.filed_after,
    })  # fmt: skip
    earnings = cohort.earnings
    for one in earnings.sums:
        yield from _named(
            section, group, one.currency, {"amount": one.amount, "people": one.people}
        )
    for measure, count in (
        ("unreadable_values", earnings.unreadable),
        ("without_value", earnings.unvalued),
    ):
        if count:
            yield section, group, "earnings", measure, count
    if cohort.untalked:
        yield section, group, "untalked", "count", cohort.untalked


def _kept(whose: str, kept: Kept) -> Iterable[_Cells]:
    return _named("promises", "", whose, {
        "due": kept.due,
        "kept": kept.kept,
        "percent": kept.share if kept.due else None,
        "undated": kept.undated,
        "undated_kept": kept.undated_kept,
    })  # fmt: skip


def _load(report: Report) -> Iterator[_Cells]:
    load = report.load
    for week in load.weeks:
        yield from _named("agenda", "week", week_of(week.monday), {
            "due": week.due, "workdays": week.workdays, "per_workday": week.per_workday,
        })  # fmt: skip
        for day in week.days:
            yield "agenda", "day", day.day.isoformat(), "due", day.due
    yield from _named("agenda", "", "", {
        "overdue": load.overdue, "undated": load.undated, "per_day": load.per_day,
    })  # fmt: skip
