"""The funnel: who stands where today, how many went on, and how long it took them.

Everything is counted in one pass over the gists: a large journal has tens of thousands.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from heapq import nsmallest
from typing import NamedTuple, Protocol

from kontaktjournal.domain.due import Bucket
from kontaktjournal.domain.gist import Gist
from kontaktjournal.domain.pipeline import IN_PLAY, Kind, Pipeline, Stage
from kontaktjournal.domain.settings import Settings

#: A lane shows no more cards; how many there are besides is said.
CARDS = 25

_UNDATED, _BROKEN, _FILED = Bucket.UNDATED.value, Bucket.BROKEN.value, Kind.FILED.value
#: The order of a lane: late, today, without a step, with a date, at rest.
_LATE, _TODAY, _WITHOUT, _LATER, _RESTING = range(5)


class Card(NamedTuple):
    """Somebody on the board.

    Args:
        gist: who.
        since: the day they came to the stage; 0 where nothing tells.
    """

    gist: Gist
    since: int

    @property
    def lacks_step(self) -> bool:
        """Tell whether somebody in play has no next step, and not on purpose (D13)."""
        return self.gist.bucket == _UNDATED

    @property
    def is_unreadable(self) -> bool:
        """Tell whether there is a date that nobody can read (D9)."""
        return self.gist.bucket == _BROKEN and not self.gist.day


class Lane(NamedTuple):
    """One stage of the board.

    Args:
        stage: which.
        total: how many are in it.
        without: how many of them lack a next step.
        cards: the first of them.
    """

    stage: Stage
    total: int
    without: int
    cards: tuple[Card, ...]

    @property
    def left(self) -> int:
        """Return how many more are in the stage than the cards show."""
        return self.total - len(self.cards)


class Board(NamedTuple):
    """Everybody in play, by stage.

    Args:
        lanes: in the order of the funnel.
        filed: how many are filed away.
    """

    lanes: tuple[Lane, ...]
    filed: int

    @property
    def in_play(self) -> int:
        """Return how many are in play."""
        return sum(lane.total for lane in self.lanes)

    @property
    def without(self) -> int:
        """Return how many of them lack a next step."""
        return sum(lane.without for lane in self.lanes)


class Passage(NamedTuple):
    """What became of all who reached a stage: they add up.

    Args:
        stage: which.
        reached: how many came as far as this.
        further: how many of them came further.
        here: how many are still there.
        filed: how many were filed from there.
    """

    stage: Stage
    reached: int
    further: int
    here: int
    filed: int

    @property
    def share(self) -> int:
        """Return how many in a hundred came further; all or none only where it is true."""
        return percent(self.further, self.reached)


class Flow(NamedTuple):
    """How far everybody came.

    Args:
        passages: one for each stage, in the order of the funnel.
        unknown: how many are in none of them, as nothing tells of their way.
        begun: day the first story begins; None where there is none.
    """

    passages: tuple[Passage, ...]
    unknown: int
    begun: date | None

    @property
    def total(self) -> int:
        """Return how many came into the funnel."""
        return self.passages[0].reached if self.passages else 0


class Way(Protocol):
    """Whatever knows the stages somebody went through."""

    @property
    def stays(self) -> tuple[tuple[str, int, int], ...]:
        """Return stage, first day, last day (0: it goes on), the oldest first."""


class Length(NamedTuple):
    """How many days people stay in a stage, by nearest rank.

    Args:
        stage: which.
        stays: how many there were; with none, all days are 0.
        low, high: the middle half of the stays lies between them.
        median: half of the stays were not longer.
        p90: nine in ten were not longer.
    """

    stage: Stage
    stays: int
    low: int = 0
    median: int = 0
    high: int = 0
    p90: int = 0


Lengths = tuple[Length, ...]


def lanes_of(pipeline: Pipeline) -> tuple[Stage, ...]:
    """Return the stages of everybody in play, in the order of the funnel."""
    return tuple(stage for stage in pipeline.stages if stage.kind in IN_PLAY)


def percent(part: int, whole: int) -> int:
    """Return a share in percent; 0 and 100 only where it is nothing or all.

    Args:
        part: of the whole.
        whole: nothing of nothing is nothing.
    """
    if part <= 0 or whole <= 0:
        return 0
    if part >= whole:
        return 100
    return min(max((200 * part + whole) // (2 * whole), 1), 99)


def nearest_rank(values: Sequence[int], share: int) -> int:
    """Return the value below which so many in a hundred lie, itself among them.

    Args:
        values: in order, at least one.
        share: from 1 to 100.
    """
    return values[(share * len(values) + 99) // 100 - 1]


def board(gists: Iterable[Gist], today: date, settings: Settings, most: int = CARDS) -> Board:
    """Return who stands where.

    Args:
        gists: everybody; the pool is left out.
        today: what is late is late by this day.
        settings: for the stages.
        most: cards in a lane.
    """
    stages = lanes_of(settings.pipeline)
    standing: dict[str, list[Gist]] = {stage.id: [] for stage in stages}
    filed = 0
    for gist in gists:
        if gist.stage in standing:
            standing[gist.stage].append(gist)
        elif gist.kind == _FILED:
            filed += 1
    now = today.toordinal()
    lanes = [_lane(stage, standing[stage.id], now, most) for stage in stages]
    return Board(tuple(lanes), filed)


def _lane(stage: Stage, gists: Sequence[Gist], now: int, most: int) -> Lane:
    first = nsmallest(most, gists, key=lambda gist: _place(gist, now))
    return Lane(
        stage,
        len(gists),
        sum(gist.bucket == _UNDATED for gist in gists),
        tuple(Card(gist, _since(gist)) for gist in first),
    )


def _place(gist: Gist, now: int) -> tuple[int, int, int, str]:
    """Return what puts somebody before others; who waits longest is first among equals."""
    day = gist.day
    if day:
        group = _LATE if day < now else _TODAY if day == now else _LATER
        # An hour comes before the rest of its day.
        return group, day, gist.at if gist.at >= 0 else 1440, gist.path
    group = _WITHOUT if gist.bucket else _RESTING
    return group, _since(gist) or now, 0, gist.path


def _since(gist: Gist) -> int:
    """Return the day somebody came to their stage; 0 where nothing tells."""
    if not gist.stays:
        return 0
    stage, since, until = gist.stays[-1]
    return since if stage == gist.stage and not until else 0


def flow(gists: Iterable[Gist], pipeline: Pipeline) -> Flow:
    """Return how far everybody came: as far as they are, or were when they were filed.

    Who went back a stage came as far as they are now: so the numbers of all stages add up.

    Args:
        gists: everybody; the pool is left out.
        pipeline: the stages.
    """
    stages = lanes_of(pipeline)
    places = {stage.id: place for place, stage in enumerate(stages)}
    here, filed = [0] * len(stages), [0] * len(stages)
    unknown = 0
    begun = date.max.toordinal() + 1
    for gist in gists:
        place = places.get(gist.stage)
        counts = here
        if place is None:
            if gist.kind != _FILED:
                continue
            counts, place = filed, _before_filing(gist, places)
        if place is None or not gist.stays:
            unknown += 1
            continue
        counts[place] += 1
        begun = min(begun, gist.entered)
    return Flow(
        _passages(stages, here, filed),
        unknown,
        date.fromordinal(begun) if begun <= date.max.toordinal() else None,
    )


def _before_filing(gist: Gist, places: Mapping[str, int]) -> int | None:
    """Return the place of the stage somebody was in last before they were filed."""
    for stage, _, _ in reversed(gist.stays):
        if stage in places:
            return places[stage]
    return None


def _passages(
    stages: Sequence[Stage], here: Sequence[int], filed: Sequence[int]
) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    further = 0
    for place in reversed(range(len(stages))):
        reached = further + here[place] + filed[place]
        passages.append(Passage(stages[place], reached, further, here[place], filed[place]))
        further = reached
    return tuple(reversed(passages))


def lengths(ways: Iterable[Way], today: date, pipeline: Pipeline) -> Lengths:
    """Return how long people stay in each stage; a stay that goes on counts to today.

    Args:
        ways: of everybody.
        today: the day to count to.
        pipeline: the stages.
    """
    stages = lanes_of(pipeline)
    days: dict[str, list[int]] = {stage.id: [] for stage in stages}
    now = today.toordinal()
    for way in ways:
        for stage, since, until in way.stays:
            if stage in days:
                days[stage].append((until or now) - since)
    return tuple(_length(stage, sorted(days[stage.id])) for stage in stages)


def _length(stage: Stage, days: Sequence[int]) -> Length:
    if not days:
        return Length(stage, 0)
    low, median, high, p90 = (nearest_rank(days, share) for share in (25, 50, 75, 90))
    return Length(stage, len(days), low, median, high, p90)
