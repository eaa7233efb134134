"""A file with some of its places changed, made part by part: it may be larger than the memory."""

from collections.abc import Callable, Iterable, Iterator
from typing import IO

from kontaktjournal.domain.splice import Splice
from kontaktjournal.store.parts import BLOCK, OpenFile

#: Says of a file, read from its beginning, which places change and how; the same each time.
Edit = Callable[[IO[bytes]], Iterable[Splice]]


class Spliced:
    """What an edit makes of a file.

    Args:
        file: what is in it.
        edit: says what changes there.
    """

    def __init__(self, file: OpenFile, edit: Edit) -> None:
        self._file = file
        self._edit = edit

    def parts(self) -> Iterator[bytes]:
        """Give the new bytes, part by part, each time from the beginning.

        Raises:
            OSError: the file cannot be read.
        """
        # A million splices would be as many calls of the system to write them.
        gathered: list[bytes] = []
        size = 0
        for part in self._parts():
            gathered.append(part)
            size += len(part)
            if size >= BLOCK:
                yield b"".join(gathered)
                gathered, size = [], 0
        yield b"".join(gathered)

    def _parts(self) -> Iterator[bytes]:
        at = 0
        with self._file.reader() as file:
            for splice in self._edit(file):
                yield from self._file.between(at, splice.start)
                yield splice.put
                at = splice.end
        yield from self._file.between(at)

    def back(self) -> tuple[Splice, ...]:
        """Return what turns the new bytes into the old ones.

        Raises:
            OSError: the file cannot be read.
        """
        made: list[Splice] = []
        moved = 0
        with self._file.reader() as file:
            for splice in self._edit(file):
                was = b"".join(self._file.between(splice.start, splice.end))
                back = Splice(splice.start + moved, len(splice.put), was)
                moved += len(splice.put) - splice.length
                if made and made[-1].end == back.start:
                    last = made.pop()
                    back = Splice(last.start, last.length + back.length, last.put + was)
                made.append(back)
        return tuple(made)
