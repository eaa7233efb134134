"""Where a new entry goes in a file, and in which form (E13, clarification 30).

Places are proposed, the best first; the proof decides (`proof`).
"""

import re
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kontaktjournal.domain.contact import Entry
from kontaktjournal.notation.edit.entry_text import Form, NewEntry
from kontaktjournal.notation.edit.manuscript import Manuscript
from kontaktjournal.notation.entries import Body
from kontaktjournal.notation.hidden import visible
from kontaktjournal.notation.vocabulary import Vocabulary

_ENTRY_LINE = re.compile(
    r"(?P<indent>[ \t]*)(?P<sign>\#{2,6}|[-*+])(?P<gap>[ \t]+)"
    r"(?P<opening>(?:\*\*)?(?:\[\[)?)[0-9.-]{8,10}(?P<closing>(?:\]\])?(?::?\*\*)?)"
    r"(?P<separator>[ \t]*[—–\-:|·,]?[ \t]*)(?P<words>.?)"
)
_HEADING = re.compile(r"(?:\A|(?<=\n)) {0,3}(#{1,6})[ \t]+([^\n]*)(?:\n|\Z)")
_ITEM = re.compile(r"(?:\A|\n)([ \t]*)([-*+])([ \t]+)")
_ROW = re.compile(r"(?:\A|\n)[ \t]*\|")
_TABLE_LINE = re.compile(r"[ \t]*\|")
_DEEPEST_HEADING = 6


class Place(NamedTuple):
    """A place for a new entry: the offset of a line's begin, or of the file's end."""

    at: int
    form: Form


class _Sibling(NamedTuple):
    """An entry of the file, from its line's begin to behind its text's last line."""

    entry: Entry
    start: int
    end: int
    form: Form
    section: int

    @property
    def group(self) -> tuple[str, str, int]:
        """Return what entries have in common that are one list, or headings of one level."""
        section = self.section if self.form.is_list else 0
        return self.form.indent, self.form.sign, section


def places(file: Manuscript, body: Body, vocabulary: Vocabulary, new: NewEntry) -> Iterator[Place]:
    """Yield places for a new entry, the best first.

    Args:
        file: to be written into.
        body: what its reader makes of the text below its head.
        vocabulary: knows the log's sections.
        new: the entry.
    """
    text = visible(file.text, file.head.body)
    headings = list(_HEADING.finditer(text, file.head.body))
    if body.entries:
        yield from _among(file, _siblings(file, body, headings), new)
    else:
        yield from _in_log_section(file, text, headings, vocabulary)
    yield Place(_behind_text(file, file.text), Form())
    # Only where a fence never closed hides the end, or the story takes it in.
    yield Place(_behind_text(file, text), Form())
    title = _title(headings)
    sections = (found.start() for found in headings if found.start() != title)
    yield Place(next(sections, file.head.body), Form())


def _title(headings: Sequence[re.Match[str]]) -> int:
    """Return where the first heading of all stands, which is the person's name."""
    return next((found.start() for found in headings if found[1] == "#"), -1)


# --- beside other entries --------------------------------------------------------------------


def beside(file: Manuscript, body: Body) -> Callable[[NewEntry], Place]:
    """Return what finds the place for an entry among those of a file, which has some."""
    headings = list(_HEADING.finditer(visible(file.text, file.head.body), file.head.body))
    siblings = _siblings(file, body, headings)
    return lambda new: next(_among(file, siblings, new))


def _siblings(file: Manuscript, body: Body, headings: Sequence[re.Match[str]]) -> list[_Sibling]:
    starts = {file.line_start(entry.span[0]) for entry in body.entries}
    sections = [found.start() for found in headings if found.start() not in starts]
    return [_sibling(file, entry, sections) for entry in body.entries]


def _sibling(file: Manuscript, entry: Entry, sections: Sequence[int]) -> _Sibling:
    start = file.line_start(entry.span[0])
    told = file.text[slice(*entry.span)].rstrip(" \t\r\n")
    end = file.line_end(entry.span[0] + len(told))
    section = bisect(sections, start)
    found = _ENTRY_LINE.match(file.text, start)
    if found is None:
        # A row of a table is never written (E13).
        return _Sibling(entry, start, end, Form(sign="|"), section)
    form = Form(
        indent=found["indent"],
        sign=found["sign"],
        gap=found["gap"],
        opening=found["opening"],
        closing=found["closing"],
        separator=_separator(found),
        roomy=_is_roomy(file, entry),
    )
    return _Sibling(entry, start, end, form, section)


def _separator(found: re.Match[str]) -> str:
    typed: str = found["separator"]
    if not found["words"] or not typed.strip():
        return " "
    return typed if typed[-1] in " \t" else f"{typed} "


def _is_roomy(file: Manuscript, entry: Entry) -> bool:
    """Tell whether a blank line stands between an entry's head and its text."""
    told = file.text[slice(*entry.span)]
    below = told.partition("\n")[2]
    return not below.strip() or not below.partition("\n")[0].strip()


