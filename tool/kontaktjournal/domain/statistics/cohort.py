"""How far those came whose story began in a period."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, localcontext
from enum import StrEnum
from typing import NamedTuple

from kontaktjournal.domain.amount import money
from kontaktjournal.domain.contact import Answer
from kontaktjournal.domain.funnel import percent
from kontaktjournal.domain.pipeline import Kind, Pipeline, Stage
from kontaktjournal.domain.statistics.period import Period
from kontaktjournal.domain.track import Track
from kontaktjournal.domain.verdict import offer_of

_POOL, _FILED = Kind.POOL.value, Kind.FILED.value
_YES = Answer.YES.value


class Milestone(StrEnum):
    """What the rows of the funnel stand for, in their order."""

    ENTERED = "entered"
    TALKED = "talked"
    FIT = "fit"
    OFFER = "offer"
    WON = "won"


class Row(NamedTuple):
    """A row of the funnel: reached, filed and open add up to those in the row above.

    Args:
        milestone: what was reached.
        stage: which stage of an offer, where a pipeline has several; None in other rows.
        above: how many are in the row above; in the first row, as many as in itself.
        reached: how many of them came as far as this.
        filed: how many did not, and are filed.
        open: how many did not yet.
    """

    milestone: Milestone
    stage: Stage | None
    above: int
    reached: int
    filed: int
    open: int

    @property
    def is_first(self) -> bool:
        """Tell whether no row is above it."""
        return self.milestone is Milestone.ENTERED

    @property
    def has_share(self) -> bool:
        """Tell whether there is anybody above of whom those in it could be a part."""
        return not self.is_first and self.above > 0

    @property
    def share(self) -> int:
        """Return the percentage of the row above; 0 and 100 only where it is true."""
        return percent(self.reached, self.above)


class Sum(NamedTuple):
    """Money in one currency: "EUR", "CHF", "" where none is named; of so many people."""

    currency: str
    amount: Decimal
    people: int


class Earnings(NamedTuple):
    """What the business of some people is worth.

    Args:
        sums: by currency, the most frequent first.
        unreadable: how many values hold no number.
        unvalued: how many have none.
    """

    sums: tuple[Sum, ...] = ()
    unreadable: int = 0
    unvalued: int = 0


class Cohort(NamedTuple):
    """People whose story began in a period, and how far they came by today.

    Args:
        rows: each is part of the one above; the first is everybody.
        filed_before: how many were filed without a talk.
        filed_after: how many had one, and are filed, customers of former times among them.
        earnings: of the last row, if that is the won one.
        untalked: how many were made an offer, or won, without a talk on file: for the rows
            they only entered.
    """

    rows: tuple[Row, ...]
    filed_before: int
    filed_after: int
    earnings: Earnings
    untalked: int

    @property
    def entered(self) -> int:
        """Return how many there are."""
        return self.rows[0].reached


class Ladder(NamedTuple):
    """The rows that a pipeline makes.

    Everybody who had a talk, then whoever fits, then a row for each active stage from that of
    the offer on, then whoever ever was in a won stage.

    Args:
        rows: what each stands for.
        places: id of a stage to the row it leads to; stages that lead to none are left out.
        filed: ids of the stages for whoever is filed.
    """

    rows: tuple[tuple[Milestone, Stage | None], ...]
    places: Mapping[str, int]
    filed: frozenset[str]


#: Enough for the longest sums there are, times as many people as you like.
_DIGITS = 100
#: In every pipeline.
_TALKED, _FIT = 1, 2


def ladder(pipeline: Pipeline) -> Ladder:
    """Return the rows of a pipeline's funnel."""
    rows: list[tuple[Milestone, Stage | None]] = [
        (Milestone.ENTERED, None),
        (Milestone.TALKED, None),
        (Milestone.FIT, None),
    ]
    places: dict[str, int] = {}
    active = [stage for stage in pipeline.stages if stage.kind is Kind.ACTIVE]
    offer = offer_of(pipeline)
    for stage in active[active.index(offer) :] if offer else ():
        places[stage.id] = len(rows)
        rows.append((Milestone.OFFER, stage))
    if won := [stage for stage in pipeline.stages if stage.kind is Kind.WON]:
        places |= dict.fromkeys((stage.id for stage in won), len(rows))
        rows.append((Milestone.WON, None))
    filed = frozenset(stage.id for stage in pipeline.stages if stage.kind is Kind.FILED)
    return Ladder(tuple(rows), places, filed)


