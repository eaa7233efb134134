"""How a watcher learns that something happened: by inotify, by watchdog's observers, or not.

watchdog's own observer hides that the queue overflowed, tells of our own reading, and hands
events on through threads of its own. So where there is inotify, the layer below it is used:
one reader tells of all events in the order the kernel saw them, which lets us prove that
nothing is on its way any more.
"""

import errno
import logging
import os
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, Protocol

from kontaktjournal.watch.news import Lost, Mailbox, Role, Seen

if TYPE_CHECKING:
    from watchdog.observers.inotify_c import InotifyEvent, Mask, WatchDescriptor

# watchdog complains of an overflow, which we tell ourselves.
logging.getLogger("watchdog").addHandler(logging.NullHandler())

#: What the system says where there are too many watches, or watchers.
_EXHAUSTED = frozenset({errno.ENOSPC, errno.EMFILE, errno.ENFILE, errno.ENOMEM})


class Exhausted(Exception):
    """Tell that the system has no room for another watch."""


class Sight(Protocol):
    """Tells the loop what happened, by its mailbox."""

    @property
    def tells_all(self) -> bool:
        """Tell whether nothing happens that it does not tell."""

    @property
    def is_blind(self) -> bool:
        """Tell whether it tells nothing at all."""

    @property
    def unwatched(self) -> Collection[str]:
        """Return the contact folders it cannot watch."""

    def follow(self, folders: Collection[str], anew: Collection[str] = ()) -> list[str]:
        """Watch contact folders.

        Args:
            folders: all there are, relative to the root; others are no longer watched.
            anew: folders that were moved: what is watched there and below may be another one.

        Returns:
            Those that are watched only now: what happened in them before nobody was told.

        Raises:
            Exhausted: there are too many.
        """

    def ring(self) -> str | None:
        """Make something happen; its name comes back behind everything that happened before."""

    def is_in_place(self) -> bool:
        """Tell whether the folders it was told to watch are those at their paths now."""

    def close(self) -> None:
        """Watch nothing more."""


class NoSight:
    """Tells nothing: somebody has to look again and again."""

    tells_all = False
    is_blind = True
    unwatched: Collection[str] = ()

    def follow(self, _folders: Collection[str], _anew: Collection[str] = ()) -> list[str]:
        """Watch nothing."""
        return []

    def ring(self) -> str | None:
        """Make nothing happen."""
        return None

    def is_in_place(self) -> bool:
        """Vouch for nothing."""
        return False

    def close(self) -> None:
        """Have nothing to end."""


def lies_in(folder: str, others: Collection[str]) -> bool:
    """Tell whether a folder is one of the others, or lies in one."""
    if folder in others or "." in others:
        return True
    return any(folder[:place] in others for place, sign in enumerate(folder) if sign == "/")


def identity(path: str, *, follow: bool = False) -> tuple[int, int] | None:
    """Return what tells a file or folder from another at its path; None where there is none."""
    try:
        status = os.stat(path, follow_symlinks=follow)
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


