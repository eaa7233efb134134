"""How a list of words is written in a TOML text: anew, or as it was spelled there before."""

import json
import re
import tomllib
from collections.abc import Sequence
from typing import NamedTuple

from kontaktjournal.config.positions import Layout, comments
from kontaktjournal.config.wrong import Where

#: Longer lists get a line for each item.
_LONGEST_LINE = 99
_INDENT = "    "
_BLANKS = re.compile(r"[ \t]*")


def line_end(text: str) -> str:
    """Return what ends the lines of a text."""
    end = text.find("\n")
    return "\r\n" if end > 0 and text[end - 1] == "\r" else "\n"


def flat(words: Sequence[str]) -> str:
    """Return a list on one line."""
    return _in_a_row([_quoted(word) for word in words])


def fresh(key: str, words: Sequence[str], margin: str, eol: str) -> str:
    """Return a key and its list: on one line, or where that were too long one for each item.

    Args:
        key: as it is written.
        words: the list.
        margin: blanks before the key.
        eol: what ends a line.
    """
    line = f"{margin}{key} = {flat(words)}"
    if len(line) <= _LONGEST_LINE:
        return line
    column = _Column(margin, margin + _INDENT, eol)
    return f"{margin}{key} = {column.written(_Parts([_new(word) for word in words]))}"


def rewritten(
    text: str, found: Layout, where: Where, words: Sequence[str], *, is_flat: bool
) -> str:
    """Return a list that says something else; what stays in it is spelled as it was.

    A comment stays with its item, and goes with it only where it stands behind it.

    Args:
        text: TOML.
        found: what stands where in it.
        where: the way to the list, or to a single word.
        words: what it shall say.
        is_flat: it must stay on one line.
    """
    start, end = found.values[where]
    begin = text.rfind("\n", 0, start) + 1
    old = tomllib.loads(f"old = {text[start:end]}")["old"]
    is_list = isinstance(old, list)
    places = range(len(old)) if is_list else ()
    spans = [found.values[(*where, place)] for place in places] or [(start, end)] * (not is_list)
    parts = _parts(text, (start, end), spans).choosing(old if is_list else [old], words)
    row = _in_a_row([item.text for item in parts.items])
    is_column = is_list and "\n" in text[start:end] and not parts.is_empty
    if not is_column and (is_flat or start - begin + len(row) <= _LONGEST_LINE):
        return row
    outer = _blanks_at(text, begin)
    inner = outer + _INDENT
    for first, _ in spans[:1]:
        margin = text[text.rfind("\n", 0, first) + 1 : first]
        inner = inner if margin.strip() or not is_column else margin
    return _Column(outer, inner, line_end(text)).written(parts)


def _quoted(word: str) -> str:
    # What JSON escapes, TOML escapes alike.
    return json.dumps(word, ensure_ascii=False)


def _in_a_row(items: Sequence[str]) -> str:
    return f"[{', '.join(items)}]"


def _blanks_at(text: str, at: int) -> str:
    found = _BLANKS.match(text, at)
    return found[0] if found else ""


class _Item(NamedTuple):
    """An item, the comments above it, and the one behind it with its blanks."""

    text: str
    above: tuple[str, ...] = ()
    behind: str = ""


def _new(word: str) -> _Item:
    return _Item(_quoted(word))


class _Parts(NamedTuple):
    """A list taken apart: its items, what stands behind its bracket, and below its last item."""

    items: Sequence[_Item]
    head: str = ""
    rest: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.items or self.head or self.rest)

    def choosing(self, old: Sequence[object], words: Sequence[str]) -> "_Parts":
        """Return a list of some words, each as it is spelled here.

        Args:
            old: what the items say.
            words: what they shall say.
        """
        known: dict[str, _Item] = {}
        left: tuple[str, ...] = ()
        for word, item in zip(old, self.items, strict=True):
            above = left + item.above
            if isinstance(word, str) and word in words and word not in known:
                known[word] = item._replace(above=above)
                left = ()
            else:
                # What stands above an item may be meant for those that follow, too.
                left = above
        items = [known.get(word) or _new(word) for word in words]
        return self._replace(items=items, rest=left + self.rest)


def _parts(text: str, span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> _Parts:
    """Take a list apart.

    Args:
        text: TOML.
        span: where the list stands in it.
        spans: where its items stand.
    """
    start, end = span
    count = len(spans)
    above: list[tuple[str, ...]] = [()] * (count + 1)
    behind = [""] * (count + 1)
    # Number 0 of what stands behind is the bracket, each other one the item before.
    edges = [start + 1, *(item_end for _, item_end in spans)]
    gaps = zip(edges, [*(item for item, _ in spans), max(end - 1, edges[-1])], strict=True)
    for place, (gap_start, gap_end) in enumerate(gaps):
        for at, comment_end in comments(text, gap_start, gap_end):
            comment = text[at:comment_end]
            between = text[gap_start:at]
            if "\n" in between:
                above[place] += (comment,)
            else:
                behind[place] = between[len(between.rstrip(" \t")) :] + comment
    items = [
        _Item(text[slice(*each)], above[place], behind[place + 1])
        for place, each in enumerate(spans)
    ]
    return _Parts(items, behind[0], above[count])


class _Column(NamedTuple):
    """How a list is written that has a line for each item.

    Args:
        outer: blanks before its last bracket.
        inner: blanks before each item.
        eol: what ends a line.
    """

    outer: str
    inner: str
    eol: str

    def written(self, parts: _Parts) -> str:
        """Return a list."""
        lines = [f"[{parts.head}"]
        for text, above, behind in parts.items:
            lines += [f"{self.inner}{comment}" for comment in above]
            lines.append(f"{self.inner}{text},{behind}")
        lines += [f"{self.inner}{comment}" for comment in parts.rest]
        return self.eol.join([*lines, f"{self.outer}]"])
