"""What a watcher tells its user; the command finds the words."""

from datetime import datetime
from typing import NamedTuple

from kontaktjournal.domain.errors import JournalError


class Printed(NamedTuple):
    """What became of the pages.

    Args:
        written: pages that were made or changed.
        removed: pages that nobody needs any more.
    """

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def and_then(self, other: "Printed") -> "Printed":
        """Return what became of them after another run."""
        written = dict.fromkeys((*self.written, *other.written))
        return Printed(tuple(written), (*self.removed, *other.removed))


class Watching(NamedTuple):
    """It has begun, and the pages are up to date.

    Args:
        at: when.
        folders: how many folders are watched.
        printed: the pages.
    """

    at: datetime
    folders: int
    printed: Printed


class Applied(NamedTuple):
    """A new decision was found, and copied to the head of its file unless that says it already.

    Args:
        path: the file.
        is_copied: whether the head was changed.
        doubtful: what looks like a date and is none in a file; empty if nothing does.
    """

    path: str
    is_copied: bool = True
    doubtful: str = ""


class Updated(NamedTuple):
    """Something changed, and the pages follow.

    Args:
        at: when.
        changed: contact files that were read anew.
        removed: contact files that are gone.
        printed: the pages.
        applied: decisions that are new in them.
    """

    at: datetime
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    printed: Printed
    applied: tuple[Applied, ...] = ()


class NewDay(NamedTuple):
    """The day has turned.

    Args:
        at: when.
        printed: the pages.
    """

    at: datetime
    printed: Printed


class Resettled(NamedTuple):
    """The settings or the templates changed.

    Args:
        at: when.
        printed: the pages.
    """

    at: datetime
    printed: Printed


class Reprinted(NamedTuple):
    """Pages that had been lost are there again.

    Args:
        at: when.
        printed: the pages.
    """

    at: datetime
    printed: Printed


class Remark(NamedTuple):
    """Something to know, in a sentence of the catalogue.

    Args:
        key: of the sentence.
        values: what fills it.
    """

    key: str
    values: tuple[tuple[str, object], ...] = ()


class Trouble(NamedTuple):
    """Something was refused, and the watcher goes on.

    Args:
        error: the refusal.
    """

    error: JournalError


Told = Watching | Updated | NewDay | Resettled | Reprinted | Applied | Remark | Trouble
