"""What two contacts can have in common, and how much that says."""

from collections import Counter
from collections.abc import Iterable
from enum import IntEnum, StrEnum
from typing import NamedTuple

from kontaktjournal.domain.contact import Entry

#: More words of what was told say no more.
MOST_TOPICS = 4


class Strength(IntEnum):
    """How much a reason says."""

    WEAK = 1
    MIDDLE = 2
    STRONG = 3


class Sort(StrEnum):
    """What two contacts have in common."""

    #: The first introduced the second.
    INTRODUCED = "introduced"
    #: The second introduced the first.
    BROUGHT = "brought"
    #: The second's file names the first.
    NAMES = "names"
    #: The first's file names the second.
    NAMED = "named"
    #: Both are linked with the same third.
    PERSON = "person"
    #: Both are linked with the same note, which is nobody: a fair, a firm.
    NOTE = "note"
    EVENT = "event"
    ORG = "org"
    PLACE = "place"
    #: Words in the head of the second.
    WORDS = "words"
    #: Words of what was told of the second.
    TOPIC = "topic"


class Field(StrEnum):
    """A key whose words tell of a contact."""

    STORY = "story"
    MET = "met"
    HOOKS = "hooks"
    SOURCE = "source"
    ORG = "org"
    ROLE = "role"
    CITY = "city"
    TAGS = "tags"
    MOMENT = "moment"
    STEP = "step"


class Reason(NamedTuple):
    """One thing two contacts have in common, as the second's file has it.

    Args:
        sort: what it is.
        strength: how much it says.
        marks: what it is counted by: the fewer share it, the more it says.
        words: the words both have, as the second spells them.
        field: the key these stand at; None outside of the head.
        text: the line they stand in; the name of the third, or of the note.
        path: the file of the third.
        entry: the entry the words stand in; None outside of entries.
    """

    sort: Sort
    strength: Strength
    marks: tuple[str, ...]
    words: tuple[str, ...] = ()
    field: Field | None = None
    text: str = ""
    path: str = ""
    entry: Entry | None = None


def weight(reasons: Iterable[Reason]) -> tuple[int, int, int]:
    """Return how many strong, middle and weak reasons there are.

    Of what was told each word is a reason, up to `MOST_TOPICS`.
    """
    known = tuple(reasons)
    found = Counter(reason.strength for reason in known if reason.sort is not Sort.TOPIC)
    words = sum(len(reason.words) for reason in known if reason.sort is Sort.TOPIC)
    return (
        found[Strength.STRONG],
        found[Strength.MIDDLE],
        found[Strength.WEAK] + min(words, MOST_TOPICS),
    )
