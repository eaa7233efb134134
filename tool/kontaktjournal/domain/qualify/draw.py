"""Whom a day proposes of all there may be a story with (L3-L7).

The same rows on the same day make the same draw, on any machine and as often as it is asked
for; who is handled leaves it, and nobody comes in their place.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple, Protocol, TypeVar

from kontaktjournal.domain.qualify.reasons import Reason, score

#: So many of a day may have one and the same reason, and no other (L4).
_ALIKE = 2

#: List and key of somebody: what tells them from everybody else.
Ticket = tuple[str, str]


class Drawable(Protocol):
    """Whoever can be drawn; of nearly all of many thousands, only the reasons are looked at."""

    @property
    def ticket(self) -> Ticket:
        """Return which row it is."""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Return what may make a story."""

    @property
    def marks(self) -> frozenset[str]:
        """Return numbers and addresses: somebody may stand on two lists."""


One = TypeVar("One", bound=Drawable)


class Candidate(NamedTuple):
    """Somebody who can be drawn.

    Args:
        ticket: which row it is.
        reasons: what may make a story.
        marks: numbers and addresses: somebody may stand on two lists.
    """

    ticket: Ticket
    reasons: tuple[Reason, ...]
    marks: frozenset[str] = frozenset()


def size_of(per_day: int, room: int, due: int) -> int:
    """Return how many a day proposes (L6).

    Args:
        per_day: how many are wanted.
        room: how many conversations a day has room for.
        due: how many are due anyway.
    """
    return max(0, min(per_day, room - due))


def draw(
    candidates: Iterable[One],
    day: date,
    size: int,
    handled: Iterable[Drawable] = (),
    shown: Collection[Ticket] = (),
) -> list[One]:
    """Draw whom to talk to on a day, the best reasons first.

    Args:
        candidates: who can be drawn.
        day: the day.
        size: how many there are in all, with those that were handled.
        handled: who was handled that day already; each takes a place (clarification 45).
        shown: who was drawn earlier that day: they come again before others do (L7).
    """
    done = [*handled]
    drawn = _Drawn(done)
    chosen: list[One] = []
    free = size - len(done)
    earlier = frozenset(shown)
    again: list[One] = []
    others: list[One] = []
    for one in candidates:
        (again if one.ticket in earlier else others).append(one)
    for one in chain(_ranked(again, day), _ranked(others, day)):
        if len(chosen) >= free:
            break
        if drawn.takes(one):
            chosen.append(one)
    return [*_ranked(chosen, day)]


def is_too_alike(candidates: Iterable[Drawable], taken: Iterable[Drawable]) -> bool:
    """Tell whether somebody would be drawn, too, had not two the same single reason (L4).

    Args:
        candidates: who can be drawn.
        taken: who was drawn that day, or handled.
    """
    drawn = _Drawn(taken)
    return any(
        score(one.reasons) > 0 and drawn.is_new(one) and drawn.is_alike(one) for one in candidates
    )


def _ranked(candidates: Iterable[One], day: date) -> Iterator[One]:
    """Yield whoever has a reason, the best first; lots are cast no further than is asked."""
    alike: defaultdict[int, list[One]] = defaultdict(list)
    for one in candidates:
        alike[score(one.reasons)].append(one)
    for points in sorted(alike, reverse=True):
        if points > 0:
            yield from sorted(alike[points], key=lambda one: lot(one.ticket, day))


def lot(ticket: Ticket, day: date) -> bytes:
    """Return what decides between equals: another order every day, the same all day (L5)."""
    words = "\n".join((*ticket, day.isoformat()))
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class _Drawn:
    """What keeps others from being chosen, too."""

    def __init__(self, done: Iterable[Drawable]) -> None:
        self._alone: Counter[tuple[str, str]] = Counter()
        self._tickets: set[Ticket] = set()
        self._marks: set[str] = set()
        for one in done:
            self._note(one)

    def takes(self, one: Drawable) -> bool:
        """Choose somebody, unless it is the same one again, or one too many of a kind."""
        if not self.is_new(one) or self.is_alike(one):
            return False
        self._note(one)
        return True

    def is_new(self, one: Drawable) -> bool:
        """Tell whether somebody is nobody who was chosen already."""
        return one.ticket not in self._tickets and self._marks.isdisjoint(one.marks)

    def is_alike(self, one: Drawable) -> bool:
        """Tell whether there are enough with the one reason somebody has."""
        return len(one.reasons) == 1 and self._alone[one.reasons[0].mark] >= _ALIKE

    def _note(self, one: Drawable) -> None:
        self._tickets.add(one.ticket)
        self._marks |= one.marks
        if len(one.reasons) == 1:
            self._alone[one.reasons[0].mark] += 1
