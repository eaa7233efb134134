"""A file that is to be changed: where it lies, what is in it, and why it must not be touched."""

import errno
import os
import stat
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from kontaktjournal.domain.errors import Conflict, DiskTrouble, Refused, reason_of
from kontaktjournal.store.exchange import Lease
from kontaktjournal.store.links import misled
from kontaktjournal.store.parts import OpenFile, mark

_CLOSE = getattr(os, "O_CLOEXEC", 0)
_OPEN_ROOT = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | _CLOSE
_OPEN_FOLDER = _OPEN_ROOT | getattr(os, "O_NOFOLLOW", 0)
#: How a file is opened: never through a link, never waiting for a pipe.
OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | _CLOSE
#: A file that is larger is never held whole in the memory, where nobody must have it whole.
_HELD_BYTES = 4 << 20
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.0005, 0.05
_WITHOUT_ATTRIBUTES = frozenset({errno.EOPNOTSUPP, errno.ENOSYS, errno.ENODATA})
#: What a file system answers that cannot make a folder safe, or need not.
_NO_FLUSH = frozenset({errno.EINVAL, errno.EOPNOTSUPP, errno.EBADF})

#: Device and inode: what a name stands for.
Identity = tuple[int, int]


def identity(folder: int, name: str) -> Identity:
    """Return what a name in a folder stands for, links not followed."""
    status = os.stat(name, dir_fd=folder, follow_symlinks=False)
    return status.st_dev, status.st_ino


def close(descriptor: int) -> None:
    """Close what was only read: whatever the system says to that, nothing hangs on it."""
    with suppress(OSError):
        os.close(descriptor)


def flush(folder: int) -> OSError | None:
    """Make the names in a folder safe on the disk; return why that is not sure."""
    try:
        os.fsync(folder)
    except OSError as error:
        return None if error.errno in _NO_FLUSH else error
    return None


def cannot_write(path: str, error: OSError) -> DiskTrouble:
    """Return the refusal for what the system would not do."""
    return DiskTrouble("refusal.cannot_write", path=path, reason=reason_of(error))


@dataclass(frozen=True, slots=True)
class Target:
    """A name in an open folder.

    Args:
        path: of the file itself, relative to the journal's root, behind any link.
        folder: descriptor of the folder it lies in.
        name: its name there.
    """

    path: str
    folder: int
    name: str

    def sibling(self, name: str) -> str:
        """Return the path of another file in the folder."""
        folder = os.path.dirname(self.path)
        return f"{folder}/{name}" if folder else name


def are_twins(one: Target, other: Target) -> bool:
    """Tell whether a file has both names: not one, which the disk takes for the other, too."""
    with suppress(FileNotFoundError):
        status = os.stat(one.name, dir_fd=one.folder, follow_symlinks=False)
        same = identity(other.folder, other.name) == (status.st_dev, status.st_ino)
        return same and status.st_nlink > 1
    return False


@contextmanager
def reach(root: str, contacts: Sequence[str], path: str) -> Iterator[Target]:
    """Open the folder of a file that is there, or was: behind a link, if it is one.

    Args:
        root: absolute path of the journal.
        contacts: its contact folders: where a link may lead (W5).
        path: the file, relative to the root.

    Raises:
        Refused: the path or its link leads outside.
        OSError: a folder on the way is not there, or cannot be opened.
    """
    _steps(path)
    with _opened(root, _behind_link(root, contacts, path), None) as target:
        yield target


@contextmanager
def found(root: str, path: str, founded: list[str]) -> Iterator[Target]:
    """Open the folder of a file to be made; make it where it is not there.

    Args:
        root: absolute path of the journal.
        path: the file, relative to the root; a link of that name counts as one.
        founded: takes the folders that had to be made.

    Raises:
        Refused: the path leads outside.
        OSError: a folder on the way cannot be made or opened.
    """
    with _opened(root, path, founded) as target:
        yield target


def _steps(path: str) -> list[str]:
    steps = path.split("/")
    if "\0" in path or any(step in {"", ".", ".."} for step in steps):
        raise Refused("refusal.outside", path=path)
    return steps


@contextmanager
def _opened(root: str, path: str, founded: list[str] | None) -> Iterator[Target]:
    *above, name = _steps(path)
    folder = _open_folder(root, above, founded)
    try:
        yield Target(path, folder, name)
    finally:
        close(folder)


def _behind_link(root: str, contacts: Sequence[str], path: str) -> str:
    """Return the file a link stands for; the path itself where it is none."""
    full = os.path.join(root, path)
    if not os.path.islink(full):
        return path
    problem = misled(root, contacts, path)
    if problem is not None:
        raise Refused(f"refusal.{problem.variant}", path=path)
    real_root = os.path.realpath(root)
    real = os.path.realpath(full)
    # A contact folder may itself be a link that leads away.
    if os.path.commonpath((real, real_root)) != real_root:
        raise Refused("refusal.link", path=path)
    return os.path.relpath(real, real_root)


def _open_folder(root: str, steps: Sequence[str], founded: list[str] | None) -> int:
    """Open a folder step by step, none of which may be a link."""
    folder = os.open(root, _OPEN_ROOT)
    try:
        for count, step in enumerate(steps, 1):
            if founded is not None and _make(folder, step):
                founded.append("/".join(steps[:count]))
                _secure(folder)
            below = _open_step(folder, step, "/".join(steps[:count]))
            folder, above = below, folder
            close(above)
    except BaseException:
        close(folder)
        raise
    return folder


