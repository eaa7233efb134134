"""Two bodies made one: every entry at its day's place, all else below the same heading.

Nothing of the file it goes into is changed; lines are only added. Each step is proven by
reading: the entries and promises of both are there, and the head says what it said.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from kontaktjournal.domain.contact import Entry, Promise
from kontaktjournal.domain.errors import Conflict
from kontaktjournal.domain.history import newest_first
from kontaktjournal.notation.edit.apart import (
    Heading,
    Passage,
    Section,
    headings,
    is_row,
    level_of,
    taken_apart,
    title_line,
)
from kontaktjournal.notation.edit.entry_text import Form, NewEntry
from kontaktjournal.notation.edit.insertion import Place, beside, inserted, places
from kontaktjournal.notation.edit.manuscript import Manuscript
from kontaktjournal.notation.edit.proof import Told, Witness
from kontaktjournal.notation.edit.reshaped import own_form, reshaped
from kontaktjournal.notation.vocabulary import plain

T = TypeVar("T")

_LIST_SIGNS = ("-", "*", "+")
#: What is no UTF-8 stands in a file's characters as such a sign.
_BYTE = re.compile("[\ud800-\udfff]")


class BodyJoiner:
    """Joins one body to another.

    Args:
        witness: reads files.
        name: of whom the other tells; a heading where one is needed.
    """

    def __init__(self, witness: Witness, name: str) -> None:
        self._witness = witness
        self._name = name

    def joined(self, file: Manuscript, other: Manuscript) -> Manuscript:
        """Return a file with what another tells.

        Raises:
            Conflict: if no place was found where it all reads as it did.
        """
        own, told = self._witness.told(file), self._witness.told(other)
        has_log = bool(own.body.entries)

        def stays(entry: Entry) -> bool:
            # A row of a table has its place in it; a list is kept where there is no other.
            return is_row(other, entry) or (not has_log and _is_item(other, entry))

        parts = taken_apart(other, told.body, stays)
        passages = _unknown(parts.passages, _saying_of(own))
        # Those of one day stay as they were to each other (E12).
        order = newest_first(replace(told.contact, entries=told.body.entries))
        ranks = {entry.span: rank for rank, entry in enumerate(order)}
        passages.sort(key=lambda passage: ranks[passage.entry.span])
        after = self._with_entries(file, passages)
        for section in parts.sections:
            after = self._with_section(after, section, told)
        if not _holds_both(own, told, self._witness.told(after)):
            raise _unsafe(file)
        return after

    # --- entries -------------------------------------------------------------------------

    def _with_entries(self, file: Manuscript, passages: Sequence[Passage]) -> Manuscript:
        """Return a file with entries more; the newest of them comes first."""
        if not passages:
            return file
        before = self._witness.told(file)
        for shape in (_reshaped, _as_it_is):
            after = self._all_at_once(file, before, passages, shape)
            if after is not None:
                return after
        for passage in reversed(passages):
            file = self._with_entry(file, passage)
        return file

    def _all_at_once(
        self,
        file: Manuscript,
        before: Told,
        passages: Sequence[Passage],
        shape: "Callable[[Passage, Form], tuple[list[str], Form]]",
    ) -> Manuscript | None:
        """Put all entries where they belong by their days; None where that cannot be proven."""
        entries = before.body.entries
        if entries:
            find = beside(file, before.body)
            found = [(find(_new(passage)), passage) for passage in passages]
        else:
            place = next(places(file, before.body, self._witness.vocabulary, _new(passages[0])))
            found = [(place, passage) for passage in passages]
        # As it is read (E12, E13).
        is_oldest_first = bool(entries) and entries[0].day < entries[-1].day
        if is_oldest_first:
            found.reverse()
        # From the last to the first: what is above keeps its place.
        after = file
        found.reverse()
        for place, passage in sorted(found, key=lambda one: -one[0].at):
            lines, form = shape(passage, place.form)
            words, _ = inserted(after, place._replace(form=form), lines)
            after = _spliced(after, place.at, words)
        return self._proven(file, before, after, passages)

    def _with_entry(self, file: Manuscript, passage: Passage) -> Manuscript:
        before = self._witness.told(file)
        for place in places(file, before.body, self._witness.vocabulary, _new(passage)):
            for shape in (_reshaped, _as_it_is):
                lines, form = shape(passage, place.form)
                words, _ = inserted(file, place._replace(form=form), lines)
                after = self._proven(file, before, _spliced(file, place.at, words), [passage])
                if after is not None:
                    return after
        raise _unsafe(file)

    def _proven(
        self, file: Manuscript, before: Told, spliced: Manuscript, passages: Sequence[Passage]
    ) -> Manuscript | None:
        """Return a file read again; None where it says anything else than it should."""
        try:
            after = file.changed(0, len(file.raw), spliced.raw)
        except Conflict as refusal:
            if refusal.key == "refusal.too_large":
                raise
            return None
        told = self._witness.told(after)
        wanted = _saying_of(before) + Counter(map(_saying, passages))
        is_proven = _saying_of(told) == wanted and _only_adds(before, told)
        return after if is_proven else None

    # --- all else ------------------------------------------------------------------------

    def _with_section(self, file: Manuscript, section: Section, told: Told) -> Manuscript:
        """Return a file with what stood below a heading elsewhere, or above all of them."""
        if not section.lines:
            is_empty = section.heading is None or self._has_place(file, section.heading)
            if is_empty or section.heading is None or not section.heading.name:
                return file
        before = self._witness.told(file)
        for at, lines in self._proposals(file, before, section, told):
            if lines == ():
                return file
            words, _ = inserted(file, Place(at, Form()), lines)
            try:
                after = file.changed(at, at, words)
            except Conflict as refusal:
                if refusal.key == "refusal.too_large":
                    raise
                continue
            read = self._witness.told(after)
            # Of what is told there, no line of the story may fall silent.
            story = {*_lines_of(told.body.story)} & {*_lines_of("\n".join(section.lines))}
            if _only_adds(before, read) and (
                not self._is_story(section) or story <= {*_lines_of(read.body.story)}
            ):
                return after
        raise _unsafe(file)

    def _is_story(self, section: Section) -> bool:
        heading = section.heading
        return heading is not None and self._witness.vocabulary.is_story(heading.name)

    def _has_place(self, file: Manuscript, heading: Heading) -> bool:
        """Tell whether an empty section would say nothing: a log whose entries are gone."""
        name, vocabulary = heading.name, self._witness.vocabulary
        known = headings(file, self._witness.told(file).body)
        return (
            vocabulary.is_log(name)
            or vocabulary.is_notes(name)
            or vocabulary.is_story(name)
            or any(self._is_same(one.name, name) for one in known)
        )

    def _proposals(
        self, file: Manuscript, before: Told, section: Section, told: Told
    ) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield where the lines may go, the best place first; none where they stand there."""
        found = headings(file, before.body)
        starts = sorted(
            [one.start for one in found]
            + [file.line_start(entry.span[0]) for entry in before.body.entries
               if not (is_row(file, entry) or _is_item(file, entry))]
        )  # fmt: skip
        heading = section.heading
        if heading is None:
            begin = title_line(file)[1]
            end = next((start for start in starts if start >= begin), len(file.text))
            if _stands_in(section.lines, file.raw[file.head.body : end]):
                yield 0, ()
            # A fact among the words there would be one of this file's (K7).
            if not told.body.fields:
                yield _behind(file, begin, end), section.lines
            lines = (f"## {self._name}", "", *section.lines)
        else:
            for one in found:
                if not self._is_same(one.name, heading.name):
                    continue
                end = next((start for start in starts if start > one.start), len(file.text))
                if _stands_in(section.lines, file.raw[one.end : end]):
                    yield 0, ()
                if section.is_flat or one.level == heading.level:
                    yield _behind(file, one.end, end), section.lines
            lines = (section.head, *([""] if section.lines else []), *section.lines)
        yield self._before_log(file, before, found), lines
        yield _behind(file, file.head.body, len(file.text)), lines
        if starts:
            yield starts[0], lines

    def _before_log(self, file: Manuscript, before: Told, found: Sequence[Heading]) -> int:
        """Return where the log begins, or where the text ends."""
        vocabulary = self._witness.vocabulary
        starts = [one.start for one in found if vocabulary.is_log(one.name)]
        for entry in before.body.entries[:1]:
            if not (is_row(file, entry) or _is_item(file, entry)):
                start = file.line_start(entry.span[0])
                level = level_of(file, entry)
                above = [one.start for one in found if one.start < start and one.level < level]
                starts.append(above[-1] if above else start)
        return min(starts, default=_behind(file, file.head.body, len(file.text)))

    def _is_same(self, one: str, other: str) -> bool:
        """Tell whether two headings name the same section."""
        vocabulary = self._witness.vocabulary
        return plain(one).strip(" :") == plain(other).strip(" :") or any(
            is_it(one) and is_it(other)
            for is_it in (vocabulary.is_log, vocabulary.is_notes, vocabulary.is_story)
        )


