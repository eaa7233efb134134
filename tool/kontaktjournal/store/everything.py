"""All files below a root, whatever they are: whoever is to be forgotten may be in any of them."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress

from kontaktjournal.store.parts import OpenFile
from kontaktjournal.store.target import OPEN, close

#: What git keeps there is packed: it is asked itself.
_PACKED = frozenset({".git"})
_READ_AT_MOST = 256 << 20


def files_below(root: str) -> Iterator[str]:
    """Yield the paths of all files and links, relative to the root and in order.

    Hidden folders are entered, too: bins and old versions are there. Links are not followed.

    Args:
        root: absolute path of the journal.
    """
    yield from _below(root, "")


def _below(root: str, folder: str) -> Iterator[str]:
    try:
        with os.scandir(os.path.join(root, folder)) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = f"{folder}/{entry.name}" if folder else entry.name
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in _PACKED:
                yield from _below(root, path)
        elif entry.name not in _PACKED:
            yield path


def bytes_of(root: str, path: str) -> bytes | None:
    """Return what a file says; None for what is no file, is far too large, or cannot be read.

    Args:
        root: absolute path of the journal.
        path: of the file, relative to it.
    """
    with suppress(OSError):
        descriptor = os.open(os.path.join(root, path), OPEN)
        try:
            status = os.fstat(descriptor)
            if stat.S_ISREG(status.st_mode) and status.st_size <= _READ_AT_MOST:
                return OpenFile(descriptor).whole()
        finally:
            close(descriptor)
    return None
