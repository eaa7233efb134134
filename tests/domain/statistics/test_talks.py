"""Which talks and attempts a period has, where it is not plain."""

from datetime import date
from decimal import Decimal

import pytest

from kontaktjournal.domain.statistics.period import Period, Span
from kontaktjournal.domain.statistics.talks import Conversations, Outcome, Talks, conversations
from kontaktjournal.domain.track import Held, Track
from walked import TODAY, day, walked


def counted(
    *tracks: Track, since: str = "", until: str = "", today: date = TODAY
) -> Conversations:
    period = Period(*(date.fromisoformat(one) if one else None for one in (since, until)))
    return conversations(tracks, period, today)


def test_an_empty_journal_has_no_days() -> None:
    found = counted()

    assert (found.span, found.weeks, found.months) == (None, (), ())
    assert (found.talks, found.people, found.attempts) == (Talks(), 0, 0)
    assert found.outcomes == dict.fromkeys(Outcome, Talks())
    assert (found.per_week, found.attempts_per_talk) == (None, None)


def test_days_asked_about_are_there_even_if_nothing_happened() -> None:
    found = counted(since="2026-11-10")

    assert found.span == Span(date(2026, 11, 10), TODAY)
    assert [week.talks.held for week in found.weeks] == [0, 0, 0]
    assert found.per_week == Decimal(0)


def test_the_first_attempt_begins_the_period_too() -> None:
    track = walked(talks=["2026-09-21"])._replace(attempts=(day("2026-09-14"),))

    assert counted(track).span == Span(date(2026, 9, 14), TODAY)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2026-11-02", "2026-11-01"),
        ("2026-11-24", ""),
        ("", "2026-09-06"),
    ],
    ids=["it ends before it begins", "it is still to come", "it ends before the first talk"],
)
def test_some_periods_have_no_days(since: str, until: str) -> None:
    found = counted(walked(talks=["2026-09-07"]), since=since, until=until)

    assert (found.span, found.talks.held, found.weeks) == (None, 0, ())


def test_a_period_ends_today_at_the_latest() -> None:
    found = counted(walked(talks=["2026-11-16"]), since="2026-11-10", until="2027-05-01")

    # 14 days: 1 * 7 / 14.
    assert found.span == Span(date(2026, 11, 10), TODAY)
    assert found.per_week == Decimal("0.5")


@pytest.mark.parametrize(("since", "per_week"), [("2026-11-18", None), ("2026-11-17", Decimal(1))])
def test_less_than_a_week_has_no_mean(since: str, per_week: Decimal | None) -> None:
    assert counted(walked(talks=["2026-11-20"]), since=since).per_week == per_week


def test_half_a_tenth_is_rounded_up() -> None:
    # 140 days are 20 weeks: 1 / 20 = 0.05.
    found = counted(walked(talks=["2026-11-20"]), since="2026-07-07")

    assert found.span
    assert found.span.days == 140
    assert found.per_week == Decimal("0.1")


def test_weeks_go_from_monday_to_sunday() -> None:
    found = counted(walked(talks=["2026-11-15", "2026-11-16", "2026-11-22"]))

    assert [(week.first, week.talks.held) for week in found.weeks] == [
        (date(2026, 11, 9), 1),
        (date(2026, 11, 16), 2),
        (date(2026, 11, 23), 0),
    ]


def test_the_leap_day_is_in_february() -> None:
    track = walked(talks=["2028-02-29", "2028-03-01"])

    found = counted(track, since="2028-01-31", today=date(2028, 3, 1))

    assert [(month.first, month.talks.held) for month in found.months] == [
        (date(2028, 1, 1), 0),
        (date(2028, 2, 1), 1),
        (date(2028, 3, 1), 1),
    ]


def test_two_talks_of_a_day_with_one_person_are_two_talks() -> None:
    found = counted(walked(talks=["2026-11-20", "2026-11-20"]))

    assert (found.talks.held, found.people) == (2, 1)


def test_only_minutes_on_file_are_added_up() -> None:
    track = walked()._replace(talks=(Held(day("2026-11-19"), 25), Held(day("2026-11-20"))))

    assert counted(track).talks == Talks(held=2, minutes=25, unmeasured=1)


def test_the_first_days_of_the_calendar_can_be_asked_about() -> None:
    found = counted(since="0001-01-01", until="0001-01-15")

    assert [week.first for week in found.weeks] == [
        date(1, 1, 1),
        date(1, 1, 8),
        date(1, 1, 15),
    ]


def test_a_single_day_is_a_period() -> None:
    found = counted(walked(talks=["2026-11-23"]), since="2026-11-23", until="2026-11-23")

    assert found.span == Span(TODAY, TODAY)
    assert found.span.days == 1
    assert found.talks.held == 1
