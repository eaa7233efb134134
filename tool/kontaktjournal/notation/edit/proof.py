"""The proof of a new entry: reading again finds it, as it was meant, and nothing else new.

Everything but the entry must read as before: the head's values, the story, every other entry
with its text, every promise (clarification 30).
"""

from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact, Decision, Entry, Promise
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.edit.entry_text import NewEntry
from kontaktjournal.notation.edit.manuscript import Manuscript
from kontaktjournal.notation.entries import Body, BodyReader
from kontaktjournal.notation.fields import HeadReader
from kontaktjournal.notation.heads import EntryReader
from kontaktjournal.notation.keys import Keys
from kontaktjournal.notation.vocabulary import Vocabulary


class Told(NamedTuple):
    """What a file tells.

    Args:
        text: of the file.
        body: what stands below the head.
        contact: what head and body tell of the person, entries and links left out.
    """

    text: str
    body: Body
    contact: Contact


class Witness:
    """Read files, and compare what they told before and after.

    Args:
        settings: keys, stages and words of the journal.
    """

    def __init__(self, settings: Settings) -> None:
        self.vocabulary = Vocabulary(settings.entries)
        self._body = BodyReader(self.vocabulary, settings.pipeline)
        self._entry = EntryReader(self.vocabulary, settings.pipeline)
        self._head = HeadReader(Keys(settings.keys), settings.pipeline, None)

    def told(self, file: Manuscript) -> Told:
        """Return what a file tells."""
        head = file.head
        body = self._body.read(file.text, head.body, head.body_line)
        fields, _ = self._head.read(head, body, "")
        contact = fields.contact(file.path, body, promises=(), unreadable=False)
        return Told(file.text, body, replace(contact, entries=(), links=()))

    def proves(self, before: Told, after: Told, new: NewEntry, start: int, size: int) -> bool:
        """Tell whether exactly one entry was added, and reads back as it was meant.

        Args:
            before: what the file told.
            after: what it tells now.
            new: the entry, cleaned.
            start: where its line begins.
            size: how many lines it takes.
        """
        line = after.text.count("\n", 0, start) + 1
        own = range(line, line + size)
        found = [entry for entry in after.body.entries if entry.line in own]
        others = [entry for entry in after.body.entries if entry.line not in own]
        return (
            len(found) == 1
            and found[0].line == line
            and self._is_meant(found[0], new)
            and _same(before, before.body.entries, after, others)
            and _kept(before, after, new, own)
            and after.contact == before.contact
            and (after.body.title, after.body.story) == (before.body.title, before.body.story)
            and set(after.body.links) >= set(before.body.links)
        )

    def proves_decision(self, before: Told, after: Told, entry: Entry, decision: str) -> bool:
        """Tell whether one entry got a decision, and everything else reads as before.

        Args:
            before: what the file told.
            after: what it tells now.
            entry: as it was read before.
            decision: the line, without its arrow.
        """
        was, now = before.body.entries, after.body.entries
        if len(was) != len(now):
            return False
        place = was.index(entry)
        others = [*now[:place], *now[place + 1 :]]
        read, told = _saying(after, now[place])
        before_it = _saying(before, entry)
        return (
            read == before_it[0]._replace(decision=self._entry.decision(decision))
            and told.startswith(before_it[1])
            and _same(before, (*was[:place], *was[place + 1 :]), after, others)
            and _unplaced(after.body.promises) == _unplaced(before.body.promises)
            and after.contact == before.contact
            and (after.body.title, after.body.story) == (before.body.title, before.body.story)
            and after.body.links == before.body.links
        )

    def _is_meant(self, read: Entry, new: NewEntry) -> bool:
        named = {(new.channel, new.title)}
        if not new.title and new.channel.startswith(read.channel):
            # A channel nobody knows, with nothing behind it, reads as a title; it may begin
            # with a word that is one.
            named.add((read.channel, new.channel))
        if not new.channel and new.title:
            # "Call with Rod." has a channel, though nothing divides it from the rest.
            named.add((read.channel, new.title))
        return (
            (read.day, read.kind, read.at, read.minutes)
            == (new.day, new.kind, new.at, new.minutes)
            and (read.channel, read.title) in named
            and read.decision == self._decision(new)
        )

    def _decision(self, new: NewEntry) -> Decision | None:
        return self._entry.decision(new.decision) if new.decision else None


def _same(before: Told, old: tuple[Entry, ...], after: Told, now: list[Entry]) -> bool:
    """Tell whether entries say the same, with the same text."""
    return [_saying(before, entry) for entry in old] == [_saying(after, entry) for entry in now]


def _saying(told: Told, entry: Entry) -> tuple[Entry, str]:
    text = told.text[slice(*entry.span)].strip()
    return entry._replace(line=0, span=(0, 0)), text


def _kept(before: Told, after: Told, new: NewEntry, own: range) -> bool:
    """Tell whether the old promises and faults are all there, and only the new promises new."""
    made = [promise for promise in after.body.promises if promise.line in own]
    others = [promise for promise in after.body.promises if promise.line not in own]
    if _unplaced(others) != _unplaced(before.body.promises):
        return False
    latest = made[len(made) - len(new.todos) :]
    if len(made) < len(new.todos) or any(
        read.kept or (todo.due and read.due != todo.due)
        for read, todo in zip(latest, new.todos, strict=True)
    ):
        return False
    faults = Counter(mark.code for mark in before.body.marks)
    return faults <= Counter(mark.code for mark in after.body.marks)


def _unplaced(promises: "list[Promise] | tuple[Promise, ...]") -> list[Promise]:
    return [promise._replace(line=0) for promise in promises]
