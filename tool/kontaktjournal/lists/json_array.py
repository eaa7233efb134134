"""Read an array in a file of JSON, one entry at a time: nobody holds the file in memory."""

import json
import re
from collections.abc import Iterator
from io import TextIOWrapper
from typing import Any, NamedTuple

from kontaktjournal.lists.encoding import encoding_of
from kontaktjournal.lists.source import Source

_BLOCK = 1 << 16
#: The array begins in here; no entry of a person is longer.
_AT_MOST = 1 << 20
_BETWEEN = re.compile(r"[\s,]*")
_NAMED = re.compile(r'\{\s*"name"\s*:')
#: A word or a number may be cut off so far from the end of what was read.
_LONGEST_WORD = 24


class Damaged(NamedTuple):
    """An entry that cannot be read, and its beginning."""

    words: str

    def __str__(self) -> str:
        return self.words


def entries(source: Source, array: re.Pattern[str]) -> Iterator[tuple[int, Any]]:
    """Give the entries of an array, each with the line it begins on, from 1.

    Args:
        source: the file.
        array: what stands before its first entry, with the bracket.
    """
    with source.open() as file:
        encoding = encoding_of(file)
    with source.open() as file, TextIOWrapper(file, encoding, "replace") as text:
        yield from _Reader(text, array).entries()


class _Reader:
    """A window on a text, moved over the entries of an array."""

    def __init__(self, text: TextIOWrapper, array: re.Pattern[str]) -> None:
        self._text = text
        self._array = array
        self._decode = json.JSONDecoder().raw_decode
        self._window = ""
        self._at = 0
        self._line = 1
        #: Whether the last entry that was given took all that was left with it.
        self._is_told = False

    def entries(self) -> Iterator[tuple[int, Any]]:
        """Give each entry; a damaged one costs itself.

        Where the array has no end, something was cut off: that is one more, of no words.
        """
        if not self._begin():
            return
        while self._seek():
            line = self._line
            yield line, self._entry()
        if self._at == len(self._window) and not self._is_told:
            yield self._line, Damaged("")

    def _begin(self) -> bool:
        """Find the array."""
        while not (found := self._array.search(self._window)):
            if len(self._window) > _AT_MOST or not self._more():
                return False
        self._move(found.end())
        return True

    def _seek(self) -> bool:
        """Go to the next entry; tell whether there is one."""
        while True:
            between = _BETWEEN.match(self._window, self._at)
            self._move(between.end() if between else self._at)
            if self._at < len(self._window):
                return self._window[self._at] != "]"
            if not self._more():
                return False

    def _entry(self) -> Any:
        while True:
            try:
                entry, end = self._decode(self._window, self._at)
            except json.JSONDecodeError as error:
                if self._may_go_on(error) and self._more():
                    continue
                return self._lost(error.pos)
            except (ValueError, RecursionError):
                # A number of thousands of digits, brackets in brackets in brackets.
                return self._lost(self._at)
            if end == len(self._window) and self._more():
                continue
            self._move(end)
            return entry

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        """Tell whether an entry is just not whole yet."""
        is_cut = error.msg.startswith("Unterminated string")
        is_at_end = error.pos >= len(self._window) - _LONGEST_WORD
        return (is_cut or is_at_end) and len(self._window) - self._at < _AT_MOST

    def _lost(self, place: int) -> Damaged:
        """Go behind an entry that cannot be read, to where the next one begins."""
        words = " ".join(self._window[self._at : self._at + 80].split())
        self._move(max(place, self._at + 1))
        while not (found := _NAMED.search(self._window, self._at)):
            # Its beginning may be cut off by the window.
            self._move(max(self._at, len(self._window) - _LONGEST_WORD))
            if not self._more():
                self._move(len(self._window))
                self._is_told = True
                return Damaged(words)
        self._move(found.start())
        return Damaged(words)

    def _move(self, place: int) -> None:
        self._line += self._window.count("\n", self._at, place)
        self._at = place

    def _more(self) -> bool:
        """Read on, as much as stands there already; tell whether there was more."""
        block = self._text.read(max(_BLOCK, len(self._window) - self._at))
        self._window = self._window[self._at :] + block
        self._at = 0
        return bool(block)
