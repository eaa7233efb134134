"""What stands behind a key, as text: links undone, lists flattened, places kept (K3-K5)."""

import re
from collections.abc import Iterator

from kontaktjournal.notation.words import Value, Word

_LINKED = re.compile(r"\s*\[\[([^\[\]|#]*)(?:#[^\[\]|]*)?(?:\|([^\[\]]*))?\]\]\s*")
#: YAML's spellings of nothing.
_NOTHING = frozenset({"~", "null"})
#: Keys that say of what sort a number is; the number stands behind another one.
_DESCRIPTIONS = frozenset({"type", "label", "kind", "art", "typ"})


def is_nothing(text: str) -> bool:
    """Tell whether a text is YAML's way of saying that there is no value."""
    return text in _NOTHING


def unlinked(text: str) -> str:
    """Return what a link shows or leads to, and other text as it is (K5)."""
    found = _LINKED.fullmatch(text) if "[[" in text else None
    if not found:
        return text.strip()
    shown: str = (found[2] or found[1]).strip()
    return shown


def target_of(text: str) -> str:
    """Return where a link leads: its target, not its label."""
    found = _LINKED.fullmatch(text)
    target: str = found[1] if found else text
    return target.strip()


def words_of(value: Value) -> Iterator[str]:
    """Yield the texts in a value, in order; an unquoted ``[[x]]`` is a link again (K5)."""
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, list) and len(item) == 1 and isinstance(item[0], str):
                yield _relinked(item[0])
            else:
                yield from words_of(item)
    else:
        for key, item in value.items():
            yield from (f"{key}: {word}" for word in words_of(item))


def bare_words_of(value: Value) -> Iterator[str]:
    """Yield the texts in a value without what maps call them: ``{work: …}``."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key.casefold() not in _DESCRIPTIONS:
                yield from bare_words_of(item)
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for item in value:
            yield from bare_words_of(item)
    else:
        yield from words_of(value)


def is_several(value: Value) -> bool:
    """Tell whether a value is more than one text: a map, a list of several (W214)."""
    if not value or isinstance(value, str) or is_link(value):
        return False
    return not (isinstance(value, list) and len(value) == 1 and isinstance(value[0], str))


def _relinked(word: str) -> str:
    text = f"[[{word}]]"
    if isinstance(word, Word):
        return Word(text, word.line, word.column, quoted=word.quoted)
    return text


def is_link(value: Value) -> bool:
    """Tell whether a value is the nested list YAML makes of ``[[x]]``."""
    return isinstance(value, list) and len(value) == 1 and isinstance(value[0], list)


def scalar_of(value: Value) -> str:
    """Return a value as one text; a nested ``[[x]]`` as the link it was typed as."""
    if isinstance(value, str):
        return value
    if is_link(value):
        return next(words_of(value), "")
    return ", ".join(words_of(value))


def place_of(*candidates: Value) -> tuple[int, int]:
    """Return line and column of the first candidate that knows them; 0, 0 for none."""
    for candidate in candidates:
        if isinstance(candidate, Word):
            return candidate.line, candidate.column
        if isinstance(candidate, list | dict):
            inner = next(
                words_of(candidate) if isinstance(candidate, list) else iter(candidate), ""
            )
            if isinstance(inner, Word):
                return inner.line, inner.column
    return 0, 0
