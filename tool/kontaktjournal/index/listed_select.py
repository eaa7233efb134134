"""Questions about the rows of lists."""

import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.duplicates import traces as traces_of
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.on_lists import stands
from kontaktjournal.domain.qualify.bars import Bar
from kontaktjournal.domain.query.tree import Words
from kontaktjournal.index.batches import rows_with
from kontaktjournal.index.columns import storable
from kontaktjournal.index.fulltext import matches_of
from kontaktjournal.index.listed_rows import Tale, key_trace, mark_of, read_back, read_tale

_AT_ONCE = 500
Ids = frozenset[int]
_NOBODY: Ids = frozenset()


class Brief(NamedTuple):
    """As much of a row as a choice among all of them needs.

    Args:
        id: its number in the index, until the list is read again.
        path: of its list.
        key: what tells it from the others there.
        is_reachable: there is a way to this person.
    """

    id: int
    path: str
    key: str
    is_reachable: bool


class Tally(NamedTuple):
    """How many rows of a list are alike, as far as each speaks for itself.

    Args:
        path: of the list.
        bar: what they say against themselves.
        is_reachable: there is a way to them.
        rows: how many.
    """

    path: str
    bar: Bar | None
    is_reachable: bool
    rows: int


def tallies(connection: sqlite3.Connection) -> list[Tally]:
    """Ask how many rows there are, by list, bar, and whether they are reachable."""
    known = dict(_lists(connection, None))
    rows = connection.execute("SELECT list, bar, reachable, count FROM tallies")
    return [
        Tally(known[number], None if bar is None else Bar(bar), reachable == 1, count)
        for number, bar, reachable, count in rows
    ]


def _lists(
    connection: sqlite3.Connection, paths: Collection[str] | None
) -> Iterator[tuple[int, str]]:
    for number, raw in connection.execute("SELECT number, path FROM lists"):
        path = os.fsdecode(raw)
        if paths is None or path in paths:
            yield number, path


def briefs(
    ids: Iterable[int], paths: Collection[str] | None
) -> Callable[[sqlite3.Connection], list[Brief]]:
    """Ask for those of some rows that have no bar, in their order.

    Args:
        ids: their numbers.
        paths: of their lists; None for all.
    """
    wanted = sorted(ids)

    def ask(connection: sqlite3.Connection) -> list[Brief]:
        known = dict(_lists(connection, paths))
        question = "SELECT id, list, key, reachable FROM people WHERE bar IS NULL AND id IN"
        return sorted(
            Brief(number, known[place], key, reachable == 1)
            for number, place, key, reachable in rows_with(connection, question, wanted)
            if place in known
        )

    return ask


def in_touch(first: int, last: int) -> Callable[[sqlite3.Connection], Ids]:
    """Ask whom one wrote with, or was linked to on one of some days.

    Args:
        first: ordinal of the first of these days.
        last: ordinal of the last.
    """

    def ask(connection: sqlite3.Connection) -> Ids:
        question = "SELECT id FROM people WHERE exchanged OR connected BETWEEN ? AND ?"
        return frozenset(number for (number,) in connection.execute(question, (first, last)))

    return ask


def bearing(traces: Iterable[str]) -> Callable[[sqlite3.Connection], list[tuple[int, str]]]:
    """Ask which rows bear one of some marks."""

    def ask(connection: sqlite3.Connection) -> list[tuple[int, str]]:
        meant: defaultdict[int, list[str]] = defaultdict(list)
        for trace in dict.fromkeys(traces):
            meant[mark_of(trace)].append(trace)
        question = "SELECT mark, id FROM marks JOIN people USING (id) WHERE mark IN"
        rows = rows_with(connection, question, [*meant])
        return sorted((number, trace) for mark, number in rows for trace in meant[mark])

    return ask


