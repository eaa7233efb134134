"""More processes for work that one core does too slowly.

Threads would not help: the work is Python's own, and holds its lock.
"""

import gc
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Generic, TypeVar

Chunk = TypeVar("Chunk")
Result = TypeVar("Result")

_LENGTH_BYTES = 8
#: What Linux gives anybody.
_PIPE_BYTES = 1 << 20


@contextmanager
def without_collector() -> Iterator[None]:
    """Keep the garbage collector away from work that makes many values and no cycles.

    It would look at all of them again and again: a fifth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def spare_cores() -> int:
    """Return how many processes may work beside this one; 0 where that is no gain.

    A process with threads must not be forked: a lock held elsewhere would stay held.
    """
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 0
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) - 1
    return (os.cpu_count() or 1) - 1


class _Child(Generic[Chunk, Result]):
    """A forked process that works through chunks and sends each result back."""

    def __init__(self, work: Callable[[Chunk], Result], chunks: Sequence[Chunk]) -> None:
        self._pipe, write_end = os.pipe()
        _widen(write_end)
        try:
            self._pid = os.fork()
        except OSError:
            os.close(self._pipe)
            os.close(write_end)
            raise
        if self._pid == 0:  # pragma: no cover  # coverage does not follow a fork
            os.close(self._pipe)
            _serve(write_end, work, chunks)
        os.close(write_end)

    def take(self) -> tuple[Result] | None:
        """Return the next result, wrapped; None if the child is gone."""
        head = self._read(_LENGTH_BYTES)
        if head is None:
            return None
        data = self._read(int.from_bytes(head, "big"))
        if data is None:
            return None
        return (pickle.loads(data),)  # noqa: S301  # written by our own child a moment ago

    def _read(self, size: int) -> bytes | None:
        parts = []
        while size:
            part = os.read(self._pipe, min(size, 1 << 20))
            if not part:
                return None
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def end(self) -> None:
        """End it, finished or not: it only reads, so nothing is lost."""
        os.close(self._pipe)
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


def _widen(pipe: int) -> None:
    """Let a pipe hold some results, so that a child goes on while its parent is busy."""
    with suppress(ImportError, AttributeError, OSError):
        from fcntl import F_SETPIPE_SZ, fcntl

        fcntl(pipe, F_SETPIPE_SZ, _PIPE_BYTES)


def _start(
    work: Callable[[Chunk], Result], chunks: Sequence[Chunk]
) -> _Child[Chunk, Result] | None:
    """Start a child; None where the system has no room for one."""
    try:
        return _Child(work, chunks)
    except OSError:
        return None


def _end(children: Sequence[_Child[Chunk, Result] | None]) -> None:
    """End children, finished or not."""
    for child in children:
        if child:
            child.end()


def _serve(
    pipe: int, work: Callable[[Chunk], Result], chunks: Sequence[Chunk]
) -> None:  # pragma: no cover  # runs in the child only
    """Work in the child; never return, never print, never run the parent's exit hooks."""
    code = 1
    try:
        # Ctrl-C is the parent's to tell; a parent that is gone ends the child by SIGPIPE.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        gc.disable()  # this process ends before its garbage matters
        for chunk in chunks:
            data = pickle.dumps(work(chunk), protocol=pickle.HIGHEST_PROTOCOL)
            message = memoryview(len(data).to_bytes(_LENGTH_BYTES, "big") + data)
            while message:
                message = message[os.write(pipe, message) :]
        code = 0
    finally:
        os._exit(code)


def spread(
    work: Callable[[Chunk], Result], chunks: Sequence[Chunk], children: int
) -> Iterator[Result]:
    """Work through chunks in several processes and yield the results in order.

    What a child fails to deliver is done here instead, so that a bug shows its traceback
    and a killed child costs only time.

    Args:
        work: what to do with a chunk; its result must be picklable.
        chunks: the portions.
        children: how many processes to start; 0 works here.
    """
    count = min(children, len(chunks))
    if count < 1:
        yield from map(work, chunks)
        return
    started: list[_Child[Chunk, Result] | None] = []
    try:
        started.extend(_start(work, chunks[place::count]) for place in range(count))
        for place, chunk in enumerate(chunks):
            child = started[place % count]
            taken = child.take() if child else None
            yield taken[0] if taken else work(chunk)
    finally:
        _end(started)


@contextmanager
def meanwhile(work: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """Begin work in a second process where there is a core for it; yield what asks for the result.

    Args:
        work: what to do; its result must be picklable.
    """
    child = _start(lambda _: work(), [None]) if spare_cores() else None

    def result() -> Result:
        taken = child.take() if child else None
        return taken[0] if taken else work()

    try:
        yield result
    finally:
        _end([child])


def halves(
    work: Callable[[Sequence[Chunk]], Result], items: Sequence[Chunk], weights: Sequence[int]
) -> tuple[Result, Result]:
    """Work on one half here and on the other in a second process.

    Args:
        work: what to do with a part; its result must be picklable.
        items: the work, in an order in which neighbours belong together.
        weights: how much each item costs.
    """
    middle, done, total = 0, 0, sum(weights)
    while middle < len(items) and done < total / 2:
        done += weights[middle]
        middle += 1
    other = _start(work, [items[middle:]])
    try:
        here = work(items[:middle])
        taken = other.take() if other else None
    finally:
        _end([other])
    return here, taken[0] if taken else work(items[middle:])
