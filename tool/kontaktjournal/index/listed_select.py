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
from kontaktjournal.index.listed_rows import key_trace, mark_of, read_back

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
        connected: ordinal of the day both were linked.
        exchanged: ordinal of the day both last wrote to each other.
    """

    id: int
    path: str
    key: str
    is_reachable: bool
    connected: int | None
    exchanged: int | None


def counts(
    paths: Collection[str] | None,
) -> Callable[[sqlite3.Connection], dict[tuple[str, Bar | None], int]]:
    """Ask how many rows there are, by list and bar."""

    def ask(connection: sqlite3.Connection) -> dict[tuple[str, Bar | None], int]:
        known = dict(_lists(connection, paths))
        rows = connection.execute("SELECT list, bar, count(*) FROM people GROUP BY list, bar")
        return {
            (known[number], None if bar is None else Bar(bar)): count
            for number, bar, count in rows
            if number in known
        }

    return ask


def _lists(
    connection: sqlite3.Connection, paths: Collection[str] | None
) -> Iterator[tuple[int, str]]:
    for number, raw in connection.execute("SELECT number, path FROM lists"):
        path = os.fsdecode(raw)
        if paths is None or path in paths:
            yield number, path


def briefs(
    paths: Collection[str] | None, after: int, most: int
) -> Callable[[sqlite3.Connection], list[Brief]]:
    """Ask for rows without a bar, by their numbers.

    Args:
        paths: of their lists; None for all.
        after: the last number that is known already.
        most: how many are wanted.
    """

    def ask(connection: sqlite3.Connection) -> list[Brief]:
        known = dict(_lists(connection, paths))
        some = ", ".join(map(str, known)) or "NULL"
        rows = connection.execute(
            "SELECT id, list, key, reachable, connected, exchanged FROM people"  # noqa: S608  # numbers
            f" WHERE id > ? AND bar IS NULL AND list IN ({some}) ORDER BY id LIMIT ?",
            (after, most),
        )
        return [
            Brief(number, known[place], key, reachable == 1, connected, exchanged)
            for number, place, key, reachable, connected, exchanged in rows
        ]

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
            "SELECT id, list, line, key, connected, exchanged, listed"
            " FROM people JOIN contents USING (id) WHERE id IN"
        )
        return {
            number: read_back(known[place], row)
            for number, place, *row in rows_with(connection, question, ids)
        }

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
    yield from traces_of(Card(name=ref, phone=(ref,), email=(ref,)))


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
