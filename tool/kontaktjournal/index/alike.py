"""The question who may be somebody already known: a little too many, never too few (X1-X3)."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.names import digits_of, spoken
from kontaktjournal.domain.profiles import profile_of
from kontaktjournal.index import select
from kontaktjournal.index.codec import decode

#: As `encode` writes a contact's numbers.
_NUMBERS = '"phone":['
#: Few rows have the digits anywhere behind it; of these, those that have them in their numbers.
_HAS_NUMBER = (
    "(contact LIKE ? AND substr(contact, instr(contact, ?),"
    " instr(substr(contact, instr(contact, ?)), ']')) LIKE ?)"
)
#: The same of the addresses of pages.
_URLS = '"url":['
_NOT_LETTERS = re.compile("[^a-z0-9]+")
#: The database bears no pattern of any length.
_LETTERS_AT_MOST = 100
#: German numbers may do without it: 0221.
_COUNTRY = "49"


def alike(card: Card) -> Callable[[sqlite3.Connection], list[Contact]]:
    """Ask for everybody with the same name, number, address, profile or uid, and others."""

    def ask(connection: sqlite3.Connection) -> list[Contact]:
        names = (card.name, *card.aliases)
        words = dict.fromkeys(filter(None, (*names, *map(spoken, names), card.uid)))
        found = [one for word in words for one in select.called(word)(connection)]
        for address in card.email:
            found += select.mentioning(address)(connection)
        found += _with_number(connection, card.phone)
        found += _with_profile(connection, card.url)
        return [*{one.path: one for one in found}.values()]

    return ask


def _with_number(connection: sqlite3.Connection, numbers: Iterable[str]) -> Iterator[Contact]:
    """Give contacts in whose numbers these digits follow each other, whatever is between."""
    known = {digits.removeprefix(_COUNTRY) for digits in map(digits_of, numbers) if digits}
    if not known:
        return
    values: list[str] = []
    for digits in sorted(known):
        pattern = f"%{'%'.join(digits)}%"
        values += [f"%{_NUMBERS}{pattern}", _NUMBERS, _NUMBERS, pattern]
    rows = connection.execute(
        f"SELECT contact FROM notes WHERE kind IS NOT NULL AND ({' OR '.join([_HAS_NUMBER] * len(known))})",  # noqa: E501, S608  # only question marks
        values,
    )
    for (contact,) in rows:
        yield decode(contact)


def _with_profile(connection: sqlite3.Connection, urls: Iterable[str]) -> Iterator[Contact]:
    """Give contacts in whose addresses these letters follow each other, whatever is between.

    An address may be spelled with signs and capitals, or with percent signs.
    """
    values: list[str] = []
    for profile in sorted({*map(profile_of, urls)} - {""}):
        number = profile.partition("=")[2]
        letters = _NOT_LETTERS.sub("", profile.partition("/")[2])[:_LETTERS_AT_MOST]
        values.append(f"%{_URLS}%{number or '%'.join(letters)}%")
    if values:
        either = " OR ".join(["contact LIKE ?"] * len(values))
        question = f"SELECT contact FROM notes WHERE kind IS NOT NULL AND ({either})"  # noqa: S608  # only question marks
        for (contact,) in connection.execute(question, values):
            yield decode(contact)
