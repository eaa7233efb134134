"""Questions about links: whom they lead to, and who links to somebody (N7)."""

import sqlite3
from collections.abc import Callable, Iterable

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.links import link_keys, link_tail, without_ending
from kontaktjournal.domain.reference import named
from kontaktjournal.index import select


def meanings(links: Iterable[str]) -> Callable[[sqlite3.Connection], dict[str, list[Contact]]]:
    """Ask whom each link can mean; one that means nobody is missing."""

    def ask(connection: sqlite3.Connection) -> dict[str, list[Contact]]:
        found = {
            link: named(select.called(link_tail(link))(connection), link)
            for link in dict.fromkeys(links)
        }
        return {link: meant for link, meant in found.items() if meant}

    return ask


def targets(links: Iterable[str]) -> Callable[[sqlite3.Connection], dict[str, Contact]]:
    """Ask whom each link leads to; one that is ambiguous leads nowhere."""

    def ask(connection: sqlite3.Connection) -> dict[str, Contact]:
        found = meanings(links)(connection)
        return {link: meant[0] for link, meant in found.items() if len(meant) == 1}

    return ask


def names_of(links: Iterable[str]) -> Callable[[sqlite3.Connection], dict[str, str]]:
    """Ask for the name of whom each link leads to; of namesakes only a link says who it is."""

    def ask(connection: sqlite3.Connection) -> dict[str, str]:
        found = targets(links)(connection)
        meant = targets(one.name for one in found.values())(connection)
        return {
            link: one.name
            for link, one in found.items()
            if one.name in meant and meant[one.name].path == one.path
        }

    return ask


def link_to(contact: Contact) -> Callable[[sqlite3.Connection], str]:
    """Ask what a link must say to lead to a contact and to nobody else.

    That is the file's name; its path where others have that name, too.
    """
    said = (contact.stem, without_ending(contact.path), contact.path)

    def ask(connection: sqlite3.Connection) -> str:
        for one in said:
            meant = targets((one,))(connection).get(one)
            if meant and meant.path == contact.path:
                return one
        return contact.path

    return ask


def linking_to(contact: Contact) -> Callable[[sqlite3.Connection], list[Contact]]:
    """Ask for the others with a link that leads to a contact, and to nobody else."""
    called = (contact.stem, contact.name, *contact.aliases)
    keys = frozenset[str]().union(*map(link_keys, called))

    def ask(connection: sqlite3.Connection) -> list[Contact]:
        found = select.linking(called)(connection)
        near_links = (
            link for one in found for link in one.links if not keys.isdisjoint(link_keys(link))
        )
        leading = {
            link
            for link, meant in targets(near_links)(connection).items()
            if meant.path == contact.path
        }
        return [
            one for one in found if one.path != contact.path and not leading.isdisjoint(one.links)
        ]

    return ask


def called_like(words: Iterable[str]) -> Callable[[sqlite3.Connection], list[Contact]]:
    """Ask for everybody that one of these links can mean, each once."""

    def ask(connection: sqlite3.Connection) -> list[Contact]:
        tails = dict.fromkeys(map(link_tail, words))
        found = (one for tail in tails for one in select.called(tail)(connection))
        return [*{one.path: one for one in found}.values()]

    return ask
