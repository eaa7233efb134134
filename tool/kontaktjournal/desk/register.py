"""Who is here already, and which names and uids are taken, where somebody new comes in."""

from collections.abc import Container
from typing import Protocol

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.names import caseless
from kontaktjournal.index import select
from kontaktjournal.index.acquaintances import Acquaintances
from kontaktjournal.index.alike import alike
from kontaktjournal.index.ask import Ask
from kontaktjournal.store.new_file import names_in


class Register(Protocol):
    """Knows who is here, and what is taken."""

    def like(self, card: Card) -> list[Contact]:
        """Return whoever may be the person of a card, and some others."""

    def names(self, folder: str) -> Container[str]:
        """Return the names of everything in the folder of new contacts, in their caseless form.

        Raises:
            DiskTrouble: it cannot be read.
        """

    def is_elsewhere(self, stem: str) -> bool:
        """Tell whether a link of this name leads to somebody in another folder already."""

    def has_uid(self, uid: str) -> bool:
        """Tell whether somebody has this uid."""


class Fresh:
    """Looks each time anew, for one who comes alone.

    Args:
        root: absolute path of the journal.
        ask: asks the index.
    """

    def __init__(self, root: str, ask: Ask) -> None:
        self._root = root
        self._ask = ask

    def like(self, card: Card) -> list[Contact]:
        """Return whoever may be the person of a card, and some others."""
        return self._ask(alike(card))

    def names(self, folder: str) -> Container[str]:
        """Return the names of everything in the folder of new contacts."""
        return names_in(self._root, folder)

    def is_elsewhere(self, stem: str) -> bool:
        """Tell whether a link of this name leads to somebody in another folder already."""
        found = self._ask(select.called(stem))
        return any(caseless(one.stem) == caseless(stem) for one in found)

    def has_uid(self, uid: str) -> bool:
        """Tell whether somebody has this uid."""
        return any(one.uid == uid for one in self._ask(select.called(uid)))


class Noted:
    """Knows everybody from the beginning, and notes who comes: for as many as there may be.

    Args:
        root: absolute path of the journal.
        acquaintances: everybody.
    """

    def __init__(self, root: str, acquaintances: Acquaintances) -> None:
        self._root = root
        self._acquaintances = acquaintances
        self._names: set[str] | None = None

    def like(self, card: Card) -> list[Contact]:
        """Return whoever may be the person of a card, and some others."""
        return self._acquaintances.like(card)

    def names(self, folder: str) -> Container[str]:
        """Return the names of everything in the folder of new contacts."""
        if self._names is None:
            self._names = set(names_in(self._root, folder))
        return self._names

    def is_elsewhere(self, stem: str) -> bool:
        """Tell whether a link of this name leads to somebody in another folder already."""
        return self._acquaintances.has_stem(stem)

    def has_uid(self, uid: str) -> bool:
        """Tell whether somebody has this uid."""
        return self._acquaintances.has_uid(uid)

    def learn(self, contact: Contact) -> None:
        """Take note of somebody who came in, or of whom more is known now."""
        self._acquaintances.learn(contact)
        if self._names is not None:
            self._names.add(caseless(contact.path.rpartition("/")[2]))
