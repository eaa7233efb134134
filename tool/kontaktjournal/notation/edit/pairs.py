"""A pair of one head in another head, with its comment, its quotes and all below its key."""

from collections.abc import Callable, Mapping, Sequence

from kontaktjournal.domain.errors import Conflict
from kontaktjournal.notation.edit.manuscript import Manuscript
from kontaktjournal.notation.edit.nodes import Node
from kontaktjournal.notation.edit.scalars import scalar
from kontaktjournal.notation.edit.sheet import Pair, Sheet, with_value
from kontaktjournal.notation.edit.splice import gap_for, line_below
from kontaktjournal.notation.frontmatter import Pairs, Value
from kontaktjournal.notation.values import words_of

#: One value is none that can be edited; the file is.
_OF_A_VALUE = frozenset({
    "refusal.unsafe_edit", "refusal.value_list", "refusal.value_long", "refusal.value_map",
    "refusal.value_marked",
})  # fmt: skip


def copied(sheet: Sheet, other: Sheet, pair: Pair) -> Manuscript:
    """Return a sheet's file with a pair of another one.

    Args:
        sheet: where nothing is said of its key.
        other: where it stands.
        pair: of the other sheet.

    Raises:
        Conflict: if it would not read there as it did.
    """
    if sheet.is_flow or other.is_flow:
        raise sheet.unsafe(sheet.block.start)
    file = other.file
    raw = file.raw[file.line_start(pair.key.start) : line_below(other, pair)]
    gap = gap_for(sheet, pair.canonical or pair.typed)
    newline = sheet.file.newline_at(gap.at)
    lines = [line.removesuffix("\r") for line in raw.removesuffix("\n").split("\n")]
    words = "".join(
        f"{sheet.indent}{line.removeprefix(other.indent)}{newline}" if line.strip() else newline
        for line in lines
    )
    read = sheet.file.head.pairs
    pairs: Pairs = (*read[: gap.number], (pair.typed, pair.value), *read[gap.number :])
    return sheet.replaced(gap.at, gap.at, words, pairs)


def with_answers(sheet: Sheet, pair: Pair, said: Mapping[str, str]) -> Manuscript:
    """Return a sheet's file in which a key says something of each of some names.

    Args:
        sheet: of the file.
        pair: of the key; a map below it keeps its lines, any other value is written over.
        said: what is said of each name; what a map says of others stays.

    Raises:
        Conflict: if it cannot be written safely.
    """
    node = pair.node
    if node.style == ":" and isinstance(pair.value, dict) and not sheet.is_flow:
        for name, words in said.items():
            file = _answered(sheet, pair, name, words)
            sheet = Sheet(file, sheet.spelling)
            pair = sheet.pairs[pair.at]
        return sheet.file
    value: Value = dict(said)
    if sheet.is_flow:
        told = ", ".join(
            f"{scalar(name, in_flow=True)}: {scalar(words, in_flow=True, answers=True)}"
            for name, words in said.items()
        )
        pairs = with_value(sheet.file.head.pairs, pair.at, value)
        return sheet.replaced(node.start, node.end, f"{{{told}}}", pairs)
    lines = [f"{scalar(name)}: {scalar(words, answers=True)}" for name, words in said.items()]
    return _below(sheet, pair, lines, value)


def with_items(sheet: Sheet, pair: Pair, items: Sequence[str]) -> Manuscript:
    """Return a sheet's file in which a key has these items and no other value.

    Args:
        sheet: of the file.
        pair: of the key.
        items: one alone needs no list.

    Raises:
        Conflict: if they cannot be written safely.
    """
    value: Value = [*items] if len(items) > 1 else items[0]
    if sheet.is_flow:
        told = ", ".join(scalar(item, in_flow=True, answers=True) for item in items)
        pairs = with_value(sheet.file.head.pairs, pair.at, value)
        words = f"[{told}]" if len(items) > 1 else told
        return sheet.replaced(pair.node.start, pair.node.end, words, pairs)
    if len(items) > 1:
        return _below(sheet, pair, [f"- {scalar(item, answers=True)}" for item in items], value)
    return _instead(sheet, pair, lambda newline: f" {scalar(items[0], answers=True)}{newline}",
                    value)  # fmt: skip


