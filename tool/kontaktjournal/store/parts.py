"""Bytes that may be too many for the memory: given part by part, each time from the beginning."""

import io
import os
import weakref
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import IO, Protocol

BLOCK = 1 << 20
_DIGEST_BYTES = 16


class Parts(Protocol):
    """Bytes that are given part by part."""

    def parts(self) -> Iterator[bytes]:
        """Give all bytes, part by part, each time from the beginning.

        Raises:
            OSError: they cannot be read.
        """


def parts_of(data: bytes | Parts) -> Iterator[bytes]:
    """Give bytes part by part."""
    if isinstance(data, bytes):
        yield data
    else:
        yield from data.parts()


def mark(data: bytes | Parts) -> str:
    """Return what tells these bytes from all others."""
    return mark_of(parts_of(data))


def mark_of(parts: Iterable[bytes]) -> str:
    """Return what tells bytes from all others, of which each part is given once."""
    digest = blake2b(digest_size=_DIGEST_BYTES)
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


class OpenFile:
    """What is in a file, whatever its name stands for by now, or if it has none any more.

    Args:
        descriptor: it, open for reading; it is closed by others.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def kept(self) -> "OpenFile":
        """Return the same file, which stays open as long as anybody knows of it."""
        own = os.dup(self._descriptor)
        kept = OpenFile(own)
        weakref.finalize(kept, os.close, own)
        return kept

    def reader(self) -> IO[bytes]:
        """Return the file, to be read from its beginning beside other readers."""
        return io.BufferedReader(_Reader(self._descriptor), BLOCK)

    def parts(self) -> Iterator[bytes]:
        """Give all bytes, part by part, each time from the beginning.

        Raises:
            OSError: they cannot be read.
        """
        return self.between(0)

    def whole(self) -> bytes:
        """Return all bytes at once.

        Raises:
            OSError: they cannot be read.
        """
        return b"".join(self.parts())

    def between(self, start: int, end: int | None = None) -> Iterator[bytes]:
        """Give the bytes from a place to another, as far as there are; else to the end.

        Raises:
            OSError: they cannot be read.
        """
        at = start
        while end is None or at < end:
            size = BLOCK if end is None else min(BLOCK, end - at)
            part = os.pread(self._descriptor, size, at)
            if not part:
                return
            yield part
            at += len(part)


class _Reader(io.RawIOBase):
    """An open file with a place of its own in it."""

    def __init__(self, descriptor: int) -> None:
        self._file = descriptor
        self._at = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # all that come
        part = os.pread(self._file, len(buffer), self._at)
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)
