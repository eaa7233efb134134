"""A new file that is too large for the memory: written to the disk first, part by part."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from kontaktjournal.store.parts import BLOCK


class Spool:
    """Bytes on their way to a file, kept in a file of no name.

    Args:
        folder: where that lies; it is made where it is not there yet.

    Raises:
        OSError: the system would not.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  # closed by `close`
        #: What stands before everything else: a header is known last.
        self.head = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def write(self, data: bytes) -> None:
        """Add bytes.

        Raises:
            OSError: the system would not.
        """
        self._file.write(data)

    def parts(self) -> Iterator[bytes]:
        """Give all bytes, part by part, each time from the beginning.

        Raises:
            OSError: they cannot be read.
        """
        yield self.head
        self._file.seek(0)
        while part := self._file.read(BLOCK):
            yield part
