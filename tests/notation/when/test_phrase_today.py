"""From which day a phrase counts, and which days are moved to a working day."""

from datetime import date, datetime, time

import pytest

from kontaktjournal.domain.rhythm import Calendar, When
from kontaktjournal.notation.when.phrase import Phrase, read_phrase

MONDAY = date(2026, 11, 23)

PLAIN = Calendar()
FEASTS = Calendar(
    closed=((date(2026, 12, 27), date(2026, 12, 31)),),
    holidays=lambda year: frozenset({date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}),
)


def when(text: str) -> When:
    """Return "2026-11-27" or "2026-11-27 10:00" as a value."""
    if len(text) == len("2026-11-27"):
        return When(date.fromisoformat(text))
    moment = datetime.fromisoformat(text)
    return When(moment.date(), moment.time())


def read(text: str, today: date = MONDAY, calendar: Calendar = PLAIN) -> Phrase:
    phrase = read_phrase(text, today=today, calendar=calendar)
    assert phrase is not None, text
    return phrase


@pytest.mark.parametrize(
    ("today", "text", "expected"),
    [
        # a weekday said on that day is in a week (clarification 26)
        ("2026-11-27", "fr", "2026-12-04"),
        ("2026-11-27", "nächsten Freitag", "2026-12-04"),
        ("2026-11-27", "this friday", "2026-12-04"),
        ("2026-11-29", "mo", "2026-11-30"),
        ("2026-11-29", "nächste Woche", "2026-11-30"),
        ("2026-11-29", "so", "2026-12-06"),
        # the week of a Monday that is past is next year's
        ("2026-11-24", "KW 48", "2027-11-29"),
        ("2027-01-01", "KW 1", "2027-01-04"),
        ("2026-12-28", "KW 53", "2026-12-28"),
        # the last day of a month is its end
        ("2026-11-30", "monatsende", "2026-11-30"),
        ("2026-12-01", "monatsende", "2026-12-31"),
        ("2026-12-31", "Ende Dezember", "2026-12-31"),
        ("2027-01-31", "Ende nächsten Monats", "2027-02-28"),
        ("2026-12-31", "Anfang Januar", "2027-01-01"),
        ("2026-12-31", "jahresende", "2026-12-31"),
        # leap years
        ("2028-02-29", "29.2.", "2028-02-29"),
        ("2028-03-01", "29.2.", "2032-02-29"),
        ("2096-03-01", "29.2.", "2104-02-29"),
        ("2027-03-01", "29. Februar", "2028-02-29"),
        ("2028-02-01", "monatsende", "2028-02-29"),
        # months are clamped (T10), then rolled
        ("2026-01-31", "+1m", "2026-03-02"),  # Sat 28 February
        ("2028-01-31", "+1m", "2028-02-29"),
        ("2026-11-30", "+3m", "2027-03-01"),  # Sun 28 February
        ("2028-02-29", "+1y", "2029-02-28"),
        # the end of the year
        ("2026-12-31", "morgen", "2027-01-01"),
        ("2026-12-31", "1.1.", "2027-01-01"),
        ("2026-12-31", "31.12.", "2026-12-31"),
        ("2026-12-31", "am 31.", "2026-12-31"),
        ("2027-02-01", "am 31.", "2027-03-31"),
    ],
)
def test_the_day_counts_from_today(today: str, text: str, expected: str) -> None:
    assert read(text, date.fromisoformat(today)).when == when(expected)


@pytest.mark.parametrize(
    ("text", "counted", "rolled"),
    [
        ("+5d", "2026-11-28", "2026-11-30"),
        ("in 6 Tagen", "2026-11-29", "2026-11-30"),
        ("+2m", "2027-01-23", "2027-01-25"),
        ("in 32 Tagen", "2026-12-25", "2027-01-04"),  # feasts, then closed, then New Year
        ("+39d", "2027-01-01", "2027-01-04"),
    ],
)
def test_a_count_is_rolled_to_a_working_day_and_says_so(
    text: str, counted: str, rolled: str
) -> None:
    phrase = read(text, calendar=FEASTS)

    assert phrase.when == when(rolled)
    assert phrase.rolled_from == date.fromisoformat(counted)


def test_a_count_that_is_rolled_keeps_its_time() -> None:
    phrase = read("in 5 Tagen um 10")

    assert phrase.when == When(date(2026, 11, 30), time(10))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sa", "2026-11-28"),
        ("25.12.", "2026-12-25"),
        ("2027-01-01", "2027-01-01"),
        ("KW 53", "2026-12-28"),
        ("Jahresende", "2026-12-31"),
        ("Ende Januar", "2027-01-31"),
        ("25. Dezember 10 Uhr", "2026-12-25 10:00"),
    ],
)
def test_what_is_explicit_is_never_moved(text: str, expected: str) -> None:
    phrase = read(text, calendar=FEASTS)

    assert phrase.when == when(expected)
    assert phrase.rolled_from is None


def test_working_days_are_counted_over_weekend_and_feasts() -> None:
    phrase = read("in 2 Werktagen", today=date(2026, 12, 23), calendar=FEASTS)

    assert phrase.when == when("2027-01-04")
    assert phrase.rolled_from is None


def test_a_week_that_does_not_come_within_a_year_is_refused() -> None:
    # Week 53 of 2026 begins on 28 December and is not over; the next one is in 2032.
    for today in (date(2026, 12, 31), date(2027, 1, 1)):
        assert read_phrase("KW 53", today=today, calendar=PLAIN) is None
