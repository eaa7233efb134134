"""Whom a search by words found, and who comes first (4.8)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kontaktjournal.domain.due import Due
from kontaktjournal.domain.names import folds, near
from kontaktjournal.domain.query.spelling import stand_in
from kontaktjournal.domain.query.tree import Query, Text, Words, leaves
from kontaktjournal.domain.snippet import Snippet

#: A hit that says nothing by itself still has a place among its like.
_LEAST = 0.1
#: After so many days, half of what recency adds is gone.
_HALF_LIFE = 90
_FILED = 0.8
_SUGGESTED = 3
_WORD = re.compile(r"[^\s._-]+")


class Hit(NamedTuple):
    """Somebody whom a search found.

    Args:
        due: who, and where they stand today.
        snippet: the words in their file; None where the search looked for none.
    """

    due: Due
    snippet: Snippet | None = None


class Hits(NamedTuple):
    """What a search found.

    Args:
        hits: the first of them, read one after the other: memory may not hold all.
        shown: how many these are.
        total: how many there are.
        is_exact: the total is exact; else it is an upper bound.
    """

    hits: Iterator[Hit]
    shown: int
    total: int
    is_exact: bool = True


def weight(relevance: float, days: int | None, *, is_filed: bool) -> float:
    """Return how far to the front somebody stands who was found.

    ``(0.1 + relevance) x (1 + 90 / (90 + days)) x 0.8 if filed``: whoever was talked to today
    counts twice, three months ago one and a half times, never just once.

    Args:
        relevance: how well the words fit; zero for a word that is in every file.
        days: since the last talk or message; None where there was none.
        is_filed: filed away: a little further back.
    """
    recency = 0.0 if days is None else _HALF_LIFE / (_HALF_LIFE + days)
    return (_LEAST + relevance) * (1 + recency) * (_FILED if is_filed else 1)


def slips(wanted: Sequence[Words], names: Sequence[str]) -> list[str]:
    """Return the names that words may have been meant for, the likeliest first.

    Args:
        wanted: the words; what stands in a name as it is was no slip.
        names: of everybody.
    """
    found: list[str] = []
    whole = [Words(" ".join(each.text for each in wanted))] if len(wanted) > 1 else []
    known = _within_reach(wanted, names)
    for words in (*whole, *wanted):
        close = near(words.text, known, _SUGGESTED)
        if not any(stand_in(words, name) for name in close):
            found += close
    return [*dict.fromkeys(found)][:_SUGGESTED]


def _within_reach(wanted: Sequence[Words], names: Sequence[str]) -> list[str]:
    """Return the names a word of which may be meant: few of many, so few are compared whole."""
    parts = {*" ".join(names).split()}
    close: set[str] = set()
    for word in {word for each in wanted for word in _WORD.findall(each.text)}:
        close.update(near(word, parts, len(parts)))
        # Run together: annamüller.
        typed = folds(word)
        close.update(part for part in parts if _is_an_end(part, typed))
    return [name for name in names if not close.isdisjoint(name.split())]


def _is_an_end(part: str, typed: frozenset[str]) -> bool:
    ends = tuple(folds(part))
    return any(one.startswith(ends) or one.endswith(ends) for one in typed)


def looked_for(query: Query) -> list[Words]:
    """Return the words a query wants to be in a file, each once."""
    found = (
        leaf.words for leaf, denied in leaves(query.tree) if isinstance(leaf, Text) and not denied
    )
    return [*dict.fromkeys(found)]
