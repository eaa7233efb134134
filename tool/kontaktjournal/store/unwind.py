"""What has to be reverted to take a command back, and whether that can be done at all."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kontaktjournal.domain.errors import Conflict
from kontaktjournal.domain.renaming import same_name
from kontaktjournal.store.changes import Change, Created, Removed, Renamed, Replaced, spliced
from kontaktjournal.store.files import Content, Large
from kontaktjournal.store.parts import mark
from kontaktjournal.store.undo import End, Record


@dataclass(frozen=True, slots=True)
class Undoing:
    """A command to be taken back.

    Args:
        record: what it wrote.
        steps: the changes to revert, in this order.
        files: of each file concerned, what it says now and what it will say.
        copies: paths of copies that were kept of what nobody knew: the user wants to hear of
            them.
    """

    record: Record
    steps: tuple[Change, ...]
    files: Mapping[str, tuple[Content, Content]]
    copies: tuple[str, ...] = ()


class _Files:
    """The files as they will be, step by step."""

    def __init__(self, read: Callable[[str], Content]) -> None:
        self._read = read
        self.now: dict[str, Content] = {}
        self.then: dict[str, Content] = {}

    def __getitem__(self, path: str) -> Content:
        if path not in self.then:
            self.then[path] = self.now[path] = self._read(path)
        return self.then[path]

    def __setitem__(self, path: str, content: Content) -> None:
        self.then[path] = content

    def is_marked(self, path: str, wanted: str) -> bool:
        """Tell whether a file says what a mark stands for."""
        match self[path]:
            case None:
                return False
            case Large(mark=found):
                return found == wanted
            case content:
                return mark(content) == wanted

    def turn_back(self, change: Replaced) -> bool:
        """Give a file its bytes of before; return False where that cannot be."""
        content = self[change.path]
        if not self.is_marked(change.path, change.now) or content is None:
            return False
        # Whether a large one comes out as it was is seen while it is written.
        if isinstance(content, Large):
            self[change.path] = Large(change.was)
            return True
        was = spliced(content, change.back)
        if mark(was) != change.was:
            return False
        self[change.path] = was
        return True


def unwind(record: Record, read: Callable[[str], Content]) -> Undoing:
    """Say what to revert, all of it or nothing.

    Args:
        record: what the command wrote.
        read: returns what a file says now.

    Raises:
        Conflict: a file was changed since.
    """
    files = _Files(read)
    steps: list[Change] = []
    for change in reversed(record.done):
        if _revert(change, files):
            steps.append(change)
        elif record.end is End.DONE or not _is_undone(change, files):
            raise changed_since(change, record.command)
    touched = {path: (files.now[path], files.then[path]) for path in files.now}
    return Undoing(record, tuple(steps), touched)


def changed_since(change: Change, command: str) -> Conflict:
    """Return the refusal for a file that is not as the command left it."""
    path = change.to if isinstance(change, Renamed) else change.path
    return Conflict(
        "refusal.changed_since", path=path, file=os.path.basename(path), command=command
    )


def _revert(change: Change, files: _Files) -> bool:
    """Revert a change in thought; return False where the file is not as it left it."""
    match change:
        case Replaced():
            return files.turn_back(change)
        case Created(path=path, now=now):
            if not files.is_marked(path, now):
                return False
            files[path] = None
        case Removed(path=path, data=data):
            if files[path] is not None:
                return False
            files[path] = data if isinstance(data, bytes) else Large(mark(data))
        case Renamed(path=path, to=to, now=now):
            # To some disks Anna.md and anna.md are one file.
            is_one = same_name(path, to) and files[path] == files[to]
            if (files[path] is not None and not is_one) or not files.is_marked(to, now):
                return False
            files[path], files[to] = files[to], None
    return True


def _is_undone(change: Change, files: _Files) -> bool:
    """Tell whether a change never took place, or was reverted already."""
    match change:
        case Replaced(path=path, was=was):
            return files.is_marked(path, was)
        case Created(path=path):
            return files[path] is None
        case Removed(path=path, data=data):
            return files.is_marked(path, mark(data))
        case Renamed(path=path, to=to, now=now):
            return files[to] is None and files.is_marked(path, now)
