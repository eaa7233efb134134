"""The days that are counted."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from kontaktjournal.domain.track import Track

DAYS_IN_A_WEEK = 7

_TENTH = Decimal("0.1")


class Period(NamedTuple):
    """The days asked about, both included; None leaves an end open."""

    since: date | None = None
    until: date | None = None

    def bounds(self, today: date) -> tuple[int, int]:
        """Return the first and the last day as ordinals; what is still to come is no part."""
        last = min(self.until, today) if self.until else today
        return self.since.toordinal() if self.since else 0, last.toordinal()


def month_key(day: date) -> str:
    """Return the month of a day by ISO: 2026-09."""
    return day.isoformat()[: len("2026-09")]


class Span(NamedTuple):
    """Days in a row, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Return how many there are."""
        return (self.last - self.first).days + 1


def span(tracks: Iterable[Track], period: Period, today: date) -> Span | None:
    """Return the days a period covers; None if there are none.

    Without a first day it begins with the first talk, or the first attempt at one.

    Args:
        tracks: of everybody who is counted.
        period: the days asked about.
        today: it ends today at the latest.
    """
    first, last = period.bounds(today)
    first = first or _beginning(tracks)
    if not 0 < first <= last:
        return None
    return Span(date.fromordinal(first), date.fromordinal(last))


def _beginning(tracks: Iterable[Track]) -> int:
    """Return the day of the first talk or attempt; 0 for none."""
    days = [one.talks[0].day for one in tracks if one.talks]
    days += [one.attempts[0] for one in tracks if one.attempts]
    return min(days, default=0)


def mean(total: int, count: int | Decimal) -> Decimal | None:
    """Return how many there are of something for each of another, to a tenth; None for none."""
    return (Decimal(total) / count).quantize(_TENTH, ROUND_HALF_UP) if count else None
