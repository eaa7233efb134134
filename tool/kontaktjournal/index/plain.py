"""Contacts whose values stand in the full text word by word, and those whose do not (N6).

To narrow a search for words in a field, the full text is asked first. That agrees with folding
where a value stands in the head of the file as it is (see folded.py). Whoever has any other is
marked, and looked at in every search of a field.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from unicodedata import ucd_3_2_0

from kontaktjournal.index.spelled import ANYWHERE, forms

if TYPE_CHECKING:
    from kontaktjournal.domain.query.tree import Words
    from kontaktjournal.notation.parse import Reading

#: The mark, a word nobody types.
ODD = "\ue000"
#: A word with more places that may be spelled otherwise is not asked for.
_PLACES_AT_MOST = 5


def is_plain(reading: "Reading") -> bool:
    """Tell whether the words of all values stand in the full text."""
    return reading.plain is not None


def field_match(words: "Words") -> str:
    """Return what to ask the full text for whoever may have words in a field of the head."""
    # Reading files asks for nothing: it needs no more than the mark.
    from kontaktjournal.domain.query.spelling import words_of

    spelled = [each.split() for each in dict.fromkeys(words_of(words.text)) if each.strip()]
    matches = [" AND ".join(_each_of(tokens, words)) for tokens in spelled]
    if not all(matches):
        return ""
    return " OR ".join([f'"{ODD}"', *(f"({match})" for match in matches)])


def _each_of(tokens: list[str], words: "Words") -> Iterator[str]:
    """Give a condition for each of some words, as far as it has not too many forms."""
    for place, token in enumerate(tokens, start=1):
        is_begun = words.prefix and place == len(tokens)
        if spelled := _forms(token, is_begun=is_begun):
            yield "(" + " OR ".join(f'"{form}"' + " *" * is_begun for form in spelled) + ")"


def _is_known(char: str) -> bool:
    """Tell whether every version of SQLite takes a character for a part of a word."""
    return char.isascii() or ucd_3_2_0.category(char)[0] in "LN"


def _forms(token: str, *, is_begun: bool) -> list[str]:
    """Return how a folded word may stand in the full text; nothing where that is too much."""
    # Nobody looks at whom this does not find: all forms are asked for, those of "neü", too, or
    # none; "sss" may be divided in two ways.
    pieces = ANYWHERE.split(token)
    if len(pieces) // 2 > _PLACES_AT_MOST or "sss" in token or not all(map(_is_known, token)):
        return []
    spelled = [*forms(pieces)]
    # Half of an ß.
    return [*spelled, *(f"{form[:-1]}ß" for form in spelled if is_begun and form[-1] == "s")]
