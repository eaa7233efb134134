"""A piece of a file around the words that were looked for, and the entry it stands in."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact, Entry
from kontaktjournal.domain.names import same
from kontaktjournal.domain.query.places import Place, Places, Span

#: So much of a very long line is looked at, before and behind the words.
_BEFORE, _BEHIND = 300, 600
_LONGEST_NAME = 300
#: Blanks that are not single ones between words.
_UNEVEN = re.compile(r"[^\S ]|\s\s|^\s|\s$")
_ELLIPSIS = "…"
#: Of the room around the first hit, so much may be before it.
_SHARE_BEFORE = 3

_BULLET = r"(?:[-*+][ \t]+(?:\[.\][ \t]+)?|\d+[.)][ \t]+)"
#: What only says how a line is set: quotes, headings, bullets, boxes of tasks.
_MARKUP = re.compile(rf"[\s>]*(?:#{{1,6}}[ \t]+|{_BULLET})?")
#: The date an entry begins with, in any form: it is told beside the snippet.
_DATE = re.compile(
    r"[\s|*_\[]*\d{1,4}[-./]\d{1,2}[-./](?:\d{2,4})?[\]*_]*"
    r"(?:[ T,]+\d{1,2}[:.]\d{2}(?:[ ]?(?:Uhr|h)\b)?)?[\s|:*_\]–—-]*"
)
_KEY = re.compile(r"([^\s:#'\"-][^:#\n]*?)\s*:(?=\s|$)")


class Snippet(NamedTuple):
    """A piece of a file on one line.

    Args:
        text: the piece; every run of blanks in it is one.
        marks: where in it the words stand that were looked for.
        entry: the dated entry it stands in; None in the head, and outside of all entries.
        is_name: it says no more than the name does.
    """

    text: str
    marks: tuple[Span, ...]
    entry: Entry | None = None
    is_name: bool = False


class _Line(NamedTuple):
    """A line of a file in which some of the words stand."""

    begin: int
    end: int
    number: int
    places: tuple[Place, ...]

    @property
    def which(self) -> frozenset[int]:
        """Return which of the words stand in it."""
        return frozenset(place.which for place in self.places)


def snippet(text: str, places: Places, contact: Contact, head: int) -> Snippet | None:
    """Return the piece of a text that tells most of the words looked for.

    The more of them in one line, the better; an entry tells more than the head, the newest the
    most, and the name nothing new.

    Args:
        text: of the contact's file.
        places: finds the words.
        contact: as it was read from this very text.
        head: where its front matter ends.
    """
    named = frozenset(place.which for place in places(contact.name))
    heads = [entry.line for entry in contact.entries]
    best: tuple[tuple[int, int, int, int], _Line, Entry | None] | None = None
    for line in _lines(text, places(text)):
        entry = None if line.begin < head else _entry_at(contact, heads, line)
        region = 0 if _is_name(text, line, contact.name, named, head) else 1
        if line.begin >= head and region:
            region = 3 if entry else 2
        day = entry.day.toordinal() if entry else 0
        rank = (len(line.which), region, day, -line.begin)
        if best is None or rank > best[0]:
            best = rank, line, entry
    if best is None:
        return None
    (_, region, *_), line, entry = best
    piece, marks = _piece(text, line, entry, head)
    return Snippet(piece, tuple(marks), entry, is_name=not region)


def _lines(text: str, places: Sequence[Place]) -> Iterable[_Line]:
    """Yield the lines in which the words stand; some run on into the next."""
    number, counted, at = 1, 0, 0
    while at < len(places):
        begin = text.rfind("\n", 0, places[at].begin) + 1
        end = _line_end(text, places[at].end)
        first = at
        while at < len(places) and places[at].begin < end:
            end = max(end, _line_end(text, places[at].end))
            at += 1
        number += text.count("\n", counted, begin)
        counted = begin
        yield _Line(begin, end, number, tuple(places[first:at]))


def _line_end(text: str, place: int) -> int:
    found = text.find("\n", place)
    return len(text) if found < 0 else found


def _entry_at(contact: Contact, heads: Sequence[int], line: _Line) -> Entry | None:
    """Return the entry a line stands in: its head, or the text below."""
    at = bisect_right(heads, line.number) - 1
    entry = contact.entries[at] if at >= 0 else None
    return entry if entry and line.places[0].begin < entry.span[1] else None


def _is_name(text: str, line: _Line, name: str, named: frozenset[int], head: int) -> bool:
    """Tell whether a line says no more than whose file this is.

    Args:
        text: of the file.
        line: the line.
        name: the contact's.
        named: which of the words stand in it.
        head: where the front matter ends.
    """
    if line.end - line.begin > _LONGEST_NAME or not named.issuperset(line.which):
        return False
    said = text[line.begin : line.end]
    is_head = line.begin < head
    if is_head and "@" in said:
        return True  # anna-mueller@example.org
    sign = _KEY.match(said) if is_head else _MARKUP.match(said)
    return same(said[sign.end() if sign else 0 :].strip(" \t\r\"'"), name)


def _piece(text: str, line: _Line, entry: Entry | None, head: int) -> tuple[str, list[Span]]:
    """Return what a line says around the first of the words, and where they stand in it."""
    first = line.places[0]
    begin = max(line.begin, first.begin - _BEFORE)
    end = min(line.end, max(first.begin + _BEHIND, first.end))
    lead = ""
    if begin == line.begin and line.begin < head:
        lead, begin, end = _value(text, line, end)
    elif begin == line.begin:
        begin = _behind_markup(text, line, entry)
    spans = _merged(
        (place.begin - begin, min(place.end, end) - begin)
        for place in line.places
        if place.begin < end
    )
    piece, marks = _on_one_line(text[begin:end], spans)
    return lead + piece, [(place + len(lead), last + len(lead)) for place, last in marks]


def _value(text: str, line: _Line, end: int) -> tuple[str, int, int]:
    """Return the key of a line of the front matter, and where its value begins and ends.

    No key, and all of the line, where what was looked for is the key.
    """
    first = line.places[0].begin
    if found := _KEY.match(text, line.begin, line.end):
        key = found[1]
    elif found := _MARKUP.match(text, line.begin, line.end):
        key = _key_above(text, line.begin) if found.end() > line.begin else ""
    if not (found and key) or found.end() > first:
        return "", line.begin, end
    begin = found.end() + len(text[found.end() : first]) - len(text[found.end() : first].lstrip())
    quote = text[begin]
    if quote in "\"'" and begin < first and text[begin + 1 : end].rstrip().endswith(quote):
        begin, end = begin + 1, text.rindex(quote, begin + 1, end)
    return f"{key}: ", begin, end


def _behind_markup(text: str, line: _Line, entry: Entry | None) -> int:
    """Return where a line's words begin, unless what was looked for stands before them."""
    first = line.places[0].begin
    begin = line.begin
    for sign in (_MARKUP, _DATE) if entry and entry.line == line.number else (_MARKUP,):
        found = sign.match(text, begin, line.end)
        if found and found.end() <= first:
            begin = found.end()
    return begin


