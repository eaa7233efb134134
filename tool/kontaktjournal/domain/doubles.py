"""Who may be in the journal twice, of everybody at once (X1-X3, X5).

To compare all with all would take hours in a large journal. Here those meet who have something in
common; and of many who are all alike, each is paired with one of the others only. Everybody is
found who is like somebody, and nothing grows with the square of how many they are.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.duplicates import (
    Likeness,
    Person,
    initials,
    is_named,
    may_be,
    name_marks,
    names_of,
    numbers,
    told_apart,
)
from kontaktjournal.domain.links import Names
from kontaktjournal.domain.names import folds
from kontaktjournal.domain.towns import town_of

#: Of whom it is said that they are not who, by their numbers, from both sides.
Apart = Mapping[int, Collection[int]]
#: Gives people by their numbers, in any order.
Known = Callable[[Sequence[int]], Iterable[tuple[int, Person]]]
#: The numbers of some who are all alike, in order.
Group = Sequence[int]

#: Marks are remembered in so many bits; those that fall together by chance are sorted out later.
_BITS = 1 << 24


class Pair(NamedTuple):
    """Two who may be one.

    Args:
        likeness: how much speaks for it; never `SHARED`.
        one: the number of the one who was counted first.
        other: the number of the other.
    """

    likeness: Likeness
    one: int
    other: int


def doubles(contacts: Iterable[Contact]) -> frozenset[str]:
    """Return the paths of those who seem to be in the journal twice (X1, X2)."""
    people = tuple(contacts)
    census = Census()
    for person in people:
        census.count(person)
    at = {person.path: number for number, person in enumerate(people)}
    apart = (
        told_apart(people, Names(people).resolve) if any(one.distinct for one in people) else {}
    )
    pairs = census.pairs(
        lambda asked: ((number, people[number]) for number in asked),
        {at[path]: {at[other] for other in others} for path, others in apart.items()},
    )
    found = (number for pair in pairs for number in (pair.one, pair.other))
    return frozenset(people[number].path for number in found)


class Census:
    """Counts people by what they have in common; of each it keeps but a few numbers."""

    def __init__(self) -> None:
        self._count = 0
        self._uids, self._numbers, self._names = _Shared(), _Shared(), _Shared()

    def count(self, person: Person) -> int:
        """Count somebody, and return the number they are counted as: 0, 1, 2, …."""
        number = self._count
        self._count += 1
        if person.uid:
            self._uids.add(number, (person.uid,))
        self._numbers.add(number, numbers(person))
        self._names.add(number, name_marks(person))
        return number

    def pairs(self, known: Known, apart: Apart, *, by_name: bool = False) -> list[Pair]:
        """Return who may be one: the likeliest first, else as they were counted.

        Args:
            known: gives those of whom more has to be known.
            apart: whoever is said not to be somebody makes no pair with them.
            by_name: also who has a name in common with somebody, and no more (X3).
        """
        forest = _Forest(self._count, apart)
        forest.link(Likeness.STRONG, self._uids.groups())
        numbered = self._numbers.groups()
        forest.link(Likeness.STRONG, _of_like_names(numbered, known, apart))
        named = self._names.groups()
        forest.link(Likeness.MEDIUM, _agreeing(named, known))
        if by_name:
            forest.link(Likeness.WEAK, named)
        return sorted(forest.pairs)


class _Shared:
    """Who has a mark that others have, too.

    Nearly all marks are somebody's own, and there are a million of them: they are kept as plain
    numbers, and only what was seen twice is sorted.
    """

    def __init__(self) -> None:
        self._marks, self._owners = array("q"), array("q")
        self._seen, self._seen_again = bytearray(_BITS >> 3), bytearray(_BITS >> 3)

    def add(self, owner: int, marks: Iterable[Hashable]) -> None:
        """Note marks of somebody, each once."""
        for mark in map(hash, marks):
            self._marks.append(mark)
            self._owners.append(owner)
            place, bit = (mark & _BITS - 1) >> 3, 1 << (mark & 7)
            if self._seen[place] & bit:
                self._seen_again[place] |= bit
            else:
                self._seen[place] |= bit

    def groups(self) -> Sequence[Group]:
        """Return those who share a mark, each group once, always in the same order."""
        found: dict[int, list[int]] = defaultdict(list)
        for mark, owner in zip(self._marks, self._owners, strict=True):
            if self._seen_again[(mark & _BITS - 1) >> 3] & 1 << (mark & 7):
                found[mark].append(owner)
        return sorted({tuple(group) for group in found.values() if len(group) > 1})


class _Forest:
    """Pairs that connect all who are alike, and no pair more than that takes.

    Args:
        count: how many people there are.
        apart: who is not whom.
    """

    def __init__(self, count: int, apart: Apart) -> None:
        self.pairs: list[Pair] = []
        self._above = array("q", range(count))
        self._apart = apart

    def link(self, likeness: Likeness, groups: Iterable[Group]) -> None:
        """Connect those in each group, as far as they are not told apart."""
        for group in groups:
            for one, other in self._links(group):
                top, below = sorted((self._top(one), self._top(other)))
                if top != below:
                    self._above[below] = top
                    self.pairs.append(Pair(likeness, one, other))

    def _links(self, group: Group) -> Iterator[tuple[int, int]]:
        """Yield pairs that connect a group, the first of it with as many as can be."""
        clusters: list[list[int]] = []
        for other in group:
            joined, left = [], []
            for cluster in clusters:
                one = self._first_like(other, cluster)
                if one is None:
                    left.append(cluster)
                else:
                    yield one, other
                    joined.append(cluster)
            # The longest grows: few are told apart, and the others are short.
            longest = max(joined, key=len, default=[])
            longest += [one for cluster in joined if cluster is not longest for one in cluster]
            longest.append(other)
            clusters = [longest, *left]

    def _first_like(self, other: int, cluster: Iterable[int]) -> int | None:
        apart = self._apart.get(other, ())
        return next((one for one in cluster if one not in apart), None)

    def _top(self, one: int) -> int:
        while (above := self._above[one]) != one:
            self._above[one] = one = self._above[above]
        return one


def _of_like_names(groups: Sequence[Group], known: Known, apart: Apart) -> Iterator[Group]:
    """Yield of those with a number in common those who may be called the same (X5)."""
    asked = sorted({number for group in groups for number in group})
    called: dict[int, tuple[Iterable[Hashable], Iterable[str]]] = {}
    nameless: set[int] = set()
    for number, one in known(asked):
        called[number] = name_marks(one), names_of(one)
        if not is_named(one):
            nameless.add(number)
    for group in groups:
        yield from _with_nameless(group, nameless, apart)
        by_mark: dict[Hashable, list[int]] = defaultdict(list)
        by_name: dict[str, list[int]] = defaultdict(list)
        for number in group:
            marks, names = called[number]
            for mark in marks:
                by_mark[mark].append(number)
            for name in dict.fromkeys(names):
                by_name[name].append(number)
        same = sorted({tuple(some) for some in by_mark.values()})
        shorter = (
            sorted({*by_name[one], *by_name[other]}) for one, other in _shorter_forms(by_name)
        )
        yield from (*same, *shorter)


def _with_nameless(group: Group, nameless: Collection[int], apart: Apart) -> Iterator[Group]:
    """Yield those whom nobody named, and each of the others with one of them.

    Of nameless ones who are told apart, one does not stand for all.
    """
    some = tuple(number for number in group if number in nameless)
    yield some
    ones = some if any(one in apart for one in some) else some[:1]
    named = [number for number in group if number not in nameless]
    yield from (sorted((one, other)) for other in named for one in ones)


def _shorter_forms(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the names of which one may be a shorter form of another."""
    by_letters: dict[frozenset[str] | None, list[str]] = defaultdict(list)
    for name in names:
        by_letters[initials(name)].append(name)
    for some in by_letters.values():
        yield from ((one, other) for one, other in combinations(some, 2) if may_be(one, other))
    for letters, others in combinations(by_letters, 2):
        if letters is None or others is None or letters <= others or others <= letters:
            yield from (
                (one, other)
                for one in by_letters[letters]
                for other in by_letters[others]
                if may_be(one, other)
            )


