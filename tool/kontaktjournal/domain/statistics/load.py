"""What the agenda holds for the next weeks, against what a day has room for."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kontaktjournal.domain.agenda import day_group
from kontaktjournal.domain.due import Bucket, Due
from kontaktjournal.domain.rhythm import Calendar
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.statistics.period import DAYS_IN_A_WEEK, mean

WEEKS = 4
#: The agenda of so many days after today has everybody who is counted.
AHEAD = WEEKS * DAYS_IN_A_WEEK - 1


class LoadDay(NamedTuple):
    """A day, how many are due on it, and whether it is worked."""

    day: date
    due: int
    is_workday: bool


class LoadWeek(NamedTuple):
    """A calendar week, as far as it is still to come.

    Args:
        monday: its first day, even where that is over.
        days: from today, or from Monday, to Sunday.
    """

    monday: date
    days: tuple[LoadDay, ...]

    @property
    def due(self) -> int:
        """Return how many are due in it."""
        return sum(day.due for day in self.days)

    @property
    def workdays(self) -> int:
        """Return how many of its days are worked."""
        return sum(day.is_workday for day in self.days)

    @property
    def per_workday(self) -> Decimal | None:
        """Return how many are due on a working day, to a tenth; None where none is left."""
        return mean(self.due, self.workdays)


class Load(NamedTuple):
    """The next four weeks; everybody counts once.

    Args:
        weeks: this one first.
        overdue: how many of today's are overdue.
        undated: how many in play have no next step, and so no day.
        per_day: how many a day has room for.
    """

    weeks: tuple[LoadWeek, ...]
    overdue: int
    undated: int
    per_day: int


def load(dues: Iterable[Due], today: date, settings: Settings) -> Load:
    """Spread the rows of an agenda over the next weeks; what is overdue counts today.

    Args:
        dues: all rows of the agenda of `AHEAD` days.
        today: the day.
        settings: working days, and how many people a day has room for.
    """
    now = today.toordinal()
    coming: Counter[int] = Counter()
    overdue = undated = 0
    for due in dues:
        if due.day is None:
            undated += due.bucket is Bucket.UNDATED
        else:
            overdue += day_group(due, today) is Bucket.OVERDUE
            coming[max(due.day.toordinal(), now)] += 1
    monday = now - today.weekday()
    mondays = range(monday, monday + WEEKS * DAYS_IN_A_WEEK, DAYS_IN_A_WEEK)
    weeks = (_week(first, now, coming, settings.calendar) for first in mondays)
    return Load(
        tuple(week for week in weeks if week.days), overdue, undated, settings.agenda.per_day
    )


def _week(monday: int, now: int, coming: Mapping[int, int], calendar: Calendar) -> LoadWeek:
    # The calendar has a last day, on which somebody might want to know.
    end = min(monday + DAYS_IN_A_WEEK, date.max.toordinal() + 1)
    days = [date.fromordinal(day) for day in range(max(monday, now), end)]
    return LoadWeek(
        date.fromordinal(min(monday, date.max.toordinal())),
        tuple(
            LoadDay(day, coming.get(day.toordinal(), 0), calendar.is_workday(day)) for day in days
        ),
    )
