"""What is left of the lists' index when the last list is gone (P2)."""

import os
from contextlib import suppress
from pathlib import Path

FILE_NAME, LOCK_NAME = "lists.sqlite", "lists.lock"


def clear(folder: Path) -> None:
    """Leave no byte of any list in the cache folder."""
    path = folder / FILE_NAME
    with suppress(OSError):
        if os.stat(path, follow_symlinks=False).st_size:
            from kontaktjournal.index.schema import empty

            empty(path)
