"""Claims about the talks of the last weeks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.gist import Gist
from kontaktjournal.domain.weeks import weeks

WEDNESDAY = date(2026, 11, 25)


def gist_of(*talks: date, day: date | None = None, bucket: str = "upcoming") -> Gist:
    """Return somebody talked to on these days, and due on that one."""
    return Gist(
        path="kontakte/anna.md",
        name="Anna",
        kind="active",
        stage="gespraech",
        bucket=bucket if day else "",
        day=day.toordinal() if day else 0,
        at=-1,
        waits=False,
        step="",
        talks=tuple(sorted(talk.toordinal() for talk in talks)),
        last=0,
        entered=0,
        stays=(),
        has_story=False,
    )


def test_talks_are_counted_by_week_from_monday_to_sunday() -> None:
    gists = [
        gist_of(date(2026, 11, 23), date(2026, 11, 22), date(2026, 11, 16)),
        gist_of(date(2026, 11, 25), date(2026, 11, 15), date(2026, 11, 9), date(2026, 11, 8)),
    ]

    found = weeks(gists, WEDNESDAY, 3)

    assert [(week.monday.isoformat(), week.held) for week in found.weeks] == [
        ("2026-11-09", 2),
        ("2026-11-16", 2),
        ("2026-11-23", 2),
    ]
    assert found.held == 6


@pytest.mark.parametrize(
    ("day", "bucket", "planned"),
    [
        (date(2026, 11, 24), "overdue", 0),
        (date(2026, 11, 25), "today", 1),
        (date(2026, 11, 29), "upcoming", 1),
        (date(2026, 11, 29), "broken", 1),
        (date(2026, 11, 30), "upcoming", 0),
    ],
)
def test_planned_is_who_is_due_in_the_rest_of_the_week(
    day: date, bucket: str, planned: int
) -> None:
    assert weeks([gist_of(day=day, bucket=bucket)], WEDNESDAY).planned == planned


def test_without_talks_there_are_weeks_all_the_same() -> None:
    found = weeks([], WEDNESDAY)

    assert len(found.weeks) == 12
    assert (found.held, found.planned, found.most) == (0, 0, 0)


def test_the_most_is_the_best_week_or_this_one_with_what_is_planned() -> None:
    busy = gist_of(date(2026, 11, 9), date(2026, 11, 10), date(2026, 11, 11))
    due = [gist_of(date(2026, 11, 23), day=date(2026, 11, 27)) for _ in range(2)]

    assert weeks([busy], WEDNESDAY).most == 3
    assert weeks([busy, *due], WEDNESDAY).most == 4


def test_weeks_run_over_the_turn_of_the_year() -> None:
    found = weeks([gist_of(date(2026, 12, 31), date(2027, 1, 1))], date(2027, 1, 5), 2)

    assert [(week.monday.isoformat(), week.held) for week in found.weeks] == [
        ("2026-12-28", 2),
        ("2027-01-04", 0),
    ]


@given(st.dates(), st.integers(1, 60))
def test_the_last_week_is_that_of_the_day(today: date, count: int) -> None:
    found = weeks([gist_of(today)], today, count)

    assert 1 <= len(found.weeks) <= count
    assert 0 <= (today - found.weeks[-1].monday).days < 7
    assert found.weeks[-1].held == 1
    assert all(
        (later.monday - week.monday).days == 7
        for week, later in zip(found.weeks, found.weeks[1:], strict=False)
    )
