"""Claims about month arithmetic, working days and rhythms (T10, C1-C4)."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontaktjournal.domain.rhythm import Cadence, Calendar, Unit, When, add_months

FRIDAY = date(2026, 11, 20)
SATURDAY = date(2026, 11, 21)
SUNDAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)
NEW_YEAR = date(2027, 1, 1)

PLAIN = Calendar()


def with_holidays(*days: date) -> Calendar:
    return Calendar(
        holidays=lambda year: frozenset(day for day in days if day.year == year), name="own"
    )


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 23), 1, date(2026, 12, 23)),
        (date(2026, 12, 23), 1, date(2027, 1, 23)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2096, 2, 29), 48, date(2100, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(9999, 11, 30), 1, date(9999, 12, 30)),
        (date(1, 2, 28), -1, date(1, 1, 28)),
    ],
)
def test_months_are_added_within_the_month(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("day", "months"),
    [(date(9999, 12, 1), 1), (date(2026, 1, 1), 12 * 9999), (date(1, 1, 31), -1)],
)
def test_months_beyond_the_calendar_overflow(day: date, months: int) -> None:
    with pytest.raises(OverflowError):
        add_months(day, months)


@given(st.dates(date(1000, 1, 1), date(3000, 1, 1)), st.integers(-5000, 5000))
@settings(max_examples=200)
def test_adding_months_keeps_the_day_or_takes_the_months_last(day: date, months: int) -> None:
    result = add_months(day, months)

    last = monthrange(result.year, result.month)[1]
    assert (result.year - day.year) * 12 + result.month - day.month == months
    assert result.day == min(day.day, last)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (FRIDAY, FRIDAY),
        (SATURDAY, MONDAY),
        (SUNDAY, MONDAY),
        (MONDAY, MONDAY),
    ],
)
def test_a_weekend_rolls_forward_to_monday(day: date, expected: date) -> None:
    assert PLAIN.roll(day) == expected


def test_other_working_days_than_monday_to_friday_count() -> None:
    tuesday_and_saturday = Calendar(workdays=frozenset({1, 5}))

    assert tuesday_and_saturday.roll(SATURDAY) == SATURDAY
    assert tuesday_and_saturday.roll(SUNDAY) == TUESDAY
    assert tuesday_and_saturday.add_workdays(MONDAY, 2) == date(2026, 11, 28)


def test_closed_days_are_rolled_over_with_both_their_ends() -> None:
    calendar = Calendar(closed=((date(2026, 12, 24), date(2027, 1, 3)),))

    assert calendar.roll(date(2026, 12, 23)) == date(2026, 12, 23)
    assert calendar.roll(date(2026, 12, 24)) == date(2027, 1, 4)
    assert calendar.roll(date(2027, 1, 3)) == date(2027, 1, 4)
    assert not calendar.is_workday(date(2026, 12, 24))
    assert not calendar.is_workday(date(2026, 12, 30))
    assert calendar.is_workday(date(2027, 1, 4))


def test_one_closed_range_may_follow_on_another() -> None:
    calendar = Calendar(closed=((MONDAY, MONDAY), (TUESDAY, date(2026, 11, 25))))

    assert calendar.roll(SATURDAY) == date(2026, 11, 26)


def test_holidays_are_rolled_over_in_the_year_they_belong_to() -> None:
    calendar = with_holidays(date(2026, 12, 31), NEW_YEAR)

    assert calendar.roll(date(2026, 12, 31)) == date(2027, 1, 4)
    assert calendar.roll(date(2025, 12, 31)) == date(2025, 12, 31)


def test_holidays_are_asked_only_for_the_years_that_matter() -> None:
    asked: list[int] = []

    def holidays(year: int) -> frozenset[date]:
        asked.append(year)
        return frozenset()

    calendar = Calendar(holidays=holidays, name="own")
    calendar.roll(SATURDAY)

    assert set(asked) == {2026}


def test_no_day_is_a_holiday_unless_configured() -> None:
    assert PLAIN.is_workday(NEW_YEAR)


@pytest.mark.parametrize(
    "calendar",
    [
        Calendar(workdays=frozenset()),
        Calendar(closed=((date.min, date.max),)),
    ],
)
def test_a_calendar_without_working_days_leaves_a_day_where_it_is(calendar: Calendar) -> None:
    assert calendar.roll(SATURDAY) == SATURDAY
    assert calendar.after(SATURDAY, Cadence(1, Unit.WEEK)) == date(2026, 11, 28)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (MONDAY, 0, MONDAY),
        (MONDAY, 1, TUESDAY),
        (MONDAY, 2, date(2026, 11, 25)),
        (date(2026, 11, 19), 2, MONDAY),
        (FRIDAY, 1, MONDAY),
        (FRIDAY, 2, TUESDAY),
        (SATURDAY, 1, MONDAY),
        (SUNDAY, 2, TUESDAY),
        (MONDAY, 10, date(2026, 12, 7)),
    ],
)
def test_a_retry_counts_working_days(day: date, count: int, expected: date) -> None:
    assert PLAIN.add_workdays(day, count) == expected
    assert PLAIN.after(day, Cadence(count, Unit.WORKDAY)) == expected


def test_a_retry_does_not_count_holidays_and_closed_days() -> None:
    calendar = Calendar(
        closed=((date(2026, 11, 25), date(2026, 11, 26)),),
        holidays=lambda _year: frozenset({TUESDAY}),
        name="own",
    )

    assert calendar.add_workdays(MONDAY, 2) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("day", "cadence", "expected"),
    [
        (MONDAY, Cadence(1), TUESDAY),
        (FRIDAY, Cadence(1), MONDAY),
        (MONDAY, Cadence(90), date(2027, 2, 22)),
        (date(2026, 10, 12), Cadence(6, Unit.WEEK), MONDAY),
        (date(2026, 11, 2), Cadence(6, Unit.WEEK), date(2026, 12, 14)),
        (date(2026, 1, 31), Cadence(1, Unit.MONTH), date(2026, 3, 2)),
        (date(2026, 1, 30), Cadence(3, Unit.MONTH), date(2026, 4, 30)),
        (date(2028, 2, 29), Cadence(1, Unit.YEAR), date(2029, 2, 28)),
        (MONDAY, Cadence(1, Unit.YEAR), date(2027, 11, 23)),
    ],
)
def test_a_rhythm_falls_on_a_working_day(day: date, cadence: Cadence, expected: date) -> None:
    assert PLAIN.after(day, cadence) == expected


def test_six_weeks_to_a_configured_new_year_end_on_the_next_monday() -> None:
    # Row 4 of the table of due dates (5.5).
    six_weeks = Cadence(6, Unit.WEEK)

    assert with_holidays(NEW_YEAR).after(FRIDAY, six_weeks) == date(2027, 1, 4)
    assert PLAIN.after(FRIDAY, six_weeks) == NEW_YEAR


@pytest.mark.parametrize("unit", list(Unit))
def test_a_rhythm_beyond_the_year_9999_stays_at_its_last_day(unit: Unit) -> None:
    assert PLAIN.after(date.max, Cadence(9999, unit)) == date.max
    assert PLAIN.after(date(9999, 12, 30), Cadence(9999, unit)) == date.max


def test_rolling_stops_at_the_last_day_of_the_calendar() -> None:
    calendar = Calendar(closed=((date(9999, 12, 30), date.max),))

    assert calendar.roll(date(9999, 12, 30)) == date(9999, 12, 30)
    assert calendar.roll(date.max) == date.max


@given(
    st.dates(),
    st.builds(Cadence, st.integers(0, 9999), st.sampled_from(list(Unit))),
)
@settings(max_examples=200, deadline=None)
def test_a_rhythm_never_goes_back_and_never_fails(day: date, cadence: Cadence) -> None:
    after = PLAIN.after(day, cadence)

    assert after >= day
    assert after == date.max or cadence.unit is Unit.WORKDAY or PLAIN.is_workday(after)


@given(st.dates(date(1000, 1, 1), date(3000, 1, 1)))
@settings(max_examples=200)
def test_rolling_is_the_first_working_day_and_stays_there(day: date) -> None:
    rolled = PLAIN.roll(day)

    assert PLAIN.roll(rolled) == rolled
    assert PLAIN.is_workday(rolled)
    assert not any(
        PLAIN.is_workday(day + timedelta(days=step)) for step in range((rolled - day).days)
    )


def test_a_count_of_nothing_means_deliberately_no_rhythm() -> None:
    assert Cadence(0).is_none
    assert not Cadence(1).is_none
    assert Cadence(6, Unit.WEEK) == (6, "w")


def test_calendars_are_equal_by_what_the_user_configured() -> None:
    first = Calendar(holidays=lambda _year: frozenset(), name="DE-NW")
    second = Calendar(holidays=lambda _year: frozenset(), name="DE-NW")

    assert first == second
    assert hash(first) == hash(second)
    assert first != Calendar(name="AT")
    assert first != Calendar(workdays=frozenset({0}), name="DE-NW")
    assert first != Calendar(closed=((MONDAY, MONDAY),), name="DE-NW")
    assert first != Calendar(name="DE-NW", week_start=6)
    assert first != "DE-NW"


def test_a_whole_month_is_not_the_same_as_its_first_day() -> None:
    assert When(date(2026, 12, 1)) != When(date(2026, 12, 1), whole_month=True)
