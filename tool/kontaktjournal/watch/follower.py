"""A journal as a watcher follows it: opened by one reading of its settings, and kept in step."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import NamedTuple

from kontaktjournal.domain.settings import Settings
from kontaktjournal.index import followed
from kontaktjournal.store.ignore import is_note
from kontaktjournal.store.stationery import theirs_lie_in
from kontaktjournal.watch.applying import Applying
from kontaktjournal.watch.keeper import Ground, Keeper
from kontaktjournal.watch.news import Mailbox, Role
from kontaktjournal.watch.pending import Pace, Pending
from kontaktjournal.watch.ports import House
from kontaktjournal.watch.sight import identity
from kontaktjournal.watch.told import Applied

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


class Terms(NamedTuple):
    """What a journal is opened by.

    Args:
        stamps: of the files that were read for it; if they differ, it is opened anew.
        settings: what they say.
    """

    stamps: tuple[_Stamp, ...]
    settings: Settings


class Changed(NamedTuple):
    """What changed in the journal.

    Args:
        read: contact files that were read anew.
        gone: contact files that are no longer there.
        applied: decisions that are new in them.
    """

    read: tuple[str, ...]
    gone: tuple[str, ...]
    applied: tuple[Applied, ...] = ()


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
        terms: what the journal is opened by.
        mailbox: of the loop.
        pace: how long to wait.
        applying: copies decisions; None where nobody wants that.
    """

    def __init__(  # noqa: PLR0913  # all that a loop has in its hands
        self,
        house: House,
        home: Home,
        terms: Terms,
        mailbox: Mailbox,
        *,
        pace: Pace,
        busy: Busy,
        applying: Applying | None = None,
    ) -> None:
        self._house = house
        self._home = home
        self._stamps, self._settings = terms
        self._busy = busy
        self._applying = applying
        #: Whether it goes by settings that are no longer there.
        self.is_makeshift = False
        self._root = identity(home.root, follow=True)
        self._gone: set[str] = set()
        self._content = followed.Content(0, 0, 0)
        self.journal = house.journal(self._settings, house.clock())
        contacts = [os.path.normpath(one) for one in self.journal.settings.folders.contacts]
        self._templates = theirs_lie_in(self.journal.settings.folders.templates)
        self.pending = Pending(contacts, self._templates, pace)
        ground = Ground(home.root, tuple(contacts), home.cache)
        self.keeper = Keeper(ground, self.journal.index, self.pending, mailbox, house.tell)
        self._begin()

    @property
    def is_at_home(self) -> bool:
        """Tell whether the journal is still where it was: not moved, deleted, unmounted."""
        return self._root is not None and identity(self._home.root, follow=True) == self._root

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
            # Before anything is watched: without threads several processes read.
            journal.index.look(progress=self._house.progress)
        for one in self._apply(self._content.newest, ()):
            self._house.tell(one)
        self._content = ask(followed.content)

    def watch(self) -> None:
        """Begin to watch; what happened since it was opened is found, too."""
        beside: Mapping[str, Role] | None = None
        # A folder may come while others are not yet watched.
        while beside != (found := self._beside()):
            beside = found
            self.settle(partial(self.keeper.watch, found))
        if self.is_outdated or self.journal.index.ask(followed.content) != self._content:
            self.pending.note(time.monotonic())

    def _beside(self) -> Mapping[str, Role]:
        above = dict.fromkeys(self._above_templates(), Role.ABOVE)
        templates = self._house.templates(self._settings)
        return above | dict.fromkeys(templates, Role.TEMPLATES)

    def _above_templates(self) -> Iterator[str]:
        """Yield the folders between the root and those of templates."""
        path = self._home.root
        for name in self._templates.split("/")[:-1]:
            path = os.path.join(path, name)
            if os.path.isdir(path):
                yield os.path.realpath(path)

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
        ask = self.journal.index.ask
        gone, self._gone = tuple(sorted(self._gone)), set()
        begin, content = self._content.newest, ask(followed.content)
        if content == self._content:
            return None
        applied: list[Applied] = []
        # What is copied to a head is read at once: to the user both are one change.
        while content != self._content:
            newest, self._content = self._content.newest, content
            applied += self._apply(newest, gone)
            content = ask(followed.content)
        return Changed(tuple(ask(followed.paths_since(begin))), gone, tuple(applied))

    def _apply(self, newest: int, gone: Iterable[str]) -> list[Applied]:
        """Copy new decisions, and read what was written with it."""
        if self._applying is None:
            return []
        applied = self._applying.apply(self.journal, newest, gone)
        if folders := {os.path.dirname(one.path) or "." for one in applied if one.is_copied}:
            self.journal.index.look(folders)
        return applied

    def all_read(self) -> tuple[str, ...]:
        """Return all contact files."""
        return tuple(self.journal.index.ask(followed.paths_since(0)))

    # --- time and settings -------------------------------------------------------------------

    def turn_to(self, now: datetime) -> None:
        """Look from another day."""
        old, self.journal = self.journal, self._house.journal(self._settings, now)
        self.keeper.take_over(self.journal.index)
        old.close()

    @property
    def is_outdated(self) -> bool:
        """Tell whether its settings are no longer what was read."""
        return self.pending.is_elsewhere or self._stamps != stamps(self._home.root)

    def keep_settings(self) -> None:
        """Stay with what was read until it changes again, for it cannot be read now."""
        self.pending.is_elsewhere = False
        self.is_makeshift = True
        self._stamps = stamps(self._home.root)


def stamps(root: str) -> tuple[_Stamp, ...]:
    """Return by what is noticed that settings changed.

    Args:
        root: of the journal.
    """
    return tuple(_stamp(os.path.join(root, name)) for name in _FILES)


def _stamp(path: str) -> _Stamp:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
