"""Read lines where YAML cannot: a broken head still tells its date (K11)."""

import re

from kontaktjournal.notation.characters import CONTROL, LINE_END
from kontaktjournal.notation.words import Pairs, Value, Word

#: Characters that are looked at; more than this is no head, whatever it is.
_LONGEST = 64 << 10

# A top-level `key: value`; a colon inside a key has no blank behind it.
_PAIR = re.compile(
    r"""(?P<key>"[^"\\]+"|'[^']+'|[^\s#"'\[\]{}>|&*!%@`<=,?-][^:]*+(?::(?=[^ \t])[^:]*+)*+)"""
    r"[ \t]*:(?:[ \t]+(?P<value>.*))?",
    re.DOTALL,
)
_COMMENT = re.compile(r"(?:^|[ \t])#.*", re.DOTALL)
_QUOTED = re.compile(r""""([^"\\]*)"|'([^']*)'""")
_ITEM = re.compile(r"[ \t]*-[ \t]+")
# One text of a list in brackets; the bracket that closes it may be what is missing.
_FLOW_ITEM = re.compile(
    r"""[ \t]*(?P<word>"[^"\\]*"|'[^']*'"""
    r"""|["'][^"'\[\],]*(?=[\],]|\Z)|[^\s"'\[\]{},][^"'\[\]{},]*)[ \t]*[,\]]?"""
)
_ANCHOR_OR_TAG = re.compile(r"(?:(?:&[0-9A-Za-z_-]+|!\S+)[ \t]+)+")
_REFERENCE = re.compile(r"[*&][0-9A-Za-z_-]+\Z")
_HEADING = re.compile(r"#{1,6}[ \t]")


def read_loosely(content: str, first_line: int) -> Pairs:
    """Return each top-level ``key: value`` whose value is a simple text or a list of them.

    Args:
        content: what stands between the fences; its last line has a line end.
        first_line: 1-based line of the file its first line is.
    """
    lines = LINE_END.split(content[:_LONGEST])
    # The last piece is empty, or cut in the middle of a line.
    return _read(lines[:-1], first_line)


def read_unclosed(text: str, first_line: int) -> tuple[Pairs, int, int]:
    """Return the pairs below a fence that nothing closes, up to a blank line or a heading.

    Returns:
        The pairs, and how many characters and lines they take; nothing where the lines are
        no header, as below a rule that a note happens to begin with.
    """
    lines: list[str] = []
    start = 0
    for end in LINE_END.finditer(text):
        line = text[start : end.start()]
        if not line.strip() or _HEADING.match(line) or start > _LONGEST:
            break
        lines.append(line)
        start = end.end()
    else:
        if text[start:].strip():
            lines.append(text[start:])
            start = len(text)
    pairs = _read(lines, first_line) if lines and _PAIR.fullmatch(lines[0]) else ()
    return (pairs, start, len(lines)) if pairs else ((), 0, 0)


def _read(lines: list[str], first_line: int) -> Pairs:
    pairs: list[tuple[str, Value]] = []
    # The list whose items may follow, each on its own line.
    items: list[Value] | None = None
    for number, line in enumerate(lines, first_line):
        pair = _PAIR.fullmatch(line)
        if pair is None:
            item = _ITEM.match(line)
            if item is not None and items is not None:
                word = _simple_word(line, item.end(), number)
                # What has a key of its own is no text: "- type: work".
                if word is not None and (word.quoted or not _PAIR.fullmatch(word)):
                    items.append(word)
            elif line.strip(" \t") and not line.lstrip(" \t").startswith("#"):
                items = None
            continue
        key = Word(pair["key"].strip("\"' \t"), number, 1)
        items = None
        if pair["value"] is None or not _COMMENT.sub("", pair["value"]).strip(" \t"):
            items = []
            pairs.append((key, items))
            continue
        value = _simple_value(line, pair.start("value"), number)
        if value is not None:
            pairs.append((key, value))
    return tuple((key, value) for key, value in pairs if value != [])


def _simple_value(line: str, start: int, number: int) -> "Value | None":
    """Return the value that begins there: a text, or a list of texts in brackets."""
    if not line.startswith("[", start) or line.startswith("[[", start):
        return _simple_word(line, start, number)
    items: list[Value] = []
    position = start + 1
    while item := _FLOW_ITEM.match(line, position):
        word = _simple_word(item["word"], 0, number)
        if word is not None:
            column = item.start("word") + word.column
            items.append(Word(word, number, column, quoted=word.quoted))
        position = item.end()
        if line.startswith("]", position - 1):
            break
    return items or None


def _simple_word(line: str, start: int, number: int) -> Word | None:
    """Return the value that begins there, or None where it is no text of one line."""
    if properties := _ANCHOR_OR_TAG.match(line, start):
        start = properties.end()
    if quoted := _QUOTED.match(line, start):
        rest = _COMMENT.sub("", line[quoted.end() :]).strip(" \t")
        if not rest:
            return _clean(quoted[1] or quoted[2] or "", number, start, quoted=True)
    text = _COMMENT.sub("", line[start:]).strip(" \t")
    if text[:1] in {'"', "'"} and text.count(text[0]) == 1:
        # The quote that was never closed: the text is what its owner meant.
        return _clean(text[1:], number, start, quoted=True)
    is_collection = text[:1] in {"{", "|", ">"} or (text[:1] == "[" and text[:2] != "[[")
    if not text or is_collection or _REFERENCE.match(text):
        return None
    return _clean(text, number, start, quoted=False)


def _clean(text: str, line: int, start: int, *, quoted: bool) -> Word | None:
    return None if CONTROL.search(text) else Word(text, line, start + 1, quoted=quoted)
