"""The words two contacts share, in their heads and in what was told, none of them told twice."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kontaktjournal.domain.kinship.reason import MOST_TOPICS, Field, Reason, Sort, Strength
from kontaktjournal.domain.kinship.side import Ground, Line, Side
from kontaktjournal.domain.kinship.whole import place_words
from kontaktjournal.domain.topics import Topic, stems

#: Where two common words together mean one thing: a fair, and its town.
TELLING = frozenset({Field.STORY, Field.MET, Field.HOOKS, Field.SOURCE})
_MEANS_ONE_THING = 2
_STRENGTH = {
    Field.STORY: Strength.STRONG,
    Field.MET: Strength.STRONG,
    Field.HOOKS: Strength.MIDDLE,
    Field.SOURCE: Strength.MIDDLE,
    Field.ORG: Strength.MIDDLE,
}


class _Pair(NamedTuple):
    """The same word in both files."""

    mine: Topic
    theirs: Topic


def strength_of(field: Field) -> Strength:
    """Return how much the words at a key say."""
    return _STRENGTH.get(field, Strength.WEAK)


class SharedWords:
    """The words two contacts share.

    Args:
        one: a contact.
        other: another.
        ground: what words are worth.
        whole: what they share as a whole, and need not be told word by word.
    """

    def __init__(self, one: Side, other: Side, ground: Ground, whole: Iterable[Reason]) -> None:
        self._one = one
        self._other = other
        self._ground = ground
        self._said = {stem for reason in whole for word in reason.words for stem in stems(word)}
        self._places = frozenset[str]().union(
            *place_words(one.contact.city), *place_words(other.contact.city)
        )

    def in_heads(self) -> Iterator[Reason]:
        """Yield what lines of the two heads share, the strongest first."""
        # Most people share no word at all.
        if self._one.said.keys().isdisjoint(self._other.said.keys()):
            return
        found = [
            (-strength, -len(shared), at, own)
            for at, line in enumerate(self._other.lines)
            for own, mine in enumerate(self._one.lines)
            if not mine.known.keys().isdisjoint(line.known)
            for shared in [self._in_lines(mine, line)]
            if (strength := self._strength(mine.field, line.field, shared))
        ]
        for *_, at, own in sorted(found):
            line, mine = self._other.lines[at], self._one.lines[own]
            # What a stronger pair of lines has told is left out of this one.
            shared = self._in_lines(mine, line)
            if shared and (strength := self._strength(mine.field, line.field, shared)):
                yield self._reason(line, shared, strength)

    def told_of_one(self) -> Iterator[Reason]:
        """Yield what stands in the other's head and was told of the first."""
        for line in self._other.lines:
            if shared := self._rare(self._shared(self._one.told, line.topics)):
                yield self._reason(line, shared, Strength.WEAK)

    def told_of_other(self) -> Iterator[Reason]:
        """Yield what was told of the other, and stands anywhere in the first's file."""
        known = {**self._one.told, **self._one.said}
        left = MOST_TOPICS
        for passage in self._other.passages:
            shared = self._rare(self._shared(known, passage.topics))[:left]
            if not shared:
                continue
            left -= len(shared)
            marks, words = self._tell(shared)
            yield Reason(Sort.TOPIC, Strength.WEAK, marks, words, entry=passage.entry)

    def _shared(self, known: Mapping[str, Topic], topics: Iterable[Topic]) -> list[_Pair]:
        """Return the words that are in both, and were not told yet."""
        found: list[_Pair] = []
        told = set(self._said)
        for theirs in topics:
            mine = next((known[stem] for stem in sorted(theirs.stems) if stem in known), None)
            if mine is None or not (mine.is_sure or theirs.is_sure):
                continue
            stems_of_both = mine.stems | theirs.stems
            if (
                not told.isdisjoint(stems_of_both)
                or self._ground.is_name(mine)
                or self._ground.is_name(theirs)
            ):
                continue
            told |= stems_of_both
            found.append(_Pair(mine, theirs))
        return found

    def _rare(self, shared: Iterable[_Pair]) -> list[_Pair]:
        """Return the words that mean something by themselves."""
        common = self._ground.is_common
        return [
            pair
            for pair in shared
            if not (pair.theirs.is_year or common(pair.mine) or common(pair.theirs))
        ]

    def _in_lines(self, mine: Line, theirs: Line) -> list[_Pair]:
        if mine.field is Field.CITY and theirs.field is Field.CITY:
            return []
        shared = self._shared(mine.known, theirs.topics)
        words = [pair for pair in shared if not pair.theirs.is_year]
        means = len(words) >= _MEANS_ONE_THING and {mine.field, theirs.field} <= TELLING
        return shared if means or self._rare(shared) else []

    def _strength(self, mine: Field, theirs: Field, shared: Iterable[_Pair]) -> Strength | None:
        """Return how much shared words say; a place, or a line of trade, says little."""
        words = [pair for pair in shared if not pair.theirs.is_year]
        if not words:
            return None
        is_place = all(not self._places.isdisjoint(pair.mine.stems) for pair in words)
        if is_place or (mine is Field.ORG and theirs is Field.ORG):
            return Strength.WEAK
        return min(strength_of(mine), strength_of(theirs))

    def _reason(self, line: Line, shared: list[_Pair], strength: Strength) -> Reason:
        marks, words = self._tell(shared)
        return Reason(Sort.WORDS, strength, marks, words, line.field, line.text)

    def _tell(self, shared: Iterable[_Pair]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return marks and words of what is told now, and not again."""
        pairs = tuple(shared)
        for pair in pairs:
            self._said |= pair.mine.stems | pair.theirs.stems
        marks = tuple(mark_of(pair.mine) for pair in pairs if not pair.mine.is_year)
        return marks, tuple(dict.fromkeys(pair.theirs.word for pair in pairs))


def mark_of(topic: Topic) -> str:
    """Return what a shared word is counted by."""
    return f"word {min(topic.stems)}"
