"""What every text view is made of: harmless text, measured in columns, with a few styles.

A word from a file may hold escape sequences that write to the clipboard or direction marks
that turn a line around. Only `render` turns lines into output, and it makes every span
visible first; measuring, cutting and wrapping see the text as it will be shown.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple, Self

Style = Literal["", "heading", "late", "dim", "strong", "link", "warn", "good"]

#: The sixteen colours only: what they look like is for the terminal's theme to say.
_SGR: dict[Style, str] = {
    "heading": "1",
    "late": "31",
    "dim": "2",
    "strong": "1",
    "link": "36",
    "warn": "33",
    "good": "32",
}

# A tab or line break within a value is spacing; every other control is an oddity to be seen.
_SPACING = r"\r\n|[\t\n]"
# C0, DEL, C1 · direction marks, embeddings, isolates · line and paragraph separator · deprecated
# format characters · halves of surrogate pairs, which no output could encode.
# Not compiled before it is needed: it takes a millisecond, and most text is harmless.
_HARMFUL = r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff]"
#: Latin letters and punctuation: one column each. The soft hyphen is left to the slow path.
_NARROW = re.compile(r"[ -~\xa0-\xac\xae-\u024f\u2010-\u2027]*")

_JOINER = "\u200d"
_EMOJI_FORM = "\ufe0f"
_SKIN = range(0x1F3FB, 0x1F400)
#: Vowels and finals of Hangul syllables spelt out: they are drawn into their first consonant.
_HANGUL_PARTS = range(0x1160, 0x1200)
_ELLIPSIS = "…"
#: Columns of a wide letter: no line can be narrower.
_WIDE = 2


def visible(text: str) -> str:
    """Return the text with everything that could steer a terminal shown as an escape.

    Tabs and line breaks become blanks.
    """
    if text.isprintable():
        return text
    return re.sub(_HARMFUL, _escape, re.sub(_SPACING, " ", text))


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if match[0] <= "\xff" else f"\\u{code:04x}"


def width(text: str) -> int:
    """Return how many columns the text takes once it is visible."""
    shown = visible(text)
    if _NARROW.fullmatch(shown):
        return len(shown)
    return sum(columns for _, columns in _clusters(shown))


def cut(text: str, columns: int) -> str:
    """Return the visible text in at most so many columns, with an ellipsis if it was longer."""
    shown = visible(text)
    if width(shown) <= columns:
        return shown
    if columns < 1:
        return ""
    return _head(shown, columns - 1).rstrip() + _ELLIPSIS


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Return the visible text filled up with blanks to so many columns.

    Args:
        text: what to fill up; longer text stays whole.
        columns: how wide it shall be.
        right: put the text at the right end.
    """
    shown = visible(text)
    blanks = " " * (columns - width(shown))
    return blanks + shown if right else shown + blanks


def fit(text: str, columns: int) -> str:
    """Return the visible text in exactly so many columns, cut or filled up."""
    return pad(cut(text, columns), columns)


def _head(shown: str, columns: int) -> str:
    """Return the longest beginning that fits, no letter torn from its accents."""
    head: list[str] = []
    for cluster, taken in _clusters(shown):
        columns -= taken
        if columns < 0:
            break
        head.append(cluster)
    return "".join(head)


def _clusters(shown: str) -> Iterator[tuple[str, int]]:
    """Give what is drawn in one place, each with its columns."""
    cluster, taken = "", 0
    for char in shown:
        own = _own_width(char)
        if cluster and own and not _joins(cluster, taken, char):
            yield cluster, taken
            cluster, taken = char, own
            continue
        if not cluster:
            taken = own
        elif taken == 1 and char == _EMOJI_FORM and _is_symbol(cluster):
            taken = _WIDE
        cluster += char
    if cluster:
        yield cluster, taken


@cache
def _own_width(char: str) -> int:
    # Its tables cost 4 ms to load, and most output is Latin.
    import unicodedata

    category = unicodedata.category(char)
    if category in {"Mn", "Me"} or (category == "Cf" and char != "\xad"):
        return 0
    if ord(char) in _HANGUL_PARTS:
        return 0
    return _WIDE if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def _joins(cluster: str, taken: int, char: str) -> bool:
    """Tell whether the terminal draws the character into the emoji before it."""
    is_emoji = taken == _WIDE and _is_symbol(cluster)
    if ord(char) in _SKIN:
        return is_emoji
    return cluster.endswith(_JOINER) and is_emoji and _is_symbol(char)


def _is_symbol(cluster: str) -> bool:
    import unicodedata

    return unicodedata.category(cluster[0]) == "So"


