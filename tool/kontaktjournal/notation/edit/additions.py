"""One more item behind a list key: block or flow list, a single text, or nothing yet (K4)."""

import re

from kontaktjournal.notation.edit.manuscript import Manuscript
from kontaktjournal.notation.edit.scalars import scalar
from kontaktjournal.notation.edit.sheet import Pair, Sheet, with_value
from kontaktjournal.notation.edit.splice import add_pair, line_below
from kontaktjournal.notation.frontmatter import Pairs, Value
from kontaktjournal.notation.values import is_nothing, words_of

_DASH = re.compile(r"([ \t]*-)([ \t]*)\Z")
_DEFAULT_INDENT = "  "


def with_item(sheet: Sheet, canonical: str, item: str) -> Manuscript:
    """Add an item to a list key; one that is there already is not added again.

    Raises:
        Conflict: if the value is neither a list nor a text on one line.
    """
    spelled = sheet.spelled(canonical)
    if any(word.strip() == item for pair in spelled for word in words_of(pair.value)):
        return sheet.file
    if not spelled:
        return _as_new_key(sheet, canonical, item)
    pair = spelled[0]
    if pair.node.anchored:
        raise sheet.refused("refusal.value_marked", pair)
    if pair.node.style in {"{", ":"}:
        raise sheet.refused("refusal.value_map", pair)
    if sheet.is_one_link(pair) or pair.node.is_scalar:
        return _beside_one(sheet, pair, item)
    add = _into_brackets if pair.node.style == "[" else _below
    return add(sheet, pair, item)


def _with(sheet: Sheet, pair: Pair, value: Value) -> Pairs:
    return with_value(sheet.file.head.pairs, pair.at, value)


def _items(pair: Pair) -> list[Value]:
    return list(pair.value) if isinstance(pair.value, list) else [pair.value]


def _as_new_key(sheet: Sheet, canonical: str, item: str) -> Manuscript:
    if sheet.is_flow:
        return add_pair(sheet, canonical, [item], f"[{scalar(item, in_flow=True)}]")
    below = f"{_indent_of_lists(sheet)}- {scalar(item)}"
    return add_pair(sheet, canonical, [item], "", below)


def _indent_of_lists(sheet: Sheet) -> str:
    """Return how far items stand behind their key in this head."""
    file = sheet.file
    for pair in sheet.pairs:
        if pair.node.style == "-" and pair.node.items:
            first = pair.node.items[0]
            dash = _DASH.search(file.text, file.line_start(first.start), first.start)
            if dash:
                return dash[1][:-1].removeprefix(sheet.indent)
    return _DEFAULT_INDENT


def _beside_one(sheet: Sheet, pair: Pair, item: str) -> Manuscript:
    """Make a list of a text and its new neighbour, or of the first item (clarification 32)."""
    file, node = sheet.file, pair.node
    if isinstance(pair.value, str) and (is_nothing(pair.value) or not pair.value.strip()):
        return _instead_of_nothing(sheet, pair, item)
    typed = file.raw[node.start : node.end]
    if node.style in {"|", ">"} or "\n" in typed:
        raise sheet.refused("refusal.value_long", pair)
    pairs = _with(sheet, pair, [pair.value, item])
    if sheet.is_flow:
        words = f"[{typed}, {scalar(item, in_flow=True)}]"
        return sheet.replaced(node.start, node.end, words, pairs)
    line_end = file.line_end(node.end)
    newline = file.newline_at(line_end)
    before = file.text[file.line_start(node.start) : node.start]
    start = node.start - _blanks_before(file, node.start)
    if before.strip():
        dash = f"{sheet.indent}{_indent_of_lists(sheet)}- "
        above = newline + dash
    else:  # it stands on the line below its key
        dash = above = f"{before}- "
    # A comment behind the text goes with it.
    words = f"{above}{file.raw[node.start : line_end]}{dash}{scalar(item)}{newline}"
    return sheet.replaced(start, line_end, words, pairs)


def _blanks_before(file: Manuscript, offset: int) -> int:
    before = file.text[file.line_start(offset) : offset]
    return len(before) - len(before.rstrip(" \t"))


def _instead_of_nothing(sheet: Sheet, pair: Pair, item: str) -> Manuscript:
    file, node = sheet.file, pair.node
    if "\n" in file.text[pair.key.end : node.end]:
        raise sheet.refused("refusal.value_long", pair)
    pairs = _with(sheet, pair, [item])
    if sheet.is_flow:
        in_brackets = f"[{scalar(item, in_flow=True)}]"
        blank = " " if file.text[node.start - 1] == ":" else ""
        return sheet.replaced(node.start, node.end, blank + in_brackets, pairs)
    below = line_below(sheet, pair)
    newline = file.newline_at(below)
    start = node.start - (0 if node.is_empty else _blanks_before(file, node.start))
    line = f"{sheet.indent}{_indent_of_lists(sheet)}- {scalar(item)}{newline}"
    words = file.raw[node.end : below] + line
    return sheet.replaced(start, below, words, pairs)


def _into_brackets(sheet: Sheet, pair: Pair, item: str) -> Manuscript:
    node = pair.node
    written = scalar(item, in_flow=True)
    at = node.items[-1].end if node.items else node.start + 1
    words = f", {written}" if node.items else written
    return sheet.replaced(at, at, words, _with(sheet, pair, [*_items(pair), item]))


def _below(sheet: Sheet, pair: Pair, item: str) -> Manuscript:
    """Write an item under the last one, its dash in line with the others."""
    file = sheet.file
    for node in reversed(pair.node.items):
        dash = _DASH.search(file.text, file.line_start(node.start), node.start)
        if dash and dash.start() == file.line_start(node.start):
            break
    else:
        raise sheet.unsafe(pair.key.start)
    at = line_below(sheet, pair)
    words = f"{dash[1]}{dash[2] or ' '}{scalar(item)}{file.newline_at(at)}"
    return sheet.replaced(at, at, words, _with(sheet, pair, [*_items(pair), item]))
