"""Where the words of a query stand in a text, in any spelling of the two (N6).

`spelling.stand_in` tells whether they do, over a text without its signs; this module finds the
very characters. One `Places` looks through many texts: it learns their words as they come.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

from kontaktjournal.domain.names import digits_of, strip_marks
from kontaktjournal.domain.query.spelling import as_number, words_of
from kontaktjournal.domain.query.tree import Words

#: What no sign of ASCII divides. An apostrophe divides no word.
_INSIDE = r"[^\s\x00-\x26\x28-\x2f\x3a-\x40\x5b-\x5f\x7b-\x7f]"
_PIECE = re.compile(f"{_INSIDE}+")
#: Digits with what is written between those of a number.
_NUMBER = re.compile(r"\+?[(0-9][0-9()\[\]/. \xa0\u2010-\u2013-]+[0-9]")
#: Words of a file that are remembered; few files have more.
_REMEMBERED = 20_000

Span = tuple[int, int]


class Place(NamedTuple):
    """Where some words stand.

    Args:
        begin: the first character.
        end: the one behind the last.
        which: place of the words among those that were looked for.
    """

    begin: int
    end: int
    which: int


class _Wanted(NamedTuple):
    """One spelling of the words looked for."""

    words: tuple[str, ...]
    prefix: bool
    which: int

    def begins_with(self, word: str) -> bool:
        """Tell whether a word of a text can be the first of them."""
        return self.is_word(0, word)

    def is_word(self, at: int, word: str) -> bool:
        """Tell whether a word of a text is the one at a place among them."""
        if self.prefix and at == len(self.words) - 1:
            return word.startswith(self.words[at])
        return word == self.words[at]


class Places:
    """Find words in texts.

    Args:
        wanted: what to look for.
        dialled: also as telephone numbers, in any spelling.
    """

    def __init__(self, wanted: Sequence[Words], *, dialled: bool = True) -> None:
        self._wanted = [
            _Wanted(words, each.prefix, which)
            for which, each in enumerate(wanted)
            for words in dict.fromkeys(tuple(one.split()) for one in words_of(each.text))
            if words
        ]
        numbers = enumerate(map(as_number, wanted if dialled else ()))
        self._numbers = [(which, digits) for which, digits in numbers if digits]
        self._candidate = _candidate(each.words[0][0] for each in self._wanted)
        self._first: dict[str, tuple[_Wanted, ...]] = {}

    def __call__(self, text: str) -> list[Place]:
        """Return where the words stand, in the order of the text."""
        found: set[Place] = set()
        for piece in self._candidate.finditer(text):
            for begin, end in _words_in(piece):
                found.update(self._standing_at(text, begin, end))
        if self._numbers:
            # Spelled as they were typed, they are words like others: 2026-11-23.
            found.update(self._dialled(text, {place.which for place in found}))
        return sorted(found)

    def _standing_at(self, text: str, begin: int, end: int) -> Iterator[Place]:
        """Yield what begins with the word between two places."""
        word = text[begin:end]
        wanted = self._first.get(word)
        if wanted is None:
            wanted = self._beginning(word)
        for each in wanted:
            last = _end(text, begin, each)
            if last is not None:
                yield Place(begin, last, each.which)

    def _beginning(self, word: str) -> tuple[_Wanted, ...]:
        """Return what may begin with a word."""
        if len(self._first) > _REMEMBERED:
            self._first.clear()
        parts = {part for spelled in _spelled(word) for part in spelled}
        found = tuple(each for each in self._wanted if any(map(each.begins_with, parts)))
        return self._first.setdefault(word, found)

    def _dialled(self, text: str, others: Collection[int]) -> Iterator[Place]:
        """Yield the telephone numbers that have the digits looked for, however spelled."""
        for found in _NUMBER.finditer(text):
            digits = digits_of(found[0])
            for which, wanted in self._numbers:
                if which not in others and wanted in digits:
                    yield Place(found.start(), found.end(), which)


def _candidate(letters: Iterable[str]) -> re.Pattern[str]:
    """Return what finds all pieces in which a word may begin with one of some letters.

    What is not ASCII may be such a letter, or a sign between two words.
    """
    first = "".join({case for letter in letters for case in (letter, letter.upper()[:1])})
    ascii_only = re.escape("".join(filter(str.isascii, first)))
    return re.compile(
        f"(?<!{_INSIDE})(?:[{ascii_only}'`]|[0-9A-Za-z'`]*[^\\s\\x00-\\x7f]){_INSIDE}*"
    )


def _words_in(piece: re.Match[str]) -> Iterator[Span]:
    """Yield the words of a piece, with the marks and signs that folding drops."""
    said, start = piece[0], piece.start()
    if said.isalnum() or said.isascii():
        yield start, piece.end()
        return
    begin = None
    for at, char in enumerate(said):
        if _belongs(char):
            begin = at if begin is None else begin
        elif begin is not None:
            yield start + begin, start + at
            begin = None
    if begin is not None:
        yield start + begin, piece.end()


def _words_from(text: str, begin: int) -> Iterator[Span]:
    for piece in _PIECE.finditer(text, begin):
        yield from _words_in(piece)


@lru_cache(maxsize=4096)
def _belongs(char: str) -> bool:
    """Tell whether a character is a part of the word it stands in."""
    folded = strip_marks(char)
    return not folded or category(char)[0] == "M" or any(map(str.isalnum, folded))


@lru_cache(maxsize=4096)
def _spelled(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the words one word becomes in each of its spellings: ½ is 1 and 2."""
    return tuple(tuple(one.split()) for one in words_of(word))


def _end(text: str, begin: int, wanted: _Wanted) -> int | None:
    """Return where words end that begin with the word at a place; None where others follow."""
    for spelling in range(2):
        end = _followed(text, begin, wanted, spelling)
        if end is not None:
            return end
    return None


def _followed(text: str, begin: int, wanted: _Wanted, spelling: int) -> int | None:
    open_at: set[int] = set()
    is_first = True
    for start, end in _words_from(text, begin):
        for word in _in_spelling(text[start:end], spelling):
            # One sign may be several words (½): the first wanted may be any of them.
            places = {0, *open_at} if is_first else open_at
            open_at = {place + 1 for place in places if wanted.is_word(place, word)}
            if len(wanted.words) in open_at:
                return end
        is_first = False
        if not open_at:
            return None
    return None


def _in_spelling(word: str, spelling: int) -> tuple[str, ...]:
    spelled = _spelled(word)
    return spelled[min(spelling, len(spelled) - 1)]
