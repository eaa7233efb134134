"""A folder of files the tool makes: pages, a calendar, an address book.

Whatever lies there that the tool did not make, or that was changed since, is the user's: it is
never written to and never removed, and the outcome names it. What would say the same is not
written again. The folder may be synchronised, read and edited by others meanwhile::

    own = OwnFiles("seite")
    outcome = own.write({"index.html": page, "kontakte/anna.html": another})
    outcome = own.update({"index.html": changed}, removed=["kontakte/anna.html"])
"""

import os
import stat
from collections.abc import Collection, Mapping
from contextlib import ExitStack, suppress
from enum import Enum, auto
from typing import NamedTuple

from kontaktjournal.domain.errors import DiskTrouble, Refused, reason_of
from kontaktjournal.store.exchange import move
from kontaktjournal.store.leftover import PREFIX, UNFINISHED, fresh_name
from kontaktjournal.store.own_folders import OPEN_TOP, Folders, locked
from kontaktjournal.store.own_list import OwnList, Stamp, is_inside
from kontaktjournal.store.parts import OpenFile, mark
from kontaktjournal.store.target import OPEN, close

_CREATE = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
)  # fmt: skip
_PRIVATE = 0o600
#: Whoever may read a file may look into its folder.
_LOOK_FROM_READ = 2

_Line = tuple[object, ...]


class Outcome(NamedTuple):
    """What became of the files, by name.

    Args:
        written: they say something new.
        unchanged: they say it already.
        removed: they were the tool's own, and are not wanted any more.
        kept: they are the user's, and stay as they are.
    """

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


class _Verdict(Enum):
    """What stands under a name."""

    NOTHING = auto()
    OURS = auto()
    AS_WANTED = auto()
    THEIRS = auto()


class _Look(NamedTuple):
    """A name as it was looked at."""

    verdict: _Verdict
    status: os.stat_result | None = None


class OwnFiles:
    """Write the tool's own files to a folder.

    Args:
        folder: its path; it is made with the first file. It may be a link, but no link
            within it is followed.
        mode: of the files; a folder lets in who may read them.
    """

    def __init__(self, folder: str, *, mode: int = _PRIVATE) -> None:
        self._folder = folder
        self._mode = mode
        self._list: OwnList | None = None

    def write(self, files: Mapping[str, bytes], *, ending: str = "") -> Outcome:
        """Let the folder hold these files, and none of the tool's besides.

        Args:
            files: bytes by name; a name may lead into folders: ``kontakte/anna.html``.
            ending: only such files are removed: ``.ics`` leaves an address book alone that
                lies in the same folder.

        Raises:
            Refused: a name leads outside.
            Conflict: another command writes there for too long.
            DiskTrouble: the system would not; what was written until then stands.
        """
        return self._apply(files, None, ending)

    def update(self, changed: Mapping[str, bytes], removed: Collection[str] = ()) -> Outcome:
        """Write some files and remove others; the rest stays as it is.

        Args:
            changed: bytes by name.
            removed: names of files that are not wanted any more.

        Raises:
            Refused: a name leads outside.
            Conflict: another command writes there for too long.
            DiskTrouble: the system would not; what was written until then stands.
        """
        return self._apply(changed, removed)

    def stamps(self) -> Mapping[str, Stamp]:
        """Return the tool's own files as they were last written.

        Raises:
            DiskTrouble: the list of them cannot be read.
        """
        known = self._read()
        return known.stamps if known else {}

    @property
    def warned_of(self) -> str:
        """Return of which place it was said that git would commit it; empty for none.

        Raises:
            DiskTrouble: the list cannot be read.
        """
        known = self._read()
        return known.warned_of if known else ""

    def note_warning(self, place: str) -> None:
        """Note of which place that was said; empty for none.

        Raises:
            Conflict: another command writes there for too long.
            DiskTrouble: the system would not.
        """
        try:
            with locked(self._folder) as top:
                self._known(top).note_warning(top, place)
        except OSError as error:
            raise DiskTrouble(
                "refusal.cannot_write", path=self._folder, reason=reason_of(error)
            ) from error

    def _read(self) -> OwnList | None:
        """Return what is known; None where there is no folder."""
        try:
            top = os.open(self._folder, OPEN_TOP)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unreadable(error) from error
        try:
            return self._known(top)
        except OSError as error:
            raise self._unreadable(error) from error
        finally:
            close(top)

    def _unreadable(self, error: OSError) -> DiskTrouble:
        return DiskTrouble("refusal.cannot_read", path=self._folder, reason=reason_of(error))

    def _known(self, top: int) -> OwnList:
        if self._list is None or not self._list.is_of_now(top):
            self._list = OwnList(top)
        return self._list

    def _apply(
        self, wanted: Mapping[str, bytes], removed: Collection[str] | None, ending: str = ""
    ) -> Outcome:
        for name in wanted:
            if not is_inside(name):
                raise Refused("refusal.outside", path=name)
        if not wanted and not os.path.isdir(self._folder):
            return Outcome()
        path = self._folder
        try:
            folder_mode = _folder_mode(self._mode)
            with suppress(FileExistsError):
                os.makedirs(path, folder_mode)
            with locked(path) as top, ExitStack() as opened:
                folders = Folders(top, folder_mode, opened)
                round_ = _Round(self._known(top), folders, self._mode)
                if removed is None:
                    known = (*round_.own.stamps, *round_.own.begun)
                    removed = [name for name in known if name.endswith(ending)]
                return round_.run(wanted, set(removed) - wanted.keys())
        except OSError as error:
            named = error.filename
            inside = isinstance(named, str) and named != path
            where = os.path.join(path, named) if inside else path
            raise DiskTrouble(
                "refusal.cannot_finish", path=where, reason=reason_of(error)
            ) from error