def _open_step(folder: int, step: str, path: str) -> int:
    try:
        return os.open(step, _OPEN_FOLDER, dir_fd=folder)
    except OSError as error:
        # What the system says to a link differs.
        if error.errno in {errno.ELOOP, errno.ENOTDIR}:
            status = os.stat(step, dir_fd=folder, follow_symlinks=False)
            if stat.S_ISLNK(status.st_mode):
                raise Refused("refusal.link", path=path) from error
        raise


def _make(folder: int, name: str) -> bool:
    try:
        os.mkdir(name, dir_fd=folder)
    except FileExistsError:
        return False
    return True


def _secure(folder: int) -> None:
    error = flush(folder)
    if error:
        raise error


class Original:
    """A file as it was found, kept open: whatever its name stands for later, this is it.

    Args:
        target: where it is.
        descriptor: it, open for reading.

    Attributes:
        file: what is in it now.
        mark: of what was in it when it was found.
        held: that itself; None where it is too large to be held.
    """

    def __init__(self, target: Target, descriptor: int) -> None:
        self.target = target
        self.descriptor = descriptor
        self.status = os.fstat(descriptor)
        self.identity: Identity = (self.status.st_dev, self.status.st_ino)
        self.file = OpenFile(descriptor)
        self.mark = ""
        self.held: bytes | None = None

    def learn(self) -> None:
        """Note what is in it.

        Raises:
            OSError: it cannot be read.
        """
        if self.status.st_size <= _HELD_BYTES:
            self.held = self.file.whole()
        self.mark = mark(self.file if self.held is None else self.held)

    @property
    def is_in_place(self) -> bool:
        """Tell whether its name still stands for it."""
        try:
            return identity(self.target.folder, self.target.name) == self.identity
        except FileNotFoundError:
            return False

    @property
    def is_as_found(self) -> bool:
        """Tell whether nobody wrote into it since it was found."""
        return mark(self.file) == self.mark

    @property
    def properties(self) -> "Properties":
        """Return what it is besides its bytes."""
        owner = (self.status.st_uid, self.status.st_gid)
        mode = stat.S_IMODE(self.status.st_mode)
        return Properties(mode, attributes_of(self.descriptor), owner)


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file is besides its bytes.

    Args:
        mode: who may do what with it.
        attributes: its extended attributes.
        owner: user and group; None for whoever writes it.
    """

    mode: int
    attributes: Mapping[str, bytes]
    owner: tuple[int, int] | None = None


def attributes_of(descriptor: int) -> dict[str, bytes]:
    """Return a file's extended attributes; none where there can be none."""
    if not hasattr(os, "listxattr"):
        return {}
    found: dict[str, bytes] = {}
    with _none_if_unknown():
        for name in os.listxattr(descriptor):
            # One may be listed that cannot be had, or not any more; the others can.
            with _none_if_unknown():
                found[name] = os.getxattr(descriptor, name)
    return found


@contextmanager
def _none_if_unknown() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _WITHOUT_ATTRIBUTES:
            raise


@contextmanager
def original(target: Target) -> Iterator[Original]:
    """Open a file that is to be changed, and mark what is in it.

    Raises:
        Refused: it is no file, write-protected, or has several names.
        Conflict: it is gone.
        DiskTrouble: it cannot be read.
    """
    try:
        descriptor = _open(target)
    except FileNotFoundError as error:
        raise gone(target.path) from error
    except OSError as error:
        raise _unreadable(target.path, error) from error
    try:
        yield _read(target, descriptor)
    except OSError as error:
        raise _unreadable(target.path, error) from error
    finally:
        close(descriptor)


def _open(target: Target) -> int:
    """Open a file; wait a moment where vim has put it aside to save a new one."""
    pause = _FIRST_PAUSE_SECONDS
    while pause < _LONGEST_PAUSE_SECONDS:
        with suppress(FileNotFoundError):
            return os.open(target.name, OPEN, dir_fd=target.folder)
        time.sleep(pause)
        pause *= 2
    return os.open(target.name, OPEN, dir_fd=target.folder)


def _read(target: Target, descriptor: int) -> Original:
    old = Original(target, descriptor)
    _refuse_untouchable(old)
    # Not in the middle of somebody's saving.
    with Lease(descriptor) as lease:
        lease.wait()
        old.learn()
    return old


def gone(path: str) -> Conflict:
    """Return the refusal for a file that is not there any more."""
    return Conflict("refusal.gone", path=path, file=os.path.basename(path))


def _unreadable(path: str, error: OSError) -> DiskTrouble:
    return DiskTrouble("refusal.cannot_read", path=path, reason=reason_of(error))


def _refuse_untouchable(old: Original) -> None:
    path, mode = old.target.path, old.status.st_mode
    if not stat.S_ISREG(mode):
        raise Refused("refusal.special", path=path)
    if _is_protected(old):
        raise Refused("refusal.protected", path=path)
    if old.status.st_nlink > 1:
        raise Refused("refusal.hard_link", path=path)


def _is_protected(old: Original) -> bool:
    """Tell whether the file says that nobody shall write to it; renaming would not ask."""
    if not stat.S_IMODE(old.status.st_mode) & 0o222:
        return True
    folder = old.target.folder
    if os.access(old.target.name, os.W_OK, dir_fd=folder):
        return False
    if not old.is_in_place:
        return False  # that answer was about another file, or none
    # A disk mounted read-only is the system's refusal, which comes with its own words.
    return not os.fstatvfs(folder).f_flag & os.ST_RDONLY
