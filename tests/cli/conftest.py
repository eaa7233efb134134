"""The command as a process of its own: with pipes, and at a real terminal."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[bytes]]
AtTerminal = Callable[..., bytes]

_COMMAND = (sys.executable, "-m", "kontaktjournal")


def environment(**changed: str) -> dict[str, str]:
    foreign = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "LANGUAGE", "KONTAKTJOURNAL")
    mine = {name: value for name, value in os.environ.items() if name not in foreign}
    given = {"LANG": "de_DE.UTF-8", "TERM": "xterm", "JOURNAL_TODAY": "2026-11-23"}
    return {name: value for name, value in mine.items() if name[:3] != "LC_"} | given | changed


@pytest.fixture
def run() -> Run:
    """Return a function that runs ``journal`` with pipes and waits for it."""

    def call(folder: Path, *words: str, **changed: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [*_COMMAND, *words],
            cwd=folder,
            env=environment(**changed),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )

    return call


@pytest.fixture
def at_terminal() -> AtTerminal:
    """Return a function that runs ``journal`` at a terminal and returns what it wrote there."""

    def call(folder: Path, *words: str, typed: bytes = b"", **changed: str) -> bytes:
        ours, theirs = pty.openpty()
        os.write(ours, typed)
        with subprocess.Popen(
            [*_COMMAND, *words],
            cwd=folder,
            env=environment(COLUMNS="80") | changed,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        ):
            os.close(theirs)
            written = _all_of(ours)
        os.close(ours)
        return written

    return call


def _all_of(descriptor: int) -> bytes:
    written = b""
    try:
        while piece := os.read(descriptor, 65536):
            written += piece
    except OSError:  # how Linux says that nobody writes any more
        pass
    return written
