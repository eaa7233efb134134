"""A head laid out for one change: its pairs, where they stand, and how the journal spells.

A change is one splice, and it is proven: what is read again must be what was read before,
but for the one value that was to change (W1).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kontaktjournal.domain.errors import Conflict
from kontaktjournal.notation.edit.manuscript import Manuscript
from kontaktjournal.notation.edit.nodes import Node, tree
from kontaktjournal.notation.frontmatter import Pairs, Value
from kontaktjournal.notation.keys import Keys
from kontaktjournal.notation.values import is_link, words_of

#: Keys that hold a day, and perhaps a time.
_DATED = frozenset({"next", "snooze", "last", "created"})
_TIMED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2})(?::00)?")
_WITH_T = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T")


class Pair(NamedTuple):
    """A key as typed, its value, and where both stand.

    Args:
        at: its place among the pairs of the head.
        canonical: what the key means; None for a key of the user's own.
    """

    at: int
    typed: str
    canonical: str | None
    value: Value
    key: Node
    node: Node


class Spelling(NamedTuple):
    """How this journal spells what it writes.

    Args:
        keys: knows all spellings.
        written: the user's own spellings (``[keys]``); the first is written.
        with_t: whether a time stands behind a ``T`` (T1).
    """

    keys: Keys
    written: Mapping[str, Sequence[str]]
    with_t: bool = False

    def key(self, canonical: str) -> str:
        """Return the spelling of a key that the file does not have yet."""
        own = self.written.get(canonical, ())
        return own[0] if own else canonical

    def value(self, canonical: str, words: str, old: str = "") -> str:
        """Return a value as it is written: a time as before, else as Obsidian does there (T1)."""
        found = _TIMED.fullmatch(words) if canonical in _DATED else None
        if found is None:
            return words
        with_t = self.with_t or bool(_WITH_T.match(old.strip()))
        return f"{found[1]}T{found[2]}:00" if with_t else f"{found[1]} {found[2]}"


class Sheet:
    """A file's head, laid out for one change.

    Args:
        file: with a closed front matter.
        spelling: the journal's.

    Raises:
        Conflict: if its pairs cannot be found where they were read.
    """

    def __init__(self, file: Manuscript, spelling: Spelling) -> None:
        if file.head.block is None:
            message = "a sheet needs a front matter"
            raise ValueError(message)
        self.file = file
        self.spelling = spelling
        self.block = file.head.block
        self.root = tree(file.text, self.block)
        self.pairs = tuple(self._laid_out())

    def _laid_out(self) -> Iterator[Pair]:
        items = self.root.items if self.root else ()
        read = self.file.head.pairs
        if len(items) != 2 * len(read):
            raise self.unsafe(self.block.start)
        for at, (typed, value) in enumerate(read):
            key, node = items[2 * at : 2 * at + 2]
            yield Pair(at, typed, self.spelling.keys.canonical(typed), value, key, node)

    @property
    def is_flow(self) -> bool:
        """Tell whether the whole head stands in braces."""
        return self.root is not None and self.root.style == "{"

    @property
    def indent(self) -> str:
        """Return the blanks before every key."""
        if self.root is None:
            return ""
        before = self.file.text[self.file.line_start(self.root.start) : self.root.start]
        return "" if before.strip(" ") else before

    def spelled(self, canonical: str) -> list[Pair]:
        """Return a key in all its spellings, the binding one first (K8).

        Raises:
            Conflict: if one of them stands twice (clarification 29).
        """
        found = [pair for pair in self.pairs if pair.canonical == canonical]
        seen: set[str] = set()
        for pair in found:
            if pair.typed in seen:
                raise self.refused("refusal.key_twice", pair)
            seen.add(pair.typed)
        # As it is read: a spelling without a value says nothing against one that has one.
        rank = self.spelling.keys.rank
        return sorted(found, key=lambda pair: (not pair.value, rank(pair.typed, canonical)))

    def is_one_link(self, pair: Pair) -> bool:
        """Tell whether a value is an unquoted ``[[link]]`` on one line."""
        typed = self.file.text[pair.node.start : pair.node.end]
        if not is_link(pair.value) or not typed.startswith("[[") or "\n" in typed:
            return False
        return len(list(words_of(pair.value))) == 1

    def replaced(self, start: int, end: int, words: str, pairs: Pairs) -> Manuscript:
        """Return the file with one place of its head changed.

        Args:
            start: where the change begins.
            end: where it ends.
            words: what shall stand there.
            pairs: what must be read from the head then.

        Raises:
            Conflict: if anything else would be read.
        """
        file, block = self.file, self.block
        if not block.start <= start <= end <= block.end:
            raise self.unsafe(start)
        try:
            after = file.changed(start, end, words)
        except Conflict as refusal:
            if refusal.key == "refusal.too_large":
                raise
            raise self.unsafe(start) from refusal
        grown = len(words) - (end - start)
        expected = block._replace(end=block.end + grown, body=block.body + grown)
        found = after.head.block
        if found is None or after.mark != file.mark or after.head.pairs != pairs:
            raise self.unsafe(start)
        if found._replace(body_line=0) != expected._replace(body_line=0):
            raise self.unsafe(start)
        return after

    def unsafe(self, offset: int) -> Conflict:
        """Return the refusal of a change that could not be proven."""
        line = self.file.line_at(offset)
        return Conflict("refusal.unsafe_edit", path=self.file.path, line=line)

    def refused(self, key: str, pair: Pair) -> Conflict:
        """Return a refusal because of one pair."""
        line = self.file.line_at(pair.key.start)
        return Conflict(key, path=self.file.path, line=line, key=str(pair.typed))


def with_value(read: Pairs, at: int, value: Value) -> Pairs:
    """Return the pairs with another value in one of them."""
    return (*read[:at], (read[at][0], value), *read[at + 1 :])
