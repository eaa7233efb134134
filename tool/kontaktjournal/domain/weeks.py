"""The talks of the last weeks, counted by ISO week."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from kontaktjournal.domain.due import Bucket
from kontaktjournal.domain.gist import Gist

_WEEK = 7
#: Unreadable files keep the date they have (D9).
_AHEAD = (Bucket.TODAY.value, Bucket.UPCOMING.value, Bucket.BROKEN.value)


class Week(NamedTuple):
    """A week: its Monday, and how many talks it had."""

    monday: date
    held: int


class Weeks(NamedTuple):
    """The talks of some weeks in a row, the last of which is the current one.

    Args:
        weeks: the oldest first.
        planned: who is due from today to the end of the current week.
    """

    weeks: tuple[Week, ...]
    planned: int

    @property
    def held(self) -> int:
        """Return how many talks there were in all of them."""
        return sum(week.held for week in self.weeks)

    @property
    def most(self) -> int:
        """Return how many talks the busiest week had, or will have if all goes as planned."""
        now = self.weeks[-1].held if self.weeks else 0
        return max((*(week.held for week in self.weeks), now + self.planned))


def weeks(gists: Iterable[Gist], today: date, count: int = 12) -> Weeks:
    """Return the talks held in each of the last weeks, and those planned for the rest of this.

    Args:
        gists: everybody.
        today: the last week is that of this day.
        count: how many weeks.
    """
    now = today.toordinal()
    this_monday = now - today.weekday()
    # The first day of all is a Monday: no week begins before it.
    back = min(count - 1, (this_monday - 1) // _WEEK)
    start = this_monday - back * _WEEK
    held = [0] * (back + 1)
    after = this_monday + _WEEK
    planned = 0
    for gist in gists:
        if now <= gist.day < after and gist.bucket in _AHEAD:
            planned += 1
        for day in reversed(gist.talks):
            if day < start:
                break
            held[(day - start) // _WEEK] += 1
    return Weeks(
        tuple(Week(date.fromordinal(start + n * _WEEK), talks) for n, talks in enumerate(held)),
        planned,
    )
