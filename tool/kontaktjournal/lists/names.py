"""Names as people write them on platforms: without what they add to be noticed."""

import re
import unicodedata

from kontaktjournal.notation.signature_words import DEGREE

#: What belongs to an emoji and is no sign of its own: joiners, colours of skin, flags.
_JOINERS = frozenset({0x200D, 0x20E3, 0xFE0E, 0xFE0F, *range(0xE0020, 0xE0080)})
#: What most names consist of.
_NO_SIGNS = re.compile(r"[\w\s.,'’()-]*")
_LETTERS_OF_DEGREE = range(2, 7)


def full_name(*parts: str) -> str:
    """Return a person's name: its parts, without emoji and without degrees behind a comma.

    Args:
        parts: given name, family name, in this order; each may be empty.
    """
    if all(map(str.isalpha, parts)):
        # Most names: there is nothing to take away from them, and this is told at once.
        return " ".join(parts)
    name = " ".join(filter(None, parts))
    if not name:
        return ""
    if not _NO_SIGNS.fullmatch(name):
        name = "".join([letter for letter in name if not _is_sign(letter)])
    if "," in name:
        name = _without_degrees(name)
    return " ".join(name.split())


def _is_sign(letter: str) -> bool:
    if letter.isascii():
        return False
    return ord(letter) in _JOINERS or unicodedata.category(letter) in {"So", "Sk", "Co", "Cs"}


def _without_degrees(name: str) -> str:
    """Return "Zoë Brandt" of "Zoë Brandt, Ph.D., MBA"; "Brandt, Zoë" stays."""
    before, comma, behind = name.partition(",")
    if not comma or not before.strip():
        return name.strip(", ")
    has_capitals_only = before.isupper()
    words = behind.replace(",", " ").split()
    is_all = all(
        DEGREE.fullmatch(word) or (not has_capitals_only and _is_abbreviation(word))
        for word in words
    )
    return before if is_all else name


def _is_abbreviation(word: str) -> bool:
    return word.isalpha() and word.isupper() and len(word) in _LETTERS_OF_DEGREE
