"""Promises: how many were due, and how many of them were kept (D10)."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from kontaktjournal.domain.funnel import percent
from kontaktjournal.domain.statistics.period import Period
from kontaktjournal.domain.track import Pledge, Track


class Kept(NamedTuple):
    """Promises of one side.

    Args:
        due: how many fell due in the period.
        kept: how many of these were kept.
        undated: how many were made for no date, in whatever period.
        undated_kept: how many of those were kept.
    """

    due: int
    kept: int
    undated: int
    undated_kept: int

    @property
    def share(self) -> int:
        """Return how many in a hundred of those due were kept."""
        return percent(self.kept, self.due)


class Promises(NamedTuple):
    """Mine, and what others promised me."""

    mine: Kept
    theirs: Kept


def promises(tracks: Iterable[Track], period: Period, today: date) -> Promises:
    """Count the promises that fell due in a period, today included.

    Args:
        tracks: of everybody.
        period: the days asked about.
        today: the day.
    """
    first, last = period.bounds(today)
    made = [pledge for one in tracks if one.pledges for pledge in one.pledges]
    return Promises(
        _kept([pledge for pledge in made if pledge.is_mine], first, last),
        _kept([pledge for pledge in made if not pledge.is_mine], first, last),
    )


def _kept(made: Iterable[Pledge], first: int, last: int) -> Kept:
    due, kept, undated, undated_kept = 0, 0, 0, 0
    for day, _, is_kept in made:
        if not day:
            undated += 1
            undated_kept += is_kept
        elif first <= day <= last:
            due += 1
            kept += is_kept
    return Kept(due, kept, undated, undated_kept)
