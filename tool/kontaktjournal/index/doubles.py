"""Who may be in the journal twice: asked of the index, in seconds and without many contacts."""

import json
import os
import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Birthday, Contact
from kontaktjournal.domain.doubles import Apart, Census, Pair
from kontaktjournal.domain.duplicates import Likeness
from kontaktjournal.domain.pipeline import IN_PLAY, Kind
from kontaktjournal.index import select
from kontaktjournal.index.ask import Ask
from kontaktjournal.index.batches import rows_with
from kontaktjournal.index.links import meanings

#: Whoever is in play comes first, then who was filed; of these, whom we talked to. Paths without
#: their ending: "anna-2.md" would come before "anna.md".
_ROWS = f"""
    SELECT notes.id, contact FROM notes LEFT JOIN tracks ON tracks.id = notes.id
    WHERE kind IS NOT NULL
    ORDER BY CASE WHEN kind IN ({", ".join(f"'{kind}'" for kind in sorted(IN_PLAY))}) THEN 0
        WHEN kind = '{Kind.FILED}' THEN 1 ELSE 2 END,
        tracks.talk IS NULL, tracks.last IS NULL, substr(path, 1, length(path) - 3), path
"""  # noqa: S608  # constants
_AT_ONCE = 500
_BY_ID = "SELECT id, contact FROM notes WHERE id IN"


class Double(NamedTuple):
    """Two who may be one.

    Args:
        likeness: how much speaks for it.
        one: the one who keeps more: in play, or with a history.
        other: the other.
    """

    likeness: Likeness
    one: Contact
    other: Contact


class Doubles:
    """Who may be in the journal twice, the likeliest first.

    Args:
        pairs: by the numbers of their readings.
        ask: asks the index.
    """

    def __init__(self, pairs: Sequence[Pair], ask: Ask) -> None:
        self.pairs = pairs
        self._ask = ask

    def read(self, most: int | None = None) -> Iterator[Double]:
        """Read who they are, a few at a time.

        Args:
            most: so many pairs at most.
        """
        pairs = iter(self.pairs[:most])
        while some := [*islice(pairs, _AT_ONCE)]:
            asked = (number for pair in some for number in (pair.one, pair.other))
            people = self._ask(select.by_id(asked))
            for likeness, one, other in some:
                # The index may have gone on meanwhile.
                if one in people and other in people:
                    yield Double(likeness, people[one], people[other])


def doubles(*, by_name: bool = False) -> Callable[[sqlite3.Connection], list[Pair]]:
    """Ask who may be in the journal twice, by the numbers of their readings.

    Args:
        by_name: also who has the name in common with somebody, and no more.
    """

    def ask(connection: sqlite3.Connection) -> list[Pair]:
        census, readings = Census(), array("q")
        told: list[tuple[int, Sequence[str]]] = []
        for reading, contact in connection.execute(_ROWS):
            said = json.loads(contact)
            number = census.count(_card(said))
            readings.append(reading)
            if distinct := said.get("distinct"):
                told.append((number, distinct))

        def known(asked: Sequence[int]) -> Iterator[tuple[int, Card]]:
            at = {readings[number]: number for number in asked}
            for reading, contact in rows_with(connection, _BY_ID, [*at]):
                yield at[reading], _card(json.loads(contact))

        apart = _apart(connection, readings, told)
        pairs = census.pairs(known, apart, by_name=by_name)
        return [Pair(each, readings[one], readings[other]) for each, one, other in pairs]

    return ask


def double_paths(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the files of those who seem to be in the journal twice (X1, X2)."""
    found = {reading for pair in doubles()(connection) for reading in (pair.one, pair.other)}
    rows = rows_with(connection, "SELECT path FROM notes WHERE id IN", sorted(found))
    return frozenset(os.fsdecode(path) for (path,) in rows)


def _card(said: dict[str, Any]) -> Card:
    """Return what tells one from another, of a contact as the index keeps it."""
    born = said.get("birthday")
    return Card(
        said.get("name", ""),
        said.get("aliases", ()),
        said.get("org", ()),
        phone=said.get("phone", ()),
        email=said.get("email", ()),
        url=said.get("url", ()),
        city=said.get("city", ""),
        birthday=Birthday(*born) if born else None,
        uid=said.get("uid", ""),
        unnamed=said.get("unnamed", False),
    )


def _apart(
    connection: sqlite3.Connection,
    readings: Sequence[int],
    told: Sequence[tuple[int, Sequence[str]]],
) -> Apart:
    """Return of whom it is said that they are not who."""
    apart: dict[int, set[int]] = defaultdict(set)
    if not told:
        return apart
    meant = meanings(link for _, links in told for link in links)(connection)
    paths = {one.path for found in meant.values() for one in found}
    rows = rows_with(
        connection,
        "SELECT path, id FROM notes WHERE path IN",
        [*map(os.fsencode, sorted(paths))],
    )
    reading_of = {os.fsdecode(path): reading for path, reading in rows}
    wanted = frozenset(reading_of.values())
    at = {reading: number for number, reading in enumerate(readings) if reading in wanted}
    for number, links in told:
        for one in (one for link in links for one in meant.get(link, ())):
            other = at[reading_of[one.path]]
            apart[number].add(other)
            apart[other].add(number)
    return apart