class InotifySight:
    """Tells by inotify.

    Args:
        root: absolute path of the journal.
        contacts: its contact folders, relative to the root.
        beside: other folders to be watched, absolute, and why.
        echo: a folder of our own, where the bell is.
        mailbox: of the loop.

    Raises:
        Exhausted: the system has no room for another watcher.
    """

    is_blind = False

    def __init__(
        self,
        root: str,
        contacts: Sequence[str],
        beside: Mapping[str, Role],
        echo: str,
        mailbox: Mailbox,
    ) -> None:
        from watchdog.observers.inotify_c import InotifyFD

        self._root = root
        self._contacts = contacts
        self._mailbox = mailbox
        self._echo = echo
        self._rings = count()
        self._spots: dict[str, _Spot] = {}
        self.unwatched: set[str] = set()
        self._identities: dict[str, tuple[int, int] | None] = {}
        try:
            self._inotify = InotifyFD()
        except OSError as error:
            raise Exhausted from error
        self._inotify.start()
        self._beside: list[_Spot] = []
        try:
            for path, role in {root: Role.ROOT, **beside, echo: Role.ECHO}.items():
                self._beside.append(_Spot(role, "", mailbox))
                self._set(path, self._beside[-1])
        except BaseException:
            self.close()
            raise
        self._identities[root] = identity(root, follow=True)

    @property
    def tells_all(self) -> bool:
        """Tell whether nothing happens that it does not tell."""
        return self._inotify.is_alive()

    def _set(self, path: str, spot: "_Spot") -> bool:
        """Set a watch; False where that cannot be.

        Raises:
            Exhausted: there are too many.
        """
        try:
            number = self._inotify.add_callback(os.fsencode(path), spot.mask, spot, spot.key)
        except OSError as error:
            if error.errno in _EXHAUSTED:
                raise Exhausted from error
            return False
        spot.number = number
        if number == -1:  # how watchdog says that nobody may look there
            self._unset(spot)
            return False
        return True

    def _unset(self, spot: "_Spot") -> None:
        spot.is_live = False
        with suppress(OSError):
            self._inotify.remove_callbacks([(spot.number, spot.key)])

    def follow(self, folders: Collection[str], anew: Collection[str] = ()) -> list[str]:
        """Watch contact folders; see `Sight.follow`."""
        wanted, moved = set(folders), set(anew)
        gone = [
            one
            for one, spot in self._spots.items()
            if one not in wanted or spot.is_over or (moved and lies_in(one, moved))
        ]
        for folder in gone:
            self._unset(self._spots.pop(folder))
            self._identities.pop(folder, None)
        new = [folder for folder in sorted(wanted) if folder not in self._spots]
        self.unwatched = set()
        return [folder for folder in new if self._follow(folder)]

    def _follow(self, folder: str) -> bool:
        path = os.path.join(self._root, folder)
        before = identity(path)
        spot = _Spot(Role.CONTACTS, folder, self._mailbox)
        if not self._set(path, spot):
            self.unwatched.add(folder)
            return False
        self._spots[folder] = spot
        if folder in self._contacts:
            # Was it another one for a moment, it is none that we know.
            self._identities[folder] = before if before == identity(path) else None
        return True

    def ring(self) -> str | None:
        """Make a file in our own folder: the kernel tells of it behind all that was before."""
        name = f"{os.getpid()}-{next(self._rings)}"
        path = os.path.join(self._echo, name)
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            os.unlink(path)
        except OSError:
            return None
        return name

    def is_in_place(self) -> bool:
        """Tell whether root and contact folders are still those that are watched."""
        known = self._identities
        return known[self._root] == identity(self._root, follow=True) and all(
            known.get(folder) == identity(os.path.join(self._root, folder)) is not None
            for folder in self._contacts
            if folder not in self.unwatched
        )

    def close(self) -> None:
        """Watch nothing more."""
        for spot in (*self._beside, *self._spots.values()):
            spot.is_live = False  # else each would tell that its folder is gone
        self._inotify.stop()
        self._inotify.join()


class _Spot:
    """One watched folder; called by the reader's thread."""

    _keys = count()

    def __init__(self, role: Role, folder: str, mailbox: Mailbox) -> None:
        from watchdog.observers.inotify_c import CallbackId, InotifyConstants, WatchDescriptor

        signs = InotifyConstants
        self._born = signs.IN_CREATE
        self._over = signs.IN_UNMOUNT | signs.IN_DELETE_SELF | signs.IN_MOVE_SELF
        self.mask = _mask()
        self.key = CallbackId(next(self._keys))
        self.number = WatchDescriptor(-1)
        self.is_live = True
        self.is_over = False
        self._role = role
        self._folder = folder
        self._mailbox = mailbox

    def on_event(self, event: "InotifyEvent") -> None:
        """Hand on what happened."""
        if not self.is_live or (self._role is Role.ECHO and not event.mask & self._born):
            return
        is_self = bool(event.mask & self._over)
        name = os.fsdecode(event.name)
        is_folder = event.is_directory or is_self
        self._mailbox.put(Seen(self._role, self._folder, name, is_folder))

    def on_watch_deleted(self, _number: "WatchDescriptor") -> None:
        """Tell that the folder is gone."""
        if self.is_live:
            self.is_over = True
            self._mailbox.put(Seen(self._role, self._folder, "", is_folder=True))

    def on_queue_overflow(self) -> None:
        """Tell that nobody knows what happened."""
        # Each spot is told; one is enough, and without this one nothing is proved anyway.
        if self._role is Role.ECHO:
            self._mailbox.put(Lost())


def _mask() -> "Mask":
    """Return what is told: nothing that mere reading causes."""
    from watchdog.observers.inotify_c import InotifyConstants as Signs
    from watchdog.observers.inotify_c import Mask

    return Mask(
        Signs.IN_MODIFY
        | Signs.IN_ATTRIB
        | Signs.IN_CLOSE_WRITE
        | Signs.IN_MOVE
        | Signs.IN_CREATE
        | Signs.IN_DELETE
        | Signs.IN_DELETE_SELF
        | Signs.IN_MOVE_SELF
        | Signs.IN_ONLYDIR
        | Signs.IN_DONT_FOLLOW
    )
