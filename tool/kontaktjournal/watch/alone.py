"""One watcher at a time in a journal."""

import os
from contextlib import suppress
from typing import Self

from kontaktjournal.domain.errors import Refused
from kontaktjournal.flock import attempt

_FILE = "lookout.lock"


class Alone:
    """Keep other watchers from the journal; held by the system, so it ends with the process.

    Args:
        folder: the cache folder.

    Raises:
        Refused: on entering, if there is another one.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._descriptor: int | None = None

    def __enter__(self) -> Self:
        try:
            os.makedirs(self._folder, mode=0o700, exist_ok=True)
            path = os.path.join(self._folder, _FILE)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return self  # without a cache there is nothing to quarrel about
        try:
            is_ours = attempt(descriptor)
        except OSError:
            is_ours = True  # a disk that knows no locks
        if not is_ours:
            os.close(descriptor)
            raise Refused("refusal.watched")
        self._descriptor = descriptor
        return self

    def __exit__(self, *_error: object) -> None:
        if self._descriptor is not None:
            with suppress(OSError):
                os.close(self._descriptor)
            self._descriptor = None
