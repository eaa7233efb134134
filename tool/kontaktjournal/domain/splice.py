"""One place of a file, and what shall stand there instead."""

from typing import NamedTuple


class Splice(NamedTuple):
    """A place of a file that is changed; those of one file follow each other.

    Args:
        start: the byte it begins at.
        length: how many bytes it takes away.
        put: what comes in their place.
    """

    start: int
    length: int
    put: bytes

    @property
    def end(self) -> int:
        """Return the first byte behind it."""
        return self.start + self.length
