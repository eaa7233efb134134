"""What is wrong with a value of a settings file."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self

from kontaktjournal.domain.names import near

#: The way to a value: keys by name, items of lists by number.
Where = tuple[str | int, ...]

#: Turns what stands in the file into what the program works with, or raises `Wrong`.
Reader = Callable[[object], Any]
Readers = Mapping[str, Reader]


class Wrong(Exception):
    """Say that a value is not what its key takes; the document knows where it stands.

    Args:
        key: key of the sentence in the catalogue.
        values: what fills the sentence.
    """

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values
        self.below: Where = ()

    def at(self, below: Where) -> Self:
        """Return the complaint as one about a part of a larger value."""
        self.below = (*below, *self.below)
        return self


def listed(words: Iterable[str]) -> str:
    """Return words as a message names them."""
    return ", ".join(f"`{word}`" for word in words)


def unknown(key: str, word: str, candidates: Iterable[str], **values: object) -> Wrong:
    """Return the complaint about a word nobody knows, with the nearest that is known."""
    nearest = near(word, candidates, 1)
    if nearest:
        return Wrong(f"{key}.near", word=word, near=nearest[0], **values)
    return Wrong(key, word=word, **values)
