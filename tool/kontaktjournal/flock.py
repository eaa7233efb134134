"""A lock the system holds for a process: it ends with the process, however that ends."""

import time

try:
    import fcntl
except ImportError:  # Windows: there is one process at a time, or luck
    fcntl = None  # type: ignore[assignment]  # only asked whether it is there

_PATIENCE_SECONDS = 15.0
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.001, 0.02


def acquire(descriptor: int) -> None:
    """Lock an open file; wait a while for whoever holds it.

    Raises:
        BlockingIOError: somebody holds it for too long.
        OSError: the disk knows no locks.
    """
    if fcntl is None:
        return
    until = time.monotonic() + _PATIENCE_SECONDS
    pause = _FIRST_PAUSE_SECONDS
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)
        else:
            return


def attempt(descriptor: int) -> bool:
    """Lock an open file if nobody holds it; return whether.

    Raises:
        OSError: the disk knows no locks.
    """
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def release(descriptor: int) -> None:
    """Unlock a file, also for processes forked meanwhile, which have it open, too.

    Raises:
        OSError: the disk knows no locks.
    """
    if fcntl is not None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
