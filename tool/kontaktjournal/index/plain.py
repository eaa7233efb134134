"""Contacts whose values the full text knows as well as folding does, and those it does not (N6).

To narrow a search for words in a field, the full text is asked first. It takes words apart by
rules of its own: that agrees with folding where a value is made of plain letters and stands in
the file as it is. Whoever has any other is marked, and looked at in every search of a field.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kontaktjournal.domain.query.tree import Words
    from kontaktjournal.notation.parse import Reading

#: The mark, a word nobody types.
ODD = "\ue000"
#: What folding and the full text agree on: ASCII without what folding takes for apostrophes ...
_ASCII = bytes(sorted({*range(128)} - {*b"\0`"}))
#: ... and these. Other letters, å or æ, fold to two, or the full text knows them by others.
_TELLING = "äöüÄÖÜßàáâçèéêíîñóôúÉ·§€„“”–—…→\xa0"
_is_telling = re.compile(f"(?:{'|'.join(_TELLING)})*".encode()).fullmatch

_SPELLED = re.compile("(ae|oe|ue|ss)")
_FORMS = {"ae": ("ae", "a"), "oe": ("oe", "o"), "ue": ("ue", "u"), "ss": ("ss", "ß")}
_SPELLED_AT_MOST = 5


def is_plain(reading: "Reading", encoded: str) -> bool:
    """Tell whether the words of all values stand in the full text as folding knows them.

    Args:
        reading: the file.
        encoded: its contact, as JSON.
    """
    if reading.plain is None or reading.contact is None:
        return False
    text = reading.plain + reading.contact.name
    if "'" in text and "'" in encoded:  # not only around a value
        return False
    rest = text.encode("utf-8", "replace").translate(None, _ASCII)
    return _is_telling(rest) is not None


def field_match(words: "Words") -> str:
    """Return what to ask the full text for whoever may have words in a field of the head."""
    # Reading files asks for nothing: it needs no more than the mark.
    from kontaktjournal.domain.query.spelling import words_of

    spelled = [each.split() for each in words_of(words.text) if each.isascii() and each.strip()]
    matches = [" AND ".join(_each_of(tokens, words)) for tokens in spelled]
    if not all(matches):
        return ""
    return " OR ".join([f'"{ODD}"', *(f"({match})" for match in matches)])


def _each_of(tokens: list[str], words: "Words") -> Iterator[str]:
    """Give a condition for each of some words, as far as it has not too many forms."""
    for place, token in enumerate(tokens, start=1):
        is_begun = words.prefix and place == len(tokens)
        forms = _forms(token, is_begun=is_begun)
        if forms:
            yield "(" + " OR ".join(f'"{form}"' + " *" * is_begun for form in forms) + ")"


def _forms(token: str, *, is_begun: bool) -> list[str]:
    """Return how a folded word may stand in the full text; nothing where that is too much."""
    parts = _SPELLED.split(token)
    if len(parts) // 2 > _SPELLED_AT_MOST or "sss" in token:
        return []
    forms = ["".join(form) for form in product(*(_FORMS.get(part, (part,)) for part in parts))]
    # Half of an ß.
    return [*forms, *(f"{form[:-1]}ß" for form in forms if is_begun and form[-1] == "s")]