def _folder_mode(mode: int) -> int:
    return mode | 0o100 | (mode & 0o044) >> _LOOK_FROM_READ


class _Round:
    """One time of writing, while nobody else does."""

    def __init__(self, own: OwnList, folders: Folders, mode: int) -> None:
        self.own = own
        self._folders = folders
        self._mode = mode
        self._lines: list[_Line] = []

    def run(self, wanted: Mapping[str, bytes], unwanted: Collection[str]) -> Outcome:
        top = self._folders.top
        if self.own.begun:
            self._sweep()
        marks = {name: mark(data) for name, data in wanted.items()}
        looks = {name: self._look(name, data, marks[name]) for name, data in wanted.items()}
        due = [name for name, look in looks.items() if look.verdict in _TO_WRITE]
        kept = [name for name, look in looks.items() if look.verdict is _Verdict.THEIRS]
        # Before the first of them: a file that is not in the list is the user's.
        self.own.note(top, [(name, marks[name]) for name in due])
        try:
            written = [
                name for name in due if self._write(name, wanted[name], marks[name], looks[name])
            ]
            removed, spared = self._remove(unwanted)
        finally:
            self.own.note(top, self._lines)
        kept += [*(set(due) - set(written)), *spared]
        unchanged = [name for name, look in looks.items() if look.verdict is _Verdict.AS_WANTED]
        return Outcome(tuple(written), tuple(unchanged), tuple(removed), tuple(sorted(kept)))

    def _look(
        self, name: str, wanted: bytes | None = None, wanted_mark: str | None = None
    ) -> _Look:
        """Say what stands under a name, reading it only where its stamp is another.

        A file that cannot be read is nobody's to touch: tomorrow it may be the tool's again.
        """
        folder, base = self._folders.of(name), os.path.basename(name)
        status = None
        if folder is not None:
            with suppress(FileNotFoundError):
                status = os.stat(base, dir_fd=folder, follow_symlinks=False)
        if folder is None or status is None:
            return _Look(_Verdict.NOTHING)
        if not stat.S_ISREG(status.st_mode):
            return _Look(_Verdict.THEIRS, status)
        if self.own.knows(name) and not status.st_size and wanted != b"":
            # A crash of the machine leaves that, and nothing is lost with it.
            return _Look(_Verdict.OURS, status)
        return _Look(self._whose(name, folder, status, wanted, wanted_mark), status)

    def _whose(
        self,
        name: str,
        folder: int,
        status: os.stat_result,
        wanted: bytes | None,
        wanted_mark: str | None,
    ) -> _Verdict:
        ours = self.own.marks(name)
        stamp = self.own.stamps.get(name)
        if stamp and stamp[1:] == (status.st_size, status.st_mtime_ns):
            found: str | None = stamp.mark
        elif ours or (wanted is not None and status.st_size == len(wanted)):
            found = _mark_of(folder, os.path.basename(name))
            if found is None:
                return _Verdict.THEIRS
            if found in (wanted_mark, *ours):
                self._note(name, found, status)
        else:
            return _Verdict.THEIRS
        if found == wanted_mark:
            return _Verdict.AS_WANTED
        return _Verdict.OURS if found in ours else _Verdict.THEIRS

    def _note(self, name: str, found: str, status: os.stat_result) -> None:
        self._lines.append((name, found, status.st_size, status.st_mtime_ns))

    def _write(self, name: str, data: bytes, said: str, look: _Look) -> bool:
        """Write a file; return False where the user was quicker."""
        folder = self._folders.made(name)
        if folder is None:
            self._lines.append((name,))
            return False
        base = os.path.basename(name)
        temp = fresh_name(base) + UNFINISHED
        is_ours = False
        try:
            status = self._fill(folder, temp, data)
            is_ours = _put(folder, temp, base, look)
        except OSError as error:
            # Not the temporary one is what could not be written.
            error.filename = name
            raise
        finally:
            if not is_ours:
                with suppress(FileNotFoundError):
                    os.unlink(temp, dir_fd=folder)
        if is_ours:
            self._note(name, said, status)
        else:
            self._give_up(name)
        return is_ours

    def _fill(self, folder: int, name: str, data: bytes) -> os.stat_result:
        descriptor = os.open(name, _CREATE, self._mode, dir_fd=folder)
        with open(descriptor, "wb", buffering=0) as file:
            rest = memoryview(data)
            while rest:
                rest = rest[file.write(rest) :]
            return os.fstat(descriptor)

    def _give_up(self, name: str) -> None:
        """Forget what was begun; what was known before still is."""
        stamp = self.own.stamps.get(name)
        self._lines.append((name, *stamp) if stamp else (name,))

    def _remove(self, unwanted: Collection[str]) -> tuple[list[str], list[str]]:
        removed: list[str] = []
        spared: list[str] = []
        for name in sorted(unwanted):
            if not self.own.knows(name):
                continue
            look = self._look(name)
            folder, base = self._folders.of(name), os.path.basename(name)
            if look.verdict is _Verdict.OURS and _is_same(look.status, folder, base):
                os.unlink(base, dir_fd=folder)
                self._folders.drop_empty(name)
                removed.append(name)
            elif look.verdict is not _Verdict.NOTHING:
                spared.append(name)
                continue
            self._lines.append((name,))
        return removed, spared

    def _sweep(self) -> None:
        """Remove what a killed command left unfinished."""
        folders = {os.path.dirname(name) for name in self.own.begun}
        for path in folders:
            folder = self._folders.of(f"{path}/x" if path else "x")
            for name in os.listdir(folder) if folder is not None else ():
                if name.startswith(PREFIX) and name.endswith(UNFINISHED):
                    with suppress(OSError):
                        os.unlink(name, dir_fd=folder)


_TO_WRITE = frozenset({_Verdict.NOTHING, _Verdict.OURS})


def _put(folder: int, temp: str, name: str, look: _Look) -> bool:
    """Give a new file its name; return False if somebody wrote to it since it was looked at."""
    if look.verdict is _Verdict.NOTHING:
        try:
            move(folder, temp, folder, name)
        except FileExistsError:
            return False
        return True
    if not _is_same(look.status, folder, name):
        return False
    os.rename(temp, name, src_dir_fd=folder, dst_dir_fd=folder)
    return True


def _is_same(seen: os.stat_result | None, folder: int | None, name: str) -> bool:
    """Tell whether a file is still the one that was looked at."""
    try:
        now = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return seen is not None and _state(seen) == _state(now)


def _state(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_size, status.st_mtime_ns


def _mark_of(folder: int, name: str) -> str | None:
    """Return the mark of what is in a file; None where it cannot be read."""
    try:
        descriptor = os.open(name, OPEN, dir_fd=folder)
    except OSError:
        return None
    try:
        return mark(OpenFile(descriptor))
    except OSError:
        return None
    finally:
        close(descriptor)
