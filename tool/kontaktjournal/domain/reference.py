"""Whom a word on the command line means, among those it may mean (N6, N7)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import normalize

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.errors import Ambiguous
from kontaktjournal.domain.links import Names
from kontaktjournal.domain.names import slug, starts

#: More candidates than this help nobody to choose.
_CANDIDATES_TOLD = 5

_WORD = re.compile(r"\w+")
#: Stands in no path.
_BETWEEN = "\0"


def row_place(path: str, key: str) -> str:
    """Return what the number of a list's row stands for, as a contact's stands for its path."""
    return f"{path}{_BETWEEN}{key}"


def list_of(place: str) -> str:
    """Return the list whose row a number stands for; nothing where it is a contact's."""
    path, is_row, _ = place.partition(_BETWEEN)
    return path if is_row else ""


def named(candidates: Iterable[Contact], target: str) -> list[Contact]:
    """Return whom a link or a name means: by path, file, slug, then name and alias (N7)."""
    contacts = tuple(candidates)
    paths = Names(contacts).resolve(target)
    return [one for one in contacts if one.path in paths]


def meant_by(candidates: Sequence[Contact], ref: str) -> list[Contact]:
    """Return whom a word means: by uid, by what they are called, by how that begins."""
    return (
        [one for one in candidates if one.uid == ref]
        or named(candidates, ref)
        or [one for one in candidates if _begins_like(one, ref)]
    )


def ambiguous(word: str, contacts: Sequence[Contact]) -> Ambiguous:
    """Return the refusal of a word that means several people."""
    told = told_apart(contacts)
    names, left = ", ".join(told[:_CANDIDATES_TOLD]), len(told) - _CANDIDATES_TOLD
    if left > 0:
        return Ambiguous(
            "refusal.ambiguous_more", word=word, count=len(told), names=names, left=left
        )
    choices = tuple(told)
    return Ambiguous("refusal.ambiguous", word=word, count=len(told), names=names, choices=choices)


def told_apart(contacts: Sequence[Contact]) -> list[str]:
    """Return what to type for each: its file's name, or its path where that is not enough."""
    stems = Counter(one.stem for one in contacts)
    return sorted(
        f"{one.path if stems[one.stem] > 1 else one.stem}{_where(one)}" for one in contacts
    )


def _begins_like(contact: Contact, ref: str) -> bool:
    """Tell whether each word typed begins a word of the name (N6)."""
    names = (contact.name, *contact.aliases, contact.stem.replace("-", " "))
    words = dict.fromkeys(word for name in names for word in _words_of(name))
    return any(starts(name, ref) for name in names) or all(
        any(starts(word, typed) for word in words) for typed in ref.split()
    )


def _words_of(name: str) -> Iterator[str]:
    yield from name.split()
    # What stands in quotes, in brackets, or behind an apostrophe is a word, too ...
    yield from _WORD.findall(normalize("NFC", name))
    # ... and so is what an apostrophe only interrupts.
    yield from slug(name).split("-")


def _where(contact: Contact) -> str:
    place = contact.city or (contact.org[0] if contact.org else "")
    return f" ({place})" if place else ""
