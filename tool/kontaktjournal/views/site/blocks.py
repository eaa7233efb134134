"""The blocks of plain notes: paragraphs, simple lists, headings, as a parser would set them."""

import re
from collections.abc import Callable

#: How an item begins.
ITEM = "- "

#: What could be a sign of Markdown at the beginning of a line, or of an item's words: a heading,
#: a quotation, another list, code, a rule.
_OPENING = re.compile(r"[#>+=:\s-]|[0-9]{1,9}[.)]")
_HEADING = re.compile(r"(#{1,6}) (?=[^\s#][^#]*\Z)")
_LAST_HEADING = 6
#: So many blanks before a line mean nothing, unless they put it below an item.
_FEW_BLANKS = 3
_NO_BREAK = "\xa0"

#: Sets the words of a paragraph, or an item with its sign.
Setter = Callable[[str], str]


class Headings:
    """The levels of a text's headings: none is left out, whatever the file skips.

    Args:
        first: level of the first one.
    """

    def __init__(self, first: int) -> None:
        self._first = first
        self._levels: list[int] = []

    def tag(self, level: int) -> str:
        """Return what the next heading is called, by the level it has in the file."""
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        return f"h{min(self._first + len(self._levels) - 1, _LAST_HEADING)}"


class Blocks:
    """Sets the blocks of one text.

    Args:
        words: sets the words of a paragraph or a heading.
        item: sets an item of a list.
        first: level of the first heading.
    """

    def __init__(self, words: Setter, item: Setter, first: int) -> None:
        self._words = words
        self._item = item
        self._headings = Headings(first)
        self._told: list[str] = []
        self._items: list[str] = []
        self._prose: list[str] = []
        self._is_after_list = False

    def told(self, lines: list[str], bare: list[str]) -> str | None:
        """Return the lines as HTML; None where anything else could be meant.

        Args:
            lines: as they stand in the file.
            bare: without what is understood in them.
        """
        for line, plain in zip(lines, bare, strict=True):
            if not plain:
                self._end()
            elif not self._take(line, plain):
                return None
        self._end()
        return "".join(self._told)

    def _take(self, line: str, plain: str) -> bool:
        if plain[-1] <= " " or plain[-1] == _NO_BREAK:
            return False
        if plain.startswith(ITEM):
            # A list that goes on after a gap has paragraphs for its items.
            if self._is_after_list or _OPENING.match(plain, len(ITEM)):
                return False
            self._end_paragraph()
            self._items.append(line)
        elif heading := _HEADING.match(plain):
            self._end()
            tag = self._headings.tag(len(heading[1]))
            self._told.append(f"<{tag}>{self._words(line[heading.end() :])}</{tag}>\n")
            self._is_after_list = False
        elif self._items or _OPENING.match(plain):
            return False
        else:
            self._prose.append(line)
            self._is_after_list = False
        return True

    def _end(self) -> None:
        """End the paragraph or the list that has begun."""
        self._end_paragraph()
        if self._items:
            told = "".join(map(self._item, self._items))
            self._told.append(f"<ul>\n{told}</ul>\n")
            self._items, self._is_after_list = [], True

    def _end_paragraph(self) -> None:
        if self._prose:
            words = self._words("\n".join(self._prose))
            self._told.append(f"<p>{words}</p>\n")
            self._prose = []


def outdented(text: str) -> str:
    """Return a text without the few blanks before all lines of a block that mean nothing."""
    blocks: list[str] = []
    is_after_list = False
    for block in text.split("\n\n"):
        lines = block.split("\n")
        widths = {len(line) - len(line.lstrip(" ")) for line in lines if line}
        width = widths.pop() if len(widths) == 1 else 0
        if width <= _FEW_BLANKS and not is_after_list:
            lines = [line[width:] for line in lines]
        if any(lines):
            is_after_list = any(line.startswith(ITEM) for line in lines)
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)
