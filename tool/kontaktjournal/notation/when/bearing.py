"""From where and which way a day is looked for, and what is found."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from kontaktjournal.domain.rhythm import Calendar

#: 29 February can be eight years away, and a week 53 seven.
_SEARCHED = 10


class Rule(StrEnum):
    """By which rule words became a day."""

    DAY = "day"
    WEEKDAY = "weekday"
    DATE = "date"
    COUNT = "count"
    WEEK = "week"
    MONTH = "month"
    MONTH_START = "month_start"
    MONTH_MIDDLE = "month_middle"
    MONTH_END = "month_end"
    YEAR_END = "year_end"
    TIME = "time"
    NEVER = "never"


class Named(NamedTuple):
    """Hold the day that words name.

    Args:
        day: the day.
        rule: what made it.
        whole_month: only the month was given; the day is its first (T2).
    """

    day: date
    rule: Rule
    whole_month: bool = False


class Bearing(NamedTuple):
    """Say from where and which way a day is looked for.

    Args:
        today: the day to look from.
        calendar: which days are worked.
        back: whether a day that has been is looked for.
    """

    today: date
    calendar: Calendar
    back: bool = False

    def nearest(self, day_of: Callable[[int], date], around: int) -> date:
        """Return the nearest day of a series, today included (clarification 26).

        Args:
            day_of: the series; ValueError where it leaves one out (29 February).
            around: the number of the day in it that is near today.

        Raises:
            ValueError: the series has no day.
        """
        step = -1 if self.back else 1
        for distance in range(-1, _SEARCHED):
            try:
                day = day_of(around + step * distance)
            except ValueError:
                continue
            if day == self.today or (day < self.today) == self.back:
                return day
        message = "no such day in any year"
        raise ValueError(message)
