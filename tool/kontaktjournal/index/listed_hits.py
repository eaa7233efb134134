"""Whom a search by words finds on lists, and who comes first (4.8)."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import reduce
from typing import NamedTuple

from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.on_lists import is_meant, wanted
from kontaktjournal.domain.query.fields import Sort, sort_of
from kontaktjournal.domain.query.spelling import as_number, dialled
from kontaktjournal.domain.query.tree import (
    And,
    Node,
    Not,
    Or,
    Query,
    Saved,
    Test,
    Text,
    Value,
    Words,
    leaves,
)
from kontaktjournal.index import listed_select as select
from kontaktjournal.index.fulltext import matches_of
from kontaktjournal.index.listed_select import Ids

#: A word in a name counts as much as so many in the other cells, as it does with contacts; and
#: whose telephone number it is counts like whose name it is.
_NAME, _WORDS, _NUMBER = 10.0, 1.0, 10.0
#: Of those whom the tables are not sure of, so many are looked at even where fewer are wanted.
_LOOKED_AT = 500


class Found(NamedTuple):
    """Rows that a query finds, by their numbers.

    Args:
        numbers: of the first of them, whose words fit best first.
        total: how many there are.
        is_exact: the total is exact; else it is an upper bound.
    """

    numbers: list[int]
    total: int
    is_exact: bool


def found(query: Query, today: date, most: int | None) -> Callable[[sqlite3.Connection], Found]:
    """Ask whom a query finds that rows can answer; nobody, where it names no words.

    Args:
        query: whom it is about.
        today: the day of the search.
        most: how many are wanted at most.
    """

    def ask(connection: sqlite3.Connection) -> Found:
        holding = {words: _holding(words, connection) for words in query.texts}
        may_be = _candidates(query.tree, holding, connection) or frozenset()
        if all(isinstance(leaf, Text) for leaf, _ in leaves(query.tree)):
            may_be = frozenset(one for one in may_be if _is_found(query.tree, one, holding))
            ranked = _ranked(may_be, query, connection)
            return Found(ranked[:most], len(ranked), is_exact=True)

        def meant(number: int, listed: Listed) -> bool:
            return is_meant(query.tree, listed, today, lambda words: number in holding[words])

        return _looked_at(_ranked(may_be, query, connection), meant, most, connection)

    return ask


def _looked_at(
    ranked: list[int],
    is_wanted: Callable[[int, Listed], bool],
    most: int | None,
    connection: sqlite3.Connection,
) -> Found:
    """Take rows apart, one after another, until as many are found as are wanted."""
    meant: list[int] = []
    seen = 0
    while seen < len(ranked) and (not seen or most is None or len(meant) < most):
        some = ranked[seen : seen + _LOOKED_AT]
        rows = select.by_id(some)(connection)
        meant += (one for one in some if is_wanted(one, rows[one]))
        seen += len(some)
    left = len(ranked) - seen
    return Found(meant[:most], len(meant) + left, is_exact=not left)


def _holding(words: Words, connection: sqlite3.Connection) -> Ids:
    """Return the rows in which words stand, or whose telephone number they are."""
    digits = as_number(words)
    called = select.dialled(digits)(connection) if digits else frozenset()
    return select.holding(words)(connection) | called


def _candidates(
    node: Node, holding: Mapping[Words, Ids], connection: sqlite3.Connection
) -> Ids | None:
    """Return all rows a part of a query can find; None where no words narrow it down."""
    match node:
        case Text(words):
            return holding[words]
        case Test(field, values):
            return _union(_in_field(value, field, connection) for value in values)
        case And(parts):
            narrowed = [_candidates(part, holding, connection) for part in parts]
            known = [ids for ids in narrowed if ids is not None]
            return reduce(Ids.intersection, known) if known else None
        case Or(parts):
            return _union(_candidates(part, holding, connection) for part in parts)
        case Saved(_, part):
            return _candidates(part, holding, connection)
        case Not():
            return None


def _union(parts: Iterable[Ids | None]) -> Ids | None:
    known = [*parts]
    narrowed = [ids for ids in known if ids is not None]
    return frozenset().union(*narrowed) if len(narrowed) == len(known) else None


def _in_field(value: Value, field: str, connection: sqlite3.Connection) -> Ids | None:
    """Return all rows that may have a value in a field; None where that is no matter of words."""
    if not isinstance(value, Words) or field == "path":
        return None
    if sort_of(field) is Sort.PHONE and (digits := dialled(value.text)):
        return select.dialled(digits)(connection)
    return select.holding(value)(connection)


def _is_found(node: Node, number: int, holding: Mapping[Words, Ids]) -> bool:
    """Tell whether a query that asks for words alone finds a row."""
    match node:
        case And(parts):
            return all(_is_found(part, number, holding) for part in parts)
        case Or(parts):
            return any(_is_found(part, number, holding) for part in parts)
        case Not(part) | Saved(_, part):
            return _is_found(part, number, holding) is not isinstance(node, Not)
        case Text(words):
            return number in holding[words]
        case Test():
            return False


def _ranked(ids: Ids, query: Query, connection: sqlite3.Connection) -> list[int]:
    """Return rows by how well the words fit; those of one list that fit alike, by their lines."""
    words = wanted(query)
    asked = (" OR ".join(filter(None, matches_of(each))) for each in words)
    match = " OR ".join(filter(None, asked))
    relevance: dict[int, float] = {}
    if match:
        question = "SELECT rowid, -bm25(texts, ?, ?) FROM texts WHERE texts MATCH ?"
        relevance.update(connection.execute(question, (_NAME, _WORDS, match)))
    other = _NUMBER if any(map(as_number, words)) else 0.0
    return sorted(ids, key=lambda one: (-relevance.get(one, other), one))
