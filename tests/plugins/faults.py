"""Let a certain system call of the store fail, or be the last thing a process does."""

import fcntl
import os
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import pytest

from kontaktjournal.store import exchange

_CALLS = (
    "open", "close", "write", "pread", "fsync", "stat", "fstat", "fstatvfs", "listdir",
    "rename", "unlink", "link", "mkdir", "rmdir",
    "fchmod", "fchown", "listxattr", "getxattr", "setxattr", "removexattr",
)  # fmt: skip


class Faults:
    """Count system calls, and strike at one of them.

    Args:
        at: which one, counted from 1; 0 strikes never.
        strike: fails, or ends the process.
        lasting: strike at all later ones, too.
    """

    def __init__(self, at: int, strike: Callable[[], None], *, lasting: bool = False) -> None:
        self._at = at
        self._strike = strike
        self._lasting = lasting
        self._patch = pytest.MonkeyPatch()
        self.count = 0
        self.struck = ""

    def __enter__(self) -> Self:
        for name in _CALLS:
            self._wrap(os, name)
        self._wrap(fcntl, "fcntl")
        self._wrap(exchange, "_rename")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._patch.undo()

    def _wrap(self, module: Any, name: str) -> None:
        call = getattr(module, name)

        def counted(*args: Any, **kwargs: Any) -> Any:
            self.count += 1
            is_struck = self.count == self._at or (self._lasting and self.count > self._at > 0)
            if is_struck:
                self.struck = self.struck or name
                if name == "close":
                    # A descriptor is closed whatever the system says to it.
                    call(*args)
                self._strike()
            # Nobody cuts the power here, and safe on the disk is slow.
            return None if name == "fsync" else call(*args, **kwargs)

        self._patch.setattr(module, name, counted)


def failing(number: int) -> Callable[[], None]:
    """Return what fails with an error of the system."""

    def strike() -> None:
        raise OSError(number, os.strerror(number))

    return strike


def dying() -> None:
    """End the process as ``kill -9`` would."""
    os._exit(9)
