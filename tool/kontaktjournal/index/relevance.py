"""The order of what a search by words finds: by relevance, and by how lately they were met.

BM25 over names and texts says how well the words fit; what stands in a name counts more. Only
numbers are compared here: whoever is not wanted in the end is not taken apart.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, islice
from operator import attrgetter
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.found import looked_for, weight
from kontaktjournal.domain.history import history
from kontaktjournal.domain.names import sort_key
from kontaktjournal.domain.pipeline import Kind, Pipeline
from kontaktjournal.domain.query.spelling import as_number
from kontaktjournal.domain.query.tree import Query
from kontaktjournal.index import select
from kontaktjournal.index.ask import Ask
from kontaktjournal.index.batches import rows_with
from kontaktjournal.index.fulltext import matches_of
from kontaktjournal.index.narrowing import Narrower

#: A word in a name counts as much as so many in the text.
_NAME, _TEXT = 10.0, 1.0
#: Whose telephone number it is counts like whose name it is.
_NUMBER = 10.0


class Weighed(NamedTuple):
    """The number of somebody's reading in the index, and how far to the front they stand."""

    number: int
    weight: float


class Ranking(NamedTuple):
    """Whom a query finds, and perhaps a few more.

    Args:
        weighed: the heaviest first.
        is_exact: nobody else is among them.
    """

    weighed: list[Weighed]
    is_exact: bool


def ranking(
    query: Query, today: date, pipeline: Pipeline
) -> Callable[[sqlite3.Connection], Ranking]:
    """Ask for whoever a query by words may find, in order.

    Args:
        query: what they are looked for by.
        today: the day.
        pipeline: the stages.
    """
    narrower = Narrower(today, pipeline)
    found = narrower.narrow(query.tree)

    def ask(connection: sqlite3.Connection) -> Ranking:
        narrower.register(connection)
        relevance = _relevance(query, connection)
        rows = connection.execute(
            "SELECT notes.id, kind, last FROM notes LEFT JOIN tracks USING (id)"  # noqa: S608  # only question marks
            f" WHERE +kind IS NOT NULL AND ({found.condition})",
            found.values,
        ).fetchall()
        weighed = _weighed(rows, relevance, today, connection)
        weighed.sort(key=attrgetter("weight"), reverse=True)
        return Ranking(weighed, found.is_exact)

    return ask


def in_turn(weighed: Iterable[Weighed], ask: Ask, at_once: int) -> Iterator[Contact]:
    """Give contacts in order: those of one weight by name and path.

    Args:
        weighed: the heaviest first.
        ask: asks the index.
        at_once: how many are taken apart together.
    """
    numbers = _in_turn(weighed, ask)
    while some := [*islice(numbers, at_once)]:
        found = ask(select.by_id(some))
        yield from (found[number] for number in some if number in found)


def _in_turn(weighed: Iterable[Weighed], ask: Ask) -> Iterator[int]:
    for _, group in groupby(weighed, attrgetter("weight")):
        same = [each.number for each in group]
        yield from ask(_by_name(same)) if len(same) > 1 else same


def _by_name(numbers: Sequence[int]) -> Callable[[sqlite3.Connection], list[int]]:
    def ask(connection: sqlite3.Connection) -> list[int]:
        rows = rows_with(connection, "SELECT id, name, path FROM notes WHERE id IN", numbers)
        keys = [(sort_key(name), os.fsdecode(path), number) for number, name, path in rows]
        return [number for *_, number in sorted(keys)]

    return ask


def _relevance(query: Query, connection: sqlite3.Connection) -> dict[int, float]:
    """Return how well the words of a query fit each file in which they stand.

    Behind 0, which is no file's number: how well it fits all others.
    """
    words = looked_for(query)
    matches = (sure_and_other[1] or sure_and_other[0] for sure_and_other in map(matches_of, words))
    match = " OR ".join(filter(None, matches))
    is_number = any(map(as_number, words))
    relevance = {0: _NUMBER if is_number else 0.0}
    if match:
        rows = connection.execute(
            "SELECT rowid, -bm25(texts, ?, ?) FROM texts WHERE texts MATCH ?",
            (_NAME, _TEXT, match),
        )
        relevance.update(rows)
    return relevance


def _weighed(
    rows: Sequence[tuple[int, str, int | None]],
    relevance: Mapping[int, float],
    today: date,
    connection: sqlite3.Connection,
) -> list[Weighed]:
    day, other, filed = today.toordinal(), relevance[0], Kind.FILED.value
    weighed = []
    for number, kind, latest in rows:
        # A talk to come says nothing of the last one.
        is_ahead = latest is not None and latest > day
        last = _last(number, today, connection) if is_ahead else latest
        days = None if last is None else day - last
        fits = relevance.get(number, other)
        weighed.append(Weighed(number, weight(fits, days, is_filed=kind == filed)))
    return weighed


def _last(number: int, today: date, connection: sqlite3.Connection) -> int | None:
    past = history(select.by_id([number])(connection)[number], today).last
    return past.toordinal() if past else None
