"""What words are worth: in whose files they stand, and who is called by them."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from kontaktjournal.domain.kinship.side import Ground
from kontaktjournal.domain.kinship.words import mark_of
from kontaktjournal.domain.names import folds
from kontaktjournal.domain.topics import Topic, forms
from kontaktjournal.index.batches import rows_with
from kontaktjournal.index.columns import storable
from kontaktjournal.index.spelled import spellings

#: A word is common if it stands in more files than these few, and in more than one of a
#: hundred; in a very large journal already in more than so many.
_FEW, _ONE_OF, _MANY = 6, 100, 100
_VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab(main, texts, col)"

_HOLDING = (
    "SELECT id, kind FROM texts JOIN notes ON notes.id = texts.rowid"
    " WHERE texts MATCH ? AND kind IS NOT NULL"
)

#: Number to kind of some contacts.
Holding = Mapping[int, str]


class Worth(NamedTuple):
    """What the words of a contact are worth.

    Args:
        ground: which of them are common, and which are names.
        holding: in whose files a rare word stands, by its mark.
        tokens: how the full text may spell a word, by its mark; names have no place here.
    """

    ground: Ground
    holding: Mapping[str, Holding]
    tokens: Mapping[str, Collection[str]]


class _Words:
    """Words of the full text, and in how many files each stands."""

    def __init__(self, connection: sqlite3.Connection, tokens: Iterable[str]) -> None:
        connection.execute(_VOCABULARY)
        self._db = connection
        rows = rows_with(
            connection, "SELECT term, col, doc FROM temp.words WHERE term IN", sorted(set(tokens))
        )
        self._counts = {(term, column): count for term, column, count in rows}

    def known(self, tokens: Iterable[str], column: str) -> list[str]:
        """Return the tokens that stand anywhere."""
        return sorted(token for token in set(tokens) if (token, column) in self._counts)

    def most(self, tokens: Iterable[str]) -> int:
        """Return in how many texts the commonest of tokens stands, forgotten ones included."""
        return max((self._counts.get((token, "body"), 0) for token in tokens), default=0)

    def is_name(self, tokens: Iterable[str]) -> bool:
        """Tell whether anybody is called by one of the tokens."""
        known = self.known(tokens, "name")
        return bool(known) and bool(holding(self._db, any_of(known, "name"), "LIMIT 1"))


def worth(connection: sqlite3.Connection, topics: Iterable[Topic]) -> Worth:
    """Look up the words of a contact.

    Args:
        connection: the index.
        topics: the words.
    """
    words: dict[str, list[Topic]] = defaultdict(list)
    for topic in topics:
        if not topic.is_year:
            words[mark_of(topic)].append(topic)
    bare = {mark: _bare(some) for mark, some in words.items()}
    spelled = {
        mark: spelled_as(fold for topic in some for fold in forms(topic.stems))
        for mark, some in words.items()
    }
    as_names = {mark: spelled_as(some) for mark, some in bare.items()}
    known = _Words(connection, [*_all(spelled), *_all(as_names)])
    names = {mark for mark, tokens in as_names.items() if known.is_name(tokens)}
    tokens = {
        mark: known.known(some, "body") for mark, some in spelled.items() if mark not in names
    }
    rare = _rare(connection, tokens, known)
    common = (topic for mark in tokens.keys() - rare.keys() for topic in words[mark])
    ground = Ground(
        frozenset(fold for topic in common for fold in folds(topic.word)),
        frozenset(fold for mark in names for fold in bare[mark]),
    )
    return Worth(ground, rare, tokens)


def _rare(
    connection: sqlite3.Connection, tokens: Mapping[str, Collection[str]], known: _Words
) -> dict[str, Holding]:
    """Return in whose files words stand that are not common, by their marks."""
    living, newest = connection.execute(
        "SELECT count(*), (SELECT value FROM meta WHERE key = 'newest')"
        " FROM notes WHERE kind IS NOT NULL"
    ).fetchone()
    most = max(_FEW, min(living // _ONE_OF, _MANY))
    # The full text still counts files that have changed or are gone.
    surely_common = most + int(newest) - living
    found: dict[str, Holding] = {}
    for mark, some in tokens.items():
        if known.most(some) <= surely_common:
            held = holding(connection, any_of(some)) if some else {}
            if len(held) <= most:
                found[mark] = held
    return found


def _bare(topics: Iterable[Topic]) -> frozenset[str]:
    """Return words folded, and what is left where they say whose something is."""
    found = frozenset(fold for topic in topics for fold in folds(topic.word))
    return found | {fold.removesuffix("s") for fold in found}


def spelled_as(words: Iterable[str]) -> frozenset[str]:
    """Return how the full text may spell folded words (N6)."""
    return frozenset(storable(token) for word in words for token in spellings(word))


def any_of(tokens: Iterable[str], column: str = "body") -> str:
    """Return a full-text query for any of some tokens."""
    quoted = " OR ".join(f'"{token}"' for token in sorted(tokens))
    return f"({{{column}}} : ({quoted}))"


def holding(connection: sqlite3.Connection, query: str, more: str = "") -> dict[int, str]:
    """Return the contacts that a full-text query finds."""
    rows = connection.execute(
        f"{_HOLDING} {more}",  # constants
        (query,),
    )
    return dict(rows.fetchall())


def _all(spelled: Mapping[str, Iterable[str]]) -> set[str]:
    return {token for some in spelled.values() for token in some}
