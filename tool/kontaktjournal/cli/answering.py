"""The other side of `relayed`: a watcher runs a command that somebody called.

It is the same command, on the watcher's journal, with the terminal and the environment of
whoever called it.
"""

import io
import os
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kontaktjournal.cli.session import Session
from kontaktjournal.config.place import Place
from kontaktjournal.domain.settings import Settings
from kontaktjournal.journal import Journal
from kontaktjournal.lookout import ERR, OUT, STATUS, code, frame
from kontaktjournal.watch.ports import Run

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_ZONE = "TZ"
_INTERRUPTED = 130


class Called(NamedTuple):
    """A call as it was sent (see `lookout.call_of`).

    Args:
        arguments: the words of the command line.
        environ: of whoever called.
        streams: of stdout and stderr the encoding, and whether it is a terminal.
    """

    arguments: tuple[str, ...]
    environ: Mapping[str, str]
    streams: tuple[tuple[str, bool], ...]


def runner(words: Sequence[str]) -> Run | None:
    """Return what runs a call; None where it would not say what it says where it was called.

    Args:
        words: as they were sent.
    """
    called = _read(words)
    if called is None or called.environ.get(_ZONE) != os.environ.get(_ZONE):
        return None
    return lambda journal: _run(called, journal)


def _read(words: Sequence[str]) -> Called | None:
    """Return the call; None if another program sent it."""
    try:
        theirs, out, out_is, err, err_is, count, *rest = words
        number = int(count)
    except ValueError:
        return None
    if theirs != code():
        return None
    pairs = (word.partition("=") for word in rest[:number])
    environ = {name: value for name, _, value in pairs}
    streams = ((out, bool(out_is)), (err, bool(err_is)))
    return Called(tuple(rest[number:]), environ, streams)


def _run(called: Called, journal: Journal) -> bytes:
    from kontaktjournal.cli import run

    written: list[bytes] = []
    out, err = (
        _Stream(kind, written, encoding=encoding, is_terminal=is_terminal)
        for kind, (encoding, is_terminal) in zip((OUT, ERR), called.streams, strict=True)
    )
    session = _RelayedSession(called.environ, journal)
    with redirect_stdout(out), redirect_stderr(err):
        status = run([*called.arguments], called.environ, session)
        out.flush()
        err.flush()
    if status == _INTERRUPTED:
        raise KeyboardInterrupt  # that was the watcher, not the command
    return b"".join(written) + frame(STATUS, str(status).encode())


class _Written(io.BytesIO):
    """Keeps what is written as parts of an answer, in the order of both streams."""

    def __init__(self, kind: bytes, parts: list[bytes]) -> None:
        super().__init__()
        self._kind = kind
        self._parts = parts

    def write(self, data: "ReadableBuffer") -> int:
        """Keep what is written."""
        self._parts.append(frame(self._kind, bytes(data)))
        return len(self._parts[-1])


class _Stream(io.TextIOWrapper):
    """Somebody else's stdout or stderr."""

    def __init__(
        self, kind: bytes, parts: list[bytes], *, encoding: str, is_terminal: bool
    ) -> None:
        self._is_terminal = is_terminal
        super().__init__(
            _Written(kind, parts),
            encoding=encoding,
            errors="backslashreplace",
            newline="\n",
            # As Python's own: a terminal gets each line at once, stderr too.
            line_buffering=is_terminal or kind == ERR,
        )

    def isatty(self) -> bool:
        return self._is_terminal


class _RelayedSession(Session):
    """A session of a call on a journal that is open already, and in step."""

    def __init__(self, environ: Mapping[str, str], journal: Journal) -> None:
        super().__init__(environ)
        self._journal = journal

    @cached_property
    def start(self) -> Path:
        return self._journal.place.root

    @cached_property
    def place(self) -> Place:
        return self._journal.place

    @cached_property
    def settings(self) -> Settings:
        return self._journal.settings

    @cached_property
    def journal(self) -> Journal:
        return self._journal