class Span(NamedTuple):
    """Some words of one style."""

    text: str
    style: Style = ""


class Line(NamedTuple):
    """One line of output; nothing in it has been made visible yet."""

    spans: tuple[Span, ...] = ()

    @classmethod
    def of(cls, *parts: "str | Span | Line") -> Self:
        """Return the line made of these parts; a plain string has no style."""
        spans: list[Span] = []
        for part in parts:
            if isinstance(part, Line):
                spans += part.spans
            else:
                spans.append(Span(part) if isinstance(part, str) else part)
        return cls(tuple(spans))

    @property
    def text(self) -> str:
        """Return the visible text without styles."""
        return "".join(visible(span.text) for span in self.spans)

    @property
    def width(self) -> int:
        """Return how many columns the line takes."""
        return sum(width(span.text) for span in self.spans)


def render(lines: Iterable[Line], *, colour: bool) -> str:
    """Return the lines as output for a terminal or a pipe, each with its line end.

    The only way out: whatever a span holds, no control character but the line ends and,
    with colour, the codes of our own styles reach the reader.
    """
    return "".join(f"{_rendered(line, colour=colour)}\n" for line in lines)


def _rendered(line: Line, *, colour: bool) -> str:
    parts: list[str] = []
    is_end = True
    for text, style in reversed(line.spans):
        shown = visible(text)
        if is_end:
            # The last column of a table is filled up for nothing.
            shown = shown.rstrip(" ")
        if not shown:
            continue
        is_end = False
        parts.append(f"\x1b[{_SGR[style]}m{shown}\x1b[0m" if colour and style else shown)
    return "".join(reversed(parts))


class _Cell(NamedTuple):
    text: str
    columns: int
    span: int

    @property
    def is_blank(self) -> bool:
        return self.text == " "


def wrap(content: str | Line, columns: int, indent: int = 0) -> list[Line]:
    """Return the text in lines of at most so many columns, broken between words.

    Args:
        content: what to break; its styles are kept.
        columns: columns of the terminal; less than two cannot hold every letter.
        indent: blanks before every line but the first.
    """
    line = Line.of(content)
    columns = max(columns, _WIDE)
    if line.width <= columns:
        return [line]
    margin = " " * min(indent, columns - _WIDE)
    cells = _cells(line)
    lines: list[Line] = []
    start, room = 0, columns
    while start < len(cells):
        end, following = _break(cells, start, room)
        text = _regrouped(line, cells[start:end])
        lines.append(Line.of(margin, text) if lines and margin else text)
        start, room = following, columns - len(margin)
    return lines


def flow(
    parts: Iterable[str | Span | Line], columns: int, indent: int = 0, separator: str = " · "
) -> list[Line]:
    """Return the parts side by side, in as few lines as hold them.

    A line ends between two parts, and the separator there is left out; only a part that is
    longer than a line is broken itself.

    Args:
        parts: what to set.
        columns: columns of the terminal.
        indent: blanks before every line but the first.
        separator: what stands between two parts.
    """
    lines: list[Line] = []
    current: Line | None = None
    for part in parts:
        joined = Line.of(part) if current is None else Line.of(current, separator, part)
        if current is not None and joined.width > columns:
            lines.append(current)
            joined = Line.of(" " * indent, part)
        *full, current = wrap(joined, columns, indent)
        lines += full
    return lines if current is None else [*lines, current]


def _cells(line: Line) -> list[_Cell]:
    return [
        _Cell(text, columns, place)
        for place, span in enumerate(line.spans)
        for text, columns in _clusters(visible(span.text))
    ]


def _break(cells: list[_Cell], start: int, room: int) -> tuple[int, int]:
    """Return where the line that begins at start ends, and where the next one begins."""
    end = start
    while end < len(cells) and cells[end].columns <= room:
        room -= cells[end].columns
        end += 1
    if end == len(cells):
        return end, end
    following = end
    if not cells[end].is_blank:
        while following > start and not cells[following - 1].is_blank:
            following -= 1
    last = following
    while last > start and cells[last - 1].is_blank:
        last -= 1
    if last == start:
        # A word longer than the line, behind blanks at most: broken where the line is full.
        return end, end
    while following < len(cells) and cells[following].is_blank:
        following += 1
    return last, following


def _regrouped(line: Line, cells: list[_Cell]) -> Line:
    # By span and not by style: letters of two spans must not melt into one another.
    texts: dict[int, str] = {}
    for cell in cells:
        texts[cell.span] = texts.get(cell.span, "") + cell.text
    return Line(tuple(Span(text, line.spans[place].style) for place, text in texts.items()))
