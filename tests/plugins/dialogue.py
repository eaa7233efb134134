"""The command at a terminal that is its own, so that Ctrl-C reaches it as it reaches a person's.

::

    with dialogue(folder, "log", "uwe", "kurz") as talk:
        talk.answer("[Enter]", "x")
        lines = talk.end()
"""

import fcntl
import os
import pty
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Dialogue:
    """A command that asks, and somebody who answers.

    Args:
        terminal: our end of it.
        process: the command.
    """

    def __init__(self, terminal: int, process: "subprocess.Popen[bytes]") -> None:
        self._terminal = terminal
        self._process = process
        self._shown = b""
        self._read = 0

    @property
    def status(self) -> int:
        """Return the exit status, once it has ended."""
        return self._process.wait()

    def answer(self, question: str, keys: str) -> None:
        """Wait until something is asked that was not answered yet, and type."""
        self.wait_for(question)
        self.type(keys)

    def wait_for(self, question: str) -> None:
        """Wait until something is asked that was not answered yet."""
        while question.encode() not in self._shown[self._read :]:
            self._shown += os.read(self._terminal, 4096)
        self._read = len(self._shown)

    def type(self, keys: str) -> None:
        """Type, whatever is asked."""
        os.write(self._terminal, keys.encode())

    def end(self) -> list[str]:
        """Wait for the end, and return all lines that were shown."""
        try:
            while piece := os.read(self._terminal, 4096):
                self._shown += piece
        except OSError:  # how Linux says that nobody writes any more
            pass
        self._process.wait()
        return self._shown.decode().replace("\r\n", "\n").split("\n")


@contextmanager
def dialogue(folder: Path, *words: str, **environ: str) -> Iterator[Dialogue]:
    """Start the command in a folder, on Monday, 23 November 2026."""
    ours, theirs = pty.openpty()
    given = {
        "LC_ALL": "de_DE.UTF-8", "TERM": "xterm", "COLUMNS": "80", "NO_COLOR": "1", "VISUAL": "",
        "EDITOR": "false", "JOURNAL_TODAY": "2026-11-23",
    }  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-m", "kontaktjournal", *words],
        cwd=folder,
        env=os.environ | given | environ,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509  # no threads here
    ) as process:
        os.close(theirs)
        try:
            yield Dialogue(ours, process)
        finally:
            process.kill()
            os.close(ours)
