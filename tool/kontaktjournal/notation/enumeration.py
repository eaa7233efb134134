"""Several words on one line, as they are typed in answer to a question."""

import re
from collections.abc import Iterable, Sequence

#: Each quotation mark that opens, and those that close it; the first of them is written.
_QUOTES = {'"': '"', "„": '“”"', "“": "”", "»": "«", "«": "»"}
_SEPARATOR = "[,;]"
_WORD = re.compile(
    "|".join(
        rf"\s*{opening}(?P<w{number}>[^{closing}]*)[{closing}]\s*(?:{_SEPARATOR}|$)"
        for number, (opening, closing) in enumerate(_QUOTES.items())
    )
    + rf"|(?P<plain>[^,;]*)(?:{_SEPARATOR}|$)"
)
_ADD, _TAKE = "+", "-"


def words_in(text: str) -> tuple[str, ...]:
    """Return the words between commas or semicolons, each once; quoted ones stay in one piece."""
    found = (match[match.lastgroup or 0].strip() for match in _WORD.finditer(text))
    return _each_once(found)


def enumerated(words: Iterable[str]) -> str:
    """Return words on one line, as `words_in` reads them again."""
    return ", ".join(map(_written, words))


def answered(text: str, present: Sequence[str]) -> tuple[str, ...]:
    """Return the words that an answer leaves.

    Args:
        text: nothing or other words; with a plus before them they are added, with a minus they
            are taken away; a minus alone leaves none.
        present: the words there were.
    """
    text = text.strip()
    if text == _TAKE:
        return ()
    typed = words_in(text.removeprefix(_ADD if text.startswith(_ADD) else _TAKE))
    if text.startswith(_TAKE):
        gone = {word.casefold() for word in typed}
        return tuple(word for word in present if word.casefold() not in gone)
    if text.startswith(_ADD):
        return _each_once((*present, *typed))
    return typed or tuple(present)


def _each_once(words: Iterable[str]) -> tuple[str, ...]:
    known: dict[str, str] = {}
    for word in words:
        known.setdefault(word.casefold(), word)
    return tuple(word for word in known.values() if word)


def _written(word: str) -> str:
    is_plain = not re.search(_SEPARATOR, word) and word[:1] not in {*_QUOTES, _ADD, _TAKE}
    if is_plain:
        return word
    for opening, closing in _QUOTES.items():
        if not set(closing) & {*word}:
            return f"{opening}{word}{closing[0]}"
    return word
