"""The journal's files, changed one at a time; and each change taken back by its opposite."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass

from kontaktjournal.domain.errors import JournalError, Refused
from kontaktjournal.domain.splice import Splice
from kontaktjournal.store import commit
from kontaktjournal.store.changes import (
    Change,
    Created,
    Removed,
    Renamed,
    Replaced,
    difference,
)
from kontaktjournal.store.commit import ChangedMeanwhile, Outcome, uninterrupted
from kontaktjournal.store.leftover import fresh_name
from kontaktjournal.store.parts import Parts, mark
from kontaktjournal.store.splicing import Edit, Spliced
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


@dataclass(frozen=True, slots=True)
class Large:
    """What a file says that is too large to be held.

    Args:
        mark: of its bytes.
    """

    mark: str


#: What a file says; None where there is none.
Content = bytes | Large | None


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
            was = _whole(old)
            new = change(was)
            if new != was:
                self._put(old, new, (difference(new, was),), note, outcome)

    def revise(
        self, path: str, edit: Edit, check: Callable[[str], None], note: Note, outcome: Outcome
    ) -> None:
        """Change places of a file whose mark passes a check, however large it is."""
        with self._original(path) as old:
            check(old.mark)
            new = Spliced(old.file, edit)
            if back := new.back():
                self._put(old, new, back, note, outcome)

    @staticmethod
    def _put(
        old: Original,
        new: bytes | Parts,
        back: tuple[Splice, ...],
        note: Note,
        outcome: Outcome,
    ) -> None:
        with _committing(old.target.path):
            note(Replaced(old.target.path, old.mark, mark(new), back))
            commit.replace(old, new, fresh_name(old.target.name), outcome)

    def create(
        self,
        path: str,
        data: bytes | Parts,
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
        self, path: str, check: Callable[[str], None], note: Note, outcome: Outcome
    ) -> None:
        """Delete a file whose mark passes a check."""
        with self._original(path) as old:
            check(old.mark)
            real = old.target.path
            data = old.file.kept() if old.held is None else old.held
            with _committing(real):
                properties = old.properties
                note(Removed(real, data, properties.mode, properties.attributes))
                commit.remove(old, fresh_name(old.target.name), outcome)

    def rename(
        self, path: str, to: str, check: Callable[[str], None], note: Note, outcome: Outcome
    ) -> None:
        """Give a file whose mark passes a check another name."""
        founded: list[str] = []
        try:
            with self._original(path) as old:
                check(old.mark)
                with _committing(to), found(self._root, to, founded) as target:
                    change = Renamed(old.target.path, to, old.mark, tuple(founded))
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
                self._turn_back(change, note, outcome)
            case Created():
                self.remove(change.path, _only(change.now), note, outcome)
                self._abandon(change.folders)
            case Removed():
                properties = Properties(change.mode, change.attributes)
                self.create(change.path, change.data, properties, note, outcome)
            case Renamed():
                self.rename(change.to, change.path, _only(change.now), note, outcome)
                self._abandon(change.folders)

    def _turn_back(self, change: Replaced, note: Note, outcome: Outcome) -> None:
        with self._original(change.path) as old:
            _only(change.now)(old.mark)
            new = Spliced(old.file, lambda _: change.back)
            _only(change.was)(mark(new))
            self._put(old, new, new.back(), note, outcome)

    def _abandon(self, folders: Sequence[str]) -> None:
        """Remove folders that were made for a file; what else is in them keeps them."""
        for folder in reversed(folders):
            with suppress(OSError):
                os.rmdir(os.path.join(self._root, folder))

    # --- opening -------------------------------------------------------------------------

    def read(self, path: str) -> Content:
        """Return what a file says; None if there is none."""
        with self._target(path) as target:
            if target is None or not _is_there(target):
                return None
            with original(target) as old:
                return Large(old.mark) if old.held is None else old.held

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

    def look(self, path: str, edit: Edit | None = None) -> None:
        """Refuse a file that could not be changed: protected, of several names, outside.

        Args:
            path: of the file.
            edit: that would be made; refuses what it must.
        """
        with self._original(path) as old:
            if edit:
                Spliced(old.file, edit).back()

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


def _whole(old: Original) -> bytes:
    """Return the bytes of a file as it was found."""
    if old.held is not None:
        return old.held
    data = old.file.whole()
    if mark(data) != old.mark:
        raise ChangedMeanwhile
    return data


def _only(wanted: str) -> Callable[[str], None]:
    """Return a check that passes only one mark."""

    def check(found: str) -> None:
        if found != wanted:
            raise ChangedMeanwhile

    return check


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