def _key_above(text: str, begin: int) -> str:
    """Return the key a line of the front matter belongs to, where it does not name one."""
    for line in reversed(text[:begin].split("\n")):
        if found := _KEY.match(line):
            return found[1]
    return ""


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for begin, end in sorted(spans):
        if merged and begin < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def _on_one_line(text: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
    """Return a text with single blanks, and where its spans are then."""
    if not _UNEVEN.search(text):
        return text, [*spans]
    kept: list[str] = []
    moved: list[int] = []
    for char in text:
        moved.append(len(kept))
        if not char.isspace():
            kept.append(char)
        elif kept and kept[-1] != " ":
            kept.append(" ")
    moved.append(len(kept))
    said = "".join(kept).rstrip()
    return said, [(moved[begin], min(moved[end], len(said))) for begin, end in spans]


# As much as there is room for ---------------------------------------------------


def shortened(said: Snippet, room: int, width: Callable[[Snippet], int]) -> Snippet:
    """Return a snippet that is no wider than there is room, cut between words.

    Args:
        said: the whole one.
        room: how wide it may be; at least two.
        width: tells how wide one is, marks and all.
    """
    if width(said) <= room:
        return said
    begin, end = said.marks[0] if said.marks else (0, 0)
    befores, behinds = _borders(said.text, begin, end, room)
    left, right = befores[0], behinds[0]
    least = width(_cut(said, left, right))
    if least > room:
        return _hard_cut(said, begin, room, width)
    share = least + (room - least) // _SHARE_BEFORE
    left = _last(befores, lambda border: width(_cut(said, border, right)) <= share)
    right = _last(behinds, lambda border: width(_cut(said, left, border)) <= room)
    left = _last(befores, lambda border: width(_cut(said, border, right)) <= room)
    return _cut(said, left, right)


def _borders(text: str, begin: int, end: int, room: int) -> tuple[list[int], list[int]]:
    """Return where words end before a place and behind another, the nearest first."""
    first, last = max(0, begin - room), min(len(text), end + room)
    befores = [at for at in range(begin, first - 1, -1) if at == 0 or text[at : at + 1] == " "]
    behinds = [at for at in range(end, last + 1) if at == len(text) or text[at] == " "]
    return befores or [begin], behinds or [end]


def _last(borders: Sequence[int], fits: Callable[[int], bool]) -> int:
    """Return the farthest border up to which there is room; the nearest fits in any case."""
    count = bisect_left(range(1, len(borders)), 1, key=lambda at: not fits(borders[at]))
    return borders[count]


def _hard_cut(said: Snippet, begin: int, room: int, width: Callable[[Snippet], int]) -> Snippet:
    """Cut where words are too long to be kept whole."""
    end = begin
    while end < len(said.text) and width(_cut(said, begin, end + 1)) <= room:
        end += 1
    return _cut(said, begin, end)


def _cut(said: Snippet, begin: int, end: int) -> Snippet:
    """Return a part of a snippet, with an ellipsis where something is left out."""
    piece = said.text[begin:end]
    lead = len(piece) - len(piece.lstrip())
    piece = piece.strip()
    before = _ELLIPSIS if begin + lead > 0 and said.text[: begin + lead].strip() else ""
    behind = _ELLIPSIS if said.text[end:].strip() else ""
    shift = len(before) - begin - lead
    last = len(before) + len(piece)
    marks = [
        (max(a + shift, len(before)), min(b + shift, last))
        for a, b in said.marks
        if a + shift < last and b + shift > len(before)
    ]
    return said._replace(text=f"{before}{piece}{behind}", marks=tuple(marks))
