"""Bytes of two contact files to the bytes of one; nothing of either is lost (X6)."""

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact, Entry, stem_of
from kontaktjournal.domain.errors import Conflict
from kontaktjournal.domain.merging import Outvoted, names_of, withheld
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.edit.editor import headed
from kontaktjournal.notation.edit.joined_body import BodyJoiner
from kontaktjournal.notation.edit.joined_head import HeadJoiner, Source, Taking
from kontaktjournal.notation.edit.manuscript import Manuscript, manuscript
from kontaktjournal.notation.edit.pairs import is_refusal_of_value, without_item
from kontaktjournal.notation.edit.proof import Witness
from kontaktjournal.notation.edit.sheet import Sheet, Spelling
from kontaktjournal.notation.edit.splice import emptied
from kontaktjournal.notation.keys import Keys
from kontaktjournal.notation.values import target_of, words_of

#: Keys that lead to people.
_PEOPLE = ("via", "links", "distinct")


class Side(NamedTuple):
    """One of two files.

    Args:
        data: its bytes.
        contact: whom it tells of.
    """

    data: bytes
    contact: Contact


class Joined(NamedTuple):
    """Two files made one.

    Args:
        data: its bytes.
        outvoted: what the other one said, and does not stand in the head now.
        entries: those of the other that were not known word for word.
    """

    data: bytes
    outvoted: tuple[Outvoted, ...]
    entries: tuple[Entry, ...]


class Joiner:
    """Join contact files by one set of settings.

    Args:
        settings: keys, stages and words of the journal.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._witness = Witness(settings)
        self._spelling = Spelling(Keys(settings.keys), settings.keys)

    def joined(self, own: Side, other: Side, is_self: Callable[[str], bool]) -> Joined:
        """Return a file with all that another tells.

        Args:
            own: the file that stays.
            other: the one that goes into it.
            is_self: tells whether a link leads to one of the two.

        Raises:
            Conflict: if one of them cannot be edited safely; ``path`` and ``line`` say where.
        """
        theirs = manuscript(other.data, other.contact.path)
        ours = manuscript(own.data, own.contact.path)
        told = self._witness.told(theirs)
        names = names_of(other.contact, told.body.title)
        name = names[0] if names else stem_of(other.contact.path)
        joined = BodyJoiner(self._witness, name).joined(ours, theirs)
        entries = self._new(ours, joined)
        taking = Taking(
            names, withheld(own.contact, other.contact, self._settings.pipeline), is_self
        )
        file = self._without_self(headed(joined), is_self)
        head = HeadJoiner(
            Source(file, self._witness.told(file).body, own.contact),
            Source(theirs, told.body, other.contact),
            self._spelling,
            taking,
        )
        after, outvoted = head.joined()
        # Who has nothing to say in a head needs none.
        is_needless = joined.head.block is None and not after.head.pairs
        return Joined((joined if is_needless else after).data, outvoted, entries)

    def _new(self, before: Manuscript, after: Manuscript) -> tuple[Entry, ...]:
        """Return the entries that were added."""
        known = Counter(map(_bare, self._witness.told(before).body.entries))
        new: list[Entry] = []
        for entry in self._witness.told(after).body.entries:
            if known[_bare(entry)]:
                known[_bare(entry)] -= 1
            else:
                new.append(entry)
        return tuple(new)

    def _without_self(self, file: Manuscript, is_self: Callable[[str], bool]) -> Manuscript:
        """Return a file whose head does not lead from one of the two to the other."""
        for key in _PEOPLE:
            file = self._without(file, key, is_self)
        return file

    def _without(self, file: Manuscript, key: str, is_self: Callable[[str], bool]) -> Manuscript:
        for pair in Sheet(file, self._spelling).spelled(key):
            items = pair.value if isinstance(pair.value, list) else [pair.value]
            if Sheet(file, self._spelling).is_one_link(pair):
                items = [pair.value]
            leading = [
                number
                for number, item in enumerate(items)
                if any(is_self(target_of(word)) for word in words_of([item]))
            ]
            for number in reversed(leading):
                sheet = Sheet(file, self._spelling)
                now = sheet.pairs[pair.at]
                try:
                    file = emptied(sheet, now) if len(items) == 1 else without_item(
                        sheet, now, number
                    )  # fmt: skip
                except Conflict as refusal:
                    # It leads to itself then, and that does no harm.
                    if not is_refusal_of_value(refusal):
                        raise
        return file


def _bare(entry: Entry) -> Entry:
    return entry._replace(line=0, span=(0, 0))