class Member(NamedTuple):
    """Somebody of a cohort.

    Args:
        track: the way they went.
        row: the last row they are in; whoever came further is in all rows before it, too.
        is_filed: whether they are filed today.
        is_untalked: whether only a talk is missing for more.
    """

    track: Track
    row: int
    is_filed: bool
    is_untalked: bool


class Membership(NamedTuple):
    """Who is counted in the funnel of a period, and who is not.

    Args:
        members: whose story began in the period.
        without_history: how many in play or filed have no date at all, in whatever period.
        passed_over: how many were filed in the period without ever being approached:
            from a list, that is (S4).
        listed: how many are in the list and were never approached, in whatever period.
    """

    members: list[Member]
    without_history: int
    passed_over: int
    listed: int


def membership(tracks: Iterable[Track], period: Period, today: date, rows: Ladder) -> Membership:
    """Say who belongs to the funnel of a period.

    Whoever is in the list does once they were approached: by a talk, an attempt, or a decision
    that took them out of it for a while. So does whoever is filed.

    Args:
        tracks: of everybody, settled for today.
        period: in which the story of a member begins.
        today: the day.
        rows: of the funnel.
    """
    first, last = period.bounds(today)
    members: list[Member] = []
    without = passed_over = listed = 0
    for one in tracks:
        is_filed, is_listed = one.kind == _FILED, one.kind == _POOL
        if is_listed and not _was_approached(one, rows):
            listed += 1
        elif not one.entered:
            without += 1
        elif first <= one.entered <= last:
            if is_filed and not _was_approached(one, rows):
                passed_over += 1
            else:
                members.append(_member(one, is_filed=is_filed, rows=rows))
    return Membership(members, without, passed_over, listed)


def _was_approached(one: Track, rows: Ladder) -> bool:
    # Dates of messages may come with an import: they take nobody out of the list.
    return bool(
        one.talks or one.attempts or any(stay.stage not in rows.filed for stay in one.stays)
    )


def _member(one: Track, *, is_filed: bool, rows: Ladder) -> Member:
    place = rows.places.get
    furthest = max([place(stay.stage, 0) for stay in one.stays], default=0)
    if not one.talks:
        return Member(one, 0, is_filed, is_untalked=furthest > 0)
    row = furthest or (_FIT if one.fit == _YES else _TALKED)
    return Member(one, row, is_filed, is_untalked=False)


def cohort(members: Iterable[Member], rows: Ladder) -> Cohort:
    """Count how far people came.

    Args:
        members: who they are.
        rows: of the funnel.
    """
    filed, still_open = [0] * len(rows.rows), [0] * len(rows.rows)
    untalked = 0
    last = len(rows.rows) - 1
    values: list[str] = []
    for track, row, is_filed, is_untalked in members:
        (filed if is_filed else still_open)[row] += 1
        untalked += is_untalked
        if row == last:
            values.append(track.value)
    has_won = rows.rows[-1][0] is Milestone.WON
    return Cohort(
        _rows(rows, filed, still_open),
        filed[0],
        sum(filed[_TALKED:]),
        _earnings(values) if has_won else Earnings(),
        untalked,
    )


def _rows(rows: Ladder, filed: Sequence[int], still_open: Sequence[int]) -> tuple[Row, ...]:
    """Make rows of how many came as far as each, and no further."""
    above = reached = sum(filed) + sum(still_open)
    told = [Row(*rows.rows[0], above, reached, 0, 0)]
    for at, (milestone, stage) in enumerate(rows.rows[1:]):
        reached = above - filed[at] - still_open[at]
        told.append(Row(milestone, stage, above, reached, filed[at], still_open[at]))
        above = reached
    return tuple(told)


def _earnings(values: Iterable[str]) -> Earnings:
    sums: defaultdict[str, list[Decimal]] = defaultdict(list)
    unreadable = unvalued = 0
    for value in values:
        found = money(value)
        if found:
            sums[found.currency].append(found.amount)
        elif value.strip():
            unreadable += 1
        else:
            unvalued += 1
    with localcontext(prec=_DIGITS):
        found_sums = [Sum(word, sum(parts, Decimal()), len(parts)) for word, parts in sums.items()]
    found_sums.sort(key=lambda one: (-one.people, one.currency))
    return Earnings(tuple(found_sums), unreadable, unvalued)
