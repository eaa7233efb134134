"""What the journal counts, for programs: one object, numbers as numbers, days by ISO.

Fields are added, never removed or retyped; what cannot be told is null::

    version, today, since, until, query
                     what was asked for; null where an end was left open
    conversations    {first, last, days, count, people, minutes, unmeasured, attempts, per_week,
                     attempts_per_conversation, outcomes, weeks, months}; an outcome (open, won,
                     filed, listed) and each week or month is {count, minutes, unmeasured}
    funnel           {entered, rows, filed_before, filed_after, earnings, unreadable_values,
                     without_value, untalked}; a row is {milestone, stage, of, reached, percent,
                     filed, open}; earnings are [{currency, amount, people}]
    by_month, groups the same for each month of entry, and for each value of ``by``, with
                     {key, label} of the group
    left_out         {without_history, passed_over, listed}
    time_in_stage    [{stage, stays, median, p90}], in days
    promises         {mine, theirs}, each {due, kept, percent, undated, undated_kept}
    story            {in_play, with_story, percent}
    waiting          {count, untalked, longest}; longest is {name, path, last_talk, days}
    agenda           {weeks, overdue, undated, per_day}; a week is {week, monday, due, workdays,
                     per_workday, days}, a day {date, due, workday}
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from kontaktjournal.domain.funnel import Lengths
from kontaktjournal.domain.statistics.breakdown import Group
from kontaktjournal.domain.statistics.cohort import Cohort
from kontaktjournal.domain.statistics.load import Load
from kontaktjournal.domain.statistics.period import month_key
from kontaktjournal.domain.statistics.promises import Kept
from kontaktjournal.domain.statistics.report import Report
from kontaktjournal.domain.statistics.talks import Conversations, Stretch, Talks
from kontaktjournal.views.plain import written_day
from kontaktjournal.views.rows import VERSION, Value


def value_of(report: Report, today: date, query: str = "") -> Value:
    """Return everything that was counted.

    Args:
        report: the figures.
        today: the day they were made for.
        query: whom they are about, as typed.
    """
    figures = report.figures
    return {
        "version": VERSION,
        "today": today.isoformat(),
        "since": written_day(figures.period.since),
        "until": written_day(figures.period.until),
        "query": query or None,
        "conversations": _conversations(figures.conversations),
        "funnel": _cohort(figures.cohort),
        "by_month": _groups(figures.months),
        "by": report.by.value,
        "groups": _groups(figures.groups),
        "left_out": {
            "without_history": figures.without_history,
            "passed_over": figures.passed_over,
            "listed": report.listed,
        },
        "time_in_stage": _lengths(figures.lengths),
        "promises": {
            "mine": _kept(figures.promises.mine),
            "theirs": _kept(figures.promises.theirs),
        },
        "story": {
            "in_play": figures.standing.in_play,
            "with_story": figures.standing.with_story,
            "percent": figures.standing.share if figures.standing.in_play else None,
        },
        "waiting": _waiting(report, today),
        "agenda": _load(report.load),
    }


def number(value: Decimal | None) -> int | float | None:
    """Return a number of a kind that JSON has."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def week_of(monday: date) -> str:
    """Return a week by ISO: 2026-W48."""
    year, week, _ = monday.isocalendar()
    return f"{year:04}-W{week:02}"


def _conversations(held: Conversations) -> Value:
    return {
        "first": written_day(held.span.first if held.span else None),
        "last": written_day(held.span.last if held.span else None),
        "days": held.span.days if held.span else 0,
        **_talks(held.talks),
        "people": held.people,
        "attempts": held.attempts,
        "per_week": number(held.per_week),
        "attempts_per_conversation": number(held.attempts_per_talk),
        "outcomes": {outcome.value: _talks(talks) for outcome, talks in held.outcomes.items()},
        "weeks": [
            {"week": week_of(week.first), "monday": week.first.isoformat(), **_stretch(week)}
            for week in held.weeks
        ],
        "months": [{"month": month_key(month.first), **_stretch(month)} for month in held.months],
    }


def _talks(talks: Talks) -> Value:
    return {"count": talks.held, "minutes": talks.minutes, "unmeasured": talks.unmeasured}


def _stretch(stretch: Stretch) -> Value:
    return {**_talks(stretch.talks), "attempts": stretch.attempts}


def _cohort(cohort: Cohort) -> Value:
    return {
        "entered": cohort.entered,
        "rows": [
            {
                "milestone": row.milestone.value,
                "stage": row.stage.id if row.stage else None,
                "of": row.above,
                "reached": row.reached,
                "percent": row.share if row.has_share else None,
                "filed": row.filed,
                "open": row.open,
            }
            for row in cohort.rows
        ],
        "filed_before": cohort.filed_before,
        "filed_after": cohort.filed_after,
        "earnings": [
            {"currency": one.currency or None, "amount": number(one.amount), "people": one.people}
            for one in cohort.earnings.sums
        ],
        "unreadable_values": cohort.earnings.unreadable,
        "without_value": cohort.earnings.unvalued,
        "untalked": cohort.untalked,
    }


def _groups(groups: Iterable[Group]) -> list[Value]:
    return [
        {"key": one.key or None, "label": one.label or None, **_cohort(one.cohort)}
        for one in groups
    ]


def _lengths(lengths: Lengths) -> list[Value]:
    return [
        {
            "stage": one.stage.id,
            "stays": one.stays,
            "median": one.median if one.stays else None,
            "p90": one.p90 if one.stays else None,
        }
        for one in lengths
    ]


def _kept(kept: Kept) -> Value:
    return {
        "due": kept.due,
        "kept": kept.kept,
        "percent": kept.share if kept.due else None,
        "undated": kept.undated,
        "undated_kept": kept.undated_kept,
    }


def _waiting(report: Report, today: date) -> Value:
    standing, longest = report.figures.standing, report.longest
    return {
        "count": standing.waiting,
        "untalked": standing.waiting_untalked,
        "longest": {
            "name": longest.contact.name,
            "path": longest.contact.path,
            "last_talk": longest.talked.isoformat(),
            "days": (today - longest.talked).days,
        }
        if longest
        else None,
    }


def _load(load: Load) -> Value:
    return {
        "weeks": [
            {
                "week": week_of(week.monday),
                "monday": week.monday.isoformat(),
                "due": week.due,
                "workdays": week.workdays,
                "per_workday": number(week.per_workday),
                "days": [
                    {"date": day.day.isoformat(), "due": day.due, "workday": day.is_workday}
                    for day in week.days
                ],
            }
            for week in load.weeks
        ],
        "overdue": load.overdue,
        "undated": load.undated,
        "per_day": load.per_day,
    }
