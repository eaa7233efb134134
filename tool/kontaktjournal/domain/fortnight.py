"""This week and the next, day by day: who was talked to, who is planned, who was missed."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from kontaktjournal.domain.gist import Gist
from kontaktjournal.domain.names import sort_key
from kontaktjournal.domain.pipeline import Kind

DAYS_IN_A_WEEK = 7

_DAYS = 2 * DAYS_IN_A_WEEK
#: A cell has room for no more names.
_IN_CELL = 2
_END_OF_DAY = 24 * 60
_FILED = Kind.FILED.value


class Cell(NamedTuple):
    """One day.

    Args:
        day: which.
        held: whom a talk was held with.
        open: who is due on it; on a day that is over, still due.
        more: how many more there are of both.
    """

    day: date
    held: tuple[Gist, ...]
    open: tuple[Gist, ...]
    more: int


def first_of_week(today: date, week_start: int) -> date:
    """Return the day on which the week of a day begins, as weeks are displayed (C1)."""
    back = (today.weekday() - week_start) % DAYS_IN_A_WEEK
    return today - timedelta(days=min(back, today.toordinal() - 1))


def fortnight(gists: Iterable[Gist], today: date, week_start: int) -> tuple[Cell, ...]:
    """Return the days of this week and the next.

    Args:
        gists: everybody.
        today: a day of the first week.
        week_start: the weekday on which weeks begin, Monday = 0.
    """
    first = first_of_week(today, week_start).toordinal()
    end = min(first + _DAYS, date.max.toordinal() + 1)
    held: dict[int, dict[str, Gist]] = {}
    coming: dict[int, list[Gist]] = {}
    for gist in gists:
        if gist.bucket and first <= gist.day < end:
            coming.setdefault(gist.day, []).append(gist)
        # Whoever is filed stands on no page (A2).
        if gist.talks and gist.talks[-1] >= first and gist.kind != _FILED:
            for day in gist.talks:
                if day >= first:
                    held.setdefault(day, {})[gist.path] = gist
    return tuple(
        _cell(day, [*held.get(day, {}).values()], coming.get(day, [])) for day in range(first, end)
    )


def _cell(day: int, held: Sequence[Gist], coming: Sequence[Gist]) -> Cell:
    # Of two names, one is kept for whoever is still to come.
    talked = sorted(held, key=_name)[: _IN_CELL - bool(coming)]
    planned = _next(coming, _IN_CELL - len(talked))
    left = len(held) + len(coming) - len(talked) - len(planned)
    return Cell(date.fromordinal(day), tuple(talked), tuple(planned), left)


def _next(coming: Sequence[Gist], most: int) -> list[Gist]:
    """Return the first of some by the hour; those without one by their names."""
    if len(coming) > most:
        # Names are dear to compare: only those who might be among the first are.
        last = sorted(map(_hour, coming))[most - 1]
        coming = [gist for gist in coming if _hour(gist) <= last]
    return sorted(coming, key=lambda gist: (_hour(gist), *_name(gist)))[:most]


def _hour(gist: Gist) -> int:
    return gist.at if gist.at >= 0 else _END_OF_DAY


def _name(gist: Gist) -> tuple[tuple[str, str], str]:
    return sort_key(gist.name), gist.path
