"""The body of a contact file: entries, promises, sections, links (3.4, rules E).

One pass over the lines that begin with a sign of Markdown; prose lines are never looked at.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kontaktjournal.domain.contact import Entry, Promise
from kontaktjournal.domain.pipeline import Pipeline
from kontaktjournal.notation.dates import leading_date, read_date
from kontaktjournal.notation.heads import CODE_INDENT, EntryReader, behind_separator
from kontaktjournal.notation.hidden import visible, without_inline_code
from kontaktjournal.notation.vocabulary import Vocabulary
from kontaktjournal.notation.words import Word

#: Lines that may matter. The leading "\n" lets the engine jump from line to line.
# A sign may be followed by several blanks, as formatters write lists: "-   2026-11-23".
_LINE = re.compile(r"\n([ \t]*)(#{1,6}[ \t]++|[-*+][ \t]++|\||<<<<<<< )")
_TASK = re.compile(r"\[(.)\][ \t]+")
_PROMISED_FOR = re.compile(
    r"(?:📅[ \t]*|[\[(]?due::?[ \t]*|@|\((?:bis|by|until)[ \t]+)"
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4})[\])]?"
)
_THEIRS = re.compile(r"(?:sie|er|ihr|they|she|he)[ \t]*:", re.IGNORECASE)
_LINK = re.compile(r"\[\[([^\[\]\n|#]+)")
_INLINE = re.compile(
    r"(?:^|\n)[ \t]*(?:[-*+][ \t]+)?(?:"
    r"\*\*([^*\n:]{1,60}?):{1,2}\*\*|([\w][\w \-]{0,59}?)::)[ \t]*([^\n]*)"
    r"|[\[(]([\w][\w \-]{0,59}?)::[ \t]*([^\])\n]*)[\])]"
)
_PARAGRAPH = re.compile(r"\n[ \t]*\r?\n(?=\S)")


class Mark(NamedTuple):
    """A place in the body that is wrong: offset, code, variant and the words for it."""

    offset: int
    code: str
    variant: str = ""
    values: tuple[tuple[str, str], ...] = ()


class Body(NamedTuple):
    """What the body of a contact file tells."""

    title: str
    entries: tuple[Entry, ...]
    promises: tuple[Promise, ...]
    links: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    story: str
    marks: tuple[Mark, ...]


class _Item(NamedTuple):
    """A line of interest: where it starts, how far it is indented, its sign and its text."""

    start: int
    indent: int
    sign: str
    text: str
    end: int


class _Opening(NamedTuple):
    """An entry whose end is not yet known; ``level`` is 0 for list items and rows."""

    day: date
    head: str
    line: int
    start: int
    level: int
    indent: int


def _interesting(text: str, start: int) -> Iterator[_Item]:
    """Yield the lines that begin with a sign."""
    limit = len(text)
    position = start
    while found := _LINE.search(text, position):
        newline = text.find("\n", found.end())
        position = limit if newline < 0 else newline
        indent = len(found[1].expandtabs(CODE_INDENT))
        words = text[found.end() : position]
        yield _Item(found.start() + 1, indent, found[2].strip(), words, position)


def _without_closing(heading: str) -> str:
    """Drop the signs a heading may be closed with: ``## Log ##``, but not ``## C#``."""
    bare = heading.rstrip().rstrip("#")
    return bare if bare[-1:] in {"", " ", "\t"} else heading


class BodyReader:
    """Read bodies by one vocabulary and one pipeline."""

    __slots__ = ("_entries",)

    def __init__(self, vocabulary: Vocabulary, pipeline: Pipeline) -> None:
        self._entries = EntryReader(vocabulary, pipeline)

    def read(self, text: str, start: int, first_line: int) -> Body:
        """Read what the body of a file tells.

        Args:
            text: the whole file, lines ending in LF or CRLF.
            start: offset of the body.
            first_line: 1-based line of the body's first line.
        """
        walk = _Walk(self._entries, text, start, first_line)
        for item in _interesting(walk.text, walk.start):
            walk.take(item)
        return walk.finish()


