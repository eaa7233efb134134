"""The folder of the user's lists: which stand there, and opening one; nothing outside (P5)."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from kontaktjournal.domain.errors import DiskTrouble, reason_of
from kontaktjournal.domain.listed import DECISIONS, MAPPING, is_list, mapping_path
from kontaktjournal.domain.ports import Stamp

_OPEN = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


def stamps_in(root: str, folder: str) -> dict[str, Stamp]:
    """Return each list in a folder and its stamp, by path, in the order of the paths.

    It differs, too, where the user says something else of the columns.

    Args:
        root: absolute path of the journal.
        folder: of the lists, relative to it; one that is not there holds none.
    """
    found: dict[str, Stamp] = {}
    names = _names_in(root, folder)
    for name in filter(is_list, names):
        path = f"{folder}/{name}"
        stamp = _stamp(os.path.join(root, path))
        if stamp and mapping_path(name) in names:
            stamp = _joined(stamp, _stamp(os.path.join(root, mapping_path(path))))
        if stamp:
            found[path] = stamp
    return found


def _joined(stamp: Stamp, other: Stamp | None) -> Stamp:
    if other is None:
        return stamp
    newest = max(stamp.mtime_ns, other.mtime_ns)
    changed, inode = stamp.ctime_ns ^ other.ctime_ns, stamp.inode ^ other.inode
    return Stamp(newest, changed, stamp.size + other.size, inode)


def mappings_in(root: str, folder: str) -> list[str]:
    """Return where it is kept what the user said of columns, in the order of the paths."""
    names = (name for name in _names_in(root, folder) if name.lower().endswith(MAPPING))
    return [f"{folder}/{name}" for name in names]


def decided_in(root: str, folder: str) -> list[str]:
    """Return beside which lists something was decided, whether they are there or gone."""
    ends = ((name, name.lower().rpartition(DECISIONS)) for name in _names_in(root, folder))
    return [f"{folder}/{name[: len(stem)]}.csv" for name, (stem, _, rest) in ends
            if stem and not rest]  # fmt: skip


def _names_in(root: str, folder: str) -> list[str]:
    real_root, above = os.path.realpath(root), os.path.realpath(os.path.join(root, folder))
    if os.path.commonpath((real_root, above)) != real_root:
        return []
    try:
        return sorted(os.listdir(above))
    except OSError:
        return []


def _stamp(path: str) -> Stamp | None:
    try:
        status = os.stat(path, follow_symlinks=False)
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return Stamp(status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


@contextmanager
def opened(root: str, path: str) -> Iterator[IO[bytes]]:
    """Open a list for reading.

    Args:
        root: absolute path of the journal.
        path: of the list, relative to it; as `stamps_in` gives it.

    Raises:
        DiskTrouble: it cannot be opened or read.
    """
    try:
        descriptor = os.open(os.path.join(root, path), _OPEN)
        with os.fdopen(descriptor, "rb") as file:
            yield file
    except OSError as error:
        raise DiskTrouble("refusal.cannot_read", path=path, reason=reason_of(error)) from error
