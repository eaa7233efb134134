"""Who may have something in common with a contact: a few too many, never too few."""

import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from kontaktjournal.domain.kinship.reason import Strength
from kontaktjournal.domain.kinship.side import Ground, Side
from kontaktjournal.domain.kinship.whole import event_words, org_words, place_words
from kontaktjournal.domain.kinship.words import TELLING, mark_of, strength_of
from kontaktjournal.domain.pipeline import IN_PLAY, Kind
from kontaktjournal.domain.topics import forms
from kontaktjournal.index import select
from kontaktjournal.index.batches import rows_with
from kontaktjournal.index.ties import Web, web
from kontaktjournal.index.worth import Worth, any_of, holding, spelled_as, worth

#: More words in one line are no line; pairs of them are not looked for.
_LONGEST_LINE = 12
#: As `encode` writes the keys of a contact's head.
_WITH = {key: f"instr(contact, '\"{key}\":')" for key in ("org", "city", "met")}
_WITH_TELLING = " OR ".join(f"instr(contact, '\"{field}\":')" for field in sorted(TELLING))

#: All kinds but the filed ones, who are told only where everybody is asked for (A2).
_NOT_FILED = ("", *(kind for kind in Kind if kind is not Kind.FILED))


class Kindred(NamedTuple):
    """Who may have something in common with a contact.

    Args:
        side: the contact, with its links.
        others: they, with their links.
        words: marks of the rare words in the file of each, by its path.
        ground: what words are worth.
        holding: how many have a word, by its mark.
    """

    side: Side
    others: tuple[Side, ...]
    words: Mapping[str, frozenset[str]]
    ground: Ground
    holding: Mapping[str, int]


def kindred(connection: sqlite3.Connection, side: Side, *, everybody: bool) -> Kindred:
    """Ask who may have something in common with a contact.

    Args:
        connection: the index.
        side: the contact, with all that was told of it; its links are looked up here.
        everybody: also those who were filed, and those in a list with whom it shares little.
    """
    contact = side.contact
    known = worth(connection, side.topics)
    links = web(connection, contact)
    linked = _linked(connection, links)
    numbers = {*linked, *_by_words(side, known, everybody=everybody)}
    numbers |= set(_by_head(connection, side, known, everybody=everybody))
    found = select.by_id(numbers, None if everybody else _NOT_FILED)(connection)
    others = {
        number: Side(one, links.of(one)) for number, one in found.items()
        if one.path != contact.path and not one.blocked
    }  # fmt: skip
    words: dict[int, set[str]] = {}
    for mark, held in known.holding.items():
        for number in held.keys() & others.keys():
            words.setdefault(number, set()).add(mark)
    return Kindred(
        Side(contact, links.mine, side.passages),
        tuple(others.values()),
        {others[number].contact.path: frozenset(marks) for number, marks in words.items()},
        known.ground,
        {mark: len(held) for mark, held in known.holding.items() if held},
    )


def _by_words(side: Side, known: Worth, *, everybody: bool) -> Iterator[int]:
    """Yield in whose files rare words stand; of a list only who shares what says more."""
    telling = {
        mark_of(topic)
        for line in side.lines
        if strength_of(line.field) > Strength.WEAK
        for topic in line.topics
    }
    for mark, held in known.holding.items():
        for number, kind in held.items():
            if everybody or kind in IN_PLAY or mark in telling:
                yield number


def _by_head(
    connection: sqlite3.Connection, side: Side, known: Worth, *, everybody: bool
) -> Iterator[int]:
    """Yield who may share an event, a firm, a place, or words that are common by themselves."""
    contact = side.contact
    met = event_words(contact.met, known.ground)
    yield from _having(connection, [spelled_as(forms(one.stems)) for one in met], _WITH["met"])
    for org in contact.org:
        words = [spelled_as(word) for word in org_words(org)]
        yield from _having(connection, words, _WITH["org"])
    for query in _pairs(side, known):
        yield from holding(connection, query, f"AND ({_WITH_TELLING})")
    place = [token for word in place_words(contact.city) for token in spelled_as(word)]
    if place:
        there = holding(connection, any_of(place), f"AND {_WITH['city']}")
        yield from (number for number, kind in there.items() if everybody or kind in IN_PLAY)


def _having(
    connection: sqlite3.Connection, words: Collection[Iterable[str]], where: str
) -> Iterable[int]:
    """Return in whose files all words stand, each in any of its spellings."""
    query = " AND ".join(map(any_of, words))
    return holding(connection, query, f"AND {where}") if query else ()


def _pairs(side: Side, known: Worth) -> Iterator[str]:
    """Yield queries for two common words of one line."""
    for line in side.lines:
        if line.field in TELLING:
            marks = dict.fromkeys(map(mark_of, line.topics))
            common = [
                mark for mark in marks if mark not in known.holding and known.tokens.get(mark)
            ]
            for pair in combinations(common[:_LONGEST_LINE], 2):
                yield " AND ".join(any_of(known.tokens[mark]) for mark in pair)


def _linked(connection: sqlite3.Connection, links: Web) -> Iterator[int]:
    yield from links.with_notes
    raw = sorted(os.fsencode(path) for path in links.paths)
    rows = rows_with(connection, "SELECT id FROM notes WHERE path IN", raw)
    yield from (number for (number,) in rows)
