"""One key of a head written, emptied or added; every other byte stays (W1).

Each function takes a sheet and returns its file, changed in one place or not at all.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kontaktjournal.notation.edit.manuscript import Manuscript
from kontaktjournal.notation.edit.nodes import Node
from kontaktjournal.notation.edit.scalars import scalar
from kontaktjournal.notation.edit.sheet import Pair, Sheet, with_value
from kontaktjournal.notation.frontmatter import Pairs, Value
from kontaktjournal.notation.values import is_nothing, words_of

#: The order keys are written in (3.1); a missing one comes behind its nearest neighbour.
ORDER = (
    "name", "given_name", "family_name", "status", "next", "snooze", "step", "every", "last",
    "aliases", "org", "title", "role", "phone", "email", "city", "address", "url", "birthday",
    "via", "met", "story", "hooks", "fit", "moment", "value", "links", "distinct",
    "consent", "blocked", "tags", "type", "source", "created", "uid",
)  # fmt: skip
_RANK = {key: rank for rank, key in enumerate(ORDER)}

#: Keys of other programs: kept up to date, never introduced (E9, 3.2).
FOREIGN = frozenset({"last", "snooze"})
#: Keys that hold yes or no.
_ANSWERS = frozenset({"fit", "consent", "blocked"})

_COLON = re.compile(r"([ \t]*:)([ \t]*)")
_LINE_END = re.compile(r"\r?(?:\n|\Z)")


# --- a key that is there ---------------------------------------------------------------------


def place_of_value(sheet: Sheet, pair: Pair) -> tuple[Node, bool]:
    """Return the one text behind a key, and whether it is the only item of a list.

    Raises:
        Conflict: if it is more than a text on one line.
    """
    node, value = pair.node, pair.value
    if node.anchored or any(item.anchored for item in node.items):
        raise sheet.refused("refusal.value_marked", pair)
    # YAML makes a nested list of [[2026-11-23]] (K5); it is written over as a whole.
    if sheet.is_one_link(pair):
        return node, False
    is_item = node.style in {"[", "-"} and isinstance(value, list) and len(value) == 1
    node = node.items[0] if is_item else node
    if not node.is_scalar:
        raise sheet.refused("refusal.value_list", pair)
    if node.style in {"|", ">"} or "\n" in sheet.file.text[node.start : node.end]:
        raise sheet.refused("refusal.value_long", pair)
    return node, is_item


def set_value(sheet: Sheet, pair: Pair, words: str) -> Manuscript:
    """Write another value behind a key that is there."""
    canonical = pair.canonical or ""
    node, is_item = place_of_value(sheet, pair)
    file = sheet.file
    old = next(words_of(pair.value), "")
    words = sheet.spelling.value(canonical, words, old.strip("[]"))
    value: Value = [words] if is_item else words
    if pair.value == value:
        return file
    in_flow = sheet.is_flow or (is_item and pair.node.style == "[")
    style = node.style if node.is_scalar else ""
    bare = "" if style else file.text[node.start : node.end]
    answers = canonical in _ANSWERS
    written = scalar(words, style, in_flow=in_flow, answers=answers, old=bare)
    start = node.start
    if node.is_empty:
        start, written = _into_empty(sheet, pair, node, written)
    end = start if node.is_empty else node.end
    return sheet.replaced(start, end, written, with_value(file.head.pairs, pair.at, value))


def _into_empty(sheet: Sheet, pair: Pair, node: Node, written: str) -> tuple[int, str]:
    """Return where a value goes that was missing, and how it is set apart."""
    text = sheet.file.text
    if node is not pair.node:  # behind the dash of an item
        return node.start, written if text[node.start - 1] in " [" else f" {written}"
    colon = _COLON.match(text, pair.key.end)
    if colon is None:
        raise sheet.unsafe(pair.key.start)
    if colon[2] and (sheet.is_flow or _LINE_END.match(text, colon.end())):
        # The blanks are already there: "next: " is how many programs leave an empty key.
        return colon.end(), written
    return colon.end(1), f" {written}"


def emptied(sheet: Sheet, pair: Pair) -> Manuscript:
    """Empty a key: value, its quotes and the blanks before it go, key and comment stay."""
    file = sheet.file
    if all(is_nothing(word) or not word.strip() for word in words_of(pair.value)):
        return file
    node, is_item = place_of_value(sheet, pair)
    is_in_list = is_item and pair.node.style == "["
    start = node.start
    # Within brackets a colon needs its blank to be one.
    if not (sheet.is_flow or is_in_list):
        before = file.text[file.line_start(start) : start]
        start -= len(before) - len(before.rstrip(" \t"))
    nothing: Value = ([] if is_in_list else [""]) if is_item else ""
    return sheet.replaced(start, node.end, "", with_value(file.head.pairs, pair.at, nothing))


# --- a key that is not there -----------------------------------------------------------------


class Gap(NamedTuple):
    """A place for a new key.

    Args:
        at: offset in the text.
        number: its place among the pairs.
        neighbour: the pair before it.
    """

    at: int
    number: int
    neighbour: Pair | None


def gap_for(sheet: Sheet, canonical: str) -> Gap:
    """Return where a missing key belongs: behind its nearest neighbour in canonical order."""
    own = _RANK.get(canonical, len(ORDER))
    known = [(_RANK[pair.canonical], pair) for pair in sheet.pairs if pair.canonical in _RANK]
    before = [(-rank, -pair.at, pair) for rank, pair in known if rank < own]
    after = [(rank, -pair.at, pair) for rank, pair in known if rank > own]
    nearest = min(before or after, default=None)
    neighbour = nearest[2] if nearest else (sheet.pairs[-1] if sheet.pairs else None)
    if neighbour is None:
        return Gap(sheet.root.start + 1 if sheet.root else sheet.block.end, 0, None)
    at = neighbour.node.end if sheet.is_flow else line_below(sheet, neighbour)
    return Gap(at, neighbour.at + 1, neighbour)


def line_below(sheet: Sheet, pair: Pair) -> int:
    """Return the begin of the line below a pair."""
    file = sheet.file
    end = max(pair.node.end, pair.key.end)
    # A text of several lines ends where the next line begins.
    return end if file.text[end - 1] == "\n" else file.line_end(end)


def added(sheet: Sheet, canonical: str, words: str) -> Manuscript:
    """Write a key that is missing."""
    words = sheet.spelling.value(canonical, words)
    written = scalar(words, in_flow=sheet.is_flow, answers=canonical in _ANSWERS)
    return add_pair(sheet, canonical, words, written)


def add_pair(
    sheet: Sheet, canonical: str, value: Value, written: str, below: str = ""
) -> Manuscript:
    """Write a missing key on a line of its own.

    Args:
        sheet: where it is missing.
        canonical: the key.
        value: what must be read then.
        written: the value as YAML, on the key's line.
        below: the value as YAML, on a line below it.
    """
    key = sheet.spelling.key(canonical)
    gap = gap_for(sheet, canonical)
    typed = scalar(key, in_flow=sheet.is_flow)
    if sheet.is_flow:
        words = f"{', ' if gap.neighbour else ''}{typed}: {written}"
    else:
        newline = sheet.file.newline_at(gap.at)
        apart = _apart(sheet, gap.neighbour, typed) if written else ""
        lines = filter(None, (f"{typed}:{apart}{written}", below))
        words = "".join(f"{sheet.indent}{line}{newline}" for line in lines)
    read = sheet.file.head.pairs
    pairs: Pairs = (*read[: gap.number], (key, value), *read[gap.number :])
    return sheet.replaced(gap.at, gap.at, words, pairs)


def _apart(sheet: Sheet, neighbour: Pair | None, typed: str) -> str:
    """Return what stands between colon and value: one blank, or as many as in a table."""
    columns = dict(_columns(sheet))
    own = columns.get(neighbour.at) if neighbour else None
    lengths = {
        sheet.pairs[at].key.end - sheet.pairs[at].key.start
        for at, column in columns.items()
        if column == own
    }
    # Keys of one length are in line by chance.
    if own is None or len(lengths) == 1:
        return " "
    return " " * max(own - len(sheet.indent) - len(typed) - 1, 1)


def _columns(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Yield the pairs whose value stands on the key's line, and its column."""
    for pair in sheet.pairs:
        start = sheet.file.line_start(pair.key.start)
        if start == sheet.file.line_start(pair.node.start) and not pair.node.is_empty:
            yield pair.at, pair.node.start - start
