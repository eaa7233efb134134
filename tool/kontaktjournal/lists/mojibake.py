"""UTF-8 that was written as if each byte were a letter: "JÃ¼rgen" (6.2).

Decided for a whole list of names, never for one of them: "CAFÉ®", rightly written, looks like
one, too.
"""

import re
from collections.abc import Callable, Iterable

_FOREIGN = re.compile("[\x80-\xff]")
_RUN = re.compile("[\x80-\xff]{2,}")
_LAST_OF_LATIN = "\xff"

Mending = Callable[[str], str]


def mending_of(names: Iterable[str]) -> Mending:
    """Return how the names of a list are to be read: mended, or as they are.

    They are mended where no name holds a letter beyond those of Latin-1, and most of those with
    any letter beyond ASCII are UTF-8 read byte by byte.
    """
    mangled = right = 0
    for name in names:
        if not name.isascii():
            if max(name) > _LAST_OF_LATIN:
                return _as_it_is
            is_mangled = mended(name) != name and not _FOREIGN.search(_RUN.sub("", name))
            mangled += is_mangled
            right += not is_mangled
    return mended if mangled > right else _as_it_is


def mended(text: str) -> str:
    """Return a text of a raw export as it was typed; what is no UTF-8 in it stays."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return _RUN.sub(_mended_run, text)


def _mended_run(run: re.Match[str]) -> str:
    try:
        return run[0].encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return run[0]


def _as_it_is(text: str) -> str:
    return text
