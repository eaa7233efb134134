"""What a reader of the rendered note never sees as text: code and comments (E5)."""

import re
from collections.abc import Iterator

#: What may begin a hidden part. A fence of backticks has none behind it on its line, else it
#: is inline code; ``%%`` counts at the start of a line only, for "100 %%" is no comment.
_OPENING = re.compile(
    r"(?:^|(?<=\n))[ \t]*"
    r"(?:(?P<fence>`{3,}(?=[^`\n]*(?:\n|\Z))|~{3,})|(?P<percent>%%)|(?P<block><!--))"
    r"|<!--"
)
_NOT_A_LINE_END = re.compile(r"[^\r\n]")
_BACKTICKS = re.compile(r"(?<!\\)`+|(?<=\\`)`+")


def visible(text: str, start: int = 0) -> str:
    """Return the text with code blocks and comments blanked out, character for character.

    Args:
        text: the text of a note.
        start: where its body begins; what stands before it is left alone.
    """
    # One character is found far faster than a word, and most notes hold none of them.
    if not ("`" in text or "~" in text or "<" in text or "%" in text):
        return text
    parts = [text[:start]]
    position = start
    # Asked once: a text full of comments never closed would be searched for each of them.
    last_close = text.rfind("-->")
    while opening := _OPENING.search(text, position):
        end = _end_of_hidden(text, opening, last_close)
        if end is None:
            parts.append(text[position : opening.end()])
            position = opening.end()
            continue
        parts.append(text[position : opening.start()])
        parts.append(_NOT_A_LINE_END.sub(" ", text[opening.start() : end]))
        position = end
    parts.append(text[position:])
    return "".join(parts)


def _end_of_hidden(text: str, opening: re.Match[str], last_close: int) -> int | None:
    """Return where it ends: with the text if nothing closes it; None for no hidden part."""
    begun = opening.end()
    if fence := opening["fence"]:
        # Closed by a fence of the same sign, at least as long, with nothing behind it.
        closing = re.compile(rf"\n[ \t]*{fence[0]}{{{len(fence)},}}[ \t]*(?=\r?\n|\Z)")
        found = closing.search(text, begun)
        return found.end() if found else len(text)
    if opening["percent"]:
        end = text.find("%%", begun)
        return end + len("%%") if end >= 0 else len(text)
    if begun <= last_close:
        return text.index("-->", begun) + len("-->")
    # An arrow that nothing closes hides the rest only where it has its own line.
    return len(text) if opening["block"] else None


def without_inline_code(text: str, start: int = 0) -> str:
    """Return the text with code between backticks blanked out, character for character.

    Args:
        text: what `visible` returned of a note.
        start: where to begin.
    """
    if "`" not in text:
        return text
    parts = [text[:start]]
    position = start
    for begin, end in _inline_code(text, start):
        parts += (text[position:begin], " " * (end - begin))
        position = end
    parts.append(text[position:])
    return "".join(parts)


def _inline_code(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield where code between backticks begins and ends, on one line each."""
    runs = [found.span() for found in _BACKTICKS.finditer(text, start)]
    closings = _closings(text, runs)
    place = 0
    while place < len(runs):
        closing = closings[place]
        if closing >= 0:
            yield runs[place][0], runs[closing][1]
            place = closing
        place += 1


def _closings(text: str, runs: list[tuple[int, int]]) -> list[int]:
    """Return of each row of backticks the next one as long on its line; -1 for none."""
    lines: list[int] = []
    line_end = -1
    for begin, _ in runs:
        if begin > line_end:
            line_end = text.find("\n", begin)
            line_end = len(text) if line_end < 0 else line_end
        lines.append(line_end)
    # From behind: a text full of rows never closed must not be searched for each of them.
    following: dict[tuple[int, int], int] = {}
    closings = [-1] * len(runs)
    for place in range(len(runs) - 1, -1, -1):
        begin, end = runs[place]
        row = (lines[place], end - begin)
        closings[place] = following.get(row, -1)
        following[row] = place
    return closings
