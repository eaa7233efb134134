"""How a watcher learns that something happened where there is no inotify: macOS, Windows."""

import os
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from kontaktjournal.watch.news import Mailbox, Role, Seen

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent

#: The rest is told of mere reading, too.
_TOLD = frozenset({"created", "modified", "moved", "deleted", "closed", "attrib"})


class ObservedSight:
    """Tells by one of watchdog's observers, and never vouches: they may lose events.

    Args:
        root: absolute path of the journal.
        contacts: its contact folders, relative to the root.
        beside: other folders to be watched, absolute, and why.
        mailbox: of the loop.
    """

    tells_all = False
    is_blind = False
    unwatched: Collection[str] = ()

    def __init__(
        self,
        root: str,
        contacts: Sequence[str],
        beside: Mapping[str, Role],
        mailbox: Mailbox,
    ) -> None:
        from watchdog.observers import Observer

        self._root = root
        self._contacts = contacts
        self._mailbox = mailbox
        self._watched: set[str] = set()
        self._observer = Observer()
        for path, role in {root: Role.ROOT, **beside}.items():
            self._watch(path, role, "")
        self._observer.start()

    def _watch(self, path: str, role: Role, folder: str) -> bool:
        from watchdog.events import FileSystemEventHandler

        sight = self

        class Handler(FileSystemEventHandler):
            def on_any_event(self, event: "FileSystemEvent") -> None:
                sight.tell(event, path, role, folder)

        with suppress(OSError):
            self._observer.schedule(Handler(), path, recursive=role is Role.CONTACTS)
            return True
        return False

    def tell(self, event: "FileSystemEvent", top: str, role: Role, folder: str) -> None:
        """Hand on what happened below a folder."""
        if event.event_type not in _TOLD:
            return
        for path in filter(None, (event.src_path, event.dest_path)):
            below = os.path.relpath(os.fsdecode(str(path)), top)
            above, name = os.path.split(os.path.normpath(os.path.join(folder, below)))
            self._mailbox.put(Seen(role, above or ".", name, event.is_directory))

    def follow(self, _folders: Collection[str], _anew: Collection[str] = ()) -> list[str]:
        """Watch the contact folders that are there by now, and all below them."""
        new = [folder for folder in self._contacts if folder not in self._watched]
        found = [
            folder
            for folder in new
            if self._watch(os.path.join(self._root, folder), Role.CONTACTS, folder)
        ]
        self._watched.update(found)
        return found

    def ring(self) -> str | None:
        """Make nothing happen: nothing would prove anything."""
        return None

    def is_in_place(self) -> bool:
        """Vouch for nothing."""
        return False

    def close(self) -> None:
        """Watch nothing more."""
        self._observer.stop()
        self._observer.join()
