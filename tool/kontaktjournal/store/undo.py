"""What the last commands wrote, so that it can be taken back: a stack of records.

A record is begun before the first file is touched and says of each change how to revert it.
It lies outside the journal, for its owner's eyes only. One line of JSON follows the other::

    {"version": 1, "command": "log"}
    {"change": "replaced", "path": "kontakte/anna.md", ...}
    {"void": 0}            the first change did not take place, or was taken back at once
    {"end": "done"}

A record without an end belongs to a command that never came to its own.
"""

import json
import os
from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from kontaktjournal.store.changes import (
    Change,
    Created,
    Removed,
    Renamed,
    Replaced,
    from_json,
    to_json,
)
from kontaktjournal.store.parts import mark

_VERSION = 1
_ENDING = ".jsonl"
_KEPT = 100
#: What reading a record may raise where somebody else wrote it.
_NOT_OURS = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


class End(Enum):
    """How far the command of a record came."""

    DONE = "done"
    #: Killed, and tidied up after: any of its changes may not have taken place.
    STOPPED = "stopped"
    #: Begun to be taken back.
    UNDOING = "undoing"


@dataclass(slots=True)
class Record:
    """What one command wrote.

    Args:
        path: its file.
        number: its place in the stack.
        command: the command's name.
        changes: all that were about to take place, in their order.
        voided: the places of those that did not, or were taken back at once.
        end: how far it came; None while it is at work, or if it was killed.
        is_torn: a power cut left only a part of it.
        is_doubtful: there was no room to note that a change did not take place.
    """

    path: Path
    number: int
    command: str
    changes: list[Change] = field(default_factory=list)
    voided: set[int] = field(default_factory=set)
    end: End | None = None
    is_torn: bool = False
    is_doubtful: bool = False

    @property
    def done(self) -> list[Change]:
        """Return the changes that took place, or may have."""
        return [change for place, change in enumerate(self.changes) if place not in self.voided]

    @property
    def paths(self) -> set[str]:
        """Return all files it names."""
        named = {change.path for change in self.changes}
        return named | {change.to for change in self.changes if isinstance(change, Renamed)}

    @property
    def known(self) -> dict[str, set[str]]:
        """Return of each file it names the marks of all bytes it knew of it."""
        marks: dict[str, set[str]] = {path: set() for path in self.paths}
        for place, change in enumerate(self.changes):
            match change:
                case Replaced():
                    marks[change.path] |= {change.was, change.now}
                case Removed() if place not in self.voided:
                    marks[change.path].add(mark(change.data))
                case Removed():
                    pass  # what could neither be removed nor put back is kept
                case Created() | Renamed():
                    marks[change.path].add(change.now)
        return marks

    def add(self, change: Change) -> int:
        """Note a change that is about to take place; return its place in the record.

        Raises:
            OSError: there is no room.
        """
        self._append(to_json(change))
        self.changes.append(change)
        self.end = None
        return len(self.changes) - 1

    def void(self, place: int) -> None:
        """Note that a change did not take place."""
        self.voided.add(place)
        try:
            self._append({"void": place})
        except OSError:
            self.is_doubtful = True
            raise

    def finish(self, end: End) -> None:
        """Note how far the command came."""
        self.end = End.STOPPED if end is End.DONE and self.is_doubtful else end
        self._append({"end": self.end.value})

    def drop(self) -> None:
        """Forget it."""
        self.path.unlink(missing_ok=True)

    def _append(self, line: dict[str, Any]) -> None:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
        descriptor = os.open(self.path, flags, 0o600)
        try:
            before = os.fstat(descriptor).st_size
            try:
                rest = memoryview(json.dumps(line).encode("ascii") + b"\n")
                while rest:
                    rest = rest[os.write(descriptor, rest) :]
            except OSError:
                # Half a line would make all lines worthless.
                with suppress(OSError):
                    os.ftruncate(descriptor, before)
                raise
        finally:
            os.close(descriptor)

    @classmethod
    def begin(cls, path: Path, number: int, command: str) -> "Record":
        """Begin a record.

        Raises:
            OSError: there is no room.
        """
        record = cls(path, number, command)
        try:
            record._append({"version": _VERSION, "command": command})
        except OSError:
            with suppress(OSError):
                record.drop()
            raise
        return record

    @classmethod
    def read(cls, path: Path, number: int) -> "Record":
        """Read a record; what is torn or not ours says so.

        Raises:
            OSError: it cannot be read.
        """
        record = cls(path, number, "")
        data = path.read_bytes()
        if not data:
            return record  # killed before it noted anything
        lines = data.split(b"\n")
        # Each line ends with a line break, so the last part is empty.
        record.is_torn = bool(lines.pop())
        try:
            head = json.loads(lines[0])
            record.command = str(head["command"])
            record.is_torn |= head["version"] != _VERSION
            for line in lines[1:]:
                record._take(json.loads(line))
        except _NOT_OURS:
            record.is_torn = True
        return record

    def _take(self, line: dict[str, Any]) -> None:
        if "end" in line:
            self.end = End(line["end"])
        elif "void" in line:
            self.voided.add(int(line["void"]))
        else:
            self.changes.append(from_json(line))
            self.end = None


class UndoStack:
    """The records of a journal, the newest on top.

    Args:
        folder: where they lie; made when it is needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def push(self, command: str) -> Record:
        """Begin the record of a command; drop those nobody will ask for any more.

        Raises:
            OSError: there is no room.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        numbers = self._numbers()
        for number in numbers[_KEPT - 1 :]:
            with suppress(OSError):
                self._path(number).unlink()
        number = numbers[0] + 1 if numbers else 1
        return Record.begin(self._path(number), number, command)

    def records(self) -> Iterator[Record]:
        """Yield the records, the newest first.

        Raises:
            OSError: one cannot be read.
        """
        for number in self._numbers():
            yield Record.read(self._path(number), number)

    def is_on_top(self, record: Record) -> bool:
        """Tell whether no command came after."""
        return self._numbers()[:1] == [record.number]

    def killed(self) -> Record | None:
        """Return the record of the last command if that was killed; only for who holds the lock.

        Raises:
            OSError: it cannot be read.
        """
        # Whoever comes after a killed command ends its record: no other can be open.
        for number in self._numbers()[:1]:
            record = Record.read(self._path(number), number)
            return record if record.end in {None, End.UNDOING} else None
        return None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was ever kept."""
        return not self._numbers()

    def forget(self, paths: Iterable[str]) -> int:
        """Drop all records that name one of these files; return how many.

        Raises:
            OSError: they cannot be read or dropped.
        """
        named: Container[str] = frozenset(paths)
        dropped = 0
        for number in self._numbers():
            record = Record.read(self._path(number), number)
            if record.is_torn or any(path in named for path in record.paths):
                record.drop()
                dropped += 1
        return dropped

    def clear(self) -> int:
        """Drop all records; return how many.

        Raises:
            OSError: one cannot be dropped.
        """
        numbers = self._numbers()
        for number in numbers:
            self._path(number).unlink(missing_ok=True)
        return len(numbers)

    def __len__(self) -> int:
        return len(self._numbers())

    def _numbers(self) -> list[int]:
        """Return the numbers of all records, the newest first."""
        try:
            names = os.listdir(self._folder)
        except FileNotFoundError:
            return []
        stems = (name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING))
        return sorted(
            (int(stem) for stem in stems if stem.isascii() and stem.isdigit()), reverse=True
        )

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:08d}{_ENDING}"
