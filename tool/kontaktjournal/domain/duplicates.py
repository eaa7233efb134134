"""Whether somebody new is somebody known (X1-X3, X5); who is the same is never decided here."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.names import digits_of, folds, same, sort_key, spoken


class Likeness(IntEnum):
    """How much speaks for it, the most first."""

    #: The same uid, number or address, and no other name (X1).
    STRONG = 1
    #: The same name, and the same firm, place or birthday (X2).
    MEDIUM = 2
    #: The same name, and no more (X3).
    WEAK = 3
    #: Another name at the same number: a family, an office (X5).
    SHARED = 4


class Twin(NamedTuple):
    """Somebody known who is like somebody new.

    Args:
        likeness: how much.
        contact: who.
        shared: the number or address both have, as the new one spells it; empty for none.
    """

    likeness: Likeness
    contact: Contact
    shared: str = ""


def twins(card: Card, contacts: Iterable[Contact]) -> list[Twin]:
    """Return who of the contacts may be the person of a card, the likeliest first."""
    found = [twin for contact in contacts if (twin := _twin(card, contact))]
    # Without the ending: "anna-2.md" would come before "anna.md".
    return sorted(found, key=lambda twin: (twin.likeness, twin.contact.path.rpartition(".")[0]))


def traces(card: Card) -> frozenset[str]:
    """Return what leads to a twin: whoever shares none of it is nobody's twin."""
    named = [name for name in (card.name, *card.aliases) if name]
    return frozenset(
        (
            *(fold for name in named for text in (name, spoken(name)) for fold in folds(text)),
            *([f"uid {card.uid}"] if card.uid else ()),
            *numbers(card),
        )
    )


def numbers(card: Card) -> frozenset[str]:
    """Return the numbers and addresses of somebody, each in one form for all spellings (X1)."""
    return frozenset(
        (
            *(f"phone {digits}" for number in card.phone if (digits := digits_of(number))),
            *(f"email {mail.strip().casefold()}" for mail in card.email if mail.strip()),
        )
    )


def doubles(contacts: Iterable[Contact]) -> frozenset[str]:
    """Return the paths of those who seem to be in the journal twice (X1, X2)."""
    alike: dict[str, list[Contact]] = defaultdict(list)
    for contact in contacts:
        for mark in _marks(contact):
            alike[mark].append(contact)
    found: set[str] = set()
    for group in alike.values():
        found |= {
            one.path
            for one in group
            if one.path not in found
            and _is_one_of(one, (other for other in group if other is not one))
        }
    return frozenset(found)


def _is_one_of(contact: Contact, others: Iterable[Contact]) -> bool:
    twin = next(iter(twins(_card(contact), others)), None)
    return twin is not None and twin.likeness in {Likeness.STRONG, Likeness.MEDIUM}


def _marks(contact: Contact) -> frozenset[str]:
    """Return what two contacts have in common who may be one: a number, an address, a name."""
    names = [fold for name in (contact.name, *contact.aliases) for fold in folds(spoken(name))]
    # A name alone says nothing (X3); with one of these it does (X2).
    known = [fold for place in (*contact.org, contact.city) if place for fold in folds(place)]
    known += [f"{contact.birthday[:2]}"] if contact.birthday else []
    return frozenset(
        (
            *([f"uid {contact.uid}"] if contact.uid else ()),
            *numbers(_card(contact)),
            *(f"name {name} {more}" for name in names for more in known),
        )
    )


def _card(contact: Contact) -> Card:
    return Card(
        name=contact.name,
        aliases=contact.aliases,
        org=contact.org,
        phone=contact.phone,
        email=contact.email,
        city=contact.city,
        birthday=contact.birthday,
        uid=contact.uid,
    )


def _twin(card: Card, contact: Contact) -> Twin | None:
    names = (contact.name, *contact.aliases)
    is_called_so = any(_is_same_name(one, name) for one in (card.name, *card.aliases)
                       for name in names)  # fmt: skip
    shared = _shared(card, contact)
    if card.uid and card.uid == contact.uid:
        return Twin(Likeness.STRONG, contact, shared)
    if shared:
        may_be = is_called_so or any(_may_be(card.name, name) for name in names)
        return Twin(Likeness.STRONG if may_be else Likeness.SHARED, contact, shared)
    if is_called_so:
        return Twin(Likeness.MEDIUM if _agrees(card, contact) else Likeness.WEAK, contact)
    return None


def _is_same_name(one: str, other: str) -> bool:
    """Tell whether two names are the same, whichever comes first in them, titles aside."""
    if not one or not other:
        return False
    return same(one, other) or sort_key(one)[0] == sort_key(other)[0] or same(
        spoken(one), spoken(other)
    )  # fmt: skip


def _shared(card: Card, contact: Contact) -> str:
    """Return the first number or address that both have (X1)."""
    known = {digits_of(number) for number in contact.phone} - {""}
    for number in card.phone:
        if digits_of(number) in known:
            return number
    mails = {mail.strip().casefold() for mail in contact.email}
    return next((mail for mail in card.email if mail.strip().casefold() in mails), "")


def _may_be(one: str, other: str) -> bool:
    """Tell whether a name can be a shorter form of another: "A. Müller", "Anna"."""
    short, long = sorted((spoken(one).split(), spoken(other).split()), key=len)
    left = list(long)
    for word in short:
        meant = next((each for each in left if _may_be_word(word, each)), None)
        if meant is None:
            return False
        left.remove(meant)
    return bool(short)


def _may_be_word(word: str, other: str) -> bool:
    if same(word, other):
        return True
    for initial, whole in ((word, other), (other, word)):
        letter = initial.removesuffix(".")
        if len(letter) == 1 and any(
            fold.startswith(tuple(folds(letter))) for fold in folds(whole)
        ):
            return True
    return False


def _agrees(card: Card, contact: Contact) -> bool:
    """Tell whether firm, place or birthday are the same (X2)."""
    return (
        any(same(one, other) for one in card.org for other in contact.org)
        or bool(card.city and contact.city and same(card.city, contact.city))
        or bool(card.birthday and _is_same_day(card.birthday, contact.birthday))
    )


def _is_same_day(one: Sequence[int | None], other: Sequence[int | None] | None) -> bool:
    """Tell whether two birthdays can be the same; a year may be unknown."""
    if other is None or one[:2] != other[:2]:
        return False
    return one[2] is None or other[2] is None or one[2] == other[2]
