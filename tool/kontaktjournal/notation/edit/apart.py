"""A body taken apart: its entries, and what else stands in it, section by section.

What is taken apart here goes into another file; every line of it belongs to exactly one part.
"""

import re
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kontaktjournal.domain.contact import Entry
from kontaktjournal.notation.edit.manuscript import Manuscript
from kontaktjournal.notation.entries import Body
from kontaktjournal.notation.hidden import visible

_HEADING = re.compile(r"(?:\A|(?<=\n)) {0,3}(#{1,6})[ \t]+([^\n]*)(?:\n|\Z)")
_LINE_END = re.compile(r"\r?\n")


class Heading(NamedTuple):
    """A heading that is no entry.

    Args:
        start: where its line begins.
        end: where the line below it begins.
        level: how many signs it has.
        name: its words.
    """

    start: int
    end: int
    level: int
    name: str


class Section(NamedTuple):
    """A part of a body that is no entry.

    Args:
        heading: None for what stands before the first one.
        lines: what stands below it, with all deeper headings, and without blank lines around.
        head: the heading's line.
    """

    heading: Heading | None
    lines: tuple[str, ...]
    head: str = ""

    @property
    def is_flat(self) -> bool:
        """Tell whether no deeper heading stands in it."""
        return not any(_HEADING.match(line) for line in self.lines)


class Passage(NamedTuple):
    """An entry, and its lines as they stand in the file."""

    entry: Entry
    lines: tuple[str, ...]


class Parts(NamedTuple):
    """What a body is made of.

    Args:
        passages: the entries that can stand elsewhere, as they come in the file.
        sections: all the rest, as it comes in the file; a title is none of it.
    """

    passages: tuple[Passage, ...]
    sections: tuple[Section, ...]


def headings(file: Manuscript, body: Body) -> list[Heading]:
    """Return the headings of a body, without its title, its entries and what stands in them."""
    spans = [extent(file, entry) for entry in body.entries]
    starts = [start for start, _ in spans]
    text = visible(file.text, file.head.body)
    found = list(_HEADING.finditer(text, file.head.body))
    title = next((one.start() for one in found if one[1] == "#"), -1)
    return [
        Heading(one.start(), one.end(), len(one[1]), _name(one[2]))
        for one in found
        if one.start() != title
        and not ((at := bisect(starts, one.start())) and one.start() < spans[at - 1][1])
    ]


def _name(typed: str) -> str:
    """Return the words of a heading without the signs that may close it: ``## Log ##``."""
    bare = typed.rstrip().rstrip("#")
    return (bare if bare[-1:] in {"", " ", "\t"} else typed).strip()


def title_line(file: Manuscript) -> tuple[int, int]:
    """Return where the title's line begins and ends; twice the begin of the body for none."""
    text = visible(file.text, file.head.body)
    for one in _HEADING.finditer(text, file.head.body):
        if one[1] == "#":
            return one.start(), one.end()
    return file.head.body, file.head.body


def extent(file: Manuscript, entry: Entry) -> tuple[int, int]:
    """Return where an entry's first line begins, and the line below its last one."""
    start, stop = entry.span
    told = file.text[start:stop].rstrip(" \t\r\n")
    return file.line_start(start), file.line_end(start + len(told))


def is_row(file: Manuscript, entry: Entry) -> bool:
    """Tell whether an entry is a row of a table."""
    return file.text[file.line_start(entry.span[0]) :].lstrip(" \t").startswith("|")


def taken_apart(file: Manuscript, body: Body, stays: Callable[[Entry], bool]) -> Parts:
    """Take a body apart.

    Args:
        file: it stands in.
        body: what it tells.
        stays: says which entries are left in their section.
    """
    passages = [(extent(file, entry), entry) for entry in body.entries if not stays(entry)]
    cuts = [span for span, _ in passages]
    start, end = title_line(file)
    if end > start:
        cuts.append((start, end))
    return Parts(
        tuple(Passage(entry, _lines(file.raw[slice(*span)])) for span, entry in passages),
        tuple(_sections(file, body, sorted(cuts))),
    )


def _sections(file: Manuscript, body: Body, cuts: Sequence[tuple[int, int]]) -> Iterator[Section]:
    tops = _tops(file, body)
    first = tops[0].start if tops else len(file.text)
    yield Section(None, _rest(file, file.head.body, first, cuts))
    for at, heading in enumerate(tops):
        end = tops[at + 1].start if at + 1 < len(tops) else len(file.text)
        head = file.raw[heading.start : heading.end].rstrip("\r\n")
        yield Section(heading, _rest(file, heading.end, end, cuts), head)


def _tops(file: Manuscript, body: Body) -> list[Heading]:
    """Return the headings that stand below no other one."""
    entries = {
        file.line_start(entry.span[0]): level_of(file, entry)
        for entry in body.entries
        if level_of(file, entry)
    }
    found: list[Heading] = []
    open_level = 0
    # An entry ends a section, too, where its heading is no deeper one.
    steps = [(one.start, one.level, one) for one in headings(file, body)]
    steps += [(start, level, None) for start, level in entries.items()]  # type: ignore[misc]
    for _, level, heading in sorted(steps, key=lambda step: step[0]):
        if open_level and level > open_level:
            continue
        open_level = level if heading else 0
        if heading:
            found.append(heading)
    return found


def level_of(file: Manuscript, entry: Entry) -> int:
    """Return how many signs an entry's heading has; 0 for an item or a row."""
    head = file.text[file.line_start(entry.span[0]) : entry.span[0]].lstrip()
    return len(head) - len(head.lstrip("#"))


def _rest(
    file: Manuscript, start: int, end: int, cuts: Sequence[tuple[int, int]]
) -> tuple[str, ...]:
    """Return the lines between two places without what is cut out."""
    kept: list[tuple[str, ...]] = []
    position = start
    for begin, stop in cuts:
        if position <= begin < end:
            kept.append(_lines(file.raw[position:begin]))
            position = min(stop, end)
    kept.append(_lines(file.raw[position:end]))
    lines: list[str] = []
    for one in filter(None, kept):
        lines += ["", *one] if lines else one
    return tuple(lines)


def _lines(raw: str) -> tuple[str, ...]:
    """Return the lines of a text without their ends, and without blank ones around them."""
    lines = _LINE_END.split(raw)
    while lines and not lines[0].strip():
        del lines[0]
    while lines and not lines[-1].strip():
        del lines[-1]
    return tuple(lines)
