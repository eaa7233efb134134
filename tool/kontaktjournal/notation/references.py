"""References to people who are to be named nowhere, and heads without them."""

import re
from collections.abc import Callable, Container, Iterable, Iterator

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.links import Names
from kontaktjournal.notation.keys import LINKING
from kontaktjournal.notation.linking import spots
from kontaktjournal.notation.values import target_of, unlinked
from kontaktjournal.notation.words import Pairs, Value

_BETWEEN = re.compile(r"[,;:]")


class References:
    """Find what leads to people who are to be named nowhere.

    Args:
        everybody: whom links may lead to.
        hidden: the paths of those who are to be named nowhere.
    """

    def __init__(self, everybody: Iterable[Contact], hidden: Container[str]) -> None:
        self._names = Names(everybody)
        self.hidden = hidden

    def lead_there(self, word: str) -> bool:
        """Tell whether a word leads to one of them: one it could mean is enough.

        Args:
            word: a link, or several, in any form; a path; a name.
        """
        if found := self._names.resolve(word):
            return self._is_hidden(found)
        return any(self._is_hidden(self._names.resolve(each)) for each in _meant(word))

    def removed_from(self, keys: Pairs, canonical: Callable[[str], str | None]) -> Pairs:
        """Return a head without them; a key goes with the last of its values.

        Behind the user's own keys, only what is a link as a whole counts; what stands behind
        any other is in their own words.

        Args:
            keys: the head as it stands there.
            canonical: says which key a word of the head means.
        """
        kept: list[tuple[str, Value]] = []
        for key, value in keys:
            left: Value | None = value
            if (known := canonical(key)) in LINKING:
                left = _without(value, self.lead_there)
            elif known is None:
                left = _without(value, self._is_link_there)
            if left is not None:
                kept.append((key, left))
        return tuple(kept)

    def _is_link_there(self, word: str) -> bool:
        return target_of(word) != word.strip() and self.lead_there(word)

    def _is_hidden(self, paths: Iterable[str]) -> bool:
        return any(path in self.hidden for path in paths)


def _meant(word: str) -> Iterator[str]:
    """Yield whom a word that is no name may speak of: links, their labels, parts of a list."""
    yield target_of(word)
    yield unlinked(word)
    for spot in spots(word):
        yield spot.link.target
    yield from _BETWEEN.split(word)


def _without(value: Value, leads: Callable[[str], bool]) -> "Value | None":
    """Return a value without the words that lead there; None where nothing else was in it."""
    if isinstance(value, str):
        return None if leads(value) else value
    if isinstance(value, dict):
        pairs = ((key, _without(each, leads)) for key, each in value.items() if not leads(key))
        left = {key: each for key, each in pairs if each is not None}
        return left if left or not value else None
    items = (None if _is_linked(each, leads) else _without(each, leads) for each in value)
    kept = [each for each in items if each is not None]
    return kept if kept or not value else None


def _is_linked(value: Value, leads: Callable[[str], bool]) -> bool:
    """Tell whether a value is what YAML makes of an unquoted ``[[x]]`` that leads there."""
    if not isinstance(value, list) or len(value) != 1:
        return False
    (word,) = value
    return isinstance(word, str) and leads(f"[[{word}]]")
