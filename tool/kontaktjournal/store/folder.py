"""The folder of contact files: what is in it, what changed, what it says.

Reading never writes. Symbolic links to folders are not followed (F4), nothing outside the
root is read (P5), and what is no regular file is never opened for long.
"""

import errno
import os
import stat
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from kontaktjournal.cores import halves, spare_cores, without_collector
from kontaktjournal.domain.ports import Scan, Snapshot
from kontaktjournal.domain.problem import Problem
from kontaktjournal.store.closely import (
    UNTRUSTED,
    Closely,
    folders_in,
    is_unchanged,
    notes_in,
    stamps_in,
    unopened,
)
from kontaktjournal.store.ignore import Ignore, always_ignored, is_conflict_copy, is_note
from kontaktjournal.store.links import misled
from kontaktjournal.store.notes import notes_below

_IGNORE_FILE = ".journalignore"
#: One byte more than the largest file that is read: enough to see that it is too large.
_READ_AT_MOST = (1 << 20) + 1
#: Below this many folders and files a second process costs more than it saves.
_WORTH_SHARING = 4000
#: Stands for a folder that was not there though the one above named it.
_VANISHED = unopened("vanished")

_OPEN = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
_OPEN_ROOT = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_OPEN_FOLDER = _OPEN_ROOT | getattr(os, "O_NOFOLLOW", 0)


@dataclass(slots=True)
class _Findings:
    """What a walk gathers, here or in a second process.

    ``unseen`` are folders found inside others, ``lost`` those that could not be listed.
    """

    folders: dict[str, Snapshot] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    problems: dict[str, list[Problem]] = field(default_factory=dict)
    unseen: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def add(self, other: "_Findings") -> "_Findings":
        """Add what another part of the walk gathered."""
        self.folders.update(other.folders)
        self.changed += other.changed
        self.removed += other.removed
        self.gone += other.gone
        self.problems.update(other.problems)
        self.unseen += other.unseen
        self.lost += other.lost
        return self


