"""What happened and has not been dealt with, and when it is time to."""

import os
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from kontaktjournal.watch.news import Role, Seen

#: What decides how files are read and shown.
_SETTINGS = frozenset({"journal.toml", ".journalignore"})


class Pace(NamedTuple):
    """How long the watcher waits, in seconds.

    Args:
        quiet: after a lone save.
        quiet_in_burst: while one change follows the other.
        longest_burst: then it begins all the same.
        between_looks: at all files, should something have gone unnoticed.
        day: between looks at the clock: a machine that slept wakes on another day.
    """

    quiet: float = 0.025
    quiet_in_burst: float = 0.2
    longest_burst: float = 2.0
    between_looks: float = 60.0
    day: float = 20.0


#: More than an editor makes of one save, or longer than it takes.
_BURST_EVENTS, _BURST_SECONDS = 60, 0.15


@dataclass(slots=True)
class Work:
    """What is to be looked at.

    Args:
        folders: something happened in these.
        files: it happened to these.
        trees: these moved, came or went, with all that is in them.
        everything: it may have happened anywhere.
    """

    folders: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    trees: set[str] = field(default_factory=set)
    everything: bool = False

    def __bool__(self) -> bool:
        return bool(self.folders or self.files or self.trees or self.everything)


class Pending:
    """Gathers what happened, for the index, which must know at once, and for the pages.

    Args:
        contacts: the contact folders, relative to the root.
        templates: the folder of templates, relative to the root, there or not.
        pace: how long to wait.
    """

    def __init__(self, contacts: Collection[str], templates: str, pace: Pace) -> None:
        self._contacts = contacts
        self._templates = templates
        self._pace = pace
        self.work = Work()
        self.touched: set[str] = set()
        self.templates = False
        #: Other folders are to be watched from now on.
        self.is_elsewhere = False
        self._first = self._last = 0.0
        self._events = 0

    def see(self, seen: Seen, now: float) -> None:
        """Note an event."""
        if seen.role is Role.CONTACTS:
            self._see_contacts(seen)
        elif seen.role is Role.TEMPLATES:
            self.templates = True
            self.is_elsewhere |= seen.is_folder
        elif seen.role is Role.ABOVE:
            if not seen.is_folder:
                return
            self.is_elsewhere = True
        elif not self._see_root(seen):
            return
        self.note(now)

    def _see_contacts(self, seen: Seen) -> None:
        self.work.folders.add(seen.folder)
        path = os.path.normpath(os.path.join(seen.folder, seen.name))
        if seen.is_folder:
            self.work.trees.add(path)
        else:
            self.work.files.add(path)
            self.touched.add(path)

    def _see_root(self, seen: Seen) -> bool:
        """Note what happened beside the contact folders; False where that means nothing."""
        if not seen.name:
            self.work = Work(trees={"."}, everything=True)
            return True
        if seen.name in _SETTINGS:
            return True
        # A folder that is followed, or one above it.
        self.is_elsewhere |= _begins(self._templates, seen.name)
        met = [one for one in self._contacts if _begins(one, seen.name)]
        self.work.trees.update(met)
        return bool(met) or self.is_elsewhere

    def note(self, now: float) -> None:
        """Note that the pages are behind."""
        if not self._events:
            self._first = now
        self._events += 1
        self._last = now

    def lose(self, now: float) -> None:
        """Note that nobody knows what happened."""
        self.work = Work(trees={"."}, everything=True)
        self.note(now)

    def take_work(self) -> Work:
        """Return what is to be looked at, and forget it."""
        work, self.work = self.work, Work()
        return work

    def wait(self, now: float) -> float | None:
        """Return how long it is until the pages should follow; None where they need not."""
        if not self._events:
            return None
        lasts = self._last - self._first
        if self._events <= _BURST_EVENTS and lasts <= _BURST_SECONDS:
            return max(self._last + self._pace.quiet - now, 0.0)
        quiet = self._last + self._pace.quiet_in_burst
        return max(min(quiet, self._first + self._pace.longest_burst) - now, 0.0)

    def begin(self) -> None:
        """Begin anew: the pages follow now."""
        self._events = 0

    def take_touched(self) -> set[str]:
        """Return the files that were touched, and forget them."""
        touched, self.touched = self.touched, set()
        return touched


def _begins(folder: str, name: str) -> bool:
    return folder.partition("/")[0] == name
