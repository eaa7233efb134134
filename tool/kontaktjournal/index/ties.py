"""Whom a contact is linked with, and who else is linked with these."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.kinship.side import Ties
from kontaktjournal.domain.links import link_keys, link_tail
from kontaktjournal.domain.portrait import may_be_contact
from kontaktjournal.index.columns import stored_keys
from kontaktjournal.index.links import linking_to, meanings, targets

#: Who has more links keeps a list; that must not take all day.
_MOST = 200


class Web(NamedTuple):
    """What is known of a contact's links.

    Args:
        path: the contact's file.
        mine: whom the contact is linked with.
        naming: files that link to the contact.
        introduced: files that say the contact introduced them.
        people: file to those of the contact's people it is linked with, too, file to name.
        with_notes: numbers of contacts with a link to a note the contact links to.
    """

    path: str
    mine: Ties
    naming: frozenset[str]
    introduced: frozenset[str]
    people: Mapping[str, Mapping[str, str]]
    with_notes: frozenset[int]

    @property
    def paths(self) -> frozenset[str]:
        """Return the files of all who are linked with the contact, or with its people."""
        found = self.naming | self.people.keys() | frozenset((*self.mine.via, *self.mine.names))
        return found - {self.path}

    def of(self, other: Contact) -> Ties:
        """Return what another contact's links have to do with this one's."""
        here, path = (self.path,), other.path
        return Ties(
            here if path in self.introduced else (),
            here if path in self.naming else (),
            self.people.get(path, {}),
            _notes(other.links) if self.mine.notes else {},
        )


def web(connection: sqlite3.Connection, contact: Contact) -> Web:
    """Look up a contact's links, in both directions."""
    links = contact.links[:_MOST]
    meant = meanings(links)(connection)
    named = {one.path: one for some in meant.values() if len(some) == 1 for one in some}
    naming = {one.path: one for one in linking_to(contact)(connection)}
    people = {
        path: one
        for path, one in sorted({**naming, **named}.items())[:_MOST]
        if path != contact.path and not one.blocked
    }
    notes = _notes(link for link in links if link not in meant)
    via = {one.path for one in targets(contact.via[:_MOST])(connection).values()}
    names = {path: one.name for path, one in people.items()}
    return Web(
        contact.path,
        Ties(via, named.keys(), names, notes),
        frozenset(naming),
        frozenset(_introduced(connection, contact, naming.values())),
        _around(connection, people.values()),
        frozenset(_with_notes(connection, notes.values())),
    )


def _introduced(
    connection: sqlite3.Connection, contact: Contact, naming: Iterable[Contact]
) -> Iterable[str]:
    for one in naming:
        leading = targets(one.via[:_MOST])(connection).values()
        if any(each.path == contact.path for each in leading):
            yield one.path


def _around(
    connection: sqlite3.Connection, people: Iterable[Contact]
) -> Mapping[str, Mapping[str, str]]:
    """Return who else is linked with people: file to their files and names."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for person in people:
        there = targets(person.links[:_MOST])(connection).values()
        for one in (*linking_to(person)(connection), *there):
            found[one.path][person.path] = person.name
    return found


def _notes(links: Iterable[str]) -> Mapping[str, str]:
    """Return what links name, by their keys; a day or a picture is nothing in common."""
    return {
        key: link_tail(link) for link in links if may_be_contact(link) for key in link_keys(link)
    }


def _with_notes(connection: sqlite3.Connection, notes: Iterable[str]) -> Iterable[int]:
    keys = stored_keys(notes)
    marks = ", ".join("?" * len(keys))
    rows = connection.execute(f"SELECT DISTINCT id FROM links WHERE target IN ({marks})", keys)  # noqa: S608  # only question marks
    for (number,) in rows:
        yield number
