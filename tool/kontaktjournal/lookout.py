"""How a command asks the `journal watch` that runs on its journal, if one does.

The watcher listens at a Unix socket in the journal's cache folder, which is nobody else's. It
is asked one thing a connection, and says only what it has proved a moment ago. Whoever does not
answer at once is not asked again, and the command looks for itself: a dead watcher's socket
refuses, a stalled one is silent, one of another version says no.

Imports next to nothing: every command passes here.
"""

import os
import sys
import time

from kontaktjournal import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _socket import socket
    from collections.abc import Iterable, Mapping, Sequence

#: The socket's name in the cache folder.
SOCKET = "lookout.sock"
#: The first word of a question: is the index complete; run a command.
COMPLETE, RUN = "complete", "run"
#: How an answer begins, and what its parts are.
YES, NO = b"y", b"n"
OUT, ERR, STATUS = b"o", b"e", b"x"
#: Everything of the environment that a command's words depend on.
VARIABLES = ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "TERM", "COLUMNS", "TZ")

#: Who takes longer to answer is not trusted (clarification 41).
PATIENCE_SECONDS = 0.1
#: So long a watcher that has answered may take for its words.
_LONGEST_RUN_SECONDS = 5.0
#: So long nobody asks again who did not answer.
_SULK_SECONDS = 1.0
_BETWEEN = b"\0"
#: Longer paths do not fit into the address of a socket.
_LONGEST_ADDRESS = 100
_LENGTH_BYTES = 4
_AT_ONCE = 1 << 16

_silent: "dict[str, float]" = {}


def code() -> str:
    """Return what both sides must share: the program, and how it reads names of files."""
    return f"{__version__} {sys.getfilesystemencoding()}"


def address(folder: str, descriptor: int) -> str | None:
    """Return a path to the socket that fits into an address; None if there is none.

    Args:
        folder: the cache folder.
        descriptor: the same, open.
    """
    path = os.path.join(folder, SOCKET)
    if len(os.fsencode(path)) <= _LONGEST_ADDRESS:
        return path
    by_descriptor = f"/proc/self/fd/{descriptor}"
    return f"{by_descriptor}/{SOCKET}" if os.path.isdir(by_descriptor) else None


def packed(words: "Iterable[str]") -> bytes:
    """Return words as they are sent; none holds a NUL, as none on a command line does."""
    return _BETWEEN.join(os.fsencode(word) for word in words)


def unpacked(data: bytes) -> list[str]:
    """Return the words that were sent."""
    return [os.fsdecode(word) for word in data.split(_BETWEEN)]


def frame(kind: bytes, data: bytes) -> bytes:
    """Return a part of an answer as it is sent."""
    return kind + len(data).to_bytes(_LENGTH_BYTES, "big") + data


def complete(folder: str, mark: str, identity: str) -> int | None:
    """Ask for the version of the index that lacks nothing of what is in the files now.

    Args:
        folder: the cache folder.
        mark: what the index must have been built with.
        identity: which file it is.

    Returns:
        None if nobody vouches for that.
    """
    try:
        answer = _asked(folder, (COMPLETE, mark, identity))
        if answer is None:
            return None
        with _Closing(answer) as line:
            return int(_rest(line, PATIENCE_SECONDS))
    except (OSError, ValueError):
        return None


def run(folder: str, words: "Sequence[str]") -> "tuple[list[tuple[bytes, bytes]], int] | None":
    """Ask the watcher to run a command on its journal.

    Args:
        folder: the cache folder.
        words: the call, see `call_of`.

    Returns:
        What it wrote, `OUT` or `ERR` and the bytes, in their order, and its exit status; None
        if it did not.
    """
    try:
        answer = _asked(folder, (RUN, *words))
        if answer is None:
            return None
        with _Closing(answer) as line:
            return _parts(_rest(line, _LONGEST_RUN_SECONDS))
    except (OSError, ValueError):
        return None


def call_of(
    code: str,
    arguments: "Sequence[str]",
    environ: "Mapping[str, str]",
    streams: "Sequence[tuple[str, bool]]",
) -> list[str]:
    """Return a call of a command as it is sent.

    Args:
        code: the version of the program, and how it reads names of files.
        arguments: the words of the command line.
        environ: what the words of the answer depend on.
        streams: of stdout and stderr the encoding, and whether it is a terminal.
    """
    ends = [word for encoding, is_terminal in streams for word in (encoding, "t" * is_terminal)]
    known = [f"{name}={environ[name]}" for name in VARIABLES if name in environ]
    return [code, *ends, str(len(known)), *known, *arguments]


# --- the line --------------------------------------------------------------------------------


class _Closing:
    def __init__(self, line: "socket") -> None:
        self._line = line

    def __enter__(self) -> "socket":
        return self._line

    def __exit__(self, *_error: object) -> None:
        self._line.close()


def _asked(folder: str, words: "Sequence[str]") -> "socket | None":
    """Ask, and wait for a yes; None without one.

    Raises:
        OSError: nobody is there.
    """
    path = os.path.join(folder, SOCKET)
    if not os.path.exists(path) or _silent.get(folder, 0) > time.monotonic():
        return None
    try:
        # Not the module around it, whose imports would double the time of the whole command.
        from _socket import AF_UNIX, SHUT_WR, SOCK_STREAM, socket
    except ImportError:
        return None
    until = time.monotonic() + PATIENCE_SECONDS
    line = socket(AF_UNIX, SOCK_STREAM)
    try:
        line.settimeout(PATIENCE_SECONDS)
        _connect(line, folder)
        line.sendall(packed(words))
        line.shutdown(SHUT_WR)
        line.settimeout(max(until - time.monotonic(), 0.001))
        answer = line.recv(1)
    except TimeoutError:
        _silent[folder] = time.monotonic() + _SULK_SECONDS
        line.close()
        return None
    except BaseException:
        line.close()
        raise
    if answer == YES:
        return line
    line.close()
    return None


def _connect(line: "socket", folder: str) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        path = address(folder, descriptor)
        if path is None:
            raise FileNotFoundError(folder)
        line.connect(path)
    finally:
        os.close(descriptor)


def _rest(line: "socket", patience: float) -> bytes:
    """Return what else is said.

    Raises:
        OSError: the watcher fell silent.
    """
    until = time.monotonic() + patience
    parts: list[bytes] = []
    while True:
        line.settimeout(max(until - time.monotonic(), 0.001))
        part = line.recv(_AT_ONCE)
        if not part:
            return b"".join(parts)
        parts.append(part)


def _parts(data: bytes) -> tuple[list[tuple[bytes, bytes]], int]:
    """Return what a command wrote, and its exit status.

    Raises:
        ValueError: the end is missing.
    """
    written: list[tuple[bytes, bytes]] = []
    place = 0
    while place < len(data):
        kind = data[place : place + 1]
        start = place + 1 + _LENGTH_BYTES
        place = start + int.from_bytes(data[place + 1 : start], "big")
        if place > len(data):
            break
        if kind == STATUS:
            return written, int(data[start:place])
        written.append((kind, data[start:place]))
    raise ValueError
