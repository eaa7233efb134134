"""A file written beside another: whole, safe on the disk, and with all that the other has."""

import os
import stat
from collections.abc import Mapping

from kontaktjournal.domain.errors import Refused
from kontaktjournal.store.leftover import UNFINISHED
from kontaktjournal.store.parts import Parts, parts_of
from kontaktjournal.store.target import Identity, Properties, Target, attributes_of

_CREATE = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
)  # fmt: skip
_PRIVATE, _USUAL = 0o600, 0o666
#: Attributes that are the user's; others are the system's to give.
_KEPT_ATTRIBUTES = ("user.", "system.posix_acl_")


def prepare(
    target: Target, temp: str, data: bytes | Parts, properties: Properties | None = None
) -> Identity:
    """Write a file beside another; on failure nothing is left of it.

    Args:
        target: the other.
        temp: its name, to which a sign is added that it is not in use yet.
        data: its bytes.
        properties: what it is besides; None leaves that to the user's umask.

    Returns:
        what its name stands for.

    Raises:
        Refused: it cannot have the owner it must have.
        OSError: the system would not.
    """
    name = temp + UNFINISHED
    mode = _PRIVATE if properties else _USUAL
    descriptor = os.open(name, _CREATE, mode, dir_fd=target.folder)
    try:
        try:
            for part in parts_of(data):
                rest = memoryview(part)
                while rest:
                    rest = rest[os.write(descriptor, rest) :]
            if properties:
                _dress(descriptor, properties, target.path)
            os.fsync(descriptor)
            status = os.fstat(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        drop(target.folder, name)
        raise
    return status.st_dev, status.st_ino


def _dress(descriptor: int, wanted: Properties, path: str) -> None:
    """Give a new file owner, mode and attributes of the one whose place it takes."""
    mine = os.fstat(descriptor)
    if wanted.owner not in {None, (mine.st_uid, mine.st_gid)}:
        try:
            os.fchown(descriptor, *wanted.owner)
        except PermissionError as error:
            raise Refused("refusal.foreign", path=path) from error
    if wanted.mode != stat.S_IMODE(mine.st_mode):
        os.fchmod(descriptor, wanted.mode)
    _attach(descriptor, wanted.attributes)


def _attach(descriptor: int, attributes: Mapping[str, bytes]) -> None:
    inherited = attributes_of(descriptor)
    for name in inherited.keys() - attributes.keys():
        if name.startswith(_KEPT_ATTRIBUTES):
            os.removexattr(descriptor, name)
    for name, value in attributes.items():
        if inherited.get(name) == value:
            continue
        try:
            os.setxattr(descriptor, name, value)
        except OSError:
            if name.startswith(_KEPT_ATTRIBUTES):
                raise


def drop(folder: int, name: str) -> bool:
    """Delete a file that is surely ours; return whether it is gone."""
    for _ in range(2):
        try:
            os.unlink(name, dir_fd=folder)
        except FileNotFoundError:
            return True
        except OSError:
            continue
        return True
    return False
