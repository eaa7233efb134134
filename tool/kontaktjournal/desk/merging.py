"""Two contacts who are one person get one file; nothing either of them told is lost (X6)."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from kontaktjournal.desk.desk import Desk
from kontaktjournal.desk.renaming import Left, Linking, Renamer
from kontaktjournal.desk.written import Written
from kontaktjournal.domain.contact import Contact, Entry, EntryKind
from kontaktjournal.domain.errors import Conflict, Refused
from kontaktjournal.domain.links import Names
from kontaktjournal.domain.merging import Joining, Outvoted, is_missed
from kontaktjournal.notation.edit.editor import Editor
from kontaktjournal.notation.edit.entry_text import NewEntry
from kontaktjournal.notation.edit.joiner import Joined, Joiner, Side
from kontaktjournal.notation.keys import Keys
from kontaktjournal.notation.parse import Reader
from kontaktjournal.views.words import Frame


class Merged(NamedTuple):
    """Two contacts who are one from now on.

    Args:
        written: the file that stays.
        removed: the one that went into it.
        entries: those that came from there.
        outvoted: what was said there, and does not stand in the head now.
        noted: of that, what a person would miss: it stands in the note.
        links: how many links follow, by note.
        left: those that do not.
    """

    written: Written
    removed: Written
    entries: tuple[Entry, ...]
    outvoted: tuple[Outvoted, ...]
    noted: tuple[Outvoted, ...]
    links: Counter[str]
    left: tuple[Left, ...]


class Merger:
    """Make one contact of two.

    Args:
        renamer: knows who links to whom, and leads links elsewhere.
        frame: of the command.
    """

    def __init__(self, renamer: Renamer, frame: Frame) -> None:
        self._renamer = renamer
        self._frame = frame
        self._joiner = Joiner(frame.settings)
        self._reader = Reader(frame.settings)
        self._editor = Editor(frame.settings)
        self._keys = Keys(frame.settings.keys)

    def look(self, kept: Contact, gone: Contact) -> Linking:
        """Look which notes may have links that have to follow.

        Reads every note of the journal: no other command shall have to wait for that.

        Args:
            kept: who stays.
            gone: who goes into it.

        Raises:
            Refused: they are the same contact.
        """
        must_differ(kept, gone)
        return self._renamer.search(gone, kept)

    def merge(self, desk: Desk, linking: Linking) -> Merged:
        """Make one contact of two, and lead the links to whoever is gone to whoever stays.

        Args:
            desk: entered.
            linking: what was found.

        Raises:
            Conflict: a file cannot be edited safely, or is changed all the time.
            Refused: a file cannot be touched.
            DiskTrouble: the system would not.
        """
        kept, gone = linking.after.path, linking.before.path
        other = self._side(gone, desk.bytes_of(gone))
        joined: Joined | None = None
        noted: tuple[Outvoted, ...] = ()

        def edit(data: bytes) -> bytes:
            nonlocal joined, noted
            own = self._side(kept, data)
            joined = self._joined(own, other, linking)
            noted = self._missed(joined, kept)
            note = self._note(other.contact, noted)
            return self._editor.insert_entry(joined.data, note, path=kept)

        written = desk.rewrite(kept, edit)
        removed = desk.remove(gone, other.data)
        assert joined is not None  # noqa: S101  # what the edit made
        links, left = self._follow(desk, linking, written.contact)
        written = next((one for one in desk.written if one.to == kept), written)
        return Merged(written, removed, joined.entries, joined.outvoted, noted, links, left)

    def _side(self, path: str, data: bytes) -> Side:
        """Return a file as a contact's.

        Raises:
            Conflict: it is none any more.
        """
        contact = self._reader.read(data, path).contact
        if contact is None:
            raise Conflict("refusal.changed", path=path, file=path.rpartition("/")[2])
        return Side(data, contact)

    def _joined(self, own: Side, other: Side, linking: Linking) -> Joined:
        names = Names((own.contact, other.contact, *_apart(linking)))
        both = {own.contact.path, other.contact.path}

        def is_self(target: str) -> bool:
            meant = names.resolve(target)
            return bool(meant) and both.issuperset(meant)

        if _folder(own.contact.path) != _folder(other.contact.path):
            other = other._replace(data=self._renamer.rebased(other.data, linking))
        return self._joiner.joined(own, other, is_self)

    def _missed(self, joined: Joined, path: str) -> tuple[Outvoted, ...]:
        """Return what a person would miss of what was outvoted."""
        now = self._side(path, joined.data).contact
        return tuple(
            one for one in joined.outvoted if one.is_own or self._is_missed(one, now, path)
        )

    def _is_missed(self, one: Outvoted, now: Contact, path: str) -> bool:
        key = self._keys.canonical(one.key) or one.key
        # Any text is a value of YAML as JSON has it.
        alone = f"---\n{key}: {json.dumps(one.words, ensure_ascii=False)}\n---\n"
        said = self._reader.read(alone.encode("utf-8", "surrogateescape"), path).contact
        return is_missed(key, said, now)

    def _note(self, gone: Contact, noted: Sequence[Outvoted]) -> NewEntry:
        """Return the entry that tells of it, and of what was said otherwise."""
        say, file = self._frame.say, gone.path.rpartition("/")[2]
        parts: list[str] = []
        for is_own, sentence in ((False, "merging.outvoted"), (True, "merging.stricter")):
            told = [one for one in noted if one.is_own == is_own]
            if told:
                lines = (f"- {one.key}: {one.words}" for one in told)
                parts.append("\n".join((say(sentence, file=file), "", *lines)))
        return NewEntry(
            self._frame.today,
            EntryKind.NOTE,
            channel=say("filing.note"),
            title=say("merging.title", name=gone.name, file=file),
            text="\n\n".join(parts),
        )

    def _follow(
        self, desk: Desk, linking: Linking, merged: Contact
    ) -> tuple[Counter[str], tuple[Left, ...]]:
        kept, gone = linking.after, linking.before
        notes = ({*linking.notes} | {kept.path}) - {gone.path}
        found = linking._replace(notes=tuple(sorted(notes)))
        joining = Joining(gone, kept, merged, linking.others, linking.known)
        return self._renamer.follow(desk, found, joining)


def must_differ(one: Contact, other: Contact) -> None:
    """Refuse to compare a contact with itself.

    Raises:
        Refused: both are the same file.
    """
    if one.path == other.path:
        raise Refused("refusal.merge.same", path=one.path)


def _apart(linking: Linking) -> list[Contact]:
    """Return everybody else whom a link may mean."""
    both = {linking.before.path, linking.after.path}
    return [one for one in linking.others if one.path not in both]


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
