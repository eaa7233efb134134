"""The folder the site is printed into: whether it may be, and what of it is as it was printed."""

import os
import stat
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress

from kontaktjournal.domain.errors import DiskTrouble, JournalError, Refused, WrongUse
from kontaktjournal.store.changes import mark
from kontaktjournal.store.committed import is_committed
from kontaktjournal.store.links import is_within
from kontaktjournal.store.own_files import Outcome, OwnFiles
from kontaktjournal.store.own_list import LIST

#: The folder of the contacts' pages.
PAGES = "kontakte"
#: What pages are called; what else the tool made in the folder, another command did.
_KINDS = (".html", ".css", ".js", ".woff2", ".txt")


class Site:
    """Pages in a folder.

    Args:
        folder: its absolute path; a link is followed, for whoever names one means it.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._own = OwnFiles(folder)

    @property
    def is_new(self) -> bool:
        """Tell whether nothing was ever printed there."""
        return not os.path.lexists(os.path.join(self.folder, LIST))

    @property
    def state(self) -> tuple[int, ...]:
        """Return what tells this folder and its list from others, and from later ones."""
        with suppress(OSError):
            folder, known = os.stat(self.folder), os.lstat(os.path.join(self.folder, LIST))
            return (
                folder.st_dev, folder.st_ino, known.st_ino, known.st_size, known.st_mtime_ns
            )  # fmt: skip
        return ()

    def refuse_strangers(self, names: Collection[str]) -> None:
        """Make sure that a folder printed into for the first time holds nothing in our way.

        Raises:
            Refused: something of these names is there that we never wrote.
        """
        if self.is_new:
            for name in sorted({name.partition("/")[0] for name in names}):
                path = os.path.join(self.folder, name)
                if os.path.lexists(path):
                    raise Refused("refusal.page.stranger", path=path)

    def astray(self, marks: Mapping[str, str]) -> set[str]:
        """Return which files are not there as they were printed.

        Args:
            marks: what each says, by name.

        Raises:
            DiskTrouble: the list of what was printed cannot be read.
        """
        stamps = self._own.stamps()
        found = {name: (stamps[name].mark if name in stamps else "") for name in marks}
        looked = self._looked(marks)
        return {
            name
            for name, said in marks.items()
            if not said or found[name] != said or looked.get(name) != stamps[name][1:]
        }

    def _looked(self, names: Collection[str]) -> dict[str, tuple[int, int]]:
        """Return size and time of the files, looked at folder by folder."""
        looked: dict[str, tuple[int, int]] = {}
        for above in {os.path.dirname(name) for name in names}:
            with suppress(OSError), os.scandir(os.path.join(self.folder, above)) as listing:
                start = f"{above}/" if above else ""
                for entry in listing:
                    name = f"{start}{entry.name}"
                    if name in names:
                        status = entry.stat(follow_symlinks=False)
                        looked[name] = (status.st_size, status.st_mtime_ns)
        return looked

    def update(self, changed: Mapping[str, bytes]) -> Outcome:
        """Write pages, the user's own files left alone; see `OwnFiles.update`."""
        return self._own.update(changed)

    def clear(self, wanted: Collection[str]) -> Outcome:
        """Remove the pages that are not wanted any more; see `OwnFiles.update`."""
        old = [name for name in self._own.stamps() if name not in wanted and name.endswith(_KINDS)]
        return self._own.update({}, old) if old else Outcome()

    def is_newly_committed(self) -> bool:
        """Tell whether git would take the pages for the user's own work, and that is news.

        It is news once: until git was told to leave the folder alone in between, or the
        folder is another one.
        """
        is_taken = is_committed(os.path.join(self.folder, "index.html"))
        place = mark(os.fsencode(os.path.realpath(self.folder))) if is_taken else ""
        with suppress(JournalError):  # then it is said once more
            if self._own.warned_of == place:
                return False
            self._own.note_warning(place)
        return is_taken


def place_for(root: str, named: str | None, apart: Sequence[str], default: str) -> str:
    """Return the absolute path of the folder to print into.

    Args:
        root: absolute path of the journal.
        named: what the user named, absolute; None takes the default.
        apart: folders of the journal that are for other things, relative to the root.
        default: relative to the root.

    Raises:
        Refused: the default is a link: pages would land where nobody expects them; or
            something else lies there under the name of our list.
        WrongUse: it is a folder for other things, or would mix with one.
    """
    folder = os.path.join(root, default) if named is None else named
    if named is None and os.path.islink(folder):
        raise Refused("refusal.page.link", path=default, folder=os.path.realpath(folder))
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise DiskTrouble("refusal.cannot_write", path=folder, reason="ENOTDIR")
    real, real_root = os.path.realpath(folder), os.path.realpath(root)
    taken = [os.path.realpath(os.path.join(root, each)) for each in apart]
    pages = os.path.join(real, PAGES)
    is_mixed = real == real_root or any(
        is_within(one, each) for one in (real, pages) for each in taken if each != real_root
    )
    if is_mixed or ".git" in real.split(os.sep):
        raise WrongUse("refusal.page.folder", folder=folder, default=default)
    known = os.path.join(real, LIST)
    if os.path.lexists(known) and not stat.S_ISREG(os.lstat(known).st_mode):
        raise Refused("refusal.page.list", path=known)
    return folder
