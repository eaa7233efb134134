"""The folder the site is printed into: whether it may be, and what of it is as it was printed."""

import os
import stat
from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress

from kontaktjournal.cores import meanwhile
from kontaktjournal.domain.errors import DiskTrouble, JournalError, Refused, WrongUse
from kontaktjournal.domain.settings import Folders
from kontaktjournal.store.committed import is_committed
from kontaktjournal.store.links import is_within
from kontaktjournal.store.own_files import Outcome, OwnFiles
from kontaktjournal.store.own_list import LIST
from kontaktjournal.store.parts import mark
from kontaktjournal.store.stationery import theirs_lie_in

#: Fewer files than this are looked at faster than another process starts.
_WORTH_SHARING = 2000
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

        Whether pages without our list were changed by hand, nobody can tell any more.

        Raises:
            Refused: something of these names is there that is in no list of ours.
        """
        if self.is_new:
            for name in sorted({name.partition("/")[0] for name in names}):
                path = os.path.join(self.folder, name)
                if os.path.lexists(path):
                    raise Refused("refusal.page.stranger", path=path, list=LIST)

    @contextmanager
    def looking(self, marks: Mapping[str, str]) -> Iterator[Callable[[], set[str]]]:
        """Begin to look at the files; yield what says which are not there as they were printed.

        Args:
            marks: what each says, by name.

        Raises:
            DiskTrouble: the list of what was printed cannot be read.
        """
        names = [*marks]
        beside = meanwhile if len(names) >= _WORTH_SHARING else nullcontext
        with beside(lambda: self._sizes_and_times(names)) as looked:
            stamps = self._own.stamps()

            def astray() -> set[str]:
                found = array("q", looked())
                return {
                    name
                    for place, (name, said) in enumerate(marks.items())
                    if not said
                    or name not in stamps
                    or stamps[name] != (said, found[2 * place], found[2 * place + 1])
                }

            yield astray

    def _sizes_and_times(self, names: Sequence[str]) -> bytes:
        """Return size and time of each file, folder by folder; -1 where there is none."""
        places = {name: 2 * place for place, name in enumerate(names)}
        found = array("q", [-1]) * (2 * len(names))
        for above in {os.path.dirname(name) for name in names}:
            start = f"{above}/" if above else ""
            path = os.path.join(self.folder, above)
            # A time after 2262 is none of ours.
            with suppress(OSError, OverflowError), os.scandir(path) as listing:
                for entry in listing:
                    place = places.get(f"{start}{entry.name}")
                    if place is not None:
                        status = entry.stat(follow_symlinks=False)
                        found[place], found[place + 1] = status.st_size, status.st_mtime_ns
        return found.tobytes()

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


def place_for(root: str, named: str | None, folders: Folders, default: str) -> str:
    """Return the absolute path of the folder to print into.

    Args:
        root: absolute path of the journal.
        named: what the user named, absolute; None takes the default.
        folders: of the journal, which are for other things.
        default: relative to the root.

    Raises:
        Refused: the default is a link: pages would land where nobody expects them; or
            something else lies there under the name of our list.
        WrongUse: it is a folder for other things, or would mix with one, or the journal lies
            in it.
    """
    folder = os.path.join(root, default) if named is None else named
    if named is None and os.path.islink(folder):
        raise Refused("refusal.page.link", path=default, folder=os.path.realpath(folder))
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise DiskTrouble("refusal.cannot_write", path=folder, reason="ENOTDIR")
    real, real_root = os.path.realpath(folder), os.path.realpath(root)
    if real != real_root and is_within(real_root, real):
        raise WrongUse("refusal.page.above", folder=folder)
    apart = (*folders.contacts, folders.lists, folders.templates)
    taken = [os.path.realpath(os.path.join(root, each)) for each in apart]
    pages = os.path.join(real, PAGES)
    is_mixed = real == real_root or any(
        is_within(one, each) for one in (real, pages) for each in taken if each != real_root
    )
    if is_mixed or ".git" in real.split(os.sep):
        raise WrongUse("refusal.page.folder", folder=folder)
    # Next time our own pages would be the user's templates, and hers lie among our pages.
    theirs = os.path.realpath(os.path.join(root, theirs_lie_in(folders.templates)))
    if is_within(real, theirs) or is_within(theirs, real):
        raise WrongUse("refusal.page.templates", folder=folder)
    known = os.path.join(real, LIST)
    if os.path.lexists(known) and not stat.S_ISREG(os.lstat(known).st_mode):
        raise Refused("refusal.page.list", path=known)
    return folder
