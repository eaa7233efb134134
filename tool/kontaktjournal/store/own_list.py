"""The list of the files the tool itself made in a folder, and of what each said.

It lies in the folder as ``.kontaktjournal``, a JSON list on each line, the later ones counting::

    ["kontakte/anna.html", mark]                   about to be written
    ["kontakte/anna.html", mark, size, modified]   written
    ["kontakte/anna.html"]                         removed
    [".", place]                                   said that git would commit this place

Lines are added, so that one changed file among ten thousand costs one line; now and then the
list is written anew. Whoever is killed leaves a file that is known by one of its lines.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from json.encoder import encode_basestring_ascii
from typing import Any, NamedTuple

from kontaktjournal.store.parts import OpenFile
from kontaktjournal.store.target import OPEN, close

LIST = ".kontaktjournal"

_UNFINISHED = f"{LIST}~"
#: Stands for the folder itself; no file is called so.
_FOLDER = "."
_APPEND = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
_ANEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
#: Of a stamp: mark, size, time.
_PARTS = 3
#: How long a line is that says of a file that it was begun, or written.
_BEGUN, _WRITTEN = 2, _PARTS + 1
_USUAL = frozenset({_BEGUN, _WRITTEN})
#: Steps that lead nowhere, up, or to the list itself.
_OUTSIDE = re.compile(rf"(?:^|/)\.{{0,2}}(?:/|\Z)|\0|^{re.escape(LIST)}")
#: What one of many names would have in it that leads there, each between two slashes on a line.
_ODD = ("//", "/./", "/../", "\0", f"\n/{LIST}")
#: Lines that say nothing any more, before the list is written anew.
_MOST_STALE_LINES = 200


class Stamp(NamedTuple):
    """A file as it was written.

    Args:
        mark: what tells its bytes from all others.
        size: in bytes.
        modified: in nanoseconds since 1970.
    """

    mark: str
    size: int
    modified: int


class OwnList:
    """What is known of the files in one folder.

    Args:
        folder: descriptor of the folder the list lies in.

    Raises:
        OSError: it is there and cannot be read.
    """

    def __init__(self, folder: int) -> None:
        self.stamps: dict[str, Stamp] = {}
        self.begun: dict[str, str] = {}
        #: Of which place it was said that git would commit it.
        self.warned_of = ""
        self._is_torn = False
        data = _content(folder)
        self.age = _age(folder)
        self._take_all([*_lines(data)])
        self._is_torn = bool(data) and not data.endswith(b"\n")

    def _take_all(self, lines: Sequence[object]) -> None:
        """Take a whole list; nearly all of its lines say that a file was begun, or written."""
        self._lines = len(lines)
        named = [
            line for line in lines if isinstance(line, list) and line and isinstance(line[0], str)
        ]
        inside = _inside(line[0] for line in named)
        for line in named:
            if line[0] not in inside or len(line) not in _USUAL:
                self._take(line)
            elif len(line) == _BEGUN:
                self.begun[line[0]] = line[1]
            else:
                self.stamps[line[0]] = Stamp._make(line[1:])
                self.begun.pop(line[0], None)

    def _take(self, line: Sequence[Any]) -> None:
        name, *said = line
        if name == _FOLDER:
            self.warned_of = said[0] if said and isinstance(said[0], str) else ""
        if _OUTSIDE.search(name):
            return
        if len(said) == _PARTS:
            self.stamps[name] = Stamp(*said)
        elif not said:
            self.stamps.pop(name, None)
        self.begun.pop(name, None)
        if len(said) == 1:
            self.begun[name] = said[0]

    def is_of_now(self, folder: int) -> bool:
        """Tell whether nobody else has written to the list since."""
        return self.age == _age(folder)

    def knows(self, name: str) -> bool:
        """Tell whether a file of that name was ever made, or begun."""
        return name in self.stamps or name in self.begun

    def marks(self, name: str) -> tuple[str, ...]:
        """Return the marks of what the tool may have left under a name."""
        stamp = self.stamps.get(name)
        return (*([stamp.mark] if stamp else []), *filter(None, [self.begun.get(name)]))

    def note_warning(self, folder: int, place: str) -> None:
        """Note of which place it was said that git would commit it; empty for none.

        Raises:
            OSError: the system would not.
        """
        self.note(folder, [(_FOLDER, place)] if place else [(_FOLDER,)])

    def note(self, folder: int, lines: Iterable[Sequence[object]]) -> None:
        """Add lines, or write all of it anew where too much of it is old.

        Raises:
            OSError: the system would not.
        """
        new = [*lines]
        if not new:
            return
        self._lines += len(new)
        for line in new:
            self._take(line)
        known = len(self.stamps) + len(self.begun)
        if self._lines > known + known // 4 + _MOST_STALE_LINES:
            self._write_anew(folder)
        else:
            # What a killed command left of a line must not spoil the next.
            start = "\n" if self._is_torn else ""
            _write(folder, LIST, _APPEND, start + _text(new))
        self._is_torn = False
        self.age = _age(folder)

    def tidy(self, folder: int) -> None:
        """Write it anew, so that nothing is left of what was removed.

        Raises:
            OSError: the system would not.
        """
        self._write_anew(folder)
        self.age = _age(folder)

    def _write_anew(self, folder: int) -> None:
        lines: list[Sequence[object]] = [(name, *stamp) for name, stamp in self.stamps.items()]
        lines += self.begun.items()
        if self.warned_of:
            lines.append((_FOLDER, self.warned_of))
        _write(folder, _UNFINISHED, _ANEW, _text(lines))
        os.rename(_UNFINISHED, LIST, src_dir_fd=folder, dst_dir_fd=folder)
        self._lines = len(lines)


def is_inside(name: str) -> bool:
    """Tell whether a name is one of a file below the folder that the tool may give."""
    return not _OUTSIDE.search(name)


def _inside(names: Iterable[str]) -> set[str]:
    """Return those of some names that are inside, looked at all at once: they are many."""
    found = {*names} - {_FOLDER}
    steps = "/\n/".join(("", *found, ""))
    is_one_outside = any(odd in steps for odd in _ODD)
    # With a line end in a name, nobody knows where it begins.
    if is_one_outside or steps.count("\n") > len(found) + 1:
        return {*filter(is_inside, found)}
    return found


def _age(folder: int) -> tuple[int, int, int]:
    with suppress(FileNotFoundError):
        status = os.stat(LIST, dir_fd=folder, follow_symlinks=False)
        return status.st_ino, status.st_size, status.st_mtime_ns
    return 0, 0, 0


def _content(folder: int) -> bytes:
    try:
        descriptor = os.open(LIST, OPEN, dir_fd=folder)
    except FileNotFoundError:
        return b""
    try:
        return OpenFile(descriptor).whole()
    finally:
        close(descriptor)


def _lines(data: bytes) -> Iterator[object]:
    """Give what stands on each line; one that cannot be read is passed over."""
    lines = data.splitlines()
    with suppress(ValueError, RecursionError):
        yield from json.loads(b"[" + b",".join(lines) + b"]")
        return
    for line in lines:
        with suppress(ValueError, RecursionError):
            yield json.loads(line)


def _text(lines: Iterable[Sequence[object]]) -> str:
    return "".join([f"[{', '.join(map(_json, line))}]\n" for line in lines])


def _json(value: object) -> str:
    # To set up an encoder takes longer than nearly all there is to encode.
    if type(value) is str:
        return encode_basestring_ascii(value)
    return repr(value) if type(value) is int else json.dumps(value)


def _write(folder: int, name: str, flags: int, text: str) -> None:
    descriptor = os.open(name, flags, 0o600, dir_fd=folder)
    with open(descriptor, "wb") as file:
        file.write(text.encode("ascii"))