class _Walk:
    """One pass over a body: the open sections, the open entry, and what was found."""

    def __init__(self, reader: EntryReader, text: str, start: int, first_line: int) -> None:
        self._reader = reader
        # The scanner looks for "\n" in front of a line; the first line needs one, too.
        self._offset = 0 if start else 1
        self._typed = text if start else f"\n{text}"
        self.start = max(start - 1, 0)
        # The same text without code and comments, character for character (E5).
        self.text = visible(self._typed, self.start)
        self._first_line = first_line
        self._counted = self.start
        # The line *of* the "\n" in front of the body is the one before the first line.
        self._line = first_line - 1
        self._sections: list[tuple[int, bool, bool]] = []
        self._first_section = len(text)
        self._open: _Opening | None = None
        self._title = ""
        self._entries: list[Entry] = []
        self._promises: list[Promise] = []
        self._marks: list[Mark] = []
        self._story: tuple[int, int] | None = None
        self._told: list[str] = []

    def take(self, item: _Item) -> None:
        """Take the next line of interest."""
        sign = item.sign
        if sign in {"-", "*", "+"}:
            self._list_item(item)
        elif sign == "<<<<<<<":
            self._mark(item, "E105")
        elif item.indent >= CODE_INDENT:
            return
        elif sign == "|":
            self._row(item)
        else:
            self._heading(item, len(sign))

    def _mark(self, item: _Item, code: str, *values: tuple[str, str]) -> None:
        self._marks.append(Mark(item.start - self._offset, code, "", values))

    def _line_at(self, position: int) -> int:
        self._line += self.text.count("\n", self._counted, position)
        self._counted = position
        return self._line

    def _heading(self, item: _Item, level: int) -> None:
        if "#" in item.text:
            item = item._replace(text=_without_closing(item.text))
        name = item.text.strip()
        self._close_story(item.start, level)
        while self._sections and self._sections[-1][0] >= level:
            self._sections.pop()
        if level > 1 and self._dated(item, level):
            self._first_section = min(self._first_section, item.start)
            return
        if self._open and (self._open.level == 0 or level <= self._open.level):
            self._shut(item.start)
        if level == 1:
            if not self._title:
                self._title = name
                return
        else:
            self._first_section = min(self._first_section, item.start)
        vocabulary = self._reader.vocabulary
        self._sections.append((level, vocabulary.is_log(name), vocabulary.is_notes(name)))
        if vocabulary.is_story(name):
            self._story = (level, item.end)

    def _close_story(self, position: int, level: int) -> None:
        if self._story and level <= self._story[0]:
            if told := self._typed[self._story[1] : position].strip():
                self._told.append(told)
            self._story = None

    def _dated(self, item: _Item, level: int) -> bool:
        """Open an entry if the line starts with a date."""
        leading = leading_date(item.text)
        if leading.impossible:
            word = item.text[: leading.end].strip("*[]")
            self._mark(item, "W215", ("key", "##" if level else "-"), ("word", word))
        if leading.day is None:
            return False
        self._shut(item.start)
        head = item.text[leading.end :]
        line = self._line_at(item.start)
        self._open = _Opening(leading.day, head, line, item.end, level, item.indent)
        return True

    def _in_section(self, *, table: bool) -> bool:
        """Tell whether a dated item or row is an entry here (E2, E3)."""
        if any(log for _, log, _ in self._sections):
            return True
        if table:
            return False
        return not self._sections or any(notes for _, _, notes in self._sections)

    def _list_item(self, item: _Item) -> None:
        if self._open and self._open.level == 0 and item.indent <= self._open.indent:
            self._shut(item.start)
        if task := _TASK.match(item.text):
            self._promise(item, task)
        elif self._open is None and self._in_section(table=False):
            # Inside another entry a dated item is part of its text, not one of its own.
            self._dated(item, 0)

    def _row(self, item: _Item) -> None:
        if self._open and self._open.level == 0:
            self._shut(item.start)
        if self._open is None and self._in_section(table=True):
            cells = item._replace(text=item.text.lstrip())
            if self._dated(cells, 0):
                self._shut(item.end)

    def _promise(self, item: _Item, task: re.Match[str]) -> None:
        text = item.text[task.end() :].strip()
        if found := _PROMISED_FOR.search(text):
            when = read_date(found[1]).when
            due, impossible = (when.day if when else None), found[1] if when is None else ""
            text = (text[: found.start()].rstrip() + text[found.end() :]).strip()
        else:
            due, end, is_none = leading_date(text)
            impossible = text[:end].strip("*[]") if is_none else ""
            text = text[behind_separator(text, end) :].strip() if due else text
        if impossible:
            self._mark(item, "W215", ("key", "- [ ]"), ("word", impossible))
        mine = not _THEIRS.match(text)
        kept = task[1] not in {" ", "/"}
        self._promises.append(Promise(text, due, mine, kept, self._line_at(item.start)))

    def _shut(self, position: int) -> None:
        """Close the open entry and read the decision inside it."""
        if self._open is None:
            return
        day, head, line, start, level, indent = self._open
        self._open = None
        if level == 0:
            position = self._end_of_item(start, position)
        span = (start - self._offset, position - self._offset)
        decision = self._reader.decided(self.text[start:position], indent)
        self._entries.append(self._reader.entry(head, day, line, span, decision))

    def _end_of_item(self, start: int, position: int) -> int:
        """Cut a list item's text where a paragraph begins that is not indented (E6)."""
        found = _PARAGRAPH.search(self.text, start, position)
        return found.start() if found else position

    def finish(self) -> Body:
        """Close what is open and return everything found."""
        end = len(self.text)
        self._shut(end)
        self._close_story(end, 0)
        damaged = self._typed.find("\0", self.start)
        if damaged >= 0:
            self._marks.append(Mark(damaged - self._offset, "W212", "nul"))
        links = _LINK.findall(without_inline_code(self.text, self.start), self.start)
        return Body(
            self._title,
            tuple(self._entries),
            tuple(self._promises),
            tuple(dict.fromkeys(link.strip() for link in links)),
            self._inline_fields(),
            "\n\n".join(self._told),
            tuple(self._marks),
        )

    def _inline_fields(self) -> tuple[tuple[str, str], ...]:
        """Read ``Key:: value`` before the first section (K7)."""
        intro = self.text[self.start : self._first_section]
        if "::" not in intro and ":**" not in intro:
            return ()
        fields = []
        line, counted = self._first_line - 1, 0
        for found in _INLINE.finditer(intro):
            group = 5 if found[4] is not None else 3
            key: str = found[1] or found[2] or found[4]
            start = found.start(group)
            line += intro.count("\n", counted, start)
            counted = start
            column = start - intro.rfind("\n", 0, start)
            fields.append((key.strip(), Word(found[group].strip(), line, column, quoted=True)))
        return tuple(fields)
