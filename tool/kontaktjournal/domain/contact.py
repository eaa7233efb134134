"""A contact as its file tells it: frozen values, no rules.

The small values are tuples with names: a large journal makes hundreds of thousands of them.
"""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import NamedTuple

from kontaktjournal.domain.rhythm import Cadence, When


def stem_of(path: str) -> str:
    """Return a file's name without folder and ending."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


class EntryKind(StrEnum):
    """What an entry counts as (3.4): only a talk serves a due date."""

    TALK = "talk"
    MESSAGE = "message"
    ATTEMPT = "attempt"
    NOTE = "note"


class Answer(StrEnum):
    """A yes/no key that may be left open (K12)."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


class Permission(NamedTuple):
    """May this person be reached on a channel, since when, and how we know."""

    channel: str
    answer: Answer
    given: date | None = None
    note: str = ""


class Decision(NamedTuple):
    """What was decided in a conversation: history, never state (E10).

    Args:
        stage: id of the stage decided for; None for "weiter" (same stage).
        every: rhythm agreed on, if any.
        next: date agreed on, if any.
        reason: the remaining words.
    """

    stage: str | None = None
    every: Cadence | None = None
    next: When | None = None
    reason: str = ""


class Promise(NamedTuple):
    """An open or kept task in the body (``- [ ] …``), mine or theirs (D10)."""

    text: str
    due: date | None = None
    mine: bool = True
    kept: bool = False
    line: int = 0


class Entry(NamedTuple):
    """One dated entry of the journal; ``span`` cuts its text out of the file's text.

    Args:
        day: the date the line starts with.
        kind: talk, message, attempt or note.
        at: time of day, if given.
        channel: the word as typed ("Telefonat"); empty if none.
        minutes: duration, if given.
        title: the words behind the channel.
        decision: what its decision line says.
        line: 1-based line of its head in the file.
        span: start and end of its text, in characters of the decoded file.
    """

    day: date
    kind: EntryKind
    at: time | None = None
    channel: str = ""
    minutes: int | None = None
    title: str = ""
    decision: Decision | None = None
    line: int = 0
    span: tuple[int, int] = (0, 0)


class Birthday(NamedTuple):
    """Day and month, and the year where it is known."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Everything the journal knows of one person.

    ``status`` is a stage's id; ``status_typed`` the word in the file where that names no
    stage. ``unreadable`` says that the file, or its ``next``, cannot be read as meant: what
    could be read stands here all the same (K11). ``distinct`` links to those it is not, who may
    be taken for it: nobody becomes an acquaintance by that. ``unnamed`` says that nobody wrote
    the name down: it is but what the file is called, in one word.
    """

    path: str
    name: str
    uid: str = ""
    status: str | None = None
    status_typed: str = ""
    next: When | None = None
    never: bool = False
    step: str = ""
    every: Cadence | None = None
    snooze: date | None = None
    last_noted: date | None = None
    created: date | None = None
    birthday: Birthday | None = None
    moment: str = ""
    story: tuple[str, ...] = ()
    story_told: bool = False
    hooks: tuple[str, ...] = ()
    fit: Answer = Answer.OPEN
    aliases: tuple[str, ...] = ()
    org: tuple[str, ...] = ()
    role: str = ""
    phone: tuple[str, ...] = ()
    email: tuple[str, ...] = ()
    city: str = ""
    address: str = ""
    url: tuple[str, ...] = ()
    value: str = ""
    via: tuple[str, ...] = ()
    met: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    blocked: bool = False
    consent: tuple[Permission, ...] = ()
    links: tuple[str, ...] = ()
    distinct: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    promises: tuple[Promise, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    unreadable: bool = False
    unnamed: bool = False

    @property
    def stem(self) -> str:
        """Return the file's name without folder and ending."""
        return stem_of(self.path)

    @property
    def has_story(self) -> bool:
        """Tell whether a shared story is on file, as a line or as prose (3.4)."""
        return bool(self.story) or self.story_told
