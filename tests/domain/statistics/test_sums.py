"""Whatever the journal says, its figures add up."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.statistics.breakdown import By
from kontaktjournal.domain.statistics.figures import Figures, figures
from kontaktjournal.domain.statistics.period import Period
from kontaktjournal.domain.track import Track
from walked import JOURNALS, TODAY, moved

SETTINGS = Settings()
_DAYS = st.none() | st.dates(date(2026, 5, 25), date(2026, 12, 6))
PERIODS = st.builds(Period, _DAYS, _DAYS)
WEEK = timedelta(days=7)


def counted(tracks: Sequence[Track], period: Period, by: By | None = None) -> Figures:
    return figures(tracks, TODAY, SETTINGS, period, by)


@given(JOURNALS, PERIODS)
def test_each_row_is_part_of_the_one_above(tracks: list[Track], period: Period) -> None:
    rows = counted(tracks, period).cohort.rows

    for above, row in pairwise(rows):
        assert 0 <= row.reached <= above.reached
        assert row.above == above.reached
        assert row.reached + row.filed + row.open == row.above
        assert (row.share == 100) == (0 < row.reached == row.above)
        assert (row.share == 0) == (row.reached == 0)


@given(JOURNALS, PERIODS)
def test_the_exits_are_all_who_are_filed(tracks: list[Track], period: Period) -> None:
    found = counted(tracks, period, By.STAGE)

    (filed,) = [group.cohort.entered for group in found.groups if group.key == "ablage"] or [0]
    assert found.cohort.filed_before + found.cohort.filed_after == filed


@given(JOURNALS, PERIODS, st.sampled_from(By))
def test_groups_add_up_to_the_whole(tracks: list[Track], period: Period, by: By) -> None:
    found = counted(tracks, period, by)

    rows = [[row[2:] for row in group.cohort.rows] for group in found.groups]
    for at, whole in enumerate(found.cohort.rows):
        parts = [row[at] for row in rows]
        assert [sum(column) for column in zip((0, 0, 0, 0), *parts, strict=True)] == [*whole[2:]]
    sums = [sum(one.amount for one in group.cohort.earnings.sums) for group in found.groups]
    assert sum(sums) == sum(one.amount for one in found.cohort.earnings.sums)
    assert len({group.key for group in found.groups}) == len(found.groups)


@given(JOURNALS, PERIODS)
def test_weeks_months_and_outcomes_add_up_to_all_talks(
    tracks: list[Track], period: Period
) -> None:
    found = counted(tracks, period).conversations

    for parts in (
        [week.talks for week in found.weeks],
        [month.talks for month in found.months],
        [*found.outcomes.values()],
    ):
        sums = tuple(sum(column) for column in zip((0, 0, 0), *parts, strict=True))
        assert sums == found.talks
    assert sum(week.attempts for week in found.weeks) == found.attempts
    assert sum(month.attempts for month in found.months) == found.attempts


@given(JOURNALS, PERIODS)
def test_a_week_later_all_is_counted_the_same(tracks: list[Track], period: Period) -> None:
    later = Period(
        period.since + WEEK if period.since else None,
        period.until + WEEK if period.until else None,
    )

    before = counted(tracks, period, By.SOURCE)
    after = figures(
        [moved(one, WEEK.days) for one in tracks], TODAY + WEEK, SETTINGS, later, By.SOURCE
    )

    assert after.cohort == before.cohort
    assert after.groups == before.groups
    assert after.lengths == before.lengths
    assert after.promises == before.promises
    assert after.conversations.per_week == before.conversations.per_week
    assert after.conversations.outcomes == before.conversations.outcomes
    assert [week[1:] for week in after.conversations.weeks] == [
        week[1:] for week in before.conversations.weeks
    ]


@given(JOURNALS, st.sampled_from(By), st.randoms(use_true_random=False))
def test_nobody_comes_first(tracks: list[Track], by: By, chance: Random) -> None:
    shuffled = chance.sample(tracks, len(tracks))

    assert counted(shuffled, Period(), by) == counted(tracks, Period(), by)


@given(JOURNALS, st.dates(date(2026, 6, 1), TODAY))
def test_two_periods_make_one(tracks: list[Track], end: date) -> None:
    first = counted(tracks, Period(until=end))
    second = counted(tracks, Period(since=end + timedelta(days=1)))
    both = counted(tracks, Period())

    assert first.cohort.entered + second.cohort.entered == both.cohort.entered
    held = [one.conversations.talks.held for one in (first, second, both)]
    assert held[0] + held[1] == held[2]
    due = [one.promises.mine.due for one in (first, second, both)]
    assert due[0] + due[1] == due[2]
