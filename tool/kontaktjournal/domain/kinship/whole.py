"""What two contacts have in common as a whole: people, notes, an event, a firm, a place."""

import re
from collections.abc import Iterable, Iterator

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.kinship.reason import Field, Reason, Sort, Strength
from kontaktjournal.domain.kinship.side import Ground, Side
from kontaktjournal.domain.names import folds
from kontaktjournal.domain.stop_words import LEGAL_FORMS, NO_FIRM
from kontaktjournal.domain.topics import Topic, keywords

Spellings = frozenset[str]

_WORD = re.compile(r"[^\W_]+")
#: What many places have in their names.
_IN_PLACES = frozenset({"der", "die", "bei", "near", "upon", "the"})
_SHORTEST_PLACE = 3
#: What a firm's name may do without.
_NO_PART = LEGAL_FORMS | {"and", "und"}


def tied(one: Side, other: Side) -> Iterator[Reason]:
    """Yield what links say: one introduced the other, or both know somebody."""
    mine, theirs = one.contact.path, other.contact.path
    direct = (
        (Sort.INTRODUCED, mine in other.ties.via),
        (Sort.BROUGHT, theirs in one.ties.via),
        (Sort.NAMES, mine in other.ties.names),
        (Sort.NAMED, theirs in one.ties.names),
    )
    for sort in [sort for sort, is_so in direct if is_so][:1]:
        yield Reason(sort, Strength.STRONG, (f"link {' '.join(sorted((mine, theirs)))}",))
    shared = one.ties.people.keys() & other.ties.people.keys()
    for path in sorted(shared - {mine, theirs}):
        name = other.ties.people[path]
        yield Reason(Sort.PERSON, Strength.STRONG, (f"person {path}",), text=name, path=path)
    # One link may have two spellings.
    notes = {
        other.ties.notes[key]: key
        for key in sorted(one.ties.notes.keys() & other.ties.notes.keys(), reverse=True)
    }
    for text, key in sorted(notes.items()):
        yield Reason(Sort.NOTE, Strength.STRONG, (f"note {key}",), text=text)


def event_words(text: str, ground: Ground) -> tuple[Topic, ...]:
    """Return the words an event is known by: without its year, and without people."""
    found = keywords(text)
    return tuple(topic for topic in found if not (topic.is_year or ground.is_name(topic)))


def same_event(one: Side, other: Side, ground: Ground) -> Iterator[Reason]:
    """Yield where both were met, if that is the same, in whatever words' order."""
    mine, theirs = event_words(one.contact.met, ground), event_words(other.contact.met, ground)
    stems = [topic.stems for topic in mine], [topic.stems for topic in theirs]
    if mine and theirs and _are_among(*stems) and _are_among(*reversed(stems)):
        mark = f"event {' '.join(sorted(min(topic.stems) for topic in mine))}"
        words = tuple(topic.word for topic in theirs)
        text = other.contact.met
        yield Reason(Sort.EVENT, Strength.STRONG, (mark,), words, Field.MET, text)


def org_words(org: str) -> tuple[Spellings, ...]:
    """Return the words of a firm's name, each in its spellings, without the legal form."""
    words = [folds(word) for word in _WORD.findall(org)]
    # Without "e. V."; but of "C&A" and of "SE & Co. KG" nothing would be left.
    kept = [word for word in words if word.isdisjoint(_NO_PART) and len(min(word)) > 1] or words
    return () if len(kept) == 1 and not kept[0].isdisjoint(NO_FIRM) else tuple(kept)


def same_org(one: Contact, other: Contact) -> Iterator[Reason]:
    """Yield each firm, club or school that both are at."""
    left = [words for words in map(org_words, one.org) if words]
    for org in other.org:
        words = org_words(org)
        same = next((each for each in left if _are_alike(each, words)), None)
        if same:
            left.remove(same)
            mark = f"org {' '.join(min(word) for word in same)}"
            spelled = tuple(_WORD.findall(org))
            yield Reason(Sort.ORG, Strength.MIDDLE, (mark,), spelled, Field.ORG, org)


def _are_alike(mine: tuple[Spellings, ...], theirs: tuple[Spellings, ...]) -> bool:
    return len(mine) == len(theirs) and not any(map(frozenset.isdisjoint, mine, theirs))


def place_words(city: str) -> tuple[Spellings, ...]:
    """Return the words of a place's name, each in its spellings, without what many have."""
    words = (word for word in _WORD.findall(city) if word.isalpha())
    spelled = (folds(word) for word in words if len(word) >= _SHORTEST_PLACE)
    return tuple(word for word in spelled if word.isdisjoint(_IN_PLACES))


def same_place(one: Contact, other: Contact) -> Iterator[Reason]:
    """Yield the place both live in; a part of a town is in the town."""
    mine, theirs = place_words(one.city), place_words(other.city)
    if mine and theirs and (_are_among(mine, theirs) or _are_among(theirs, mine)):
        fewer = mine if len(mine) <= len(theirs) else theirs
        mark = f"place {' '.join(sorted(min(word) for word in fewer))}"
        spelled = tuple(_WORD.findall(f"{one.city} {other.city}"))
        yield Reason(Sort.PLACE, Strength.WEAK, (mark,), spelled, Field.CITY, other.city)


def _are_among(few: Iterable[Spellings], many: Iterable[Spellings]) -> bool:
    there = tuple(many)
    return all(any(not word.isdisjoint(each) for each in there) for word in few)
