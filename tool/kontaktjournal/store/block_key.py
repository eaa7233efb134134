"""The key of the block list, in the user's own folder of settings: never beside the list.

A line is a key, 64 hexadecimal signs. The first is used to write, all of them to read: whoever
works at two machines adds the line of the other one.
"""

import errno
import os
from contextlib import suppress

from kontaktjournal.domain.errors import BadConfig, DiskTrouble, reason_of
from kontaktjournal.store.leftover import UNFINISHED, fresh_name

FILE = "sperrliste.key"

_KEY_BYTES = 32
_PRIVATE, _PRIVATE_FOLDER = 0o600, 0o700
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)
#: What a file system answers where a file has but one name.
_WITHOUT_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
#: Nobody has more keys than fit into it.
_MOST_BYTES = 1 << 16


def keys_in(folder: str) -> tuple[bytes, ...]:
    """Return the keys that lie in a folder; none where there is no such file.

    Args:
        folder: absolute path of the user's folder of settings.

    Raises:
        BadConfig: something else stands in the file.
        DiskTrouble: it cannot be read.
    """
    path = os.path.join(folder, FILE)
    try:
        with open(os.open(path, _READ), "rb") as file:
            data = file.read(_MOST_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise DiskTrouble("refusal.cannot_read", path=path, reason=reason_of(error)) from error
    return _keys(data.removeprefix(b"\xef\xbb\xbf").decode("ascii", "replace"), path)


def _keys(text: str, path: str) -> tuple[bytes, ...]:
    keys: list[bytes] = []
    for place, line in enumerate(text.splitlines(), 1):
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        key = _key(words)
        if key is None:
            raise BadConfig("refusal.block_key", path=path, line=place)
        keys.append(key)
    if not keys:
        raise BadConfig("refusal.block_key", path=path, line=1)
    return (*keys,)


def _key(words: str) -> bytes | None:
    with suppress(ValueError):
        key = bytes.fromhex(words)
        return key if len(key) == _KEY_BYTES else None
    return None


def made_in(folder: str) -> bytes:
    """Make a key in a folder, and return it; never overwrite.

    Args:
        folder: absolute path of the user's folder of settings; made where it is not there.

    Raises:
        BadConfig: somebody else just made one, and it is none.
        DiskTrouble: the system would not.
    """
    path = os.path.join(folder, FILE)
    key = os.urandom(_KEY_BYTES)
    try:
        os.makedirs(folder, _PRIVATE_FOLDER, exist_ok=True)
        _make(folder, path, f"{key.hex()}\n".encode())
    except OSError as error:
        # Another command may have been quicker.
        if isinstance(error, FileExistsError) and (keys := keys_in(folder)):
            return keys[0]
        raise DiskTrouble("refusal.cannot_write", path=path, reason=reason_of(error)) from error
    return key


def _make(folder: str, path: str, data: bytes) -> None:
    """Make a file that is whole before it gets its name: nobody ever sees half a key."""
    temp = os.path.join(folder, fresh_name(FILE) + UNFINISHED)
    try:
        _write(temp, data)
        try:
            os.link(temp, path)
        except OSError as error:
            if error.errno not in _WITHOUT_LINKS:
                raise
            _write(path, data)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temp)
    _secure(folder)


def _write(path: str, data: bytes) -> None:
    descriptor = os.open(path, _CREATE, _PRIVATE)
    with open(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(descriptor)


def _secure(folder: str) -> None:
    """Make the name safe on the disk, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
