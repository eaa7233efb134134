"""Where a watcher is asked: a Unix socket in the cache folder, and the thread that listens."""

import os
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Self

from kontaktjournal.lookout import (
    NO,
    PATIENCE_SECONDS,
    SOCKET,
    address,
    unpacked,
)
from kontaktjournal.watch.news import Call, Mailbox

#: A question is some words of a command line.
_LONGEST_QUESTION = 1 << 20
_AT_ONCE = 1 << 16
_LONGEST_ANSWER_SECONDS = 2.0
_WAITING = 16


class Listener:
    """Takes questions for the loop.

    Args:
        folder: the cache folder; nobody else may listen there (see `alone.py`).
        mailbox: of the loop.
        is_busy: whether it could not answer in time.

    Raises:
        OSError: there can be no socket.
    """

    def __init__(self, folder: str, mailbox: Mailbox, is_busy: Callable[[], bool]) -> None:
        self._path = os.path.join(folder, SOCKET)
        self._mailbox = mailbox
        self._is_busy = is_busy
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            with suppress(FileNotFoundError):
                os.unlink(self._path)  # of a watcher that was killed
            self._bind(folder)
            os.chmod(self._path, 0o600)
            self._socket.listen(_WAITING)
        except BaseException:
            self._socket.close()
            raise
        self._thread = Thread(target=self._listen, name="listener", daemon=True)
        self._thread.start()

    def _bind(self, folder: str) -> None:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            path = address(folder, descriptor)
            if path is None:
                raise FileNotFoundError(folder)
            self._socket.bind(path)
        finally:
            os.close(descriptor)

    def _listen(self) -> None:
        while True:
            try:
                line, _ = self._socket.accept()
            except OSError:
                return  # closed
            with suppress(OSError):
                self._take(line)

    def _take(self, line: socket.socket) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        try:
            line.settimeout(PATIENCE_SECONDS)
            question = _all_of(line)
            if self._is_busy():
                line.sendall(NO)
                line.close()
                return
        except BaseException:
            line.close()
            raise
        self._mailbox.put(Call(tuple(unpacked(question)), until, _Answering(line)))

    def close(self) -> None:
        """Listen no more, and leave no socket behind."""
        with suppress(OSError):
            os.unlink(self._path)
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


def _all_of(line: socket.socket) -> bytes:
    parts, size = [], 0
    while part := line.recv(_AT_ONCE):
        parts.append(part)
        size += len(part)
        if size > _LONGEST_QUESTION:
            raise OSError
    return b"".join(parts)


class _Answering:
    """Send an answer in one or more parts; whoever has gone hears nothing."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def __call__(self, data: bytes, *, is_last: bool = True) -> None:
        try:
            self._line.settimeout(_LONGEST_ANSWER_SECONDS)
            self._line.sendall(data)
        except OSError:
            self._line.close()
        if is_last:
            self._line.close()
