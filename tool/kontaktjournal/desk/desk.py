"""One command at its writing: what it reads is fresh, what it writes is one undoable whole.

::

    desk = journal.desk("log")
    with desk:
        desk.change("kontakte/anna.md", lambda contact: Change({"status": "pflege"}))
    desk.written

Nothing may be asked of the user within the ``with``: other commands wait. It can be entered
again after a question; what is written then belongs to the same command. Whatever raises within
it takes back what was written since it was entered.
"""

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kontaktjournal.desk.written import Written, head_of
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.errors import Conflict, Refused
from kontaktjournal.domain.ports import Source
from kontaktjournal.domain.problem import Problem
from kontaktjournal.notation.edit.change import Change
from kontaktjournal.notation.edit.editor import Editor
from kontaktjournal.notation.frontmatter import Value
from kontaktjournal.notation.parse import Reader, Reading

if TYPE_CHECKING:
    from kontaktjournal.store.splicing import Edit
    from kontaktjournal.store.spool import Spool
    from kontaktjournal.store.transaction import Transaction

#: Makes of a contact as it stands in its file now what shall change there.
Plan = Callable[[Contact], Change]


class Desk:
    """Write to the journal, or only say what would be written.

    Args:
        source: where files are read.
        reader: makes contacts of them.
        editor: changes their bytes.
        transaction: writes them; None to write nothing (W7).
        look: refuses a file that could not be written to, or what an edit of it refuses.
    """

    def __init__(
        self,
        source: Source,
        reader: Reader,
        editor: Editor,
        transaction: "Transaction | None",
        look: "Callable[[str, Edit | None], None]",
    ) -> None:
        self._source = source
        self._reader = reader
        self._editor = editor
        self._transaction = transaction
        self._look = look
        self._only_meant: dict[str, bytes | None] = {}
        self._written: list[Written] = []
        self._done_before = 0

    @property
    def written(self) -> tuple[Written, ...]:
        """Return each file that was changed, or would be, from before the command to now."""
        return tuple(one for one in _merged(self._written) if one.is_changed)

    @property
    def is_dry(self) -> bool:
        """Tell whether nothing is written."""
        return self._transaction is None

    @property
    def is_undoable(self) -> bool:
        """Tell whether `undo` will be able to take it back."""
        return self._transaction is None or self._transaction.is_undoable

    @property
    def copies(self) -> tuple[str, ...]:
        """Return the copies that were kept of what nobody knew."""
        return self._transaction.copies if self._transaction else ()

    def __enter__(self) -> Self:
        if self._transaction:
            self._transaction.__enter__()
        self._done_before = len(self._written)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            del self._written[self._done_before :]
        if self._transaction:
            self._transaction.__exit__(kind, error, trace)

    def let_go(self) -> None:
        """Forget what was written: whoever writes a great many files would run out of memory."""
        self._written.clear()

    # --- reading -------------------------------------------------------------------------

    def bytes_of(self, path: str) -> bytes:
        """Return what a file says now.

        Raises:
            Refused: it cannot be read.
        """
        if path in self._only_meant:
            meant = self._only_meant[path]
            if meant is None:
                raise Conflict("refusal.gone", path=path, file=path.rpartition("/")[2])
            return meant
        data = self._source.read(path)
        if isinstance(data, Problem):
            raise Refused("refusal.unreadable", path=path)
        return data

    def read(self, path: str) -> Reading:
        """Read a file as it is now.

        Raises:
            Refused: it cannot be read.
        """
        return self._reader.read(self.bytes_of(path), path)

    # --- writing -------------------------------------------------------------------------

    def change(self, path: str, plan: Plan, *, seen: Reading | None = None) -> Written:
        """Change a contact's file, as it is now (W3).

        Args:
            path: the file, relative to the root.
            plan: says what to change; called again if the file changes meanwhile.
            seen: what the user had before her eyes when she decided, where that was some time
                ago: a key that is not what it was then is not overwritten.

        Raises:
            Conflict: what shall be changed was changed meanwhile, or cannot be edited safely.
            Refused: the file cannot be touched.
            DiskTrouble: the system would not.
        """

        def edit(data: bytes) -> bytes:
            reading = self._reader.read(data, path)
            if reading.contact is None:
                raise _changed(path)
            change = plan(reading.contact)
            if seen is not None and self._differs(seen, reading, change.keys):
                raise _changed(path)
            return self._edited(data, change, path)

        return self.rewrite(path, edit)

    def _edited(self, data: bytes, change: Change, path: str) -> bytes:
        if change.entry:
            data = self._editor.insert_entry(data, change.entry, path=path)
        if change.decided:
            data = self._editor.add_decision(data, *change.decided, path=path)
        if change.fields:
            data = self._editor.set_fields(data, change.fields, path=path)
        for key, item in change.items:
            data = self._editor.add_to_list(data, key, item, path=path)
        return data

    def _differs(self, seen: Reading, now: Reading, keys: frozenset[str]) -> bool:
        before, after = self.head_of(seen), self.head_of(now)
        return any(before.get(key) != after.get(key) for key in keys)

    def head_of(self, reading: Reading) -> Mapping[str, Value]:
        """Return what stands in a head under its canonical keys, unknown ones as typed."""
        return head_of(reading, self._reader.keys)

    def rewrite(self, path: str, edit: Callable[[bytes], bytes]) -> Written:
        """Change a file's bytes; the edit is made again if the file changes meanwhile.

        Raises:
            Conflict: the file is changed all the time, or the edit is refused.
            Refused: the file cannot be touched.
            DiskTrouble: the system would not.
        """
        before = after = b""

        def noted(data: bytes) -> bytes:
            nonlocal before, after
            before, after = data, edit(data)
            return after

        if self._transaction:
            self._transaction.replace_by(path, noted)
        else:
            self._look_at(path)
            self._only_meant[path] = noted(self.bytes_of(path))
        return self._note(path, path, before, after)

    def create(self, path: str, data: bytes) -> Written:
        """Make a new file; never overwrite.

        Raises:
            Refused: there is something of that name, or it lies outside.
            DiskTrouble: the system would not.
        """
        if self._transaction:
            self._transaction.create(path, data)
        else:
            if isinstance(self._source.read(path), bytes):
                raise Refused("refusal.exists", path=path)
            self._only_meant[path] = data
        return self._note(path, path, None, data)

    def rename(self, path: str, to: str) -> Written:
        """Give a file another name or folder; never overwrite.

        Raises:
            Refused: there is something of that name, or it cannot be touched.
            Conflict: it is changed all the time.
            DiskTrouble: the system would not.
        """
        data = self.bytes_of(path)
        if self._transaction:
            self._transaction.rename(path, to)
        else:
            self._look_at(path)
            self._only_meant[to] = data
            self._only_meant[path] = None
        return self._note(path, to, data, data)

    def remove(self, path: str, read: bytes | None = None) -> Written:
        """Delete a file, if it still says what was read.

        Args:
            path: the file, relative to the root.
            read: what it said; as it is now, where nothing was read.

        Raises:
            Refused: it cannot be touched.
            Conflict: it is changed all the time.
            DiskTrouble: the system would not.
        """
        data = self.bytes_of(path) if read is None else read
        if self._transaction:
            self._transaction.remove(path, data)
        else:
            self._look_at(path)
            self._only_meant[path] = None
        return self._note(path, path, data, None)

    # --- what is no contact: a list, a table of decisions --------------------------------

    def place(self, path: str, data: "bytes | Spool") -> None:
        """Make a new file that is no contact; never overwrite.

        Args:
            path: the file, relative to the root.
            data: its bytes; a spool where they are too many for the memory.

        Raises:
            Refused: there is something of that name, or it lies outside.
            DiskTrouble: the system would not.
        """
        if self._transaction:
            self._transaction.create(path, data)

    def amend(self, path: str, edit: Callable[[bytes], bytes]) -> None:
        """Change a file that is no contact, as it is now.

        Args:
            path: the file, relative to the root.
            edit: makes its new bytes of the old; called again if it changes meanwhile.

        Raises:
            Refused: it cannot be touched.
            Conflict: it is changed all the time, or gone.
            DiskTrouble: the system would not.
        """
        if self._transaction:
            self._transaction.replace_by(path, edit)
        else:
            edit(self.bytes_of(path))
            self._look(path, None)

    def revise(self, path: str, edit: "Edit", seen: str) -> None:
        """Change places of a file that is no contact, however large it is.

        Args:
            path: the file, relative to the root.
            edit: says what changes there.
            seen: mark of what it said when that was found out.

        Raises:
            Refused: it cannot be touched.
            Conflict: it was changed meanwhile, or is gone.
            DiskTrouble: the system would not.
        """
        if self._transaction:
            self._transaction.revise(path, edit, seen)
        else:
            self._look(path, edit)

    def _look_at(self, path: str) -> None:
        """Refuse now what would be refused in earnest."""
        if path not in self._only_meant:
            self._look(path, None)

    def _note(self, path: str, to: str, before: bytes | None, after: bytes | None) -> Written:
        was = self._reader.read(before, path) if before is not None else None
        now = self._reader.read(after, to) if after is not None else None
        written = Written(path, to, before, after, was, now)
        self._written.append(written)
        return written


def _changed(path: str) -> Conflict:
    return Conflict("refusal.changed", path=path, file=path.rpartition("/")[2])


def _merged(steps: list[Written]) -> list[Written]:
    """Return one step for all that happened to the same file."""
    merged: dict[str, Written] = {}
    for step in steps:
        first = merged.pop(step.path, step)
        merged[step.to] = Written(
            first.path, step.to, first.before, step.after, first.was, step.now
        )
    return list(merged.values())
