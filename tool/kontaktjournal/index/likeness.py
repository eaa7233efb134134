"""Who is like a contact, with the reasons: only the files are read that may tell more."""

from bisect import insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from heapq import heapify, heappop
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.due import Due, assess
from kontaktjournal.domain.duplicates import is_double
from kontaktjournal.domain.kinship.kin import Kin, Rank, is_listed, kin, rank
from kontaktjournal.domain.kinship.reason import MOST_TOPICS, Reason
from kontaktjournal.domain.kinship.side import Passage, Side
from kontaktjournal.domain.pipeline import IN_PLAY
from kontaktjournal.domain.ports import Source
from kontaktjournal.domain.settings import Settings
from kontaktjournal.domain.topics import topics
from kontaktjournal.index.ask import Ask
from kontaktjournal.index.kindred import Kindred, kindred
from kontaktjournal.notation.decode import decode
from kontaktjournal.notation.passages import passages

#: A rank is rounded: none must prove better than was possible.
_ROUNDING = 0.001


class Alike(NamedTuple):
    """Who is like a contact, the most alike first, and whether there are more."""

    rows: tuple[Kin, ...]
    is_cut: bool = False


class Likeness:
    """Finds who is like a contact, on one day.

    Args:
        ask: asks the index.
        source: where the files are.
        settings: of the journal.
        today: the day.
    """

    def __init__(self, ask: Ask, source: Source, settings: Settings, today: date) -> None:
        self._ask = ask
        self._source = source
        self._settings = settings
        self._today = today

    def of(self, contact: Contact, limit: int, *, everybody: bool = False) -> Alike:
        """Return who is like a contact.

        Args:
            contact: who the others are to be like.
            limit: how many at most.
            everybody: also those who were filed, and those in a list with whom it shares little.
        """
        side = Side(contact, passages=self._told(contact))
        known = self._ask(lambda connection: kindred(connection, side, everybody=everybody))
        candidates = list(self._candidates(known, everybody=everybody))
        sharers = _sharers(known, candidates)
        waiting = [(_best(each, sharers), each) for each in candidates]
        heapify(waiting)
        found: list[tuple[Rank, Kin]] = []
        while waiting:
            best, each = heappop(waiting)
            # Whoever is left cannot come before these, whatever stands in the files.
            if len(found) > limit and found[limit][0] <= best:
                break
            told = self._told(each.side.contact)
            other = Side(each.side.contact, each.side.ties, told)
            reasons = kin(known.side, other, known.ground)
            if reasons and not is_double(contact, other.contact):
                insort(found, (rank(each.due, reasons, sharers), Kin(each.due, reasons)))
        return Alike(tuple(row for _, row in found[:limit]), len(found) > limit)

    def _told(self, contact: Contact) -> tuple[Passage, ...]:
        """Return what a contact's file tells in prose."""
        data = self._source.read(contact.path)
        if not isinstance(data, bytes):
            return ()
        told = passages(decode(data).text, contact)
        return tuple(Passage(entry, topics(text)) for entry, text in told)

    def _candidates(self, known: Kindred, *, everybody: bool) -> "Iterator[_Candidate]":
        """Yield whoever has something in common in the head, or may have in what was told."""
        for side in known.others:
            due = assess(side.contact, self._today, self._settings)
            reasons = kin(known.side, side, known.ground)
            words = known.words.get(side.contact.path, frozenset())
            may_be_told = bool(words) and (everybody or due.kind in IN_PLAY)
            if may_be_told or is_listed(due, reasons, everybody=everybody):
                marks = {mark for reason in reasons for mark in reason.marks}
                yield _Candidate(side, due, reasons, frozenset(words - marks))


class _Candidate(NamedTuple):
    """Somebody who may be alike.

    Args:
        side: who.
        due: where they stand.
        reasons: what the heads tell.
        words: marks of the words that may have been told of both.
    """

    side: Side
    due: Due
    reasons: tuple[Reason, ...]
    words: frozenset[str]


def _sharers(known: Kindred, candidates: Iterable[_Candidate]) -> Mapping[str, int]:
    """Return how many have what in common with the contact, by its mark."""
    counted = Counter(mark for each in candidates for one in each.reasons for mark in one.marks)
    # Whoever has something in common has it, whatever the full text knows of it.
    return {**counted, **{mark: max(n, counted[mark]) for mark, n in known.holding.items()}}


def _best(candidate: _Candidate, sharers: Mapping[str, int]) -> Rank:
    """Return the best rank somebody can have once their file is read."""
    known = rank(candidate.due, candidate.reasons, sharers)
    more = sum(1 / sharers.get(word, 1) for word in candidate.words)
    left = min(len(candidate.words), MOST_TOPICS)
    return known._replace(weak=known.weak - left, rarity=known.rarity - more - _ROUNDING)
