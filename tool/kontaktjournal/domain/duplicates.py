"""Whether two are one (X1-X3, X5); that they are is never decided here."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import NamedTuple

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.links import Names
from kontaktjournal.domain.names import digits_of, folds, same, spoken
from kontaktjournal.domain.profiles import profile_of
from kontaktjournal.domain.towns import is_same_town

#: Whoever can be the same as somebody else.
Person = Card | Contact


class Likeness(IntEnum):
    """How much speaks for it, the most first."""

    #: The same uid, number, address or profile, and no other name (X1).
    STRONG = 1
    #: The same name, and the same firm, place or birthday (X2).
    MEDIUM = 2
    #: The same name, and no more (X3).
    WEAK = 3
    #: Another name at the same number: a family, an office (X5).
    SHARED = 4


#: Who may be in the journal twice; the others only may be asked about.
DOUBLE = frozenset({Likeness.STRONG, Likeness.MEDIUM})


class Twin(NamedTuple):
    """Somebody known who is like somebody new.

    Args:
        likeness: how much.
        contact: who.
        shared: the number, address or profile both have, as the new one spells it; empty for
            none.
    """

    likeness: Likeness
    contact: Contact
    shared: str = ""


class Trait(StrEnum):
    """What two can have in common."""

    UID = "uid"
    PHONE = "phone"
    EMAIL = "email"
    PROFILE = "profile"
    NAME = "name"
    ORG = "org"
    CITY = "city"
    BIRTHDAY = "birthday"


class Common(NamedTuple):
    """What two have in common, as the first of them spells it; a birthday has no text."""

    trait: Trait
    text: str = ""


def twins(card: Card, contacts: Iterable[Contact]) -> list[Twin]:
    """Return who of the contacts may be the person of a card, the likeliest first."""
    found = [
        Twin(likeness, contact, _shared(card, contact))
        for contact in contacts
        if (likeness := likeness_of(card, contact))
    ]
    # Without the ending: "anna-2.md" would come before "anna.md".
    return sorted(found, key=lambda twin: (twin.likeness, twin.contact.path.rpartition(".")[0]))


def likeness_of(one: Person, other: Person) -> Likeness | None:
    """Return how much speaks for two being one; None for nothing."""
    if one.uid and one.uid == other.uid:
        return Likeness.STRONG
    if _shared(one, other):
        is_one = not (is_named(one) and is_named(other)) or any(
            _is_same_name(mine, theirs) or may_be(mine, theirs)
            for mine in names_of(one)
            for theirs in names_of(other)
        )
        return Likeness.STRONG if is_one else Likeness.SHARED
    if has_same_name(one, other):
        return Likeness.MEDIUM if _agrees(one, other) else Likeness.WEAK
    return None


def is_double(one: Contact, other: Contact) -> bool:
    """Tell whether two seem to be one, and neither says that they are not (X1, X2)."""
    both = (one, other)
    return likeness_of(one, other) in DOUBLE and not told_apart(both, Names(both).resolve)


def told_apart(
    contacts: Iterable[Contact], resolve: Callable[[str], Iterable[str]]
) -> Mapping[str, Collection[str]]:
    """Return of whom it is said that they are not who, by their paths, from both sides.

    Args:
        contacts: one of two saying so is enough.
        resolve: says whom a link can mean; one that can mean several is said of all of them.
    """
    found: dict[str, set[str]] = {}
    for contact in contacts:
        meant = {path for link in contact.distinct for path in resolve(link)}
        for path in meant - {contact.path}:
            found.setdefault(contact.path, set()).add(path)
            found.setdefault(path, set()).add(contact.path)
    return found


def common(one: Person, other: Person) -> list[Common]:
    """Return what two have in common, what says most first."""
    return [Common(trait, text) for trait, text in _common(one, other)]


def _common(one: Person, other: Person) -> Iterator[tuple[Trait, str]]:
    if one.uid and one.uid == other.uid:
        yield Trait.UID, one.uid
    yield from ((Trait.PHONE, number) for number in _phones(one, other))
    yield from ((Trait.EMAIL, mail) for mail in _mails(one, other))
    yield from ((Trait.PROFILE, url) for url in _profiles(one, other))
    if has_same_name(one, other):
        yield Trait.NAME, one.name
    yield from ((Trait.ORG, firm) for firm in one.org if _is_among(firm, other.org))
    if is_same_town(one.city, other.city):
        yield Trait.CITY, one.city
    if one.birthday and _is_same_day(one.birthday, other.birthday):
        yield Trait.BIRTHDAY, ""


def traces(card: Person) -> frozenset[str]:
    """Return what leads to a twin: whoever shares none of it is nobody's twin."""
    found = {*numbers(card)}
    for name in names_of(card):
        found |= folds(name)
        found |= folds(spoken(name))
    if card.uid:
        found.add(f"uid {card.uid}")
    return frozenset(found)