def without_item(sheet: Sheet, pair: Pair, number: int) -> Manuscript:
    """Return a sheet's file without one item of a list.

    Raises:
        Conflict: if it cannot be taken out safely.
    """
    node, value = pair.node, pair.value
    if node.style == "-" and isinstance(value, list) and len(value) > 1:
        file = sheet.file
        item = node.items[number]
        start, end = file.line_start(item.start), file.line_end(item.end)
        left: Value = [*value[:number], *value[number + 1 :]]
        return sheet.replaced(start, end, "", with_value(file.head.pairs, pair.at, left))
    if node.style == "[" and isinstance(value, list) and not sheet.is_one_link(pair):
        return _without(sheet, pair, node, number)
    raise sheet.unsafe(node.start)


def _without(sheet: Sheet, pair: Pair, node: Node, number: int) -> Manuscript:
    value = pair.value
    items = node.items
    if not isinstance(value, list) or len(items) != len(value):
        raise sheet.unsafe(node.start)
    left: Value = [*value[:number], *value[number + 1 :]]
    if number + 1 < len(items):
        start, end = items[number].start, items[number + 1].start
    elif number:
        start, end = items[number - 1].end, items[number].end
    else:
        start, end = items[0].start, items[0].end
    pairs = with_value(sheet.file.head.pairs, pair.at, left)
    return sheet.replaced(start, end, "", pairs)


def _answered(sheet: Sheet, pair: Pair, name: str, words: str) -> Manuscript:
    """Write one line of a map that stands below its key."""
    file, node, value = sheet.file, pair.node, pair.value
    assert isinstance(value, dict)  # noqa: S101  # as the caller saw
    pairs = with_value(file.head.pairs, pair.at, {**value, name: words})
    written = scalar(words, answers=True)
    for (known, said), key, place in zip(
        value.items(), node.items[::2], node.items[1::2], strict=True
    ):
        if known == name:
            if not isinstance(said, str) or "\n" in file.text[place.start : place.end]:
                raise sheet.unsafe(key.start)
            blank = " " if place.is_empty else ""
            return sheet.replaced(place.start, place.end, blank + written, pairs)
    first = node.items[0].start
    indent = file.text[file.line_start(first) : first]
    at = line_below(sheet, pair)
    line = f"{indent}{scalar(name)}: {written}{file.newline_at(at)}"
    if indent.strip():
        raise sheet.unsafe(first)
    return sheet.replaced(at, at, line, pairs)


def _below(sheet: Sheet, pair: Pair, lines: Sequence[str], value: Value) -> Manuscript:
    """Write lines below a key in place of its value."""

    def told(newline: str) -> str:
        return "".join((newline, *(f"{sheet.indent}  {line}{newline}" for line in lines)))

    return _instead(sheet, pair, told, value)


def _instead(sheet: Sheet, pair: Pair, words: Callable[[str], str], value: Value) -> Manuscript:
    """Write words, made with the end of a line, behind a key's colon in place of its value."""
    file = sheet.file
    if pair.node.anchored:
        raise sheet.unsafe(pair.node.start)
    end = line_below(sheet, pair)
    colon = file.text.index(":", pair.key.end) + 1
    pairs = with_value(file.head.pairs, pair.at, value)
    return sheet.replaced(colon, end, words(file.newline_at(end)), pairs)


def told_of(value: Value) -> str:
    """Return what stands behind a key in one line."""
    if isinstance(value, str):
        return " ".join(value.split())
    return ", ".join(" ".join(word.split()) for word in words_of(value))


def is_refusal_of_value(refusal: Conflict) -> bool:
    """Tell whether only one value cannot be written, and the file can."""
    return refusal.key in _OF_A_VALUE
