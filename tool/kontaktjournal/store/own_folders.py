"""The folders of the files the tool makes: opened once, never left through a link."""

import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from kontaktjournal.domain.errors import Conflict
from kontaktjournal.flock import acquire, release
from kontaktjournal.store.target import close

#: How the folder is opened that was named: it may be a link.
OPEN_TOP = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_OPEN_FOLDER = OPEN_TOP | getattr(os, "O_NOFOLLOW", 0)


@contextmanager
def locked(folder: str) -> Iterator[int]:
    """Open a folder, and keep other commands from writing there.

    Raises:
        Conflict: another command does, for too long.
        OSError: it cannot be opened.
    """
    top = os.open(folder, OPEN_TOP)
    try:
        try:
            acquire(top)
        except BlockingIOError as error:
            raise Conflict("refusal.busy") from error
        except OSError:
            pass  # a disk that knows no locks
        yield top
    finally:
        with suppress(OSError):
            release(top)
        close(top)


class Folders:
    """The folders below the top, each opened once and never through a link.

    Args:
        top: descriptor of the top.
        mode: of those that are made.
        opened: closes them.
    """

    def __init__(self, top: int, mode: int, opened: ExitStack) -> None:
        self.top = top
        self._mode = mode
        self._opened = opened
        self._found: dict[str, int | None] = {"": top}

    def of(self, name: str) -> int | None:
        """Return the folder a file lies in; None where there is none, or a link is."""
        return self._at(os.path.dirname(name))

    def made(self, name: str) -> int | None:
        """Return the folder a file shall lie in; None where something else is in its place."""
        steps = name.split("/")[:-1]
        for count in range(1, len(steps) + 1):
            path = "/".join(steps[:count])
            above = self._at("/".join(steps[: count - 1]))
            if above is not None and self._at(path) is None:
                with suppress(FileExistsError):
                    os.mkdir(steps[count - 1], self._mode, dir_fd=above)
                del self._found[path]
        return self._at("/".join(steps))

    def drop_empty(self, name: str) -> None:
        """Remove the folders of a file that is gone, as far as nothing is left in them."""
        path = os.path.dirname(name)
        while path:
            above = self._at(os.path.dirname(path))
            try:
                os.rmdir(os.path.basename(path), dir_fd=above)
            except OSError:
                return
            self._found.pop(path, None)
            path = os.path.dirname(path)

    def _at(self, path: str) -> int | None:
        if path not in self._found:
            above = self._at(os.path.dirname(path))
            self._found[path] = None if above is None else self._below(above, path)
        return self._found[path]

    def _below(self, above: int, path: str) -> int | None:
        try:
            folder = os.open(os.path.basename(path), _OPEN_FOLDER, dir_fd=above)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError:
            if _is_link(above, os.path.basename(path)):
                return None
            raise
        self._opened.callback(close, folder)
        return folder


def _is_link(folder: int, name: str) -> bool:
    with suppress(OSError):
        return stat.S_ISLNK(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
    return False
