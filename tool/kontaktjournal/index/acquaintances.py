"""Everybody who is known, by what they may be known by: for whoever comes in by the thousand.

A single newcomer asks the index (`alike`); for a whole address book that would take minutes.
"""

import json
import os
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Contact, stem_of
from kontaktjournal.domain.duplicates import initials, is_named, numbers, traces
from kontaktjournal.domain.names import caseless
from kontaktjournal.index import select
from kontaktjournal.index.ask import Ask
from kontaktjournal.index.codec import decode, encode

_ROWS = "SELECT path, contact FROM notes WHERE kind IS NOT NULL ORDER BY path"
#: Stands for the first letters of who may be called anything.
_ANY = -1
_BITS = 61
#: What somebody may be known by.
_KEYS = ("name", "aliases", "phone", "email", "url", "uid", "unnamed")


class _Bearer(NamedTuple):
    """Where somebody is found, and how the name may begin."""

    path: str
    letters: int


class Acquaintances:
    """Everybody in the journal, and whoever comes in.

    Args:
        ask: asks the index.
    """

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        #: Who has a trace; a number takes less room than the text it is made of, and where two
        #: texts have the same one, there is but one more to look at.
        self._by_trace: dict[int, int | list[int]] = {}
        self._bearers: list[_Bearer] = []
        self._stems: set[str] = set()
        self._uids: set[str] = set()
        #: What is newer than the index: contacts as the index keeps them, they are many.
        self._told: dict[int, str] = {}
        self._places: dict[str, int] = {}
        ask(self._gather)

    def _gather(self, connection: sqlite3.Connection) -> None:
        for path, contact in connection.execute(_ROWS):
            said = json.loads(contact)
            known = {key: said[key] for key in _KEYS if key in said}
            self._add(os.fsdecode(path), Card(**known))

    def _add(self, path: str, card: Card) -> int:
        place = len(self._bearers)
        self._bearers.append(_Bearer(path, _letters(card)))
        self._stems.add(caseless(stem_of(path)))
        if card.uid:
            self._uids.add(card.uid)
        self._lead(card, place)
        return place

    def _lead(self, card: Card, place: int) -> None:
        """Let all traces of somebody lead to them."""
        for trace in map(hash, traces(card)):
            there = self._by_trace.get(trace)
            if there is None:
                self._by_trace[trace] = place
            elif isinstance(there, int):
                if there != place:
                    self._by_trace[trace] = [there, place]
            elif place not in there[-1:]:
                there.append(place)

    # --- asking ----------------------------------------------------------------------------

    def like(self, card: Card) -> list[Contact]:
        """Return whoever may be the person of a card, and some others; none is left out."""
        by_number = numbers(card)
        letters = _letters(card)
        found: dict[int, None] = {}
        for trace in traces(card):
            for place in self._led(trace):
                # A firm has one number for all who work there, most of them of other names.
                if trace not in by_number or _may_meet(letters, self._bearers[place].letters):
                    found[place] = None
        return [contact for place in found if (contact := self._contact(place)) is not None]

    def _led(self, trace: str) -> Iterator[int]:
        there = self._by_trace.get(hash(trace), ())
        yield from (there,) if isinstance(there, int) else there

    def _contact(self, place: int) -> Contact | None:
        told = self._told.get(place)
        if told is not None:
            return decode(told)
        # The index may have gone on meanwhile: a path is asked for, not a row.
        return next(iter(self._ask(select.by_path([self._bearers[place].path]))), None)

    def has_stem(self, stem: str) -> bool:
        """Tell whether a contact's file is called so, in any folder."""
        return caseless(stem) in self._stems

    def has_uid(self, uid: str) -> bool:
        """Tell whether somebody has this uid."""
        return uid in self._uids

    # --- learning --------------------------------------------------------------------------

    def learn(self, contact: Contact) -> None:
        """Take note of somebody who came in, or of whom more is known now."""
        card = Card(**{key: getattr(contact, key) for key in _KEYS})
        if not self._places:
            self._places = {one.path: at for at, one in enumerate(self._bearers)}
        place = self._places.get(contact.path)
        if place is None:
            place = self._places[contact.path] = self._add(contact.path, card)
        else:
            self._bearers[place] = _Bearer(contact.path, _letters(card))
            self._lead(card, place)
        self._told[place] = encode(contact)


def _letters(card: Card) -> int:
    """Return which letters the words of a name begin with, as bits; `_ANY` if that is open."""
    if card.aliases or not is_named(card):
        return _ANY
    beginnings = initials(card.name)
    if beginnings is None:
        return _ANY
    letters = 0
    for letter in beginnings:
        letters |= 1 << hash(letter) % _BITS
    return letters


def _may_meet(one: int, other: int) -> bool:
    """Tell whether one name may be a shorter form of the other."""
    both = one & other
    return both in {one, other}
