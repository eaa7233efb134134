"""The conversations of a period: how many, how long, with how many attempts, with what result."""

from bisect import bisect
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from kontaktjournal.domain.pipeline import Kind
from kontaktjournal.domain.statistics.period import DAYS_IN_A_WEEK, Period, Span, mean, span
from kontaktjournal.domain.track import Track


class Outcome(StrEnum):
    """Where somebody stands today whom a talk was held with (S14).

    In play, a customer, filed, or in the list: back there, or in a stage nobody knows.
    """

    OPEN = "open"
    WON = "won"
    FILED = "filed"
    LISTED = "listed"


_OUTCOMES = {
    Kind.ACTIVE.value: Outcome.OPEN,
    Kind.WAITING.value: Outcome.OPEN,
    Kind.WON.value: Outcome.WON,
    Kind.FILED.value: Outcome.FILED,
    Kind.POOL.value: Outcome.LISTED,
}


class Talks(NamedTuple):
    """Some talks.

    Args:
        held: how many.
        minutes: how long those took whose length is on file, all together.
        unmeasured: how many have none.
    """

    held: int = 0
    minutes: int = 0
    unmeasured: int = 0


class Stretch(NamedTuple):
    """A week or a month of the period.

    Args:
        first: its Monday, or its first day, even where the period begins later.
        talks: held in it, as far as it is in the period.
        attempts: days on which nobody was reached.
    """

    first: date
    talks: Talks
    attempts: int


class Conversations(NamedTuple):
    """The conversations of a period.

    Args:
        span: its days; None where there are none, and then nothing was counted.
        talks: all of them.
        people: with how many people.
        attempts: how often nobody was reached.
        weeks: ISO weeks, Monday to Sunday, without gaps, the oldest first.
        months: without gaps, the oldest first.
        outcomes: the talks by where the person stands today; they add up to all.
    """

    span: Span | None
    talks: Talks
    people: int
    attempts: int
    weeks: tuple[Stretch, ...]
    months: tuple[Stretch, ...]
    outcomes: Mapping[Outcome, Talks]

    @property
    def per_week(self) -> Decimal | None:
        """Return how many talks there were a week, to a tenth; None for less than a week."""
        days = self.span.days if self.span else 0
        return mean(self.talks.held * DAYS_IN_A_WEEK, days) if days >= DAYS_IN_A_WEEK else None

    @property
    def attempts_per_talk(self) -> Decimal | None:
        """Return how many attempts there were for each talk, to a tenth; None without talks."""
        return mean(self.attempts, self.talks.held)


#: Talks held, minutes, talks without a length.
_Sums = list[int]


def conversations(tracks: Collection[Track], period: Period, today: date) -> Conversations:
    """Count the conversations of a period.

    Args:
        tracks: of everybody, settled for today.
        period: the days asked about.
        today: the day.
    """
    covered = span(tracks, period, today)
    first, last = period.bounds(today)
    days: dict[int, _Sums] = {}
    outcomes = {outcome: [0, 0, 0] for outcome in Outcome}
    people = 0
    attempts: dict[int, int] = {}
    for one in tracks:
        sums = outcomes[_OUTCOMES[one.kind]]
        before = sums[0]
        for day, minutes in one.talks:
            if first <= day <= last:
                _add(sums, minutes)
                _add(days.setdefault(day, [0, 0, 0]), minutes)
        people += sums[0] > before
        for day in one.attempts:
            if first <= day <= last:
                attempts[day] = attempts.get(day, 0) + 1
    return Conversations(
        covered,
        _total(days.values()),
        people,
        sum(attempts.values()),
        _stretches(_mondays(covered), days, attempts) if covered else (),
        _stretches(_months(covered), days, attempts) if covered else (),
        {outcome: Talks(*sums) for outcome, sums in outcomes.items()},
    )


def _add(sums: _Sums, minutes: int) -> None:
    sums[0] += 1
    sums[1] += minutes
    sums[2] += not minutes


def _total(parts: Iterable[_Sums]) -> Talks:
    return Talks(*(sum(column) for column in zip((0, 0, 0), *parts, strict=True)))


def _mondays(covered: Span) -> list[int]:
    # The first day of all is a Monday.
    first = covered.first.toordinal() - covered.first.weekday()
    return list(range(first, covered.last.toordinal() + 1, DAYS_IN_A_WEEK))


def _months(covered: Span) -> list[int]:
    first, last = (day.year * 12 + day.month - 1 for day in covered)
    return [date(at // 12, at % 12 + 1, 1).toordinal() for at in range(first, last + 1)]


def _stretches(
    starts: Sequence[int], days: Mapping[int, _Sums], attempts: Mapping[int, int]
) -> tuple[Stretch, ...]:
    """Sort days into stretches, each of which ends where the next one begins."""
    talks: list[list[_Sums]] = [[] for _ in starts]
    tried = [0] * len(starts)
    for day, sums in days.items():
        talks[bisect(starts, day) - 1].append(sums)
    for day, count in attempts.items():
        tried[bisect(starts, day) - 1] += count
    return tuple(
        Stretch(date.fromordinal(start), _total(talks[at]), tried[at])
        for at, start in enumerate(starts)
    )
