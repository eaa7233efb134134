"""How things stand today, whatever the period: who is in play, and who waits longest."""

from collections.abc import Iterable
from typing import NamedTuple

from kontaktjournal.domain.funnel import percent
from kontaktjournal.domain.pipeline import IN_PLAY, Kind
from kontaktjournal.domain.track import Track

_IN_PLAY = frozenset(kind.value for kind in IN_PLAY)
_WAITING = Kind.WAITING.value


class Standing(NamedTuple):
    """Whoever is in play today.

    Args:
        in_play: how many.
        with_story: how many of them have a shared story on file.
        waiting: how many are kept warm.
        waiting_untalked: how many of these were never talked to.
    """

    in_play: int
    with_story: int
    waiting: int
    waiting_untalked: int

    @property
    def share(self) -> int:
        """Return how many in a hundred have a story."""
        return percent(self.with_story, self.in_play)


def standing(tracks: Iterable[Track]) -> Standing:
    """Say how things stand.

    Args:
        tracks: of everybody, settled for today.
    """
    in_play = [one for one in tracks if one.kind in _IN_PLAY]
    waiting = [one for one in in_play if one.kind == _WAITING]
    return Standing(
        len(in_play),
        sum(one.has_story for one in in_play),
        len(waiting),
        sum(not one.talks for one in waiting),
    )
