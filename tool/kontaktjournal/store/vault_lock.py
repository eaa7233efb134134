"""One writer at a time in a journal.

The lock lies outside the journal, is the system's, and ends with the process that holds it,
however that ends.
"""

import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from kontaktjournal.domain.errors import Conflict
from kontaktjournal.flock import acquire, release
from kontaktjournal.store.target import close

_FILE = "lock"


class VaultLock:
    """Keep the journal's other commands from writing.

    Where the state folder cannot be had, the journal's own folder is locked: that leaves
    nothing in it. Where neither can be, as on some network drives, nothing is.

    Args:
        state: the journal's state folder; made if it is not there.
        root: absolute path of the journal.

    Raises:
        Conflict: on entering, if somebody writes for too long.
    """

    def __init__(self, state: Path, root: str) -> None:
        self._state = state
        self._root = root
        self._descriptor: int | None = None

    def __enter__(self) -> Self:
        descriptor = self._opened()
        if descriptor is None:
            return self
        try:
            acquire(descriptor)
        except BlockingIOError as error:
            close(descriptor)
            raise Conflict("refusal.busy") from error
        except OSError:
            pass  # a disk that knows no locks
        except BaseException:
            close(descriptor)
            raise
        self._descriptor = descriptor
        return self

    def _opened(self) -> int | None:
        with suppress(OSError):
            self._state.mkdir(mode=0o700, parents=True, exist_ok=True)
            return os.open(self._state / _FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        with suppress(OSError):
            return os.open(self._root, os.O_RDONLY | os.O_CLOEXEC)
        return None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._descriptor is None:
            return
        # Closing alone would not do while a forked process has it open, too.
        with suppress(OSError):
            release(self._descriptor)
        close(self._descriptor)
        self._descriptor = None