# --- places ----------------------------------------------------------------------------------


def _new(passage: Passage) -> NewEntry:
    return NewEntry(passage.entry.day, at=passage.entry.at)


def _is_item(file: Manuscript, entry: Entry) -> bool:
    return file.text[file.line_start(entry.span[0]) :].lstrip(" \t").startswith(_LIST_SIGNS)


def _behind(file: Manuscript, start: int, end: int) -> int:
    """Return the begin of the line behind the last words between two places."""
    told = file.text[start:end].rstrip(" \t\r\n")
    return file.line_end(start + len(told)) if told else start


def _spliced(file: Manuscript, at: int, words: str) -> Manuscript:
    """Return a file with more words in its body, which is not read again."""
    raw, text = file.raw, file.text
    return file._replace(raw=raw[:at] + words + raw[at:], text=text[:at] + words + text[at:])


def _reshaped(passage: Passage, form: Form) -> tuple[list[str], Form]:
    return reshaped(passage.lines, form), form


def _as_it_is(passage: Passage, form: Form) -> tuple[list[str], Form]:
    return [*passage.lines], own_form(passage.lines, form)


def _stands_in(lines: Sequence[str], raw: str) -> bool:
    """Tell whether the same lines stand in a text already."""
    there = [line.strip() for line in raw.split("\n")]
    wanted = [line.strip() for line in lines]
    return any(there[at : at + len(wanted)] == wanted for at in range(len(there)))


