"""Words that stand together in a text, in any spelling of the two (N6)."""

import re
from functools import lru_cache

from kontaktjournal.domain.names import strip_marks, transliterate
from kontaktjournal.domain.query.tree import Words

_WORD = re.compile(r"[^\W_]+")
#: Fewer digits than this are in every number, ...
_FEWEST_DIGITS = 3
#: ... and fewer than this say nothing of a number where none was asked for: 2026.
_FEWEST_UNASKED = 5
_SIGNS_OF_NUMBERS = frozenset("0123456789 +-/().")


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, in each of its spellings, between blanks."""
    if text.isascii():
        return (_between_blanks(strip_marks(text)),)
    return _between_blanks(strip_marks(text)), _between_blanks(transliterate(text))


def _between_blanks(text: str) -> str:
    return f" {' '.join(_WORD.findall(text))} "


@lru_cache(maxsize=1024)  # the same words are looked for in every contact
def _wanted(words: Words) -> tuple[str, ...]:
    found = (each for each in words_of(words.text) if each.strip())
    return tuple(each.rstrip() if words.prefix else each for each in found)


def stand_in(words: Words, text: str) -> bool:
    """Tell whether words stand together in a text."""
    wanted = _wanted(words)
    return any(each in spelled for spelled in words_of(text) for each in wanted)


def are(words: Words, text: str) -> bool:
    """Tell whether words are the whole of a text, or its beginning."""
    wanted = _wanted(words)
    if words.prefix:
        return any(spelled.startswith(wanted) for spelled in words_of(text))
    return any(spelled == each for spelled in words_of(text) for each in wanted)


@lru_cache(maxsize=1024)
def dialled(text: str) -> str:
    """Return the digits of a telephone number, or of its beginning, with the country's code.

    Text that is none, or too short to tell anything: "".
    """
    if not text.isascii() or not set(text) <= _SIGNS_OF_NUMBERS:
        return ""
    number = text.replace("(0)", "")
    digits = "".join(filter(str.isdigit, number))
    if len(digits) < _FEWEST_DIGITS:
        return ""
    if digits.startswith("00"):
        return digits[2:]
    return f"49{digits[1:]}" if digits.startswith("0") else digits


def as_number(words: Words) -> str:
    """Return the digits of words that, typed anywhere, may be a telephone number; else ""."""
    digits = dialled(words.text)
    return digits if len(digits) >= _FEWEST_UNASKED else ""
