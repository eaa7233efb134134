"""What stands where in a head: keys and values as nodes with their places in the text.

The guarded reader has read the head before: here is neither alias nor tag, nothing deep.
"""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

import yaml

from kontaktjournal.notation.characters import LINE_END, stand_ins
from kontaktjournal.notation.frontmatter import Block

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Node(NamedTuple):
    """A scalar, list or map, in characters of the text.

    Args:
        start: where it begins; for an empty value, where the reader missed it.
        end: where it ends; a list or map without brackets ends with its last scalar.
        style: ``'``, ``"``, ``|``, ``>`` or nothing for a scalar, ``[`` or ``-`` for a list,
            ``{`` or ``:`` for a map.
        anchored: whether a YAML anchor stands before it.
        items: values of a list; keys and values of a map in turn.
    """

    start: int
    end: int
    style: str
    anchored: bool
    items: tuple["Node", ...] = ()

    @property
    def is_scalar(self) -> bool:
        """Tell whether this is a text."""
        return self.style not in {"[", "-", "{", ":"}

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing stands here at all, not even quotes."""
        return self.is_scalar and self.start == self.end


class _Mark(Protocol):
    """A place in lines and columns, of either reader of YAML's."""

    line: int
    column: int


class _Open(NamedTuple):
    start: int
    style: str
    anchored: bool
    items: list[Node]


def tree(text: str, block: Block) -> Node | None:
    """Return the map that a head is; None where it says nothing.

    Args:
        text: of the file, the head readable.
        block: where its front matter stands.
    """
    content = text[block.start : block.end]
    starts = [block.start, *(block.start + end.end() for end in LINE_END.finditer(content))]
    stack: list[_Open] = []
    root: Node | None = None
    for event in _events(content):
        start, end = _offset(event.start_mark, starts), _offset(event.end_mark, starts)
        if isinstance(event, yaml.ScalarEvent):
            anchored = event.anchor is not None
            stack[-1].items.append(Node(start, end, event.style or "", anchored))
        elif isinstance(event, yaml.CollectionStartEvent):
            stack.append(_Open(start, _style(event), event.anchor is not None, []))
        elif isinstance(event, yaml.CollectionEndEvent):
            opened = stack.pop()
            if opened.style in {"-", ":"} and opened.items:
                # Such an end is told only where the next token begins.
                end = opened.items[-1].end
            root = Node(opened.start, end, opened.style, opened.anchored, tuple(opened.items))
            if stack:
                stack[-1].items.append(root)
    return root


def _events(content: str) -> Iterator[yaml.Event]:
    replaced = stand_ins(content)
    yield from yaml.parse(content.translate(replaced) if replaced else content, Loader=_LOADER)


def _offset(mark: "_Mark | None", starts: list[int]) -> int:
    # Typed as optional; an event that was read always has one.
    return starts[mark.line] + mark.column if mark else 0


def _style(event: yaml.CollectionStartEvent) -> str:
    if isinstance(event, yaml.MappingStartEvent):
        return "{" if event.flow_style else ":"
    return "[" if event.flow_style else "-"
