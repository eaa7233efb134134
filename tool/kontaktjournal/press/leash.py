"""A leash for templates that are not ours: so much memory, so much time, and no more."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Never

try:
    import resource
except ImportError:  # Windows keeps no process on a leash
    resource = None  # type: ignore[assignment]  # only asked whether it is there

#: Beyond what the process has when the template begins.
MEMORY_BYTES = 512 << 20
#: Of the processor, for one page: many thousand times what a page of ours takes.
SECONDS = 3.0


class OffLeash(Exception):  # it is what happened, and never shown
    """A template took too much time or memory."""


@contextmanager
def leash() -> Iterator[None]:
    """Let something run on a leash.

    The time is only kept in the main thread, the only one that a signal reaches.

    Raises:
        OffLeash: it took too much.
    """
    with _little_memory(MEMORY_BYTES), _little_time(SECONDS):
        try:
            yield
        except MemoryError as error:
            raise OffLeash from error


@contextmanager
def _little_time(seconds: float) -> Iterator[None]:
    is_deaf = threading.current_thread() is not threading.main_thread()
    if is_deaf or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> Never:
        raise OffLeash

    # The time of the processor: a busy machine makes no page a bad one.
    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _little_memory(more: int) -> Iterator[None]:
    taken = _taken()
    if resource is None or not taken:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limits = [limit for limit in (taken + more, soft, hard) if limit != resource.RLIM_INFINITY]
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (min(limits), hard))
    try:
        yield
    finally:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _taken() -> int:
    """Return how much address space the process has; 0 where the system does not say."""
    with suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_bytes().split()[0])
        return pages * os.sysconf("SC_PAGESIZE")
    return 0
