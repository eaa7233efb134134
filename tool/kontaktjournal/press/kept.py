"""What the press remembers between two runs: files that may be lost or damaged at any time."""

import marshal
import os
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

_HEAD = b"kontaktjournal press 1\n"
_SUM_BYTES = 4
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
_OTHERS_WRITE = 0o022
#: A file as old as that is nobody's who still writes to it.
_SURELY_DEAD_SECONDS = 600


class Kept:
    """A value in a file of the cache; whatever is wrong with the file, there is none.

    Args:
        path: of the file; None keeps nothing.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def read(self) -> Any:
        """Return the value, None where there is none."""
        data = self._bytes()
        if not data.startswith(_HEAD):
            return None
        start = len(_HEAD) + _SUM_BYTES
        # What is damaged must not get as far as marshal, which trusts it.
        if crc32(memoryview(data)[start:]).to_bytes(_SUM_BYTES) != data[len(_HEAD) : start]:
            return None
        with suppress(ValueError, EOFError, TypeError):
            return marshal.loads(memoryview(data)[start:])  # noqa: S302  # ours, private, and whole
        return None

    def write(self, value: Any) -> None:
        """Keep a value of plain types; on a disk that takes none, none is kept."""
        if self._path is None:
            return
        data = marshal.dumps(value)
        unfinished = self._path.with_name(f"{self._path.name}.{os.urandom(4).hex()}~")
        with suppress(OSError):
            try:
                with os.fdopen(os.open(unfinished, _CREATE, 0o600), "wb") as file:
                    file.writelines((_HEAD, crc32(data).to_bytes(_SUM_BYTES), data))
                unfinished.replace(self._path)
            finally:
                unfinished.unlink(missing_ok=True)
            self._sweep(self._path)

    @staticmethod
    def _sweep(path: Path) -> None:
        """Remove what killed commands left unfinished; the disk's own clock tells how old."""
        latest = path.stat().st_mtime - _SURELY_DEAD_SECONDS
        for left in path.parent.glob(f"{path.name}.*~"):
            if left.stat().st_mtime < latest:
                left.unlink()

    def _bytes(self) -> bytes:
        with suppress(OSError):
            if self._path is not None:
                with os.fdopen(os.open(self._path, _OPEN), "rb") as file:
                    status = os.fstat(file.fileno())
                    is_mine = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
                    # Templates made ready to run are among what is kept.
                    if is_mine and not status.st_mode & _OTHERS_WRITE:
                        return file.read()
        return b""
