"""One folder looked at entry by entry, and what a snapshot of it says."""

import os
from array import array
from collections.abc import Callable, Iterator
from itertools import compress

from kontaktjournal.domain.ports import Snapshot
from kontaktjournal.domain.problem import Problem
from kontaktjournal.store.ignore import Ignore, always_ignored, is_conflict_copy, is_note

#: A file stamped this recently may change again without a new stamp (git's racy rule).
_TOO_YOUNG_NS = 2_000_000_000
_NUMBERS_PER_STAMP = 4

Stamp = tuple[int, ...]

#: The stamp of a file to be read again next time.
UNTRUSTED: Stamp = (0, 0, 0, 0)

#: What a snapshot's bytes say an entry is.
_OTHER, _NOTE, _FOLDER = range(3)
_NOTES_ONLY = bytes.maketrans(bytes([_FOLDER]), bytes([_OTHER]))
_FOLDERS_ONLY = bytes.maketrans(bytes([_NOTE, _FOLDER]), bytes([_OTHER, _NOTE]))
_OTHERS_ONLY = bytes.maketrans(bytes([_OTHER, _NOTE, _FOLDER]), bytes([1, 0, 1]))


def stamp_of(entry: os.DirEntry[str]) -> Stamp:
    """Return what changes whenever a file does.

    Raises:
        OSError: it is gone, or nobody may look.
    """
    status = entry.stat(follow_symlinks=False)
    return (
        _in_64_bits(status.st_mtime_ns),
        _in_64_bits(status.st_ctime_ns),
        status.st_size,
        _in_64_bits(status.st_ino),
    )


def _in_64_bits(number: int) -> int:
    """Wrap what is too large: times after 2262, inodes of network drives."""
    return (number + (1 << 63)) % (1 << 64) - (1 << 63)


def is_unchanged(entries: list[os.DirEntry[str]], snapshot: Snapshot) -> bool:
    """Tell whether a folder's entries are those of a snapshot that is not odd.

    No value is made per file but its status.

    Raises:
        OSError: an entry cannot be looked at.
    """
    if os.fsencode("/".join([entry.name for entry in entries])) != snapshot.names:
        return False
    kinds = snapshot.notes
    if kinds.count(_NOTE) != len(kinds):
        # A file may have turned into a folder of the same name.
        others = kinds.translate(_OTHERS_ONLY)
        for entry, kind in zip(compress(entries, others), compress(kinds, others), strict=True):
            if entry.is_dir(follow_symlinks=False) != (kind == _FOLDER):
                return False
        kinds = kinds.translate(_NOTES_ONLY)
    stamps = array("q")
    try:
        for entry in compress(entries, kinds):
            status = entry.stat(follow_symlinks=False)
            stamps.extend((status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino))
    except OverflowError:
        stamps = array("q")
        for entry in compress(entries, kinds):
            stamps.extend(stamp_of(entry))
    return stamps.tobytes() == snapshot.stamps


class Closely:
    """What is found in one folder.

    Args:
        path: the folder, relative to the journal's root.
        ignore: what the user wants left out.
        now: the file system's time, in nanoseconds since 1970.
        misled: says what is wrong with a symbolic link; None where its file counts elsewhere.
    """

    def __init__(
        self, path: str, ignore: Ignore, now: int, misled: Callable[[str], Problem | None]
    ) -> None:
        self._prefix = "" if path == "." else f"{path}/"
        self._ignore = ignore
        self._now = now
        self._misled = misled
        self._names: list[str] = []
        self._kinds = bytearray()
        # Links and devices may change without a trace in this folder.
        self._is_odd = False
        self.notes: dict[str, Stamp] = {}
        self.folders: list[str] = []
        self.problems: list[Problem] = []

    def take(self, entry: os.DirEntry[str]) -> None:
        """Classify one entry.

        Raises:
            OSError: it cannot be looked at.
        """
        path = self._prefix + entry.name
        try:
            kind = self._kind(entry, path)
        except FileNotFoundError:
            # Gone since it was listed. Should it come back, the names must differ.
            return
        self._names.append(entry.name)
        self._kinds.append(kind)

    def _kind(self, entry: os.DirEntry[str], path: str) -> int:
        name = entry.name
        if entry.is_dir(follow_symlinks=False):
            ignored = always_ignored(name, is_folder=True)
            if not (ignored or self._ignore.matches(path, is_folder=True)):
                self.folders.append(path)
            return _FOLDER
        if is_conflict_copy(name) and (is_note(name) or is_note(name.removesuffix(".orig"))):
            hidden = always_ignored(name.removesuffix(".orig"), is_folder=False)
            if not (hidden or self._ignore.matches(path, is_folder=False)):
                self.problems.append(Problem(path, 0, 0, "W206"))
            return _OTHER
        if not is_note(name) or always_ignored(name, is_folder=False):
            return _OTHER
        if self._ignore.matches(path, is_folder=False):
            return _OTHER
        return self._note(entry, path)

    def _note(self, entry: os.DirEntry[str], path: str) -> int:
        if not entry.is_file(follow_symlinks=False):
            self._is_odd = True
            is_link = entry.is_symlink()
            problem = self._misled(path) if is_link else Problem(path, 0, 0, "E107", "special")
            if problem is not None:
                self.problems.append(problem)
            return _OTHER
        stamp = stamp_of(entry)
        self.notes[path] = UNTRUSTED if self._is_young(stamp) else stamp
        return _NOTE

    def _is_young(self, stamp: Stamp) -> bool:
        modified, changed, *_ = stamp
        # A change time ahead of the clock means that the clock was set back.
        return changed >= self._now - _TOO_YOUNG_NS or abs(modified - self._now) <= _TOO_YOUNG_NS

    def snapshot(self) -> Snapshot:
        """Return the folder as it is now."""
        stamps = array("q")
        for stamp in self.notes.values():
            stamps.extend(stamp)
        names = os.fsencode("/".join(self._names))
        if self._is_odd:
            names += b"//" + repr(self.problems).encode()
        return Snapshot(names, bytes(self._kinds), stamps.tobytes(), self._is_odd)


def unopened(reason: str) -> Snapshot:
    """Return the snapshot of a folder that cannot be listed: odd, to be tried every time."""
    return Snapshot(b"//" + reason.encode(), b"", b"", is_odd=True)


def notes_in(path: str, snapshot: Snapshot) -> list[str]:
    """Return the contact files of a folder as it was."""
    return _named(path, snapshot, _NOTES_ONLY)


def folders_in(path: str, snapshot: Snapshot) -> list[str]:
    """Return the folders inside a folder as it was, those left out among them."""
    return _named(path, snapshot, _FOLDERS_ONLY)


def _named(path: str, snapshot: Snapshot, kind: bytes) -> list[str]:
    prefix = "" if path == "." else f"{path}/"
    names = os.fsdecode(snapshot.names).split("/")
    return [prefix + name for name in compress(names, snapshot.notes.translate(kind))]


def stamps_in(path: str, snapshot: Snapshot) -> Iterator[tuple[str, Stamp]]:
    """Yield the contact files of a folder as it was, each with its stamp."""
    numbers = array("q", snapshot.stamps)
    for place, note in enumerate(notes_in(path, snapshot)):
        start = place * _NUMBERS_PER_STAMP
        yield note, tuple(numbers[start : start + _NUMBERS_PER_STAMP])
