"""Work in another process: beside this one, as another user, or until it is killed."""

import os
import pickle
import signal
import traceback
from collections.abc import Callable
from typing import Generic, TypeVar

Result = TypeVar("Result")

#: Whom no file belongs to.
NOBODY = 65534


class WorkFailedError(Exception):
    """Tell what went wrong elsewhere."""


class Elsewhere(Generic[Result]):
    """A forked process that does one thing.

    Args:
        work: what to do; its result must be picklable.
        as_nobody: give up all rights first, where this process has them.
    """

    def __init__(self, work: Callable[[], Result], *, as_nobody: bool = False) -> None:
        self._pipe, end = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._pipe)
            try:
                if as_nobody and os.geteuid() == 0:
                    os.setgroups([])
                    os.setgid(NOBODY)
                    os.setuid(NOBODY)
                answer: tuple[bool, object] = (True, work())
            except BaseException:  # noqa: BLE001  # whatever it is, the test must hear of it
                answer = (False, traceback.format_exc())
            with os.fdopen(end, "wb") as pipe:
                pickle.dump(answer, pipe)
            os._exit(0)
        os.close(end)

    def result(self) -> Result:
        """Return what the work returned.

        Raises:
            WorkFailedError: it raised something, or was killed.
        """
        with os.fdopen(self._pipe, "rb") as pipe:
            data = pipe.read()
        os.waitpid(self.pid, 0)
        if not data:
            message = "killed"
            raise WorkFailedError(message)
        is_done, value = pickle.loads(data)  # noqa: S301  # written by our own child
        if not is_done:
            raise WorkFailedError(value)
        result: Result = value
        return result

    def kill(self) -> None:
        """Kill it, without a chance to clean up."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._pipe)


def elsewhere(work: Callable[[], Result], *, as_nobody: bool = False) -> Result:
    """Do something in another process and return its result."""
    return Elsewhere(work, as_nobody=as_nobody).result()
