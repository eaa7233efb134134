"""Bytes of a contact file and changes to bytes; every byte not meant to change stays.

::

    editor = Editor(settings)
    data = editor.set_fields(data, {"status": "angebot", "every": None}, path="kontakte/anna.md")
    data = editor.add_to_list(data, "story", "beide aus Leipzig", path="kontakte/anna.md")
    data = editor.insert_entry(data, NewEntry(day, title="…"), path="kontakte/anna.md")

Every edit is proven by reading the result again. What cannot be edited safely is refused as a
`Conflict` that names the line (exit status 4); nothing is ever guessed, and nothing dumped.
"""

import re
from collections.abc import Iterator, Mapping

from kontaktjournal.domain.contact import Entry
from kontaktjournal.domain.errors import Conflict
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.edit.additions import with_item
from kontaktjournal.notation.edit.decided import decided
from kontaktjournal.notation.edit.entry_text import NewEntry, lines, titled
from kontaktjournal.notation.edit.insertion import inserted, places
from kontaktjournal.notation.edit.manuscript import Manuscript, manuscript
from kontaktjournal.notation.edit.proof import Witness
from kontaktjournal.notation.edit.scalars import one_line
from kontaktjournal.notation.edit.sheet import Sheet, Spelling
from kontaktjournal.notation.edit.splice import FOREIGN, ORDER, added, emptied, set_value
from kontaktjournal.notation.keys import Keys

__all__ = ["Editor", "NewEntry", "titled"]

#: The first words of a file; what stands before the dashes is mostly not to be seen.
_LIKE_A_FENCE = re.compile(r"[^\w#>*|+-]*((?:---|\+\+\+)(?![-+]))")


class Editor:
    """Edit contact files by one set of settings.

    Args:
        settings: keys, stages and words of the journal.
        obsidian: whether the root is an Obsidian vault: times are written with ``T`` (T1).
    """

    def __init__(self, settings: Settings, *, obsidian: bool = False) -> None:
        self._spelling = Spelling(Keys(settings.keys), settings.keys, obsidian)
        self._witness = Witness(settings)

    def set_fields(self, data: bytes, changes: Mapping[str, str | None], *, path: str) -> bytes:
        """Write values into the head.

        Args:
            data: the file's bytes.
            changes: canonical key to its value; None or a blank text empties the key, in all
                its spellings. A missing key is added, but not to be left empty.
            path: names the file in refusals.

        Raises:
            Conflict: if a value cannot be written safely; ``line`` says where.
        """
        file = manuscript(data, path)
        for canonical in sorted(changes, key=_rank):
            words = one_line(changes[canonical] or "")
            file = self._set(file, canonical, words) if words else self._empty(file, canonical)
        return file.data

    def add_to_list(self, data: bytes, key: str, item: str, *, path: str) -> bytes:
        """Add an item to a list key; a text that stands there becomes its first item.

        Args:
            data: the file's bytes.
            key: canonical.
            item: of one line; a blank one, and one that is there already, adds nothing.
            path: names the file in refusals.

        Raises:
            Conflict: if it cannot be added safely; ``line`` says where.
        """
        file = manuscript(data, path)
        words = one_line(item)
        if not words:
            return file.data
        return with_item(self._sheet(headed(file)), key, words).data

    def insert_entry(self, data: bytes, entry: NewEntry, *, path: str) -> bytes:
        """Add an entry to the body, in the form and the order the file uses (E13).

        Args:
            data: the file's bytes.
            entry: whose title goes into its text where it would be read as something else.
            path: names the file in refusals.

        Raises:
            Conflict: if no place was found where it reads back as it was meant.
        """
        file = manuscript(data, path)
        before = self._witness.told(file)
        new = entry.cleaned()
        for place in places(file, before.body, self._witness.vocabulary, new):
            for version, quoted in _versions(new):
                written = lines(version, place.form, quoted=quoted)
                words, begin = inserted(file, place, written)
                try:
                    after = file.changed(place.at, place.at, words)
                except Conflict as refusal:
                    if refusal.key == "refusal.too_large":
                        raise
                    continue
                told = self._witness.told(after)
                if self._witness.proves(before, told, version, place.at + begin, len(written)):
                    return after.data
        raise Conflict("refusal.unsafe_entry", path=path, line=file.head.body_line)

    def add_decision(self, data: bytes, entry: Entry, decision: str, *, path: str) -> bytes:
        """Write a decision below an entry that stands in the file and has none.

        Args:
            data: the file's bytes.
            entry: as it was read.
            decision: the line, with or without its arrow.
            path: names the file in refusals.

        Raises:
            Conflict: if the entry is not there any more, or it cannot be written safely.
        """
        return decided(manuscript(data, path), entry, decision, self._witness).data

    def _sheet(self, file: Manuscript) -> Sheet:
        return Sheet(file, self._spelling)

    def _set(self, file: Manuscript, canonical: str, words: str) -> Manuscript:
        if file.head.block is None and canonical in FOREIGN:
            return file
        sheet = self._sheet(headed(file))
        spelled = sheet.spelled(canonical)
        if spelled:
            return set_value(sheet, spelled[0], words)
        return file if canonical in FOREIGN else added(sheet, canonical, words)

    def _empty(self, file: Manuscript, canonical: str) -> Manuscript:
        if file.head.block is None:
            return file
        for pair in self._sheet(file).spelled(canonical):
            sheet = self._sheet(file)
            file = emptied(sheet, sheet.pairs[pair.at])
        return file


def headed(file: Manuscript) -> Manuscript:
    """Return a file with a front matter: its own, or an empty one at the top (W4)."""
    if file.head.block is not None:
        return file
    if found := _LIKE_A_FENCE.match(file.text):
        # Never a second block on top of one that was meant to be one (clarification 29).
        raise Conflict("refusal.fence", path=file.path, line=file.line_at(found.start(1)))
    newline = file.newline_at(0)
    is_apart = not file.text[: file.line_end(0)].strip()
    fences = f"---{newline}---{newline}{'' if is_apart else newline}"
    headed = file.changed(0, 0, fences)
    if headed.head.block is None or headed.raw != fences + file.raw:
        raise Conflict("refusal.unsafe_edit", path=file.path, line=1)
    return headed


def _rank(canonical: str) -> int:
    return ORDER.index(canonical) if canonical in ORDER else len(ORDER)


def _versions(new: NewEntry) -> Iterator[tuple[NewEntry, bool]]:
    """Yield what to try: as it is, the title as text, all text as a quotation."""
    yield new, False
    if new.title:
        yield new.untitled(), False
    if new.text:
        yield new, True
    if new.title:
        yield new.untitled(), True
