"""The index of a journal, kept in step with its files, and proof that it is."""

import os
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from stat import S_ISREG
from typing import NamedTuple

from kontaktjournal.index import followed
from kontaktjournal.index.sync import Index
from kontaktjournal.store.ignore import is_note
from kontaktjournal.watch.drives import mounts, silent_drive
from kontaktjournal.watch.news import Mailbox, Role
from kontaktjournal.watch.observed import ObservedSight
from kontaktjournal.watch.pending import Pending, Work
from kontaktjournal.watch.sight import Exhausted, InotifySight, NoSight, Sight, lies_in
from kontaktjournal.watch.told import Remark

#: There where the kernel has inotify.
_INOTIFY = "/proc/sys/fs/inotify"
#: Where the bell is, in the cache folder.
_ECHO = "echo"
#: Folders that appear while others are looked at; more often is a storm, and waits.
_MOST_ROUNDS = 20
#: So long after the system had no watch left it is asked for one again.
_AGAIN_SECONDS = 300.0


class Ground(NamedTuple):
    """What is watched.

    Args:
        root: absolute path of the journal.
        contacts: its contact folders, relative to the root.
        cache: its cache folder.
    """

    root: str
    contacts: tuple[str, ...]
    cache: str


class Keeper:
    """Keeps an index in step.

    Args:
        ground: what is watched.
        index: the index.
        pending: what happened.
        mailbox: of the loop.
        remark: tells the user what cannot be.
    """

    def __init__(
        self,
        ground: Ground,
        index: Index,
        pending: Pending,
        mailbox: Mailbox,
        remark: Callable[[Remark], None],
    ) -> None:
        self._root, self._contacts, cache = ground
        self._index = index
        self._echo = os.path.join(cache, _ECHO)
        self._pending = pending
        self._mailbox = mailbox
        self._remark = remark
        self._sight: Sight = NoSight()
        self._linked: set[str] = set()
        self._beside: Mapping[str, Role] = {}
        self._mounted = ""
        #: When the system had no watch left; None where it has.
        self._exhausted: float | None = None

    def close(self) -> None:
        """Watch nothing more."""
        self._sight.close()

    def take_over(self, index: Index) -> None:
        """Keep the same index in step, opened anew."""
        self._index = index

    @property
    def is_blind(self) -> bool:
        """Tell whether nobody tells what happens, and all has to be looked at now and then."""
        return self._sight.is_blind

    @property
    def misses_a_folder(self) -> bool:
        """Tell whether a contact folder is not there, and nobody would tell that it comes.

        What comes right below the root is told.
        """
        return any("/" in folder for folder in self._contacts if folder in self._sight.unwatched)

    @property
    def vouches(self) -> bool:
        """Tell whether it could be trusted, were it asked now."""
        return self._sight.tells_all and not self._pending.work.everything

    def watch(self, beside: Mapping[str, Role]) -> None:
        """Begin to watch; what is not yet watched is looked at once it is.

        Args:
            beside: other folders to be watched, absolute, and why.
        """
        self._beside = beside
        self._open_eyes()
        self.settle()

    def _open_eyes(self) -> None:
        self._sight.close()
        self._sight = self._sight_for(self._beside)
        self._pending.work.everything = True

    def look_at_all(self) -> None:
        """Look at all files, should something have gone unnoticed."""
        has_ended = isinstance(self._sight, InotifySight) and not self._sight.tells_all
        if has_ended or self._may_watch_again() or mounts() != self._mounted:
            self._open_eyes()
        self._pending.work.everything = True
        self.settle()
        if not self.is_blind:
            self._exhausted = None

    def _may_watch_again(self) -> bool:
        since = self._exhausted
        return since is not None and time.monotonic() - since > _AGAIN_SECONDS

    def _give_up(self) -> Sight:
        """Say once that the system has no watch left."""
        if self._exhausted is None:
            self._remark(Remark("watch.exhausted"))
        self._exhausted = time.monotonic()
        return NoSight()

    def _sight_for(self, beside: Mapping[str, Role]) -> Sight:
        self._mounted = mounts()
        kind = silent_drive([*map(self._real, self._contacts)], self._mounted)
        if kind:
            self._exhausted = None
            self._remark(Remark("watch.drive", (("kind", kind),)))
            return NoSight()
        try:
            if os.path.exists(_INOTIFY):
                os.makedirs(self._echo, mode=0o700, exist_ok=True)
                return InotifySight(self._root, self._contacts, beside, self._echo, self._mailbox)
        except Exhausted:
            return self._give_up()
        except OSError:
            pass  # no cache: nobody asks, and nothing needs to be proved
        return ObservedSight(self._root, self._contacts, beside, self._mailbox)

    def _real(self, folder: str) -> str:
        return os.path.realpath(os.path.join(self._root, folder))

    # --- in step -----------------------------------------------------------------------------

    def settle(self) -> None:
        """Bring the index up to date with all that is known to have happened."""
        for _ in range(_MOST_ROUNDS):
            work = self._pending.take_work()
            self._look(work)
            if not work:
                return
            # What came into a folder before it was watched is found by another look.
            self._pending.work.folders.update(self._follow(work))
            if not self._pending.work:
                return

    def _look(self, work: Work) -> None:
        if work.everything:
            self._index.look()
            self._linked = set(self._with_links(self._known()))
            return
        asked = work.folders | self._linked | {*self._sight.unwatched}
        asked.update(self._index.ask(followed.untraceable), self._known_in(work.trees))
        if asked:
            self._index.look(asked)
        self._linked.update(self._with_links(self._known_in(work.trees)))
        self._linked.update(_folder_of(one) for one in work.files if self._has_names(one))

    def _known_in(self, trees: Collection[str]) -> list[str]:
        return [one for one in self._known() if lies_in(one, trees)] if trees else []

    def _known(self) -> list[str]:
        return self._index.ask(followed.folders)

    def _follow(self, work: Work) -> list[str]:
        try:
            return self._sight.follow({*self._known(), *self._contacts}, work.trees)
        except Exhausted:
            self._sight.close()
            self._sight = self._give_up()
            return []

    def _with_links(self, folders: Iterable[str]) -> list[str]:
        """Return folders with a file of several names: written by another, it changes unseen."""
        return [one for one in folders if _holds_links(os.path.join(self._root, one))]

    def _has_names(self, path: str) -> bool:
        """Tell whether a file has several names."""
        try:
            return _is_linked(os.lstat(os.path.join(self._root, path)))
        except (OSError, ValueError):
            return False

    # --- proof -------------------------------------------------------------------------------

    def hears_all(self, until: float, hear: Callable[[str, float], bool]) -> bool:
        """Tell whether all that has happened by now is known.

        Args:
            until: the moment by which it must be.
            hear: waits for an echo, noting all that is told before it; False if it did not
                come in time.
        """
        if not self.vouches:
            return False
        if mounts() != self._mounted:
            # Something lies where something else did, or a drive of another kind.
            self._open_eyes()
            self._pending.lose(time.monotonic())
            return False
        rung = self._sight.ring()
        return rung is not None and hear(rung, until) and self.vouches

    @property
    def is_complete(self) -> bool:
        """Tell whether nothing that is known to have happened is missing in the index."""
        return self.vouches and not self._pending.work and self._sight.is_in_place()


def _folder_of(path: str) -> str:
    return path.rpartition("/")[0] or "."


def _holds_links(folder: str) -> bool:
    with suppress(OSError), os.scandir(folder) as listing:
        for entry in listing:
            if is_note(entry.name):
                with suppress(OSError):
                    if _is_linked(entry.stat(follow_symlinks=False)):
                        return True
    return False


def _is_linked(status: os.stat_result) -> bool:
    return status.st_nlink > 1 and S_ISREG(status.st_mode)
