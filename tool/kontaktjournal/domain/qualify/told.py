"""What is known of somebody there may be a story with, wherever it is written."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact, EntryKind
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.names import key_of
from kontaktjournal.domain.pipeline import Kind, Stage

#: Fields of a contact that may say something both have in common, as they are told.
_TEXTS = ("role", "met", "moment", "source", "address")
_LISTS = ("hooks", "story", "tags", "org", "via", "url")


class Friend(NamedTuple):
    """A contact in play, as far as somebody else may know them.

    Args:
        path: their file.
        stage: where they stand.
        links: to whom their file leads, or shall lead one day.
        strangers: those of them who are no contacts.
    """

    path: str
    name: str
    stage: Stage
    org: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()

    @property
    def is_close(self) -> bool:
        """Tell whether it is a customer, or somebody one keeps in touch with."""
        return self.stage.kind in {Kind.WAITING, Kind.WON}


class Told(NamedTuple):
    """What is known of somebody.

    Args:
        names: what they are called.
        org: where they work, or learned.
        city: where they are.
        cells: what stands where, by the names of columns or keys.
        connected: since when both are linked somewhere.
        exchanged: when both last talked or wrote to each other.
        friends: those in play who are linked to them for sure.
    """

    names: tuple[str, ...]
    org: tuple[str, ...]
    city: str
    cells: Mapping[str, str]
    connected: date | None = None
    exchanged: date | None = None
    friends: tuple[Friend, ...] = ()


def told_of_row(listed: Listed) -> Told:
    """Return what a row of a list tells."""
    card = listed.card
    return Told(
        (card.name, *card.aliases),
        card.org,
        card.city,
        listed.cells,
        listed.connected,
        listed.exchanged,
    )


def told_of_contact(contact: Contact, friends: Iterable[Friend] = ()) -> Told:
    """Return what the file of a contact on the list tells.

    Args:
        contact: who.
        friends: those in play who are linked to them.
    """
    others = {key_of(key): words for key, words in contact.others}
    talks = [one.day for one in contact.entries if one.kind is EntryKind.TALK]
    days = [*talks, *filter(None, (_day(others.get("exchanged", "")),))]
    return Told(
        (contact.name, *contact.aliases),
        contact.org,
        contact.city,
        dict(_cells(contact)),
        _day(others.get("connected", "")),
        max(days, default=None),
        tuple(friends),
    )


def together(row: Told, file: Told) -> Told:
    """Return what a row tells of somebody, and their file besides."""
    days = [day for day in (row.exchanged, file.exchanged) if day]
    return Told(
        tuple(dict.fromkeys((*row.names, *file.names))),
        tuple(dict.fromkeys((*row.org, *file.org))),
        row.city or file.city,
        {**file.cells, **row.cells},
        row.connected or file.connected,
        max(days, default=None),
        file.friends,
    )


def _cells(contact: Contact) -> Iterator[tuple[str, str]]:
    for key in _TEXTS:
        if words := getattr(contact, key):
            yield key, words
    for key in _LISTS:
        if parts := getattr(contact, key):
            yield key, "; ".join(parts)
    for key, words in contact.others:
        if words and key_of(key) not in {"connected", "exchanged"}:
            yield key, words
    titles = [f"{one.day.isoformat()} {one.title}" for one in contact.entries if one.title]
    if titles:
        yield "log", "; ".join(titles)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text else None
    except ValueError:
        return None
