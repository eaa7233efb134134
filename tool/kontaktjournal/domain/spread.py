"""A heap of overdue contacts, laid out over working days (4.14, clarification 35).

Only what is overdue by a date somebody wrote down moves. Whoever is called by a promise, a
birthday, a rhythm or an hour agreed on would be called all the same, whatever `next` says.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from kontaktjournal.domain.agenda import arrange
from kontaktjournal.domain.due import Bucket, Due, Why, birthday_in
from kontaktjournal.domain.pipeline import IN_PLAY, Kind
from kontaktjournal.domain.rhythm import Calendar
from kontaktjournal.domain.settings import Settings

#: Day to the files of whoever is to be talked to on it.
_Load = defaultdict[date, set[str]]


class Move(NamedTuple):
    """A contact, and the working day it moves to."""

    due: Due
    to: date


@dataclass(frozen=True, slots=True)
class Spread:
    """What becomes of the overdue contacts.

    Args:
        today: the day.
        moves: who moves where, the most urgent first.
        staying: who could move, and has a place today.
        held: who is overdue for a reason that moves with no date in the head.
        load: day to the number of contacts on it afterwards.
    """

    today: date
    moves: tuple[Move, ...]
    staying: tuple[Due, ...]
    held: tuple[Due, ...]
    load: Mapping[date, int]

    @property
    def days(self) -> list[date]:
        """Return the days somebody moves to, in order."""
        return sorted({move.to for move in self.moves})

    def on(self, day: date) -> list[Due]:
        """Return who moves to a day, the most urgent first."""
        return [move.due for move in self.moves if move.to == day]

    def without(self, paths: Collection[str]) -> "Spread":
        """Return what is left of it where some files could not be changed."""
        load = dict(self.load)
        kept: list[Move] = []
        for move in self.moves:
            if move.due.contact.path in paths:
                load[move.to] -= 1
                load[self.today] = load.get(self.today, 0) + 1
            else:
                kept.append(move)
        return replace(self, moves=tuple(kept), load=load)


def is_movable(due: Due) -> bool:
    """Tell whether another `next` takes an overdue contact off today."""
    planned = due.contact.next
    return (
        due.bucket is Bucket.OVERDUE
        and planned is not None
        and planned.at is None
        and [reason.why for reason in due.reasons] == [Why.NEXT]
    )


def spread(  # noqa: PLR0913  # what a plan is made of
    dues: Iterable[Due],
    today: date,
    settings: Settings,
    *,
    per_day: int,
    start: date | None = None,
    only: Sequence[str] | None = None,
) -> Spread:
    """Find each overdue contact a working day with room for it.

    The most urgent have the first choice (S2). Whoever has a place today keeps the date it has.

    Args:
        dues: everybody who may have a place on some day.
        today: the day.
        settings: working days, and whether birthdays count.
        per_day: how many contacts a day has room for; what stands there already counts.
        start: the first day anybody moves to; today if it is not said.
        only: the files of those who may move, in the order of their choice; everybody else
            stays and takes the room they have. None for everybody.
    """
    known = list({due.contact.path: due for due in dues}.values())
    overdue = arrange(due for due in known if due.bucket is Bucket.OVERDUE)
    if only is not None:
        places = {path: place for place, path in enumerate(only)}
        asked = (due for due in overdue if due.contact.path in places)
        overdue = sorted(asked, key=lambda due: places[due.contact.path])
    movable = [due for due in overdue if is_movable(due)]
    moving = {due.contact.path for due in movable}
    load = _load(known, moving, today, settings)
    days = _Places(load, per_day, settings.calendar, max(start or today, today))
    moves: list[Move] = []
    staying: list[Due] = []
    for due in movable:
        day = days.take(due.contact.path)
        if day is None or day == today:
            # Where there is no working day at all, nobody moves.
            load[today].add(due.contact.path)
            staying.append(due)
        else:
            moves.append(Move(due, day))
    held = tuple(due for due in overdue if due.contact.path not in moving)
    counted = {day: len(paths) for day, paths in load.items() if paths}
    return Spread(today, tuple(moves), tuple(staying), held, counted)


class _Places:
    """Working days with room, from one day on; nobody goes back before a day that was full."""

    def __init__(self, load: _Load, per_day: int, calendar: Calendar, start: date) -> None:
        self._load = load
        self._per_day = per_day
        self._calendar = calendar
        self._day: date | None = _workday(calendar, start)

    def take(self, path: str) -> date | None:
        """Give a contact the next place; None where there is none."""
        while self._day is not None:
            there = self._load[self._day]
            # Whoever stands there anyhow needs no place of their own.
            if path in there or len(there) < self._per_day:
                there.add(path)
                return self._day
            last = self._day == date.max
            self._day = None if last else _workday(self._calendar, self._day + timedelta(days=1))
        return None


def _workday(calendar: Calendar, day: date) -> date | None:
    rolled = calendar.roll(day)
    return rolled if calendar.is_workday(rolled) else None


def _load(dues: Iterable[Due], moving: Collection[str], today: date, settings: Settings) -> _Load:
    """Say who is to be talked to on which day, before anybody who moves has a new one."""
    load: _Load = defaultdict(set)
    for due in dues:
        path = due.contact.path
        if due.day and path not in moving:
            load[max(due.day, today)].add(path)
        for day in _later_calls(due, today, settings):
            load[day].add(path)
    return load


def _later_calls(due: Due, today: date, settings: Settings) -> Iterator[date]:
    """Yield the days after today that call for a contact besides its date (D10, D11, E11)."""
    contact, kind = due.contact, due.kind
    if contact.blocked or kind is Kind.FILED:
        return
    if due.past.ahead:
        yield due.past.ahead.day
    if kind is Kind.POOL:
        return
    for promise in contact.promises:
        if promise.mine and not promise.kept and promise.due:
            day = max(promise.due, contact.snooze or promise.due)
            if day > today:
                yield day
    if settings.agenda.birthdays and kind in IN_PLAY:
        birthdays = (birthday_in(contact, year) for year in _years(today))
        yield from (day for day in birthdays if day and day > today)


def _years(today: date) -> range:
    """Return the years the next birthday can be in."""
    return range(today.year, min(today.year + 1, date.max.year) + 1)
