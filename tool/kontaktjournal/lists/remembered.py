"""Remember what was made of a cell: days, towns and groups repeat from row to row."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_AT_MOST = 1 << 15
#: Notes do not repeat, and thousands of long ones would fill the memory.
_LONGEST = 64

_Made = TypeVar("_Made")


def remembered(made_of: Callable[[str], _Made]) -> Callable[[str], _Made]:
    """Return a pure function of a text that remembers what it made of short ones."""
    known = lru_cache(maxsize=_AT_MOST)(made_of)

    @wraps(made_of)
    def asked(text: str) -> _Made:
        return known(text) if len(text) <= _LONGEST else made_of(text)

    return asked
