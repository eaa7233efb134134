"""What stands in a contact's file besides its head, its entries and its story."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact, Entry
from kontaktjournal.domain.names import same
from kontaktjournal.notation.frontmatter import Block, find_block
from kontaktjournal.notation.hidden import visible
from kontaktjournal.notation.vocabulary import Vocabulary

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t\r]*$")
_DELIMITER_ROW = re.compile(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*\r?$")
#: ``Key:: value`` and ``**Key:** value``: facts, read as if they stood in the head (K7).
_FIELD = re.compile(
    r"[ \t]*(?:[-*+][ \t]+)?(?:\*\*[^*\n:]{1,60}:{1,2}\*\*|\w[\w \-]{0,59}::)[ \t]*\S"
)
_GAPS = re.compile(r"\n(?:[ \t]*\n){2,}")
_FIRST_SECTION, _DEEPEST = 2, 6


class _Line(NamedTuple):
    """A line as typed, and its heading if it is one."""

    typed: str
    level: int = 0
    heading: str = ""


#: None stands where an entry stood.
_Lines = list[_Line | None]


def body_start(text: str) -> int:
    """Return where the body of a file's text begins."""
    block = find_block(text)
    if isinstance(block, Block):
        return block.body
    return 1 if text.startswith("\ufeff") else 0


def remainder(text: str, contact: Contact, vocabulary: Vocabulary) -> str:
    """Return the body without title, entries and story, as Markdown.

    A heading or a table that held nothing but entries goes with them.

    Args:
        text: of the file, decoded; the contact's entries say where their text lies in it.
        contact: as it was read from this text.
        vocabulary: which sections hold entries, and which the story.
    """
    start = body_start(text)
    lines = _between(text, start, contact.entries)
    lines = list(_without_fields(lines))
    lines = list(_without_story(lines, vocabulary))
    # Behind the story, which a title ends.
    lines = _without_title(lines, contact.name)
    lines = _without_empty_tables(lines)
    lines = _without_frames(lines, vocabulary)
    told = "\n".join(line.typed.rstrip("\r") for line in lines if line)
    return _GAPS.sub("\n\n", told).strip("\n")


def _between(text: str, start: int, entries: Iterable[Entry]) -> _Lines:
    """Return the lines before, between and behind the entries."""
    seen = visible(text, start)
    lines: _Lines = []
    for span in sorted(entry.span for entry in entries):
        # The head of an entry is its own line; its text begins where that ends.
        begun = text.rfind("\n", 0, span[0]) + 1
        lines += _lines(text, seen, start, begun)
        lines.append(None)
        start = max(start, span[1])
    return lines + _lines(text, seen, start, len(text))


def _lines(text: str, seen: str, start: int, end: int) -> _Lines:
    # The line ends that keep an entry apart from what stands around it go with it.
    start += text.startswith("\n", start, end)
    end -= text.endswith("\n", start, end)
    if start >= end:
        return []
    typed = text[start:end].split("\n")
    if "#" not in text[start:end]:
        return [_Line(line) for line in typed]
    return [_line(*pair) for pair in zip(typed, seen[start:end].split("\n"), strict=True)]


def _line(typed: str, seen: str) -> _Line:
    found = _HEADING.match(seen) if "#" in seen else None
    return _Line(typed, len(found[1]), found[2].strip()) if found else _Line(typed)


def _without_title(lines: _Lines, name: str) -> _Lines:
    """Leave out the first title, where it says no more than the name."""
    for place, line in enumerate(lines):
        if line and line.level == 1:
            return lines[:place] + lines[place + 1 :] if same(line.heading, name) else lines
    return lines


def _without_fields(lines: _Lines) -> Iterator[_Line | None]:
    """Leave out the fields before the first section."""
    is_intro = True
    for line in lines:
        is_intro = is_intro and line is not None and line.level < _FIRST_SECTION
        if not (is_intro and line and ":" in line.typed and _FIELD.match(line.typed)):
            yield line


def _without_story(lines: _Lines, vocabulary: Vocabulary) -> Iterator[_Line | None]:
    story = 0
    for line in lines:
        if line and line.level:
            if line.level <= story:
                story = 0
            if not story and vocabulary.is_story(line.heading):
                story = line.level
        if not story or line is None:
            yield line


def _without_frames(lines: _Lines, vocabulary: Vocabulary) -> _Lines:
    """Leave out headings that nothing is left of but that entries stood below them."""
    kept: _Lines = []
    # By level: what a heading of that level would have below it, seen from behind.
    filled = [False] * (_DEEPEST + 1)
    emptied = [False] * (_DEEPEST + 1)
    for line in reversed(lines):
        if line is None:
            emptied = [True] * len(emptied)
        elif not line.level:
            filled = [True] * len(filled) if line.typed.strip() else filled
        else:
            name, level = line.heading, line.level
            frames = emptied[level] or vocabulary.is_log(name) or vocabulary.is_notes(name)
            is_kept = filled[level] or not frames
            closed = [False] * (_DEEPEST + 1 - level)
            filled = [is_kept or each for each in filled[:level]] + closed
            emptied = emptied[:level] + closed
            if not is_kept:
                continue
        kept.append(line)
    return kept[::-1]


def _without_empty_tables(lines: _Lines) -> _Lines:
    """Leave out the head of a table whose rows were all entries."""
    kept = lines.copy()
    for place, line in enumerate(lines):
        if not (line and "-" in line.typed and _DELIMITER_ROW.match(line.typed)):
            continue
        head = lines[place - 1] if place else None
        rows = lines[place + 1 : place + 2]
        if head and "|" in head.typed and rows == [None] and not _has_rows(lines, place + 1):
            kept[place - 1] = kept[place] = None
    return kept


def _has_rows(lines: _Lines, place: int) -> bool:
    """Tell whether a row is left of a table, between the entries that are gone."""
    for line in lines[place:]:
        if line is None or not line.typed.strip():
            continue
        return "|" in line.typed and not line.level
    return False