def _agreeing(groups: Sequence[Group], known: Known) -> Iterator[Group]:
    """Yield of those with a name in common those with firm, place or birthday in common (X2)."""
    asked = sorted({number for group in groups for number in group})
    facts = {number: _facts(one) for number, one in known(asked)}
    for group in groups:
        by_firm: dict[int, list[int]] = defaultdict(list)
        by_town: dict[int, list[int]] = defaultdict(list)
        by_day: dict[int, list[int]] = defaultdict(list)
        for number in group:
            one = facts[number]
            for firm in one.firms:
                by_firm[firm].append(number)
            for town in one.towns:
                by_town[town].append(number)
            if one.day:
                by_day[one.day].append(number)
        yield from sorted(by_firm.values())
        for some in by_town.values():
            yield from _as_far_as_told(some, lambda number: facts[number].zone)
        for some in by_day.values():
            yield from _as_far_as_told(some, lambda number: facts[number].year)


class _Facts(NamedTuple):
    """What two of the same name may have in common; names as numbers, for there are many.

    Args:
        firms: in each of their spellings.
        towns: the town, in each of its spellings.
        zone: where it is; empty for unknown.
        day: of birth; 0 for unknown.
        year: of birth; None for unknown.
    """

    firms: Sequence[int]
    towns: Sequence[int]
    zone: str
    day: int
    year: int | None


def _facts(person: Person) -> _Facts:
    firms = {hash(fold) for firm in person.org for fold in folds(firm)}
    town = town_of(person.city)
    towns = {hash(fold) for fold in folds(town.name)} if town.name else ()
    born = person.birthday
    day = born.month * 100 + born.day if born else 0
    return _Facts((*firms,), (*towns,), town.zone, day, born.year if born else None)


def _as_far_as_told(
    group: Iterable[int], told: Callable[[int], str | int | None]
) -> Iterator[Group]:
    """Yield of a group those of whom the same is told, and those of whom nothing is with them."""
    by_told: dict[str | int | None, list[int]] = defaultdict(list)
    for number in group:
        by_told[told(number) or None].append(number)
    unknown = by_told.pop(None, [])
    yield from (sorted((*unknown, *some)) for some in by_told.values() or [[]])
