"""Days as a query names them: a day, or a stretch of them (4.9, clarification 37).

Nothing is moved to a working day, and a part of a date is all of its days: 2026-12 is the
whole month.
"""

import re
from datetime import MAXYEAR, date, timedelta

from kontaktjournal.domain.query.tree import Days
from kontaktjournal.domain.rhythm import Calendar, add_months
from kontaktjournal.notation.when.bearing import Bearing, Named, Rule
from kontaktjournal.notation.when.forms import read_day
from kontaktjournal.notation.when.words import WHICH, folded

#: Longer words name no day.
_LONGEST = 60
_CALENDAR = Calendar()
_YEAR = re.compile(r"[0-9]{4}")
_QUARTER = re.compile(r"([0-9]{4})-?q([1-4])|q([1-4])[ /]([0-9]{4})")
_DAY_OF_YEAR = re.compile(r"(?:--)?([0-9]{2})-([0-9]{2})")
#: How many months a part of the year has.
_PARTS = {"monat": 1, "month": 1, "quartal": 3, "quarter": 3, "jahr": 12, "year": 12}
_MONTHS_A_YEAR = 12
_SPAN_OF_WEEK = 6


def read_days(text: str, today: date, *, back: bool) -> Days | None:
    """Read a day, a week, a month, a quarter or a year; None if it is none.

    Args:
        text: what was typed.
        today: the day to count from.
        back: whether a day without its year is one that has been.
    """
    words = folded(text) if len(text) <= _LONGEST else ""
    bearing = Bearing(today, _CALENDAR, back=back)
    try:
        return _part_of_year(words, today) or _week(words, today) or _named(words, bearing)
    except (ValueError, OverflowError):
        return None


def _part_of_year(words: str, today: date) -> Days | None:
    if _YEAR.fullmatch(words):
        return _months(date(int(words), 1, 1), _MONTHS_A_YEAR)
    if found := _QUARTER.fullmatch(words):
        year, number = int(found[1] or found[4]), int(found[2] or found[3])
        return _months(date(year, 3 * number - 2, 1), 3)
    which, _, part = words.partition(" ")
    if which not in WHICH or part not in _PARTS:
        return None
    size = _PARTS[part]
    first = date(today.year, (today.month - 1) // size * size + 1, 1)
    return _months(add_months(first, WHICH[which] * size), size)


def _months(first: date, count: int) -> Days:
    if (first.year, first.month + count - 1) == (MAXYEAR, _MONTHS_A_YEAR):
        return Days(first, date.max)
    return Days(first, add_months(first, count) - timedelta(days=1))


def _week(words: str, today: date) -> Days | None:
    which, _, part = words.partition(" ")
    if which not in WHICH or part not in {"woche", "week"}:
        return None
    monday = today + timedelta(days=7 * WHICH[which] - today.weekday())
    return Days(monday, monday + timedelta(days=_SPAN_OF_WEEK))


def _named(words: str, bearing: Bearing) -> Days | None:
    if found := _DAY_OF_YEAR.fullmatch(words):
        words = f"{found[2]}.{found[1]}."
    named = read_day(words, bearing)
    return _stretch(named) if named else None


def _stretch(named: Named) -> Days:
    if named.whole_month:
        return _months(named.day, 1)
    if named.rule is Rule.WEEK:
        return Days(named.day, named.day + timedelta(days=_SPAN_OF_WEEK))
    return Days(named.day, named.day)
