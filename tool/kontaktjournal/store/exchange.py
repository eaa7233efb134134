"""What the system can do and Python does not offer: swap two names, be told of writers.

Everything here says where it cannot be done, and never fails for that reason.
"""

import errno
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from types import TracebackType
from typing import Self

try:
    import fcntl
except ImportError:  # Windows knows no leases
    fcntl = None  # type: ignore[assignment]  # only asked whether it is there

_NO_REPLACE, _EXCHANGE = 1, 2
#: What a file system or a kernel answers that does not know the call. EPERM is what a container
#: says that does not; where it is meant, the plain call that follows says it again.
_UNKNOWN = frozenset({errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EPERM})
_CANNOT_LINK = frozenset({*_UNKNOWN, errno.EMLINK, errno.EXDEV, errno.EACCES})

#: How long a writer is waited for, and how often one looks.
PATIENCE_SECONDS = 1.0
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.0005, 0.02

_Rename = Callable[[int, bytes, int, bytes, int], int]
_found: list[_Rename | None] = []


def _renameat2() -> _Rename | None:
    """Return the C library's renameat2; None where there is none."""
    if not _found:
        call: _Rename | None = None
        with suppress(AttributeError, ImportError, OSError, TypeError):
            import ctypes

            named = ctypes.CDLL(None, use_errno=True).renameat2
            named.argtypes = (
                ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint,
            )  # fmt: skip
            call = named
        _found.append(call)
    return _found[0]


def _rename(from_folder: int, name: str, to_folder: int, new: str, flag: int) -> bool:
    """Rename with a flag; return False where that is not known.

    Raises:
        OSError: it is known, and refused.
    """
    call = _renameat2()
    if call is None:
        return False
    import ctypes

    while call(from_folder, os.fsencode(name), to_folder, os.fsencode(new), flag):
        number = ctypes.get_errno()
        if number in _UNKNOWN:
            return False
        if number != errno.EINTR:
            raise OSError(number, os.strerror(number), name, None, new)
    return True


def exchange(folder: int, one: str, other: str) -> bool:
    """Swap two names in one step; return False where the system cannot.

    Args:
        folder: descriptor of the folder both are in.
        one: a name.
        other: a name.

    Raises:
        OSError: one of them is not there, or the disk failed.
    """
    return _rename(folder, one, folder, other, _EXCHANGE)


def move(from_folder: int, name: str, to_folder: int, new: str) -> None:
    """Rename, and never overwrite.

    Args:
        from_folder: descriptor of the folder it is in.
        name: its name there.
        to_folder: descriptor of the folder it goes to.
        new: its name there.

    Raises:
        FileExistsError: the new name is taken.
        OSError: the system would not.
    """
    if _rename(from_folder, name, to_folder, new, _NO_REPLACE):
        return
    try:
        os.link(name, new, src_dir_fd=from_folder, dst_dir_fd=to_folder, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _CANNOT_LINK:
            raise
    else:
        _drop_first_name(from_folder, name, to_folder, new)
        return
    # FAT knows neither: looking first is all that can be done there.
    with suppress(FileNotFoundError):
        os.stat(new, dir_fd=to_folder, follow_symlinks=False)
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), new)
    os.rename(name, new, src_dir_fd=from_folder, dst_dir_fd=to_folder)


def _drop_first_name(from_folder: int, name: str, to_folder: int, new: str) -> None:
    """Take the first of its two names from a file; the second where that cannot be."""
    try:
        first = os.stat(name, dir_fd=from_folder, follow_symlinks=False)
        second = os.stat(new, dir_fd=to_folder, follow_symlinks=False)
        if not os.path.samestat(first, second):
            # Somebody saved a new file under the first.
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
        os.unlink(name, dir_fd=from_folder)
    except OSError:
        with suppress(OSError):
            os.unlink(new, dir_fd=to_folder)
        raise


class Grant(Enum):
    """What the system said to a lease."""

    HELD = "held"
    BUSY = "busy"
    UNKNOWN = "unknown"


class Lease:
    """Learn of everybody who wants to write to a file, while they are made to wait.

    A lease for reading: who only reads neither ends it nor waits. A writer who opens the file
    meanwhile waits until it is given back; whose fault it is that the system takes it away
    after 45 seconds, too, is seen by the same question.

    Args:
        descriptor: of the file, open for reading only.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self.grant = Grant.UNKNOWN

    def __enter__(self) -> Self:
        self.grant = self._take()
        return self

    def _take(self) -> Grant:
        if not hasattr(fcntl, "F_SETLEASE"):
            return Grant.UNKNOWN
        try:
            # The usual signal ends a process that does not handle it; this one is ignored
            # by all who do not ask for it.
            fcntl.fcntl(self._descriptor, fcntl.F_SETSIG, signal.SIGURG)
            fcntl.fcntl(self._descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        except OSError as error:
            return Grant.BUSY if error.errno == errno.EAGAIN else Grant.UNKNOWN
        return Grant.HELD

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.grant is Grant.HELD:
            with suppress(OSError):
                fcntl.fcntl(self._descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)

    @property
    def is_broken(self) -> bool:
        """Tell whether somebody waits to write, or did not have to."""
        if self.grant is not Grant.HELD:
            return False
        try:
            return fcntl.fcntl(self._descriptor, fcntl.F_GETLEASE) != fcntl.F_RDLCK
        except OSError:
            return True

    def wait(self) -> None:
        """Ask again and again until no writer has the file open, but not for long."""
        pause = _FIRST_PAUSE_SECONDS
        until = time.monotonic() + PATIENCE_SECONDS
        while self.grant is Grant.BUSY and time.monotonic() < until:
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)
            self.grant = self._take()
