"""The journal's files, changed one at a time; and each change taken back by its opposite."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress

from kontaktjournal.domain.errors import JournalError, Refused
from kontaktjournal.store import commit
from kontaktjournal.store.changes import Change, Created, Removed, Renamed, Replaced, Splice, mark
from kontaktjournal.store.commit import ChangedMeanwhile, Outcome, uninterrupted
from kontaktjournal.store.leftover import fresh_name
from kontaktjournal.store.spool import Spool
from kontaktjournal.store.target import (
    Original,
    Properties,
    Target,
    are_twins,
    cannot_write,
    found,
    gone,
    original,
    reach,
)

#: Told of a change just before it takes place.
Note = Callable[[Change], None]


class Files:
    """The files below a root.

    Each method tells what it is about to do, and what became of it, also where it raises:

    `ChangedMeanwhile`: somebody else wrote to the file; try again.
    `JournalError`: it must not, or cannot be done.

    Args:
        root: absolute path of the journal.
        contacts: its contact folders: where a link may lead.
    """

    def __init__(self, root: str, contacts: Sequence[str]) -> None:
        self._root = root
        self._contacts = tuple(contacts)

    # --- changing ------------------------------------------------------------------------

    def replace(
        self, path: str, change: Callable[[bytes], bytes], note: Note, outcome: Outcome
    ) -> None:
        """Put in a file's place what a function makes of its bytes."""
        with self._original(path) as old:
            new = change(old.data)
            if new == old.data:
                return
            splice = Splice.between(old.data, new)
            with _committing(old.target.path):
                note(Replaced(old.target.path, mark(old.data), mark(new), splice))
                commit.replace(old, new, fresh_name(old.target.name), outcome)

    def create(
        self,
        path: str,
        data: bytes | Spool,
        properties: Properties | None,
        note: Note,
        outcome: Outcome,
    ) -> None:
        """Make a new file, and the folders it lies in."""
        founded: list[str] = []
        try:
            with _committing(path), found(self._root, path, founded) as target:
                note(Created(path, mark(data), tuple(founded)))
                commit.create(target, data, fresh_name(target.name), properties, outcome)
        finally:
            if not outcome.is_done:
                self._abandon(founded)

    def remove(
        self, path: str, check: Callable[[bytes], None], note: Note, outcome: Outcome
    ) -> None:
        """Delete a file whose bytes pass a check."""
        with self._original(path) as old:
            check(old.data)
            real = old.target.path
            with _committing(real):
                properties = old.properties
                note(Removed(real, old.data, properties.mode, properties.attributes))
                commit.remove(old, fresh_name(old.target.name), outcome)

    def rename(
        self, path: str, to: str, check: Callable[[bytes], None], note: Note, outcome: Outcome
    ) -> None:
        """Give a file whose bytes pass a check another name."""
        founded: list[str] = []
        try:
            with self._original(path) as old:
                check(old.data)
                with _committing(to), found(self._root, to, founded) as target:
                    change = Renamed(old.target.path, to, mark(old.data), tuple(founded))
                    note(change)
                    commit.rename(old, target, outcome)
        finally:
            if not outcome.is_done:
                self._abandon(founded)

    # --- taking back ---------------------------------------------------------------------

    def revert(self, change: Change, note: Note, outcome: Outcome) -> None:
        """Do the opposite of a change; `ChangedMeanwhile` where the file is not as it left it."""
        match change:
            case Replaced():
                self.replace(change.path, _reverting(change), note, outcome)
            case Created():
                self.remove(change.path, _only(change.now), note, outcome)
                self._abandon(change.folders)
            case Removed():
                properties = Properties(change.mode, change.attributes)
                self.create(change.path, change.data, properties, note, outcome)
            case Renamed():
                self.rename(change.to, change.path, _only(change.now), note, outcome)
                self._abandon(change.folders)

    def _abandon(self, folders: Sequence[str]) -> None:
        """Remove folders that were made for a file; what else is in them keeps them."""
        for folder in reversed(folders):
            with suppress(OSError):
                os.rmdir(os.path.join(self._root, folder))

    # --- opening -------------------------------------------------------------------------

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes; None if there is none."""
        with self._target(path) as target:
            if target is None or not _is_there(target):
                return None
            with original(target) as old:
                return old.data

    @contextmanager
    def _original(self, path: str) -> Iterator[Original]:
        with self._target(path) as target:
            if target is None:
                raise gone(path)
            with original(target) as old:
                yield old

    @contextmanager
    def _target(self, path: str) -> Iterator[Target | None]:
        """Open the folder of a file; None where there is no such folder."""
        with ExitStack() as stack:
            try:
                target = stack.enter_context(reach(self._root, self._contacts, path))
            except (FileNotFoundError, NotADirectoryError):
                target = None
            except OSError as error:
                raise cannot_write(path, error) from error
            yield target

    # --- tidying -------------------------------------------------------------------------

    def tidied(self, path: str, tidy: Callable[[Target], list[str]]) -> list[str]:
        """Tidy beside a file; return the paths of the copies made.

        Raises:
            OSError: the system would not.
        """
        with suppress(JournalError), self._target(path) as target:
            if target is not None:
                return tidy(target)
        return []

    def look(self, path: str) -> None:
        """Refuse a file that could not be changed: protected, of several names, outside."""
        with self._original(path):
            pass

    def untwin(self, path: str, other: str) -> None:
        """Take the other of its two names from a file that was on its way between both.

        Raises:
            OSError: the system would not.
        """
        with suppress(JournalError), self._target(path) as one, self._target(other) as two:
            if one is not None and two is not None and are_twins(one, two):
                os.unlink(two.name, dir_fd=two.folder)


def _is_there(target: Target) -> bool:
    return os.access(target.name, os.F_OK, dir_fd=target.folder, follow_symlinks=False)


def _only(wanted: str) -> Callable[[bytes], None]:
    """Return a check that passes only the bytes of a mark."""

    def check(data: bytes) -> None:
        if mark(data) != wanted:
            raise ChangedMeanwhile

    return check


def _reverting(change: Replaced) -> Callable[[bytes], bytes]:
    check = _only(change.now)

    def reverted(data: bytes) -> bytes:
        check(data)
        return change.splice.reverted(data)

    return reverted


@contextmanager
def _committing(path: str) -> Iterator[None]:
    """Let nothing interrupt a change, and say in our words what the system refused."""
    try:
        with uninterrupted():
            yield
    except FileExistsError as error:
        raise Refused("refusal.exists", path=path) from error
    except OSError as error:
        raise cannot_write(path, error) from error
