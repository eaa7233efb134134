"""Who may write the index, and whether it is still what the last writer left.

The index is trusted without being checked page by page. So the last writer notes the stamp of
the file it left; a file with another stamp was touched by somebody else and is built anew.
"""

import os
from pathlib import Path
from types import TracebackType
from typing import Self

from kontaktjournal.flock import acquire

_LONGEST_STAMP = 200


class Lock:
    """Keep other processes from writing the same index.

    Held by the system for the process: it ends with the process, however that ends.

    Args:
        path: the lock file, which also holds the stamp.
        guarded: the file whose stamp is noted.

    Raises:
        OSError: on entering, if somebody holds the lock for too long, or there can be none.
    """

    def __init__(self, path: Path, guarded: Path) -> None:
        self._path = path
        self._guarded = guarded
        self._descriptor: int | None = None

    def __enter__(self) -> Self:
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            acquire(descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _stamp(self) -> bytes:
        status = os.stat(self._guarded)
        numbers = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
        return " ".join(map(str, numbers)).encode("ascii")

    def vouches(self) -> bool:
        """Tell whether the file is what the last writer left."""
        try:
            # A pipe in its place must not be waited for.
            descriptor = os.open(self._path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        except FileNotFoundError:
            return False
        try:
            return os.read(descriptor, _LONGEST_STAMP) == self._stamp()
        except FileNotFoundError:
            return False
        finally:
            os.close(descriptor)

    def vouch(self) -> None:
        """Note the file as it is now; only while the lock is held."""
        if self._descriptor is None:
            return
        stamp = self._stamp()
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, stamp, 0)
