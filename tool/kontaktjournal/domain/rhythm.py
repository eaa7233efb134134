"""Dates, rhythms and working days (T9, T10, C1-C4)."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, time, timedelta
from enum import StrEnum
from typing import NamedTuple

#: A calendar without a single working day in this many days is a mistake, not a holiday.
_SEARCH_DAYS = 3660


class When(NamedTuple):
    """A day, and a time of day where one was agreed.

    ``whole_month`` says that only the month was given; the day is then its first (T2).
    """

    day: date
    at: time | None = None
    whole_month: bool = False

    @property
    def written(self) -> str:
        """Return it as the journal writes it: 2026-11-23, 2026-11-23 14:30, 2026-12 (T1, T2)."""
        day = self.day.isoformat()
        if self.whole_month:
            return day[: len("2026-12")]
        return f"{day} {self.at:%H:%M}" if self.at else day


class Unit(StrEnum):
    """What a rhythm counts in. ``m`` is months, never minutes."""

    DAY = "d"
    WEEK = "w"
    MONTH = "m"
    YEAR = "y"
    WORKDAY = "workday"


class Cadence(NamedTuple):
    """A rhythm: every ``count`` units. A count of 0 says "none", deliberately."""

    count: int  # type: ignore[assignment]  # hides tuple.count, which nobody asks of a rhythm
    unit: Unit = Unit.DAY

    @property
    def is_none(self) -> bool:
        """Tell whether this rhythm says there shall be none."""
        return self.count == 0


def add_months(day: date, months: int) -> date:
    """Return the same day of the month, or that month's last day (T10).

    Raises:
        OverflowError: beyond the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        message = "year out of range"
        raise OverflowError(message)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _no_holidays(_year: int) -> frozenset[date]:
    return frozenset()


class Calendar:
    """Which days are working days.

    Args:
        workdays: weekdays that are worked, Monday = 0.
        closed: ranges that are not, both ends included.
        holidays: the public holidays of a year; asked only for years that matter,
            because the tables behind it are slow to load.
        name: what the user called the holidays ("DE-NW"); two calendars of the same
            name, days and ranges are equal.
        week_start: first day of a displayed week, Monday = 0; weeks are counted by ISO.
    """

    __slots__ = ("closed", "holidays", "name", "week_start", "workdays")

    def __init__(
        self,
        workdays: frozenset[int] = frozenset(range(5)),
        closed: tuple[tuple[date, date], ...] = (),
        holidays: Callable[[int], frozenset[date]] = _no_holidays,
        name: str = "",
        week_start: int = 0,
    ) -> None:
        self.workdays = workdays
        self.closed = closed
        self.holidays = holidays
        self.name = name
        self.week_start = week_start

    def _key(self) -> tuple[object, ...]:
        return sorted(self.workdays), self.closed, self.name, self.week_start

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Calendar) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash((self.closed, self.name, self.week_start))

    def is_workday(self, day: date) -> bool:
        """Tell whether the day is worked."""
        return (
            day.weekday() in self.workdays
            and not any(first <= day <= last for first, last in self.closed)
            and day not in self.holidays(day.year)
        )

    def roll(self, day: date) -> date:
        """Return the day, or the next working day after it (C2).

        A calendar that knows no working day leaves the day where it is.
        """
        # Not searched for ten years, once for each contact.
        if not self.workdays:
            return day
        rolled = day
        for _ in range(_SEARCH_DAYS):
            if self.is_workday(rolled):
                return rolled
            if rolled == date.max:
                break
            rolled += timedelta(days=1)
        return day

    def add_workdays(self, day: date, count: int) -> date:
        """Return the working day ``count`` working days after the day (C4).

        Raises:
            OverflowError: beyond the year 9999.
        """
        for _ in range(count):
            day = self.roll(day + timedelta(days=1))
        return day

    def after(self, day: date, cadence: Cadence) -> date:
        """Return the working day on which a rhythm counted from the day falls (C2).

        A date beyond the year 9999 stays at its last day.
        """
        count, unit = cadence
        try:
            match unit:
                case Unit.WORKDAY:
                    return self.add_workdays(day, count)
                case Unit.DAY:
                    target = day + timedelta(days=count)
                case Unit.WEEK:
                    target = day + timedelta(weeks=count)
                case Unit.MONTH:
                    target = add_months(day, count)
                case Unit.YEAR:
                    target = add_months(day, 12 * count)
        except OverflowError:
            return date.max
        return self.roll(target)
