"""A journal as a watcher follows it: opened by one reading of its settings, and kept in step."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from kontaktjournal.domain.settings import Settings
from kontaktjournal.index import followed
from kontaktjournal.store.ignore import is_note
from kontaktjournal.watch.applying import Applying
from kontaktjournal.watch.keeper import Ground, Keeper
from kontaktjournal.watch.news import Mailbox, Role
from kontaktjournal.watch.pending import Pace, Pending
from kontaktjournal.watch.ports import House

#: What decides how the journal is read.
_FILES = ("journal.toml", ".journalignore")
#: Who asks when the loop has been at work for so long is told to look for himself.
_BUSY_AFTER_SECONDS = 0.05

_Stamp = tuple[int, ...] | None


class Home(NamedTuple):
    """Where a watcher is.

    Args:
        root: absolute path of the journal.
        cache: its cache folder.
    """

    root: str
    cache: str


class Changed(NamedTuple):
    """What changed in the journal.

    Args:
        read: contact files that were read anew.
        gone: contact files that are no longer there.
    """

    read: tuple[str, ...]
    gone: tuple[str, ...]


class Busy:
    """Tells other threads whether the loop is at work, and for how long."""

    def __init__(self) -> None:
        self._since: float | None = None

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Be at work."""
        self._since = time.monotonic()
        try:
            yield
        finally:
            self._since = None

    def is_long(self) -> bool:
        """Tell whether it could not answer in time."""
        since = self._since
        return since is not None and time.monotonic() - since > _BUSY_AFTER_SECONDS


class Follower:
    """Opens a journal, brings it up to date, and watches its folders.

    Args:
        house: where a watcher gets what it needs.
        home: where it is.
        settings: of the journal, just read.
        mailbox: of the loop.
        pace: how long to wait.
        applying: copies decisions; None where nobody wants that.
    """

    def __init__(  # noqa: PLR0913  # all that a loop has in its hands
        self,
        house: House,
        home: Home,
        settings: Settings,
        mailbox: Mailbox,
        *,
        pace: Pace,
        busy: Busy,
        applying: Applying | None = None,
    ) -> None:
        self._house = house
        self._home = home
        self._settings = settings
        self._busy = busy
        self._applying = applying
        #: Whether it goes by settings that are no longer there.
        self.is_makeshift = False
        self._gone: set[str] = set()
        self._content = followed.Content(0, 0, 0)
        # Before they are read: who changes them meanwhile is noticed.
        self._stamps = self._stamps_now()
        self.journal = house.journal(settings, house.clock())
        contacts = [os.path.normpath(one) for one in self.journal.settings.folders.contacts]
        templates = os.path.normpath(self.journal.settings.folders.templates)
        self.pending = Pending(contacts, (templates,), pace)
        ground = Ground(home.root, tuple(contacts), home.cache)
        self.keeper = Keeper(ground, self.journal.index, self.pending, mailbox, house.tell)
        self._begin()

    def _begin(self) -> None:
        journal, ask = self.journal, self.journal.index.ask
        if self._applying and journal.index.version is not None:
            self._applying.learn(journal)
            self._content = ask(followed.content)
        elif self._applying:
            # Nothing was known before, so nothing is new.
            journal.index.look(progress=self._house.progress)
            self._applying.learn(journal)
        with self._busy.at_work():
            # First without threads, for then several processes read.
            journal.index.look(progress=self._house.progress)
            templates = self._house.templates(self._settings)
            self.keeper.watch(dict.fromkeys(templates, Role.TEMPLATES))
        if self._applying:
            self._applying.apply(journal, self._content.newest, ())
        self._content = ask(followed.content)

    def close(self) -> None:
        """Watch nothing more."""
        self.keeper.close()
        self.journal.close()

    # --- in step -----------------------------------------------------------------------------

    def settle(self, how: Callable[[], None] | None = None) -> None:
        """Bring the index up to date, and note which files are gone.

        Args:
            how: what does it; else the keeper looks where something happened.
        """
        ask, work = self.journal.index.ask, self.pending.work
        touched = {path for path in self.pending.take_touched() if is_note(path)}
        known = touched.difference(ask(followed.missing(touched)))
        known.update(ask(followed.below(work.trees - {"."})))
        with self._busy.at_work():
            (how or self.keeper.settle)()
        self._gone.update(ask(followed.missing(known)))

    def changed(self) -> Changed | None:
        """Return what changed since this was asked last; None if nothing did."""
        content = self.journal.index.ask(followed.content)
        gone, self._gone = tuple(sorted(self._gone)), set()
        if content == self._content:
            return None
        newest, self._content = self._content.newest, content
        read = self.journal.index.ask(followed.paths_since(newest))
        if self._applying:
            self._applying.apply(self.journal, newest, gone)
        return Changed(tuple(read), gone)

    # --- time and settings -------------------------------------------------------------------

    def turn_to(self, now: datetime) -> None:
        """Look from another day."""
        old, self.journal = self.journal, self._house.journal(self._settings, now)
        self.keeper.take_over(self.journal.index)
        old.close()

    @property
    def is_outdated(self) -> bool:
        """Tell whether its settings are no longer what was read."""
        return self.pending.is_elsewhere or self._stamps != self._stamps_now()

    def keep_settings(self) -> None:
        """Stay with what was read until it changes again, for it cannot be read now."""
        self.pending.is_elsewhere = False
        self.is_makeshift = True
        self._stamps = self._stamps_now()

    def _stamps_now(self) -> tuple[_Stamp, ...]:
        return tuple(_stamp(os.path.join(self._home.root, name)) for name in _FILES)


def _stamp(path: str) -> _Stamp:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