def numbers(card: Person) -> frozenset[str]:
    """Return numbers, addresses and profiles, each in one form for all spellings (X1)."""
    found = [f"phone {digits}" for number in card.phone if (digits := digits_of(number))]
    found += [f"email {mail.strip().casefold()}" for mail in card.email if mail.strip()]
    found += [f"url {profile}" for url in card.url if (profile := profile_of(url))]
    return frozenset(found)


def names_of(person: Person) -> tuple[str, ...]:
    """Return everything somebody is called."""
    return tuple(name for name in (person.name, *person.aliases) if name)


def is_named(person: Person) -> bool:
    """Tell whether anybody wrote down what somebody is called: a short file name says little."""
    return bool(person.aliases or (person.name and not person.unnamed))


def has_same_name(one: Person, other: Person) -> bool:
    """Tell whether two are called the same (X3)."""
    return any(_is_same_name(mine, theirs) for mine in names_of(one) for theirs in names_of(other))


def _is_same_name(one: str, other: str) -> bool:
    """Tell whether two names are the same, whichever comes first in them, titles aside."""
    return same(one, other) or same(spoken(one), spoken(other))


def _shared(one: Person, other: Person) -> str:
    """Return the first number, address or profile that both have (X1)."""
    found = (*_phones(one, other), *_mails(one, other), *_profiles(one, other))
    return next(iter(found), "")


def _phones(one: Person, other: Person) -> list[str]:
    known = {digits_of(number) for number in other.phone} - {""}
    return [number for number in one.phone if digits_of(number) in known] if known else []


def _mails(one: Person, other: Person) -> list[str]:
    known = {mail.strip().casefold() for mail in other.email} - {""}
    return [mail for mail in one.email if mail.strip().casefold() in known] if known else []


def _profiles(one: Person, other: Person) -> list[str]:
    known = {profile_of(url) for url in other.url} - {""}
    return [url for url in one.url if profile_of(url) in known] if known else []


def name_marks(person: Person) -> frozenset[tuple[str, str]]:
    """Return what those share who are called the same, and nobody else (X3)."""
    called = [(name, spoken(name)) for name in names_of(person)]
    return frozenset(
        (
            *(("typed", fold) for name, _ in called for fold in folds(name)),
            *(("spoken", fold) for _, name in called for fold in folds(name)),
        )
    )


def initials(name: str) -> frozenset[str] | None:
    """Return with which letters the words of a name begin; None if that is open.

    Those of a shorter form are among those of the longer one.
    """
    found = {frozenset(word[0] for word in fold.split()) for fold in folds(spoken(name))}
    return found.pop() if len(found) == 1 else None


def may_be(one: str, other: str) -> bool:
    """Tell whether a name can be a shorter form of another: "A. Müller", "Anna"."""
    short, long = sorted((_words_of(one), _words_of(other)), key=len)
    left = list(long)
    # Whole words first: the initial may mean another one.
    missing = [word for word in short if not _taken(word, left, _is_same_word)]
    return bool(short) and all(_taken(word, left, _may_be_word) for word in missing)


def _taken(word: str, left: list[str], is_meant: Callable[[str, str], bool]) -> bool:
    meant = next((each for each in left if is_meant(word, each)), None)
    if meant is not None:
        left.remove(meant)
    return meant is not None


def _may_be_word(word: str, other: str) -> bool:
    if _is_same_word(word, other):
        return True
    for initial, whole in ((word, other), (other, word)):
        letter = initial.removesuffix(".")
        if len(letter) == 1:
            begins = tuple(_folds(letter))
            if any(fold.startswith(begins) for fold in _folds(whole)):
                return True
    return False


def _is_same_word(one: str, other: str) -> bool:
    return not _folds(one).isdisjoint(_folds(other))


# Of an office, the same few words are compared again and again.
_folds = lru_cache(maxsize=8192)(folds)


@lru_cache(maxsize=8192)
def _words_of(name: str) -> tuple[str, ...]:
    # A word of signs alone would begin like any other.
    return tuple(word for word in spoken(name).split() if any(folds(word)))


def _agrees(one: Person, other: Person) -> bool:
    """Tell whether firm, place or birthday are the same (X2)."""
    return (
        any(_is_among(firm, other.org) for firm in one.org)
        or is_same_town(one.city, other.city)
        or bool(one.birthday and _is_same_day(one.birthday, other.birthday))
    )


def _is_among(word: str, others: Iterable[str]) -> bool:
    return any(same(word, other) for other in others)


def _is_same_day(one: Sequence[int | None], other: Sequence[int | None] | None) -> bool:
    """Tell whether two birthdays can be the same; a year may be unknown."""
    if other is None or one[:2] != other[:2]:
        return False
    return one[2] is None or other[2] is None or one[2] == other[2]
