"""Changes that belong together: all of them are kept, or all of them taken back."""

import time
from collections.abc import Callable
from typing import NamedTuple

from kontaktjournal.domain.errors import DiskTrouble, JournalError, reason_of
from kontaktjournal.store.changes import Change, Renamed
from kontaktjournal.store.commit import ChangedMeanwhile, Outcome, uninterrupted
from kontaktjournal.store.files import Files, Note

#: How often a change is tried on what somebody else just wrote.
_ATTEMPTS = 30
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.0005, 0.05

#: A change to be made: given whom to tell before, and what to tell after.
Step = Callable[[Note, Outcome], None]
#: Takes back the note of a change that did not take place.
Void = Callable[[], None]


class _Done(NamedTuple):
    change: Change
    void: Void


class Run:
    """Changes made one after another.

    Args:
        files: the journal's files.
        note: keeps a change in mind just before it takes place; returns how to forget it.
    """

    def __init__(self, files: Files, note: Callable[[Change], Void]) -> None:
        self._files = files
        self._note = note
        self._done: list[_Done] = []
        self.unsure: DiskTrouble | None = None
        self.is_tidy = True
        self.copies: list[str] = []

    def __len__(self) -> int:
        return len(self._done)

    def do(self, path: str, step: Step) -> None:
        """Make a change, on the new text where somebody wrote to the file meanwhile.

        Raises:
            ChangedMeanwhile: somebody does so all the time.
            JournalError: it must not, or cannot be done.
        """
        pause = _FIRST_PAUSE_SECONDS
        for _ in range(_ATTEMPTS - 1):
            try:
                self._try(path, step)
            except ChangedMeanwhile:
                time.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)
            else:
                return
        self._try(path, step)

    def _try(self, path: str, step: Step) -> None:
        outcome = Outcome()
        before = len(self._done)

        def note(change: Change) -> None:
            self._done.append(_Done(change, self._note(change)))

        try:
            step(note, outcome)
        except BaseException as error:
            if not outcome.is_done:
                self._forget(before)
            elif isinstance(error, DiskTrouble):
                # It took place, and something failed after it.
                self.unsure = _not_sure(path, str(error.values["reason"]))
                return
            elif isinstance(error, ChangedMeanwhile):
                # It took place, and should be taken back, but could not be: that is all.
                return
            raise
        finally:
            self._learn(path, outcome)

    def _forget(self, before: int) -> None:
        while len(self._done) > before:
            self._done.pop().void()

    def _learn(self, path: str, outcome: Outcome) -> None:
        self.is_tidy &= outcome.is_tidy
        self.copies += outcome.copies
        if outcome.unsure:
            self.unsure = _not_sure(path, reason_of(outcome.unsure))

    def files_since(self, until: int) -> list[str]:
        """Return which files were changed, each once, under their present names.

        Args:
            until: so many of the changes came before.
        """
        changes = (done.change for done in self._done[until:])
        now = (change.to if isinstance(change, Renamed) else change.path for change in changes)
        return list(dict.fromkeys(now))

    def take_back(self, until: int = 0) -> bool:
        """Take back what was done, the last first; return whether that is all.

        Args:
            until: so many of the changes stay.
        """
        kept: list[_Done] = []
        with uninterrupted():
            while len(self._done) > until:
                done = self._done.pop()
                if self._is_reverted(done.change):
                    done.void()
                else:
                    kept.append(done)
        self._done += reversed(kept)
        return not kept

    def _is_reverted(self, change: Change) -> bool:
        outcome = Outcome()
        try:
            self._files.revert(change, lambda _: None, outcome)
        except (JournalError, ChangedMeanwhile):
            return outcome.is_done
        finally:
            self._learn(change.path, outcome)
        return True


def _not_sure(path: str, reason: str) -> DiskTrouble:
    return DiskTrouble("refusal.not_sure", path=path, reason=reason)
