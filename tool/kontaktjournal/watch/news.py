"""What the rest of the program tells the loop; it reads them in the order they were told."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from queue import SimpleQueue
from typing import NamedTuple, Protocol


class Role(Enum):
    """Why a folder is watched; ABOVE: for a folder of templates that may come there."""

    CONTACTS = auto()
    ROOT = auto()
    TEMPLATES = auto()
    ABOVE = auto()
    ECHO = auto()


class Seen(NamedTuple):
    """Something happened in a watched folder.

    Args:
        role: why it is watched.
        folder: relative to the root; as it was when the watch was set.
        name: of the entry; empty for the folder itself.
        is_folder: whether the entry is a folder, or the folder itself went.
    """

    role: Role
    folder: str
    name: str
    is_folder: bool = False


class Lost(NamedTuple):
    """More happened than the system could tell."""


class Answer(Protocol):
    """Takes an answer, in one or more parts."""

    def __call__(self, data: bytes, *, is_last: bool = True) -> None:
        """Send a part; whoever asked may have gone."""


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody asks (see lookout.py).

    Args:
        words: what is asked.
        until: the moment, by the monotonic clock, after which nobody waits any more.
        answer: takes the answer.
    """

    words: tuple[str, ...]
    until: float
    answer: Answer


@dataclass(frozen=True, slots=True)
class Errand:
    """Something for the loop to do, for the journal is its alone.

    Args:
        run: what to do.
    """

    run: Callable[[], None]


News = Seen | Lost | Call | Errand
#: Put into by all threads, and by signal handlers: a SimpleQueue is safe for them.
Mailbox = SimpleQueue[News]
