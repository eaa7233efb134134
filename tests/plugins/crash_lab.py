"""Commands struck by strace at a system call of their own.

A stage is a journal that can be set up again and again at the same place; a command is run on
it once untouched, to learn its system calls, and then once for each of them, with a fault.
"""

import ctypes
import os
import re
import shutil
import socket
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

from kontaktjournal.store.vault_lock import VaultLock

_CALL = re.compile(rb"^(\d+) +(\w+)\(")
#: What touches no file of the journal, and yet may be the last thing a command does.
_MOMENTS = frozenset({b"rt_sigprocmask"})
_WRITES = frozenset({
    b"write", b"pwrite64", b"fsync", b"fdatasync", b"ftruncate", b"rename", b"renameat",
    b"renameat2", b"link", b"linkat", b"unlink", b"unlinkat", b"mkdir", b"mkdirat", b"rmdir",
    b"fchmod", b"fchmodat", b"fchown", b"fchownat", b"fsetxattr", b"fremovexattr", b"utimensat",
})  # fmt: skip
_TO_WRITE = (b"O_WRONLY", b"O_RDWR", b"O_CREAT")

#: The exit status of a command that ended with a traceback; and how to let anybody trace.
_CRASHED, _SET_PTRACER = 70, 0x59616D61

Texts = dict[str, bytes]
#: Something a user could type; returns the exit status.
Command = Callable[[], int]


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens at a system call.

    Args:
        name: what it is called in a test.
        inject: what strace is told.
        lasting: at all later calls of the same name, too.
        only_writes: a call that only reads cannot fail so.
    """

    name: str
    inject: str
    lasting: bool = False
    only_writes: bool = False

    @property
    def is_death(self) -> bool:
        """Tell whether it ends the process."""
        return self.inject.startswith("signal")

    def strikes(self, point: "Point") -> bool:
        """Tell whether it can happen there."""
        if self.is_death:
            return True
        return point.is_on_file and (point.writes or not self.only_writes)

    def at(self, point: "Point") -> str:
        """Return strace's expression."""
        return f"inject={point.call}:{self.inject}:when={point.number}{'+' * self.lasting}"


FAULTS = (
    Fault("killed", "signal=SIGKILL"),
    Fault("ENOSPC", "error=ENOSPC", only_writes=True),
    Fault("EDQUOT", "error=EDQUOT", only_writes=True),
    Fault("EROFS", "error=EROFS", only_writes=True),
    Fault("EIO", "error=EIO"),
    Fault("EINTR", "error=EINTR"),
    Fault("ENOSPC for good", "error=ENOSPC", lasting=True, only_writes=True),
    Fault("EIO for good", "error=EIO", lasting=True),
)


