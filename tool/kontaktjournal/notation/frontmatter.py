"""The front matter of a text: its fences, and its words with their places (K1, K3, K9, K11).

A plain header is read by one pattern; everything else goes through python-frontmatter's door
to a guarded pass over YAML's events. Neither ever raises: what is wrong becomes a problem.
"""

import re
from typing import NamedTuple

from kontaktjournal.domain.problem import Problem
from kontaktjournal.notation.plain import read_plain
from kontaktjournal.notation.salvage import read_loosely, read_unclosed
from kontaktjournal.notation.words import Pairs, Value, Word

__all__ = ["Block", "Head", "Pairs", "Unclosed", "Value", "Word", "find_block", "read_head"]

#: Bytes of a front matter; more is no header but an accident (K1, clarification 2).
LARGEST_BLOCK = 64 << 10

# Line ends are LF, CRLF and CR, as in every editor; YAML knows more of them (U+2028 …).
_OPENING = re.compile(r"\ufeff?(?:[ \t\r\n]*[\r\n])?(---)[ \t]*+(?:\r\n?|\n|\Z)")
_CLOSING = re.compile(r"\n(?:---|\.\.\.)[ \t]*+(?:\r\n?|\n|\Z)")
_CLOSING_AFTER_CR = re.compile(r"[\r\n](?:---|\.\.\.)[ \t]*+(?:\r\n?|\n|\Z)")


class Block(NamedTuple):
    """Where the front matter stands, in characters of the text.

    Args:
        start: begin of its content, behind the opening fence's line.
        end: end of its content, where the closing fence begins.
        body: begin of the body, behind the closing fence's line.
        first_line: 1-based line of the first content line.
        body_line: 1-based line of the body's first line.
        fence_line: 1-based line of the opening fence.
    """

    start: int
    end: int
    body: int
    first_line: int
    body_line: int
    fence_line: int


class Unclosed(NamedTuple):
    """An opening fence without a closing one.

    Args:
        start: begin of what would be the content.
        fence_line: 1-based line of the fence.
    """

    start: int
    fence_line: int


class Head(NamedTuple):
    """What a text says before its body.

    Args:
        pairs: keys as typed and their values, in file order, duplicates included: which of
            them wins is for the caller to say (K9). Where the head could not be read, what
            a line reader finds (K11).
        problems: why it could not be read; at most one.
        body: begin of the body, in characters of the text.
        body_line: 1-based line of the body's first line.
        careful: False where the fast path read it: values are then bare texts, not Words.
        block: None where there is no closed block.
    """

    pairs: Pairs
    problems: tuple[Problem, ...]
    body: int
    body_line: int
    careful: bool
    block: Block | None


def _line_ends(text: str, start: int, end: int) -> int:
    pairs = text.count("\r\n", start, end)
    return text.count("\n", start, end) + text.count("\r", start, end) - pairs


def find_block(text: str) -> Block | Unclosed | None:
    """Return where the front matter stands, or None if the text begins without one."""
    opening = _OPENING.match(text)
    if opening is None:
        return None
    fence_line = 1 + _line_ends(text, 0, opening.start(1)) if opening.start(1) else 1
    start = opening.end()
    # The search begins at the opening fence's line end, for an empty block has none of its own.
    after_cr = "\r" in text
    closing = (_CLOSING_AFTER_CR if after_cr else _CLOSING).search(text, start - 1)
    if closing is None:
        return Unclosed(start, fence_line)
    end = closing.start() + 1
    lines = _line_ends(text, start, end) if after_cr else text.count("\n", start, end)
    first_line = fence_line + 1
    return Block(start, end, closing.end(), first_line, first_line + lines + 1, fence_line)


def read_head(text: str, path: str, *, careful: bool = False) -> Head:
    """Read the front matter of a text.

    Args:
        text: the file's text; a byte order mark before it is tolerated.
        path: names the file in problems.
        careful: demand places, even of a header so plain that the fast path can read it.

    Returns:
        The head; never an exception.
    """
    block = find_block(text)
    if block is None:
        body = 1 if text.startswith("\ufeff") else 0
        return Head((), (), body, 1, careful=True, block=None)
    if isinstance(block, Unclosed):
        return _read_unclosed(text, path, block)
    if not careful:
        pairs = read_plain(text, block.start, block.end)
        if pairs is not None:
            return Head(pairs, (), block.body, block.body_line, careful, block)
    content = text[block.start : block.end]
    pairs, problems = _read_carefully(content, path, block)
    return Head(pairs, problems, block.body, block.body_line, careful=True, block=block)


def _read_carefully(content: str, path: str, block: Block) -> tuple[Pairs, tuple[Problem, ...]]:
    if len(content.encode("utf-8", "surrogatepass")) > LARGEST_BLOCK:
        limit = (("limit", f"{LARGEST_BLOCK >> 10} KiB"),)
        problem = Problem(path, block.fence_line, 1, "E101", "large", limit)
        return read_loosely(content, block.first_line), (problem,)
    # yaml and frontmatter take 26 ms to load; most journals never need them.
    from kontaktjournal.notation.guarded import read_guarded

    return read_guarded(content, path, block.first_line)


def _read_unclosed(text: str, path: str, found: Unclosed) -> Head:
    """Read what looks like a header below a fence that nothing closes."""
    pairs, length, lines = read_unclosed(text[found.start :], found.fence_line + 1)
    problem = Problem(path, found.fence_line, 1, "E101", "unclosed")
    body_line = found.fence_line + 1 + lines
    body = found.start + length
    return Head(pairs, (problem,), body, body_line, careful=True, block=None)