# --- proof -----------------------------------------------------------------------------------


def _saying_of(told: Told) -> Counter[tuple[Entry, str]]:
    return Counter(
        (_bare(entry), _plain(told.text[slice(*entry.span)])) for entry in told.body.entries
    )


def _saying(passage: Passage) -> tuple[Entry, str]:
    told = _BYTE.sub("\ufffd", "\n".join(passage.lines[1:]))
    return _bare(passage.entry), _plain(told)


def _bare(entry: Entry) -> Entry:
    return entry._replace(line=0, span=(0, 0))


def _plain(text: str) -> str:
    """Return a text without blank lines, and without what its lines are indented by."""
    return "\n".join(filter(None, (line.strip() for line in text.split("\n"))))


def _unknown(passages: Sequence[Passage], known: Counter[tuple[Entry, str]]) -> list[Passage]:
    """Return the passages that do not stand in a file word for word."""
    left = Counter(known)
    new: list[Passage] = []
    for passage in passages:
        saying = _saying(passage)
        if left[saying]:
            left[saying] -= 1
        else:
            new.append(passage)
    return new


def _promised(told: Told) -> Counter[Promise]:
    return Counter(promise._replace(line=0) for promise in told.body.promises)


def _only_adds(before: Told, after: Told) -> bool:
    """Tell whether a text more changed nothing of what was told."""
    was, now = before.body, after.body
    return (
        replace(after.contact, story_told=before.contact.story_told) == before.contact
        and now.title == was.title
        and _saying_of(after) >= _saying_of(before)
        and _promised(after) >= _promised(before)
        and _lines_of(now.story) >= _lines_of(was.story)
    )


def _holds_both(own: Told, other: Told, after: Told) -> bool:
    """Tell whether a file tells all that two told, and nothing else."""
    if not _is_union(_saying_of(own), _saying_of(other), _saying_of(after)):
        return False
    if not _is_union(_promised(own), _promised(other), _promised(after)):
        return False
    story = {*_lines_of(after.body.story)}
    return all(story.issuperset(_lines_of(one.body.story)) for one in (own, other))


def _is_union(own: Counter[T], other: Counter[T], both: Counter[T]) -> bool:
    """Tell whether nothing is lost and nothing new; what both say may stand there once."""
    return (own | other) <= both <= own + other


def _lines_of(text: str) -> Counter[str]:
    return Counter(filter(None, (line.strip() for line in text.split("\n"))))


def _unsafe(file: Manuscript) -> Conflict:
    return Conflict("refusal.unsafe_edit", path=file.path, line=file.head.body_line)
