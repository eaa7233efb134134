"""Dates as people type them on the command line: "fr 10 uhr", "in 3 Wochen", "Ende Januar".

German and English, today given. What is not known is refused, never guessed; what is
explicit is never moved to a working day, what is counted is (clarifications 25 and 26).
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kontaktjournal.domain.rhythm import Calendar, When
from kontaktjournal.notation.when.bearing import Bearing, Named, Rule
from kontaktjournal.notation.when.forms import read_day
from kontaktjournal.notation.when.times import Timed, split_day_part, split_time
from kontaktjournal.notation.when.words import NEVER, folded


class Phrase(NamedTuple):
    """Say what a phrase means.

    Args:
        when: the day, and the time where one was given; None only together with `never`.
        never: there shall deliberately be no date (T5).
        rule: by which rule the words became a day, one of `Rule`.
        rolled_from: the day that was counted, where it was no working day (C2).
    """

    when: When | None
    never: bool = False
    rule: str = ""
    rolled_from: date | None = None


class Refusal(StrEnum):
    """Say why a phrase was not read."""

    UNKNOWN = "unknown"
    #: Of a date's form, but there is no such day or time: "32.1.", "KW 60", "25:00".
    IMPOSSIBLE = "impossible"
    #: A day that has been, where one to come was asked for; and the other way round.
    PAST = "past"
    FUTURE = "future"


_NEVER = Phrase(None, never=True, rule=Rule.NEVER)
#: The longest phrase that makes sense is half as long.
_LONGEST = 120
#: Only their parts are spoken of as "Freitag Nachmittag".
_PARTED = frozenset({Rule.DAY, Rule.WEEKDAY})
#: For a date in the past, for which no working days are counted.
_NO_CALENDAR = Calendar()
_DEADLINES = ("bis ", "by ")
#: More than a day: which day of it is settled, but not that a time was meant for that one.
_SPANS = frozenset(
    {Rule.WEEK, Rule.MONTH, Rule.MONTH_START, Rule.MONTH_MIDDLE, Rule.MONTH_END, Rule.YEAR_END}
)


def read_phrase(text: str, *, today: date, calendar: Calendar) -> Phrase | None:
    """Read when something shall be, today or later; None if that cannot be told.

    Args:
        text: what was typed.
        today: the day to count from.
        calendar: which days are worked; asked only for what is counted.
    """
    phrase = _read(text, Bearing(today, calendar))
    return None if isinstance(phrase, Refusal) else phrase


def read_past(text: str, *, today: date) -> When | None:
    """Read when something was, today or earlier; None if that cannot be told.

    A weekday or a date without a year is the latest one that is not after today, and
    nothing is moved to a working day.
    """
    phrase = _read(text, Bearing(today, _NO_CALENDAR, back=True))
    return None if isinstance(phrase, Refusal) else phrase.when


def why_refused(text: str, *, today: date, past: bool = False) -> Refusal | None:
    """Tell why a phrase is not read, or None if it is.

    Args:
        text: what was typed.
        today: the day to count from.
        past: whether `read_past` was asked, and not `read_phrase`.
    """
    phrase = _read(text, Bearing(today, _NO_CALENDAR, back=past))
    return phrase if isinstance(phrase, Refusal) else None


def _read(text: str, bearing: Bearing) -> Phrase | Refusal:
    words = folded(text) if len(text) <= _LONGEST else ""
    if words in NEVER:
        return Refusal.UNKNOWN if bearing.back else _NEVER
    try:
        return _day_and_time(words, bearing) or Refusal.UNKNOWN
    except (ValueError, OverflowError):
        return Refusal.IMPOSSIBLE


def _day_and_time(words: str, bearing: Bearing) -> Phrase | Refusal | None:
    timed = split_time(words)
    if timed is None:
        return None
    named = _named(timed, bearing)
    if named is None or (timed.at and named.rule in _SPANS):
        return None
    # The head of an entry has room for a day only.
    if named.whole_month and bearing.back:
        return None
    if named.day != bearing.today and (named.day < bearing.today) != bearing.back:
        return Refusal.FUTURE if bearing.back else Refusal.PAST
    day = named.day
    if named.rule is Rule.COUNT and not bearing.back:
        day = bearing.calendar.roll(day)
    rolled_from = None if day == named.day else named.day
    when = When(day, timed.at, named.whole_month)
    return Phrase(when, rule=named.rule, rolled_from=rolled_from)


def _named(timed: Timed, bearing: Bearing) -> Named | None:
    """Return the day that the words before the time name; without words it is today."""
    words, at = timed
    if not words:
        return Named(bearing.today, Rule.TIME) if at else None
    for lead in _DEADLINES:
        words = words.removeprefix(lead)
    if named := read_day(words, bearing):
        return named
    parted = split_day_part(Timed(words, at))
    named = read_day(parted, bearing) if parted else None
    # "24.12. morgen" and "im Mai morgens" are something else.
    return named if named and named.rule in _PARTED else None
