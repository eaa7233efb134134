"""Decision lines that were written while somebody watched, copied to the heads (`--apply`).

Front matter is state, a decision line is history (decision 10), so only what was written just
now is copied: the newest decision of a file, where it was not there before, and of it only what
the head does not say otherwise since the same save.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact, Decision, Entry
from kontaktjournal.domain.errors import JournalError
from kontaktjournal.domain.history import history, newest_first
from kontaktjournal.domain.rhythm import Cadence, When
from kontaktjournal.domain.verdict import Rhythm, Verdict, settle
from kontaktjournal.index import followed, select
from kontaktjournal.journal import Journal
from kontaktjournal.notation.edit.change import Change
from kontaktjournal.notation.when.phrase import why_refused
from kontaktjournal.watch.told import Applied, Trouble

#: What a decision can say, and what of the head it stands for.
_COPIED = ("status", "next", "every")
#: A date must not stay hidden behind it (D8).
_WITH_NEXT = "snooze"
#: Parts the words of a decision that were not understood.
_BETWEEN = " · "

_Decided = tuple[date, Decision]


class _Known(NamedTuple):
    """A contact as it was last read, and what was decided before.

    Args:
        decided: all decisions it ever had.
        head: what a decision would change.
    """

    decided: frozenset[_Decided]
    head: tuple[str | None, When | None, Cadence | None]


class Applying:
    """Copies new decisions; remembers which are old.

    Args:
        words: how a rhythm is written to a file.
        tell: tells the user.
    """

    def __init__(self, words: Callable[[Cadence], str], tell: Callable[[Trouble], None]) -> None:
        self._words = words
        self._tell = tell
        self._known: dict[str, _Known] = {}

    def learn(self, journal: Journal) -> None:
        """Take all decisions of an index for old."""
        contacts = journal.index.ask(select.contacts())
        self._known = {contact.path: _known(contact) for contact in contacts}

    def apply(self, journal: Journal, newest: int, gone: Iterable[str]) -> list[Applied]:
        """Copy what was decided in the files that were read since, and return what that was.

        Args:
            journal: in step with its files.
            newest: the last reading that was looked at (see `followed.Content`).
            gone: files that are no longer there.
        """
        applied: list[Applied] = []
        for path in gone:
            self._known.pop(path, None)
        for contact in journal.index.ask(followed.contacts_since(newest)):
            was = self._known.get(contact.path)
            now = _known(contact)
            # What git took away and brings back is not decided again.
            seen = was.decided | now.decided if was else now.decided
            self._known[contact.path] = now._replace(decided=seen)
            # A file that came from elsewhere brought its head along.
            decision = _decision(contact, was, journal.today) if was else None
            if was and decision:
                is_copied = self._copy(journal, contact.path, was)
                doubtful = _doubtful(decision, journal.today)
                if is_copied or doubtful:
                    applied.append(Applied(contact.path, is_copied, doubtful))
        return applied

    def _copy(self, journal: Journal, path: str, was: _Known) -> bool:
        """Copy a decision; tell whether the head did not say it yet."""

        def plan(contact: Contact) -> Change:
            decision = _decision(contact, was, journal.today)
            if decision is None:
                return Change()
            return self._change(contact, decision, was, journal)

        try:
            desk = journal.desk("watch")
            with desk:
                desk.change(path, plan)
        except JournalError as error:
            self._tell(Trouble(error))
            return False
        return bool(desk.written)

    def _change(
        self, contact: Contact, decision: Decision, was: _Known, journal: Journal
    ) -> Change:
        settings = journal.settings
        stage = settings.pipeline.stage(decision.stage) if decision.stage else None
        every = decision.every
        rhythm = Rhythm(every, "" if every.is_none else self._words(every)) if every else None
        verdict = Verdict(stage, next=decision.next, every=rhythm)
        fields = settle(contact, verdict, settings, journal.today).fields
        by_hand = _changed_by_hand(was, _known(contact))
        kept = {key for key in _COPIED if key not in by_hand}
        if "next" in kept:
            kept.add(_WITH_NEXT)
        return Change({key: value for key, value in fields.items() if key in kept})


def _known(contact: Contact) -> _Known:
    decided = frozenset((entry.day, entry.decision) for entry in contact.entries if entry.decision)
    return _Known(decided, (contact.status, contact.next, contact.every))


def _decision(contact: Contact, was: _Known, today: date) -> Decision | None:
    """Return the newest decision of a contact, if it is new and no talk came after it."""
    found: Entry | None = next(
        (one for one in newest_first(contact) if one.decision and one.day <= today), None
    )
    talk = history(contact, today).last_talk
    if found is None or found.decision is None or (talk and found.day < talk.day):
        return None
    return None if (found.day, found.decision) in was.decided else found.decision


def _doubtful(decision: Decision, today: date) -> str:
    """Return what of the reason looks like a date, where no date was read."""
    if decision.next is not None:
        return ""
    for words in decision.reason.split(_BETWEEN):
        # Only with a digit: whoever writes "Montag" or "bald" may mean just that.
        if any(map(str.isdigit, words)) and why_refused(words, today=today) is None:
            return words
    return ""


def _changed_by_hand(was: _Known, now: _Known) -> set[str]:
    pairs = zip(_COPIED, was.head, now.head, strict=True)
    return {key for key, before, after in pairs if before != after}