class Folder:
    """The contact folders below a root.

    Args:
        root: absolute path of the journal.
        contacts: the contact folders, relative to the root.
        ignore: what the user wants left out.
        clock: the file system's time, in nanoseconds since 1970; no date in the journal ever
            depends on it.
    """

    def __init__(
        self,
        root: str,
        contacts: Sequence[str],
        ignore: Ignore,
        clock: Callable[[], int] = time.time_ns,
    ) -> None:
        self.root = root
        self._clock = clock
        paths = (os.path.normpath(path.strip("/") or ".") for path in contacts)
        self._contacts = tuple(dict.fromkeys(paths))
        self._ignore = ignore

    # --- looking -------------------------------------------------------------------------

    def scan(self, known: Mapping[str, Snapshot], only: Collection[str] | None = None) -> Scan:
        """Look what differs from the snapshots known; see `Source.scan`."""
        with without_collector():
            findings = self._look_again(known) if only is None else self._look_at(only, known)
            if findings.gone or self._has_known_below(findings.lost, known):
                # A folder vanished or turned into something else: look closely everywhere.
                findings = self._look_closely(known)
            queue = [path for path in (*self._contacts, *findings.unseen) if path not in known]
            self._walk(queue, known, findings)
        self._look_for(known, findings)
        self._forget(known, findings)
        return Scan(
            findings.folders,
            findings.changed,
            findings.removed,
            findings.gone,
            findings.problems,
        )

    @staticmethod
    def _has_known_below(lost: Sequence[str], known: Mapping[str, Snapshot]) -> bool:
        above = tuple("" if path == "." else f"{path}/" for path in lost)
        return bool(above) and any(path.startswith(above) for path in known if path not in lost)

    def _look_at(self, only: Collection[str], known: Mapping[str, Snapshot]) -> _Findings:
        """Read those folders in which something happened; to compare them first would be vain."""
        findings = _Findings()
        for path in sorted(only):
            if path in known:
                self._read_folder(path, known[path], findings)
        return findings

    def _look_again(self, known: Mapping[str, Snapshot]) -> _Findings:
        """Compare all known folders, on both cores where that is worth it."""
        paths = sorted(known)
        weights = [len(known[path].notes) + 8 for path in paths]

        def compare(part: Sequence[str]) -> _Findings:
            findings = _Findings()
            for path in part:
                self._compare(path, known[path], findings)
            return findings

        if sum(weights) < _WORTH_SHARING or not spare_cores():
            return compare(paths)
        first, second = halves(compare, paths, weights)
        return first.add(second)

    def _look_closely(self, known: Mapping[str, Snapshot]) -> _Findings:
        """Read all known folders; what lies below a lost one is gone with it.

        The system would still open it by its path, were the folder above now a link.
        """
        findings = _Findings()
        shut: set[str] = set()
        for path in sorted(known):
            if path not in self._contacts and _above(path) in shut:
                findings.gone.append(path)
            else:
                self._read_folder(path, known[path], findings)
            shut.update(findings.gone[-1:], findings.lost[-1:])
        return findings

    def _walk(self, queue: list[str], known: Mapping[str, Snapshot], findings: _Findings) -> None:
        """Read folders never seen, and the folders inside them."""
        while queue:
            path = queue.pop()
            # A contact folder may lie in another one.
            if path in findings.problems:
                continue
            before = len(findings.unseen)
            self._read_folder(path, None, findings)
            queue += [new for new in findings.unseen[before:] if new not in known]

    @staticmethod
    def _look_for(known: Mapping[str, Snapshot], findings: _Findings) -> None:
        """Keep in mind a folder that vanished though the one above still names it.

        Somebody may be renaming it back and forth. Were it forgotten, the folder above would
        look unchanged ever after, and nobody would look inside again.
        """
        for path in [*findings.gone]:
            above = _above(path)
            listed = findings.folders.get(above, known.get(above))
            if above in findings.gone or not listed or path not in folders_in(above, listed):
                continue
            findings.gone.remove(path)
            findings.removed += notes_in(path, known[path])
            findings.problems[path] = []
            if known[path] != _VANISHED:
                findings.folders[path] = _VANISHED

    def _forget(self, known: Mapping[str, Snapshot], findings: _Findings) -> None:
        """Count the files of vanished folders, and of folders below them, as removed."""
        for path in findings.gone:
            findings.folders.pop(path, None)
            findings.removed += notes_in(path, known[path])
        moved = set(findings.changed)
        findings.removed = [path for path in findings.removed if path not in moved]

    def _compare(self, path: str, snapshot: Snapshot, findings: _Findings) -> None:
        if snapshot.is_odd or not self._is_unchanged(path, snapshot):
            self._read_folder(path, snapshot, findings)

    def _is_unchanged(self, path: str, snapshot: Snapshot) -> bool:
        """Recognise an unchanged folder nearly as fast as the system lists it."""
        try:
            with self._opened(path) as descriptor, os.scandir(descriptor) as listing:
                return is_unchanged(list(listing), snapshot)
        except OSError:
            return False

    def _read_folder(self, path: str, snapshot: Snapshot | None, findings: _Findings) -> None:
        """Look at each entry of a folder, and note what changed since the snapshot."""
        seen = Closely(path, self._ignore, self._clock(), self._misled)
        try:
            with self._opened(path) as descriptor, os.scandir(descriptor) as listing:
                for entry in listing:
                    seen.take(entry)
        except OSError as error:
            self._unreadable(path, snapshot, error, findings)
            return
        findings.problems[path] = seen.problems
        findings.unseen += seen.folders
        old = dict(stamps_in(path, snapshot)) if snapshot else {}
        findings.changed += [
            note for note, stamp in seen.notes.items()
            if stamp == UNTRUSTED or old.get(note) != stamp
        ]  # fmt: skip
        findings.removed += [note for note in old if note not in seen.notes]
        taken = seen.snapshot()
        if taken != snapshot:
            findings.folders[path] = taken

    def _misled(self, path: str) -> Problem | None:
        return misled(self.root, self._contacts, path)

    def _unreadable(
        self, path: str, snapshot: Snapshot | None, error: OSError, findings: _Findings
    ) -> None:
        is_missing = error.errno in {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}
        is_contacts = path in self._contacts
        if is_missing and snapshot is not None and not is_contacts:
            findings.gone.append(path)
            return
        problem = Problem(path, 0, 0, "E107", "folder", _reason(error))
        # A folder that vanished since it was listed is no trouble, a journal without its
        # contacts is.
        findings.problems[path] = [problem] if is_contacts or not is_missing else []
        findings.lost.append(path)
        taken = unopened(repr(findings.problems[path]))
        if taken != snapshot:
            findings.folders[path] = taken
        if snapshot:
            findings.removed += notes_in(path, snapshot)

    # --- opening -------------------------------------------------------------------------

    @contextmanager
    def _opened(self, path: str) -> Iterator[int]:
        # No step of the way may be a link; below a contact folder the walk has seen to that.
        is_nested = "/" in path and path in self._contacts
        open_it = self._open_by_steps if is_nested else self._open
        descriptor = open_it(path, _OPEN_FOLDER)
        try:
            yield descriptor
        finally:
            os.close(descriptor)

    def _open(self, path: str, flags: int) -> int:
        """Open by path; step by step where the path is longer than the system takes."""
        try:
            return os.open(os.path.join(self.root, path), flags)
        except OSError as error:
            if error.errno != errno.ENAMETOOLONG:
                raise
        return self._open_by_steps(path, flags)

    def _open_by_steps(self, path: str, flags: int) -> int:
        folder = os.open(self.root, _OPEN_ROOT)
        *steps, last = path.split("/")
        try:
            for step in steps:
                below = os.open(step, _OPEN_FOLDER, dir_fd=folder)
                os.close(folder)
                folder = below
            return os.open(last, flags, dir_fd=folder)
        finally:
            os.close(folder)

    def stems(self) -> frozenset[str]:
        """Return the names of all notes below the root: links may lead to any of them."""
        found: set[str] = set()
        for _, folders, files in os.walk(self.root):
            folders[:] = [name for name in folders if not name.startswith(".")]
            found.update(os.path.splitext(name)[0] for name in files if is_note(name))
        return frozenset(found)

    def hides(self, path: str) -> bool:
        """Tell whether a note of this path would not be found as a contact (F2, F3)."""
        name = path.rpartition("/")[2]
        return (
            always_ignored(name, is_folder=False)
            or is_conflict_copy(name)
            or self._ignore.matches(path, is_folder=False)
        )

    def notes(self) -> list[str]:
        """Return the paths of all notes below the root: links may stand in any of them."""
        return notes_below(self.root)

    def names_beside(self, path: str) -> list[str]:
        """Return the names of everything in the folder of a file; none if it cannot be listed."""
        try:
            return os.listdir(os.path.join(self.root, os.path.dirname(path)))
        except OSError:
            return []

    # --- reading -------------------------------------------------------------------------

    def read(self, path: str) -> bytes | Problem:
        """Return a contact file's bytes, or why they cannot be had; see `Source.read`.

        At most one byte more than the largest file allowed is read.
        """
        try:
            descriptor = self._open(path, _OPEN)
        except OSError as error:
            return _refused(path, error)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                return Problem(path, 0, 0, "E107", "special")
            size = min(status.st_size + 1, _READ_AT_MOST)
            parts = []
            while size > 0 and (part := os.read(descriptor, size)):
                parts.append(part)
                size -= len(part)
            return b"".join(parts)
        except OSError as error:
            return _refused(path, error)
        finally:
            os.close(descriptor)


def ignore_file(root: str) -> str:
    """Return the text of the ``.journalignore``; whatever is no file there says nothing."""
    real_root = os.path.realpath(root)
    file = os.path.realpath(os.path.join(real_root, _IGNORE_FILE))
    # It may be a link, but not out of the journal (P5).
    if os.path.commonpath([real_root, file]) != real_root:
        return ""
    data = Folder(real_root, (), Ignore(())).read(os.path.relpath(file, real_root))
    return data.decode("utf-8", "replace") if isinstance(data, bytes) else ""


def _above(path: str) -> str:
    """Return the folder a folder lies in."""
    return path.rpartition("/")[0] or "."


def _refused(path: str, error: OSError) -> Problem:
    return Problem(path, 0, 0, "E107", "denied", _reason(error))


def _reason(error: OSError) -> tuple[tuple[str, str], ...]:
    """Name what the system said, for the message catalogue to translate."""
    return (("reason", errno.errorcode.get(error.errno or 0, "EIO")),)
