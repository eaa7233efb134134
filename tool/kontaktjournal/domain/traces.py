"""Where somebody was found who is to be forgotten, and what becomes of each place (4.14)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact

#: A file's name that is shorter is a word of its own in many texts.
_FEWEST_LETTERS = 5
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Kind(StrEnum):
    """What a place is, in the order it is told."""

    #: The contact's own file.
    FILE = "file"
    #: What a sync service, an editor or a killed command left of that file.
    COPY = "copy"
    #: A row of a list: the same person.
    ROW = "row"
    #: What was decided about such a row.
    DECISION = "decision"
    #: A page the tool printed.
    PAGE = "page"
    #: A text that was kept when an editor failed.
    DRAFT = "draft"
    #: A link in a note that leads to the person.
    LINK = "link"
    #: A row of the same name: perhaps another person.
    NAMESAKE = "namesake"
    #: A row of another name with the same number or address: a family, an office.
    SHARED = "shared"
    #: Name, address or number in somebody else's file.
    MENTION = "mention"
    #: Address or number, typed on the block list by hand: there is a digest of it there, too.
    TYPED = "typed"
    #: A file that bears the name, or holds the data, and is none of the above: an export.
    OTHER = "other"


#: What the tool made itself, or what is the person's own.
_ALWAYS = frozenset({Kind.FILE, Kind.COPY, Kind.ROW, Kind.DECISION, Kind.PAGE, Kind.DRAFT})


class Wish(NamedTuple):
    """What else shall go.

    Args:
        links: links in other notes become a word.
    """

    links: bool = False

    def takes(self, kind: Kind) -> bool:
        """Tell whether a place of this kind is cleaned."""
        return kind in _ALWAYS or (self.links and kind is Kind.LINK)


class Trace(NamedTuple):
    """One place.

    Args:
        kind: what it is.
        path: of the file, relative to the root; a draft's is absolute.
        line: 1-based; 0 for the whole file.
        words: what was found there.
    """

    kind: Kind
    path: str
    line: int = 0
    words: str = ""


class Person(NamedTuple):
    """Who is to be forgotten.

    Args:
        contact: as the journal knows them; of somebody on a list, without a path.
        rows: list and key of rows that are meant, whatever they say.
        links: what they are called on platforms, and since when both are linked there.
    """

    contact: Contact
    rows: frozenset[tuple[str, str]] = frozenset()
    links: frozenset[tuple[str, date]] = frozenset()

    @property
    def name(self) -> str:
        """Return the name, or what else they are known by."""
        known = self.contact
        return known.name or next(iter((*known.email, *known.phone)), known.path)

    @property
    def words(self) -> tuple[str, ...]:
        """Return what gives them away letter by letter, in texts of any kind."""
        known = self.contact
        stem = known.stem if len(known.stem) >= _FEWEST_LETTERS else ""
        said = (known.name, *known.email, *known.phone, stem, known.uid)
        return tuple(dict.fromkeys(filter(None, said)))


class History(NamedTuple):
    """What git still knows.

    Args:
        is_there: the journal lies in a repository.
        answered: git said all that it was asked.
        commits: in how many commits the person is found.
        own: paths of the person's own files there, earlier names too; as git calls them.
        shared: paths of others' files that hold or held the name, an address or a number.
        messages: how many commits name the person in their message.
        branches: how many branches, tags and the like there are.
        remotes: names of the remotes.
        url: where `origin` lies, which git filter-repo drops; without user or token.
    """

    is_there: bool = False
    answered: bool = True
    commits: int = 0
    own: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    messages: int = 0
    branches: int = 0
    remotes: tuple[str, ...] = ()
    url: str = ""


class Found(NamedTuple):
    """Everything that was found.

    Args:
        person: who.
        traces: the places, by kind, path and line.
        seen: marks of the bytes of the files a place lies in.
        unsearched: files nobody can look into: pictures, archives, what cannot be read.
        kept: how many commands can be undone: what is kept for that may tell of anybody.
        history: what git knows.
    """

    person: Person
    traces: tuple[Trace, ...]
    seen: Mapping[str, str] = _NOTHING
    unsearched: tuple[str, ...] = ()
    kept: int = 0
    history: History = History()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing at all was found."""
        return not self.traces and not self.history.commits
