"""A program at a terminal of its own, typed to and read as a person would."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

_ROWS, _COLUMNS = 24, 100
#: A guard against hanging: on a machine under load anything may take long.
_PATIENCE_SECONDS = 60.0
_STEERING = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[()][A-Z0-9]|[=>78M])")


class TerminalProgram:
    """A program that thinks that somebody sits before it.

    Args:
        words: the program and its arguments.
        folder: where it is started.
        environ: its environment.
    """

    def __init__(self, words: Sequence[str], folder: Path, environ: Mapping[str, str]) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", _ROWS, _COLUMNS, 0, 0))
        self._process = subprocess.Popen(
            words, cwd=folder, env=environ, stdin=theirs, stdout=theirs, stderr=theirs,
            start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        self._shown = b""
        self._unread = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._ours)

    def type(self, keys: str) -> None:
        """Press keys; what was shown until now is not waited for any more."""
        self._shown = b""
        os.write(self._ours, keys.encode())

    def wait_for(self, *words: str) -> str:
        """Wait until one of some words is shown, and return it."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while True:
            for word in words:
                if word.encode() in self._shown:
                    return word
            if time.monotonic() > until or not self._reads():
                message = f"waited for {words}, and saw: {self._shown.decode(errors='replace')}"
                raise AssertionError(message)

    def _reads(self) -> bool:
        """Take in what is shown; return False where nothing will be any more."""
        if not select.select([self._ours], [], [], 1.0)[0]:
            return True
        try:
            piece = os.read(self._ours, 65536)
        except OSError:  # how Linux says that nobody writes any more
            return False
        # The end of a piece may be half of what steers.
        text, mark, rest = (self._unread + piece).rpartition(b"\x1b")
        if mark and not _STEERING.match(mark + rest):
            self._unread = mark + rest
        else:
            text, self._unread = text + mark + rest, b""
        self._shown += _STEERING.sub(b"", text)
        return True

    def end(self) -> int:
        """Wait until it ends by itself; return its exit status."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while self._process.poll() is None and time.monotonic() < until and self._reads():
            pass
        return self._process.wait(_PATIENCE_SECONDS)
