"""Writing to the journal: whole files, one command at a time, and all of it can be taken back.

::

    writer = Writer(root, contacts, state)
    with writer.transaction("log") as transaction:
        transaction.replace_by("kontakte/anna-mueller.md", with_entry)

What a transaction wrote before something went wrong is taken back. Nothing may be asked of the
user within one: it holds the lock. It can be entered again, after a question, and what is
written then belongs to the same command.
"""

import os
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from kontaktjournal.domain.errors import DiskTrouble, Refused, reason_of
from kontaktjournal.store.changes import Change
from kontaktjournal.store.commit import ChangedMeanwhile, Outcome
from kontaktjournal.store.everything import files_below
from kontaktjournal.store.files import Files, Note
from kontaktjournal.store.leftover import remove_orphans
from kontaktjournal.store.run import Run
from kontaktjournal.store.splicing import Edit
from kontaktjournal.store.tidy import tidy, tidy_at_last
from kontaktjournal.store.transaction import Transaction
from kontaktjournal.store.undo import End, Record, UndoStack
from kontaktjournal.store.unwind import Undoing, changed_since, unwind
from kontaktjournal.store.vault_lock import VaultLock


class Writer:
    """Write to a journal, and take back what was written.

    Args:
        root: absolute path of the journal.
        contacts: its contact folders, relative to the root: where a link may lead (W5).
        state: folder of the lock and of what can be undone, outside the journal.
        clock: the file system's time, in seconds since 1970; no date in the journal ever
            depends on it.
    """

    def __init__(
        self,
        root: str,
        contacts: Sequence[str],
        state: Path,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._root = root
        self._state = state
        self._clock = clock
        self._files = Files(root, contacts)
        self._stack = UndoStack(state / "undo")

    def _lock(self) -> VaultLock:
        return VaultLock(self._state, self._root)

    def transaction(self, command: str) -> Transaction:
        """Return a command about to write.

        Args:
            command: its name, for when it is undone.
        """
        return Transaction(command, self._files, self._stack, self._lock, self._clock)

    def look(self, path: str, edit: Edit | None = None) -> None:
        """Look whether a file could be written to, and leave it as it is.

        Args:
            path: of the file, relative to the root.
            edit: that would be made; raises what it cannot do.

        Raises:
            Refused: it is write-protected, has several names, or lies outside.
            Conflict: it is gone.
            DiskTrouble: it cannot be read.
        """
        try:
            self._files.look(path, edit)
        except OSError as error:
            raise self._unkept(error) from error

    # --- taking back ---------------------------------------------------------------------

    def undoing(self) -> Undoing:
        """Say what `undo` would do.

        Raises:
            Refused: there is nothing to undo, or what was kept is damaged.
            Conflict: a file was changed since.
            DiskTrouble: something cannot be read.
        """
        with self._lock():
            return self._undoing(is_dry=True)

    def _undoing(self, *, is_dry: bool = False) -> Undoing:
        copies = () if is_dry else tuple(tidy(self._files, self._stack))
        try:
            for record in self._stack.records():
                if not record.is_torn:
                    undoing = unwind(record, self._files.read)
                    if undoing.steps:
                        return replace(undoing, copies=copies)
                # Whoever only asks must hear the same the next time.
                if not is_dry:
                    record.drop()
                if record.is_torn:
                    raise Refused("refusal.undo_torn")
        except OSError as error:
            raise self._unkept(error) from error
        raise Refused("refusal.nothing_to_undo")

    def undo(self) -> Undoing:
        """Take back the last command that wrote something, whole or not at all.

        Raises:
            Refused: there is nothing to undo, or what was kept is damaged.
            Conflict: a file was changed since.
            DiskTrouble: the system would not read or write.
        """
        with self._lock():
            undoing = self._undoing()
            record, came = undoing.record, undoing.record.end
            _note_end(record, End.UNDOING)
            run = Run(self._files, lambda _: _nothing)
            try:
                for change in undoing.steps:
                    _revert(run, self._files, change, record.command)
            except BaseException:
                if run.take_back() and run.is_tidy and came:
                    _note_end(record, came)
                raise
            # Should it stay, there is nothing left in it to undo, but something to tidy up.
            with suppress(OSError):
                if run.is_tidy:
                    record.drop()
        if run.unsure:
            raise run.unsure
        return replace(undoing, copies=(*undoing.copies, *run.copies))

    def skip(self) -> Record:
        """Let the last command's work stand for good, and return what it was.

        Raises:
            Refused: there is none.
            DiskTrouble: what was kept cannot be read or dropped.
        """
        with self._lock():
            tidy(self._files, self._stack)
            try:
                for record in self._stack.records():
                    record.drop()
                    if record.done or record.is_torn:
                        return record
            except OSError as error:
                raise self._unkept(error) from error
        raise Refused("refusal.nothing_to_undo")

    def forget(self, paths: Sequence[str]) -> int:
        """Drop what was kept of commands that wrote to these files; return of how many.

        Raises:
            DiskTrouble: it cannot be dropped.
        """
        with self._lock():
            try:
                return self._stack.forget(paths)
            except OSError as error:
                raise self._unkept(error) from error

    @property
    def kept(self) -> int:
        """Return of how many commands something is kept to take them back."""
        return len(self._stack)

    def forget_all(self, beginnings: Collection[str] = ()) -> list[str]:
        """Drop what was kept of all commands, and tidy up with what it tells.

        Args:
            beginnings: of the names of what may be left of files that shall be gone.

        Returns:
            the paths of the copies made of what nobody knew.

        Raises:
            DiskTrouble: something cannot be dropped, or tidied.
        """
        copies: list[str] = []
        with self._lock():
            try:
                tidy_at_last(self._files, self._stack, copies)
                if beginnings:
                    remove_orphans(self._root, [*files_below(self._root)], beginnings)
                self._stack.clear()
            except OSError as error:
                raise self._unkept(error) from error
        return copies

    def _unkept(self, error: OSError) -> DiskTrouble:
        path = os.fsdecode(error.filename or self._state)
        return DiskTrouble("refusal.cannot_read", path=path, reason=reason_of(error))


def _nothing() -> None:
    """Forget nothing: it was not noted."""


def _note_end(record: Record, end: End) -> None:
    # A record without its end is read as that of a command that was killed.
    with suppress(OSError):
        record.finish(end)


def _revert(run: Run, files: Files, change: Change, command: str) -> None:
    def step(note: Note, outcome: Outcome) -> None:
        files.revert(change, note, outcome)

    try:
        run.do(change.path, step)
    except ChangedMeanwhile as error:
        raise changed_since(change, command) from error
