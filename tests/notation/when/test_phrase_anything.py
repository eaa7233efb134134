"""Whatever is typed on whatever day: what must always hold of phrases."""

import subprocess
import sys
from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from kontaktjournal.domain.rhythm import Calendar
from kontaktjournal.notation.when.phrase import Refusal, read_past, read_phrase, why_refused

PIECES = [
    "heute", "morgen", "übermorgen", "gestern", "vorgestern", "mo", "di", "fr", "so", "Montag",
    "Freitagabend", "friday", "am", "an", "on", "next", "nächsten", "kommenden", "letzten",
    "diese", "last", "this", "in", "vor", "ago", "um", "at", "uhr", "pm", "+", "-", "3", "14",
    "31", "3d", "6w", "2m", "1y", "0d", "drei", "einem", "halben", "Jahr", "Woche", "Wochen",
    "Tagen", "Monat", "Monaten", "weeks", "Arbeitstagen", "KW", "50", "53", "60", "kw50", "2027",
    "/27", "Ende", "Mitte", "Anfang", "des", "monatsende", "Januar", "Februar", "März", "Mai",
    "Dez", "Dec", "November", "24.12.", "29.2.", "31.", "32.1.", "24.12.2026", "2026-12-24",
    "2026-12", "14:30", "9:30", "10", "25:00", ".", ",", "!", "nie", "never", "früh", "Abend",
    "alle", "bis",
]  # fmt: skip
SOME_DAY = st.dates(date(1, 1, 1), date.max)
NEAR_DAY = st.dates(date(1990, 1, 1), date(2110, 12, 31))
TYPED = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map(" ".join),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("".join),
    st.text(max_size=30),
    st.text(alphabet="0123456789.:-/+ dwmyuhrkt", max_size=16),
)
CALENDARS = st.builds(
    lambda workdays, feasts: Calendar(
        frozenset(workdays),
        holidays=lambda year: frozenset(date(year, month, 1) for month in feasts),
    ),
    st.sets(st.integers(0, 6), min_size=1),
    st.sets(st.integers(1, 12)),
)
COUNTED = st.builds(
    "{}{}{}".format,
    st.sampled_from(["+", "in ", ""]),
    st.integers(0, 400),
    st.sampled_from(["d", "w", "m", " Tagen", " Wochen", " Monaten", " weeks", " Arbeitstagen"]),
)
EXPLICIT = st.sampled_from([
    "heute", "morgen", "übermorgen", "fr", "nächsten Sonntag", "nächste Woche", "KW 50",
    "nächste Woche Samstag", "monatsende", "Ende Februar", "Mitte April", "Anfang Januar",
    "Jahresende", "24.12.", "29.2.", "1. Mai", "Dec 25", "am 31.", "14:30", "sa 10 uhr",
    "nächsten Monat", "nie",
])  # fmt: skip
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")


@given(TYPED, SOME_DAY, CALENDARS)
@example("+3d", date.max, Calendar())
@example("mo", date.max, Calendar())
@example("nächsten Monat", date(9999, 12, 31), Calendar())
@example("vor 1 Jahr", date.min, Calendar())
@example("KW 1", date.max, Calendar())
@example("+3 arbeitstage", date(2026, 11, 23), Calendar(frozenset()))
def test_whatever_is_typed_is_read_or_refused(text: str, today: date, calendar: Calendar) -> None:
    phrase = read_phrase(text, today=today, calendar=calendar)

    assert phrase is None or (phrase.when is None) == phrase.never
    assert phrase is None or phrase.when is None or phrase.when.day >= today
    assert (phrase is None) == (why_refused(text, today=today) is not None)


@given(TYPED, SOME_DAY)
@example("-3d", date.min)
@example("letzten Montag", date.min)
@example("gestern", date.min)
def test_what_has_been_is_never_to_come(text: str, today: date) -> None:
    past = read_past(text, today=today)

    assert past is None or past.day <= today
    assert past is None or not past.whole_month
    assert (past is None) == (why_refused(text, today=today, past=True) is not None)


@given(COUNTED, NEAR_DAY, CALENDARS)
def test_what_is_counted_falls_on_a_working_day(
    text: str, today: date, calendar: Calendar
) -> None:
    phrase = read_phrase(text, today=today, calendar=calendar)

    assert phrase is not None
    assert phrase.when is not None
    assert calendar.is_workday(phrase.when.day)
    if phrase.rolled_from is not None:
        assert not calendar.is_workday(phrase.rolled_from)
        assert calendar.roll(phrase.rolled_from) == phrase.when.day


@given(EXPLICIT, NEAR_DAY, CALENDARS)
def test_what_is_explicit_does_not_ask_the_calendar(
    text: str, today: date, calendar: Calendar
) -> None:
    phrase = read_phrase(text, today=today, calendar=calendar)

    assert phrase is not None
    assert phrase.rolled_from is None
    assert phrase == read_phrase(text, today=today, calendar=Calendar(frozenset()))


@given(NEAR_DAY, st.integers(0, 6))
def test_a_weekday_is_within_a_week_and_never_today(today: date, number: int) -> None:
    ahead = read_phrase(WEEKDAYS[number], today=today, calendar=Calendar())
    back = read_past(WEEKDAYS[number], today=today)

    assert ahead is not None
    assert ahead.when is not None
    assert back is not None
    assert ahead.when.day - back.day == timedelta(days=7)
    assert back.day <= today < ahead.when.day
    assert ahead.when.day.weekday() == back.day.weekday() == number


@given(NEAR_DAY, st.integers(0, 3660))
def test_the_ways_to_write_a_date_mean_the_same_day(today: date, distance: int) -> None:
    day = today + timedelta(days=distance)
    english = MONTHS[day.month - 1]
    spellings = [
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.day}.{day.month}.{day.year}",
        f"{WEEKDAYS[day.weekday()]} {day:%d.%m.%Y}",
        f"{day.day} {english} {day.year}",
        f"{english} {day.day}, {day.year}",
    ]

    read = {read_phrase(text, today=today, calendar=Calendar()) for text in spellings}

    (phrase,) = read
    assert phrase is not None
    assert phrase.when is not None
    assert phrase.when.day == day


@given(NEAR_DAY, NEAR_DAY)
def test_a_date_without_a_year_is_the_nearest_one_each_way(today: date, other: date) -> None:
    text = f"{other.day}.{other.month}."

    ahead = read_phrase(text, today=today, calendar=Calendar())
    back = read_past(text, today=today)

    assert ahead is not None
    assert ahead.when is not None
    assert back is not None
    for day in (ahead.when.day, back.day):
        assert (day.month, day.day) == (other.month, other.day)
    between = range(back.day.year + 1, ahead.when.day.year)
    assert all(
        (other.month, other.day) == (2, 29) and year % 4 for year in between if year != 2100
    )


@given(TYPED, NEAR_DAY)
def test_past_and_future_are_told_apart(text: str, today: date) -> None:
    ahead = why_refused(text, today=today)
    back = why_refused(text, today=today, past=True)

    assert ahead is not Refusal.FUTURE
    assert back is not Refusal.PAST
    if ahead is Refusal.UNKNOWN:
        assert back is Refusal.UNKNOWN


def test_reading_a_phrase_loads_no_other_reader() -> None:
    program = (
        "import sys; from kontaktjournal.notation.when import phrase; "
        "slow = {'dataclasses', 'inspect', 'yaml', 'zoneinfo', 'kontaktjournal.notation.dates'}; "
        "print(sorted(slow & sys.modules.keys()))"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