def holding(words: Words) -> Callable[[sqlite3.Connection], Ids]:
    """Ask in which rows words stand together."""
    sure, unsure = matches_of(words)

    def ask(connection: sqlite3.Connection) -> Ids:
        found = _matching(connection, sure)
        rest = [*(_matching(connection, unsure) - found)]
        return found.union(
            number
            for start in range(0, len(rest), _AT_ONCE)
            for number, listed in by_id(rest[start : start + _AT_ONCE])(connection).items()
            if stands(words, listed)
        )

    return ask


def _matching(connection: sqlite3.Connection, match: str) -> Ids:
    if not match:
        return _NOBODY
    question = "SELECT id FROM texts JOIN people ON id = texts.rowid WHERE texts MATCH ?"
    return frozenset(number for (number,) in connection.execute(question, (match,)))


def dialled(digits: str) -> Callable[[sqlite3.Connection], Ids]:
    """Ask which rows have a telephone number that holds some digits."""

    def ask(connection: sqlite3.Connection) -> Ids:
        question = "SELECT id FROM numbers WHERE instr(digits, ?)"
        return frozenset(number for (number,) in connection.execute(question, (digits,)))

    return ask


def by_id(ids: Sequence[int]) -> Callable[[sqlite3.Connection], dict[int, Listed]]:
    """Ask for rows by their numbers."""

    def ask(connection: sqlite3.Connection) -> dict[int, Listed]:
        known = dict(_lists(connection, None))
        question = (
            "SELECT id, list, line, key, connected, exchanged, listed, names, cells"
            " FROM people JOIN contents USING (id) JOIN columns ON number = columns WHERE id IN"
        )
        return {
            number: read_back(known[place], row)
            for number, place, *row in rows_with(connection, question, ids)
        }

    return ask


def tales(ids: Iterable[int]) -> Callable[[sqlite3.Connection], list[Tale]]:
    """Ask what some rows tell that may make a story, in their order."""
    wanted = sorted(ids)

    def ask(connection: sqlite3.Connection) -> list[Tale]:
        known = dict(_lists(connection, None))
        question = (
            "SELECT id, list, key, connected, exchanged, listed, names, cells"
            " FROM people JOIN contents USING (id) JOIN columns ON number = columns WHERE id IN"
        )
        return [
            read_tale(number, known[place], row)
            for number, place, *row in rows_with(connection, question, wanted)
        ]

    return ask


def named(ref: str) -> Callable[[sqlite3.Connection], list[int]]:
    """Ask whom a word on the command line means; see `Lists.named`."""

    def ask(connection: sqlite3.Connection) -> list[int]:
        text = ref.strip()
        found = {number for number, _ in bearing(_traces(text))(connection)}
        found |= _at_place(connection, text)
        if not found and text:
            found |= _called(connection, text)
        return sorted(found)

    return ask


def _traces(ref: str) -> Iterator[str]:
    yield key_trace(storable(ref))
    yield from traces_of(Card(name=ref, phone=(ref,), email=(ref,), url=(ref,)))


def _at_place(connection: sqlite3.Connection, ref: str) -> set[int]:
    """Return the row that begins at a place as a search tells it."""
    path, _, line = ref.rpartition(":")
    if not (path and line.isascii() and line.isdigit()):
        return set()
    question = (
        "SELECT id FROM lists JOIN people ON list = number AND id BETWEEN first AND last"
        " WHERE path = ? AND line = ?"
    )
    rows = connection.execute(question, (os.fsencode(path), int(line)))
    return {number for (number,) in rows}


def _called(connection: sqlite3.Connection, ref: str) -> set[int]:
    """Return the rows in whose names words stand."""
    ids = [*holding(Words(ref))(connection)]
    return {
        number
        for start in range(0, len(ids), _AT_ONCE)
        for number, listed in by_id(ids[start : start + _AT_ONCE])(connection).items()
        if stands(Words(ref), _name_only(listed))
    }


def _name_only(listed: Listed) -> Listed:
    card = Card(name=listed.card.name, aliases=listed.card.aliases)
    return Listed(listed.path, listed.line, listed.key, card)