def _is_later(entry: Entry, new: NewEntry) -> bool:
    """Tell whether an entry is later than the new one, which is the latest of its moment."""
    if entry.day != new.day:
        return entry.day > new.day
    return bool(entry.at and new.at and entry.at > new.at)


def _nearest(siblings: Sequence[_Sibling], new: NewEntry) -> _Sibling:
    """Return the entry whose form the new one takes: the last one before it."""
    earlier = [one for one in siblings if not _is_later(one.entry, new)]
    if earlier:
        return max(earlier, key=lambda one: one.entry.day)
    return min(siblings, key=lambda one: one.entry.day)


def _among(file: Manuscript, siblings: Sequence[_Sibling], new: NewEntry) -> Iterator[Place]:
    """Yield the place in the file's own order, then those around its entries."""
    written = [one for one in siblings if one.form.sign != "|"]
    nearest = _nearest(siblings, new)
    if nearest.form.sign == "|":
        items = [one for one in written if one.form.is_list]
        if not items:
            yield Place(_below_table(file, nearest), Form(sign="-", airy=False, roomy=False))
            return
        nearest = _nearest(items, new)
    group = [one for one in written if one.group == nearest.group]
    form = nearest.form._replace(airy=_is_airy(file, group, is_list=nearest.form.is_list))
    if form.is_list:
        form = form._replace(roomy=False)
    yield Place(_in_order(group, new), form)
    for at in (group[0].start, group[-1].end):
        yield Place(at, form)


def _in_order(group: Sequence[_Sibling], new: NewEntry) -> int:
    """Return where the new entry stands in the order of the others."""
    # As it is read (E12, E13): newest on top, unless the first is older than the last.
    if group[0].entry.day < group[-1].entry.day:
        for one in reversed(group):
            if not _is_later(one.entry, new):
                return one.end
        return group[0].start
    for one in group:
        if not _is_later(one.entry, new):
            return one.start
    return group[-1].end


def _is_airy(file: Manuscript, group: Sequence[_Sibling], *, is_list: bool) -> bool:
    """Tell whether blank lines part the entries of a file."""
    # The first item stands below its section's heading, the first heading maybe below nothing.
    starts = [one.start for one in group if one is not group[0]]
    if not is_list and group[0].start > file.head.body:
        starts.append(group[0].start)
    parted = [not file.text[file.line_start(at - 1) : at].strip() for at in starts]
    return all(parted) and bool(parted) if is_list else any(parted) or not parted


def _below_table(file: Manuscript, row: _Sibling) -> int:
    """Return the begin of the line below the table a row stands in."""
    at = file.line_end(row.start)
    while _TABLE_LINE.match(file.text, at):
        at = file.line_end(at)
    return at


# --- where there is none yet -----------------------------------------------------------------


def _in_log_section(
    file: Manuscript, text: str, headings: Sequence[re.Match[str]], vocabulary: Vocabulary
) -> Iterator[Place]:
    """Yield the place in the first log section, below whatever stands there (E4)."""
    title = _title(headings)
    for number, found in enumerate(headings):
        # A person may be called Journal.
        if found.start() == title or not vocabulary.is_log(found[2].rstrip("# \t\r")):
            continue
        following = headings[number + 1].start() if number + 1 < len(headings) else len(text)
        form = _form_of_section(text[found.end() : following], len(found[1]))
        yield Place(_behind_text(file, file.text[:following]), form)


def _form_of_section(own: str, level: int) -> Form:
    """Return how a section without entries wants them: as items where it has some."""
    item = _ITEM.search(own)
    if item and not item[1]:
        return Form(sign=item[2], gap=item[3], airy=False, roomy=False)
    if _ROW.search(own) or level >= _DEEPEST_HEADING:
        return Form(sign="-", airy=False, roomy=False)
    return Form(sign="#" * max(level + 1, 2))


def _behind_text(file: Manuscript, text: str) -> int:
    """Return the begin of the line behind the last words of a text that begins as the file."""
    told = text[file.head.body :].rstrip(" \t\r\n")
    return file.line_end(file.head.body + len(told)) if told else file.head.body


# --- the splice ------------------------------------------------------------------------------


def inserted(file: Manuscript, place: Place, entry_lines: Sequence[str]) -> tuple[str, int]:
    """Return the words that go to a place, and where among them the entry begins."""
    at, form = place
    text = file.text
    newline = file.newline_at(at)
    before = "" if at == 0 or text[at - 1] == "\n" else newline
    above = text[file.line_start(max(at - 1, 0)) : at].strip()
    # An item directly below a table would be read as a row of it.
    if above and (form.airy or (form.is_list and above.startswith("|"))):
        before += newline
    words = newline.join(entry_lines)
    is_last = at == len(text)
    if not is_last or not text or text[at - 1] == "\n":
        words += newline
    below = text[at : file.line_end(at)].strip()
    if below and (form.airy or (form.is_list and not below.startswith(form.sign))):
        words += newline
    return before + words, len(before)
