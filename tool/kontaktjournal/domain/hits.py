"""Words in a text, found in any spelling (N6)."""

from bisect import bisect_left
from collections.abc import Sequence
from unicodedata import combining

from kontaktjournal.domain.names import folds


def holds(text: str, word: str) -> bool:
    """Tell whether a word, or a part of one, stands in a text in any spelling of the two."""
    wanted = folds(word)
    return any(one in fold for fold in folds(text) for one in wanted)


def hits(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return where words stand in a text, in order; none overlaps another.

    A word of two spellings is found where one of them stands first.
    """
    found: list[tuple[int, int]] = []
    for word in filter(str.strip, words):
        start = 0
        while (hit := _first(text, word, start)) is not None:
            found.append(hit)
            start = hit[1]
    return _merged(sorted(found))


def _first(text: str, word: str, start: int) -> tuple[int, int] | None:
    rest = text[start:]
    if not holds(rest, word):
        return None
    # The more of a text, the more it holds: so where a word ends and begins can be halved.
    length = bisect_left(range(len(rest)), 1, key=lambda end: holds(rest[:end], word))
    begin = length - bisect_left(
        range(length), 1, key=lambda size: holds(rest[length - size : length], word)
    )
    while length < len(rest) and combining(rest[length]):
        length += 1
    return (start + begin, start + length) if length > begin else None


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for begin, end in spans:
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged
