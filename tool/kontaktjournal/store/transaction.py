"""One command's writing: kept whole, or taken back; and noted, so that it can be undone."""

import os
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

from kontaktjournal.domain.errors import Conflict, DiskTrouble, JournalError
from kontaktjournal.store.changes import Change
from kontaktjournal.store.commit import ChangedMeanwhile, uninterrupted
from kontaktjournal.store.files import Files
from kontaktjournal.store.parts import Parts, mark
from kontaktjournal.store.run import Run, Step, Void
from kontaktjournal.store.splicing import Edit
from kontaktjournal.store.tidy import tidy, tidy_old
from kontaktjournal.store.undo import End, Record, UndoStack
from kontaktjournal.store.vault_lock import VaultLock

#: So many of the files that could not be taken back are named.
_FILES_TOLD = 5


class Transaction:
    """The writing of one command.

    Within it other commands wait, so nothing may be asked of the user there. It can be entered
    again; what is written then belongs to the same command.

    Args:
        command: its name, for when it is undone.
        files: the journal's files.
        stack: where it is noted.
        lock: returns what keeps other commands out.
        clock: the file system's time, in seconds since 1970.

    Raises:
        Conflict: on entering, if another command writes for too long.
        DiskTrouble: on leaving, if all is written but may not be safe on the disk.
    """

    def __init__(
        self,
        command: str,
        files: Files,
        stack: UndoStack,
        lock: Callable[[], VaultLock],
        clock: Callable[[], float],
    ) -> None:
        self._command = command
        self._files = files
        self._stack = stack
        self._new_lock = lock
        self._clock = clock
        self._lock: VaultLock | None = None
        self._run = Run(files, self._note)
        self._done_before = 0
        self._record: Record | None = None
        self._is_first = False
        self._old_copies: list[str] = []
        #: Whether `undo` will be able to take it back; where there is no room, it will not.
        self.is_undoable = True

    @property
    def has_written(self) -> bool:
        """Tell whether anything was changed."""
        return len(self._run) > 0

    @property
    def copies(self) -> tuple[str, ...]:
        """Return the copies that were kept of what nobody knew: the user wants to hear of them."""
        return (*self._old_copies, *self._run.copies)

    # --- entering and leaving ------------------------------------------------------------

    def __enter__(self) -> Self:
        lock = self._new_lock()
        lock.__enter__()
        try:
            self._old_copies += tidy(self._files, self._stack)
            self._look_at_stack()
        except BaseException:
            lock.__exit__(None, None, None)
            raise
        self._lock = lock
        self._done_before = len(self._run)
        return self

    def _look_at_stack(self) -> None:
        is_on_top = False
        # Where it cannot be read, nothing can be noted, as will be seen.
        with suppress(OSError):
            self._is_first = self._stack.is_empty
            is_on_top = self._record is not None and self._stack.is_on_top(self._record)
        if not is_on_top:
            # Another command may have written while a question was open.
            self._record = None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with uninterrupted():
            if error is not None and not self._run.take_back(self._done_before):
                self._tell_of_rest(error)
            self._finish()
            if self._lock:
                self._lock.__exit__(None, None, None)
                self._lock = None
        if error is None and self._run.unsure:
            unsure, self._run.unsure = self._run.unsure, None
            raise unsure

    def _tell_of_rest(self, error: BaseException) -> None:
        """Let the refusal of a command say which of its changes could not be taken back."""
        if isinstance(error, JournalError):
            files = self._run.files_since(self._done_before)
            told = [*files[:_FILES_TOLD], "…"] if len(files) > _FILES_TOLD else files
            rest = DiskTrouble("refusal.not_taken_back", path=files[0], files=", ".join(told))
            error.values["others"] = (*error.all[1:], rest)

    def _finish(self) -> None:
        record = self._record
        if record is None:
            return
        with suppress(OSError):
            if not record.done and self._run.is_tidy:
                record.drop()
                self._record = None
            elif self._run.is_tidy:
                record.finish(End.DONE)
            # Without an end the next command tidies up.

    # --- notes ---------------------------------------------------------------------------

    def _note(self, change: Change) -> Void:
        record = self._record
        try:
            if self.is_undoable and record is None:
                record = self._record = self._stack.push(self._command)
            if record is None:
                return _nothing
            place = record.add(change)
        except OSError:
            self._give_up()
            return _nothing

        def void() -> None:
            with suppress(OSError):
                record.void(place)

        return void

    def _give_up(self) -> None:
        """Go on without notes: half a command must not be undone."""
        self.is_undoable = False
        if self._record:
            with suppress(OSError):
                self._record.drop()
        self._record = None

    # --- writing -------------------------------------------------------------------------

    def replace(self, path: str, read: bytes, new: bytes) -> None:
        """Put other bytes in a file's place, if it still says what was read.

        Args:
            path: the file, relative to the root.
            read: what it said.
            new: what it shall say.

        Raises:
            Refused: it is write-protected, has several names, or lies outside.
            Conflict: it was changed meanwhile; nothing is written.
            DiskTrouble: the system would not; nothing is written.
        """
        check = _only(path, mark(read))

        def change(now: bytes) -> bytes:
            check(mark(now))
            return new

        self.replace_by(path, change)

    def replace_by(self, path: str, change: Callable[[bytes], bytes]) -> None:
        """Put in a file's place what a function makes of it, again if it changes meanwhile.

        Args:
            path: the file, relative to the root.
            change: makes the new bytes of the old; raises what it cannot do.

        Raises:
            Refused: the file is write-protected, has several names, or lies outside.
            Conflict: it is changed all the time; nothing is written.
            DiskTrouble: the system would not; nothing is written.
        """
        self._do(path, lambda note, outcome: self._files.replace(path, change, note, outcome))

    def revise(self, path: str, edit: Edit, seen: str) -> None:
        """Change places of a file, however large it is, if it still says what was seen.

        Args:
            path: the file, relative to the root.
            edit: says what changes; raises what it cannot do.
            seen: mark of what it said.

        Raises:
            Refused: it is write-protected, has several names, or lies outside.
            Conflict: it was changed meanwhile; nothing is written.
            DiskTrouble: the system would not; nothing is written.
        """
        check = _only(path, seen)
        self._do(path, lambda note, outcome: self._files.revise(path, edit, check, note, outcome))

    def create(self, path: str, data: bytes | Parts) -> None:
        """Make a new file and the folders it lies in; never overwrite.

        Args:
            path: the file, relative to the root.
            data: its bytes.

        Raises:
            Refused: there is something of that name, or it lies outside.
            DiskTrouble: the system would not; nothing is written.
        """
        self._do(path, lambda note, outcome: self._files.create(path, data, None, note, outcome))

    def remove(self, path: str, read: bytes) -> None:
        """Delete a file, if it still says what was read.

        Raises:
            Refused: it is write-protected, has several names, or lies outside.
            Conflict: it was changed meanwhile; it is still there.
            DiskTrouble: the system would not; it is still there.
        """
        check = _only(path, mark(read))
        self._do(path, lambda note, outcome: self._files.remove(path, check, note, outcome))

    def rename(self, path: str, to: str) -> None:
        """Give a file another name or folder; never overwrite.

        Raises:
            Refused: there is something of that name, it is write-protected, or lies outside.
            Conflict: it is changed all the time; it keeps its name.
            DiskTrouble: the system would not; it keeps its name.
        """
        if path == to:
            return
        self._do(path, lambda note, outcome: self._files.rename(path, to, _any, note, outcome))

    def _do(self, path: str, step: Step) -> None:
        if self._lock is None:
            message = "a transaction writes only within its with statement"
            raise RuntimeError(message)
        if self._is_first:
            # Where nothing is noted, a killed command left no trace but its files.
            self._is_first = False
            self._old_copies += tidy_old(self._files, path, self._clock())
        try:
            self._run.do(path, step)
        except ChangedMeanwhile as error:
            raise _changed(path) from error


def _nothing() -> None:
    """Forget nothing: it was not noted."""


def _any(_mark: str) -> None:
    """Pass all bytes."""


def _only(path: str, seen: str) -> Callable[[str], None]:
    def check(now: str) -> None:
        if now != seen:
            raise _changed(path)

    return check


def _changed(path: str) -> Conflict:
    return Conflict("refusal.changed", path=path, file=os.path.basename(path))
