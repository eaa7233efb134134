"""One contact with all it can have in common with another."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact, Entry
from kontaktjournal.domain.kinship.reason import Field
from kontaktjournal.domain.names import folds
from kontaktjournal.domain.topics import Topic, by_stem, keywords, topics

_NOBODY: Mapping[str, str] = MappingProxyType({})


class Line(NamedTuple):
    """A line of the head, and what it is about.

    Args:
        field: its key.
        text: the line.
        topics: its words.
        known: the same by their stems.
    """

    field: Field
    text: str
    topics: tuple[Topic, ...]
    known: Mapping[str, Topic]


class Passage(NamedTuple):
    """What was told in an entry, or outside of entries, and what it is about."""

    entry: Entry | None
    topics: tuple[Topic, ...]


class Ties(NamedTuple):
    """Whom a contact is linked with.

    Args:
        via: files of whoever introduced it.
        names: files its own file links to.
        people: file to name of everybody it is linked with, whichever file says so.
        notes: key to name of what it links to and what is nobody.
    """

    via: Collection[str] = ()
    names: Collection[str] = ()
    people: Mapping[str, str] = _NOBODY
    notes: Mapping[str, str] = _NOBODY


_ALONE = Ties()


@dataclass(frozen=True)
class Side:
    """One contact with all it can have in common with another.

    Args:
        contact: who.
        ties: whom it is linked with.
        passages: what was told, the newest first.
    """

    contact: Contact
    ties: Ties = _ALONE
    passages: tuple[Passage, ...] = ()

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines of the head, the most telling first."""
        return tuple(_lines(self.contact))

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """Return all topics, each word once."""
        found = [topic for line in self.lines for topic in line.topics]
        found += [topic for passage in self.passages for topic in passage.topics]
        return tuple({topic.word: topic for topic in found}.values())

    @cached_property
    def said(self) -> Mapping[str, Topic]:
        """Return the topics of the head, by their stems."""
        return by_stem(topic for line in self.lines for topic in line.topics)

    @cached_property
    def told(self) -> Mapping[str, Topic]:
        """Return the topics of the passages, by their stems."""
        found = [topic for passage in self.passages for topic in passage.topics]
        # Of two that are spelled alike the last stands there: the one that is sure.
        return by_stem(sorted(found, key=lambda topic: topic.is_sure))


class Ground(NamedTuple):
    """What words are worth in a journal, folded (N6).

    Args:
        common: those in very many files.
        names: those people are called by.
    """

    common: Collection[str] = frozenset()
    names: Collection[str] = frozenset()

    def is_common(self, topic: Topic) -> bool:
        """Tell whether a word stands in very many files."""
        return any(fold in self.common for fold in folds(topic.word))

    def is_name(self, topic: Topic) -> bool:
        """Tell whether people are called like this, or something is theirs: Karls."""
        return bool(self.names) and any(
            fold in self.names or fold.removesuffix("s") in self.names
            for fold in folds(topic.word)
        )


def _lines(contact: Contact) -> Iterator[Line]:
    said = [
        *((Field.STORY, text) for text in contact.story),
        (Field.MET, contact.met),
        *((Field.HOOKS, text) for text in contact.hooks),
        (Field.SOURCE, contact.source),
        *((Field.ORG, text) for text in contact.org),
        (Field.ROLE, contact.role),
        (Field.CITY, contact.city),
        (Field.MOMENT, contact.moment),
        (Field.STEP, contact.step),
    ]
    for field, text in said:
        if text:
            yield _line(field, text)
    for tag in contact.tags:
        yield _line(Field.TAGS, tag)


@lru_cache(maxsize=4096)  # many live in the same places, and have the same tags
def _line(field: Field, text: str) -> Line:
    found = keywords(text) if field is Field.TAGS else topics(text, is_brief=True)
    return Line(field, text, found, MappingProxyType(by_stem(found)))