@dataclass(frozen=True, slots=True)
class Point:
    """A system call of a command.

    Args:
        call: its name.
        number: which of its name it is.
        is_on_file: it is about a file of the journal, or what is kept outside it.
        writes: it is to change something.
        secures: it makes something of the journal safe on the disk.
    """

    call: str
    number: int
    is_on_file: bool
    writes: bool
    secures: bool

    def __str__(self) -> str:
        return f"{self.call} {self.number}"


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did.

    Args:
        status: its exit status; negative where it was killed.
        said: what it said.
    """

    status: int
    said: bytes


def under_strace(command: Command, folder: Path, strace: Sequence[str]) -> Done:
    """Run a command in a process of its own, under strace from where it begins to write.

    What came before touched no file of the journal, and does not always need as many calls.

    Args:
        command: what to run; returns its exit status.
        folder: where the trace is written, and what it says.
        strace: what strace is told.
    """
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        ours.close()
        _be_traced(command, folder / "said", theirs)
    theirs.close()
    assert ours.recv(1), "it never began to write"
    words = ["strace", "-f", "-y", "-s", "300", "-o", str(folder / "trace"), *strace]
    with subprocess.Popen([*words, "-p", str(pid)], stderr=subprocess.PIPE) as tracer:
        assert tracer.stderr
        greeting = tracer.stderr.readline()
        ours.close()
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        greeting += tracer.stderr.read()
    assert b"attached" in greeting, greeting
    return Done(status, (folder / "said").read_bytes())


def _be_traced(command: Command, said: Path, gate: socket.socket) -> NoReturn:
    """Run a command, wait for the tracer where it begins to write, and end."""
    status = _CRASHED
    enter = VaultLock.__enter__

    def entered(lock: VaultLock) -> VaultLock:
        patch.undo()
        gate.send(b"x")
        gate.recv(1)
        return enter(lock)

    patch = pytest.MonkeyPatch()
    patch.setattr(VaultLock, "__enter__", entered)
    try:
        # Some systems let nobody else trace a process that does not say so.
        ctypes.CDLL(None).prctl(_SET_PTRACER, ctypes.c_ulong(-1), 0, 0, 0)
        stream = said.open("w", encoding="utf-8")
        sys.stdout = sys.stderr = stream
        try:
            status = command()
        except BaseException:  # noqa: BLE001  # whatever it is, it must be told
            traceback.print_exc()
        stream.flush()
    finally:
        os._exit(status)


@dataclass(frozen=True, slots=True)
class Stage:
    """A journal as it is before a command, and the command.

    Args:
        folder: where it is played.
        journal: what is in the journal.
        command: what is tried.
        first: what is run before, untouched.
    """

    folder: Path
    journal: Texts
    command: Command
    first: tuple[Command, ...] = ()

    @property
    def root(self) -> Path:
        return self.folder / "journal"

    @property
    def state(self) -> Path:
        """Return where commands lock, and keep what can be undone."""
        return self.folder / "state"

    @property
    def cache(self) -> Path:
        """Return where the index lies."""
        return self.folder / "cache"

    @property
    def _places(self) -> tuple[Path, ...]:
        return self.root, self.state, self.cache

    @property
    def _saved(self) -> Path:
        return self.folder / "saved"

    def prepare(self) -> None:
        """Make what is there before the command, once; load what it needs."""
        for name, data in self.journal.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        for command in self.first:
            assert command() == 0
        self._saved.mkdir()
        for place in self._places:
            if place.exists():
                shutil.copytree(place, self._saved / place.name)
        assert self.command() == 0

    def set_up(self) -> None:
        """Make all as it was before the command."""
        for place in self._places:
            shutil.rmtree(place, ignore_errors=True)
            if (self._saved / place.name).exists():
                shutil.copytree(self._saved / place.name, place)

    def texts(self) -> Texts:
        """Return every contact file and what lies beside it."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted((self.root / "kontakte").rglob("*"))
            if path.is_file()
        }

    def journal_texts(self) -> Texts:
        """Return every contact file as it was at the very beginning."""
        return {name: data for name, data in self.journal.items() if name.startswith("kontakte/")}

    def kept(self) -> Path:
        """Return where the command keeps what can be undone: deeper down, if it chose itself."""
        return next(iter(self.state.glob("kontaktjournal/*")), self.state)

    def points(self) -> list[Point]:
        """Return the system calls of the command since it began to write."""
        self.set_up()
        done = under_strace(self.command, self.folder, ())
        assert done.status == 0, done.said
        return list(_points((self.folder / "trace").read_bytes().splitlines(), self))

    def struck(self, point: Point, fault: Fault) -> "Struck":
        """Run the command once, with a fault."""
        self.set_up()
        strace = ["-e", f"trace={point.call}", "-e", fault.at(point)]
        done = under_strace(self.command, self.folder, strace)
        is_struck = done.status < 0 or b"(INJECTED)" in (self.folder / "trace").read_bytes()
        return Struck(point, fault, done.status, done.said, self.texts(), is_struck)


@dataclass(frozen=True, slots=True)
class Struck:
    """What became of a command.

    Args:
        point: where it was struck.
        fault: with what.
        status: its exit status; negative where it was killed.
        said: what it said.
        texts: the files afterwards.
        is_struck: the fault happened.
    """

    point: Point
    fault: Fault
    status: int
    said: bytes
    texts: Texts
    is_struck: bool


def _points(lines: list[bytes], stage: Stage) -> Iterator[Point]:
    places = tuple(map(os.fsencode, (stage.root, stage.state, stage.cache)))
    journal = places[0]
    # Each process counts for itself, and only the first one writes.
    first = b""
    counts: Counter[bytes] = Counter()
    for line in lines:
        match = _CALL.match(line)
        if not match or match[1] != (first := first or match[1]):
            continue
        call = match[2]
        counts[call] += 1
        is_on_file = any(place in line for place in places)
        if is_on_file or call in _MOMENTS:
            writes = call in _WRITES or any(flag in line for flag in _TO_WRITE)
            secures = call == b"fsync" and journal in line
            yield Point(call.decode(), counts[call], is_on_file, writes, secures)
