"""Whom a day proposes of all there may be a story with (L3-L7).

The same rows on the same day make the same draw, on any machine and as often as it is asked
for; who is handled leaves it, and nobody comes in their place.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from kontaktjournal.domain.qualify.reasons import Reason, score

#: So many of a day may have one and the same reason, and no other (L4).
_ALIKE = 2

#: List and key of somebody: what tells them from everybody else.
Ticket = tuple[str, str]


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
    candidates: Iterable[Candidate],
    day: date,
    size: int,
    handled: Iterable[Candidate] = (),
    shown: Collection[Ticket] = (),
) -> list[Candidate]:
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
    free = size - len(done)
    ranked = _ranked((one for one in candidates if one.reasons and score(one.reasons) > 0), day)
    again = [one for one in ranked if one.ticket in shown]
    others = [one for one in ranked if one.ticket not in shown]
    for one in (*again, *others):
        if len(drawn.chosen) >= free:
            break
        drawn.add(one)
    return _ranked(drawn.chosen, day)


def _ranked(candidates: Iterable[Candidate], day: date) -> list[Candidate]:
    return sorted(candidates, key=lambda one: (-score(one.reasons), lot(one.ticket, day)))


def lot(ticket: Ticket, day: date) -> bytes:
    """Return what decides between equals: another order every day, the same all day (L5)."""
    words = "\n".join((*ticket, day.isoformat()))
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class _Drawn:
    """Who was chosen, and what keeps others from being it, too."""

    def __init__(self, done: Iterable[Candidate]) -> None:
        self.chosen: list[Candidate] = []
        self._alone: Counter[tuple[str, str]] = Counter()
        self._tickets: set[Ticket] = set()
        self._marks: set[str] = set()
        for one in done:
            self._note(one)

    def add(self, one: Candidate) -> None:
        """Choose somebody, unless it is the same one again, or one too many of a kind."""
        if one.ticket in self._tickets or not self._marks.isdisjoint(one.marks):
            return
        if len(one.reasons) == 1 and self._alone[one.reasons[0].mark] >= _ALIKE:
            return
        self.chosen.append(one)
        self._note(one)

    def _note(self, one: Candidate) -> None:
        self._tickets.add(one.ticket)
        self._marks |= one.marks
        if len(one.reasons) == 1:
            self._alone[one.reasons[0].mark] += 1
