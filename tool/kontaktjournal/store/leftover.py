"""What is found beside a file and is not known: kept as a copy, never deleted unseen.

A copy is called as Syncthing calls its own, so that it is no contact (F3) and `journal check`
names it: ``anna-mueller.sync-conflict-20261123-081400-journal.md``.
"""

import os
import stat
import time
from binascii import crc32
from collections.abc import Callable, Collection, Container, Iterable, Iterator
from contextlib import suppress
from itertools import count

from kontaktjournal.store.exchange import Grant, Lease, move
from kontaktjournal.store.parts import OpenFile, mark
from kontaktjournal.store.target import OPEN, Target, close, identity

#: What begins the name of a file that is being written, and what ends it until it is whole.
PREFIX, UNFINISHED = ".j-", "~"

#: A file of ours that nobody remembers may be another machine's, at work on a shared disk.
_SURELY_DEAD_SECONDS = 600
#: Leaves room for what is added, in a name of at most 255 bytes.
_LONGEST_STEM_BYTES = 180
_NAME_DIGITS = 8


def fresh_name(name: str) -> str:
    """Return the name of a file to be written beside another; whose it is can be told from it.

    Never the other's name and more: that might be too long.
    """
    return f"{beginning_of(name)}{os.urandom(4).hex()}"


def beginning_of(name: str) -> str:
    """Return how the names begin of all files that were ever written beside another."""
    return f"{PREFIX}{_short(name)}-"


def _short(name: str) -> str:
    return f"{crc32(os.fsencode(name)):0{_NAME_DIGITS}x}"


def settle(target: Target, left: str, is_known: Callable[[str], bool]) -> str | None:
    """Delete a file left beside another, or keep it as a copy if nobody knows what is in it.

    Args:
        target: the file it lies beside.
        left: its name.
        is_known: tells of the mark of its bytes whether they are nothing new.

    Returns:
        the path of the copy, if there is one now.

    Raises:
        OSError: the system would not.
    """
    try:
        descriptor = os.open(left, OPEN, dir_fd=target.folder)
    except FileNotFoundError:
        return None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return keep(target, left)
        with Lease(descriptor) as lease:
            # Somebody may be writing to it this moment.
            lease.wait()
            is_known_now = lease.grant is not Grant.BUSY and is_known(mark(OpenFile(descriptor)))
            if not is_known_now and not _is_twin(target, left):
                return keep(target, left)
            os.unlink(left, dir_fd=target.folder)
    finally:
        close(descriptor)
    return None


def _is_twin(target: Target, left: str) -> bool:
    """Tell whether it is the file itself, which had two names for a moment."""
    with suppress(FileNotFoundError):
        return identity(target.folder, left) == identity(target.folder, target.name)
    return False


def keep(target: Target, left: str) -> str:
    """Give a file left beside another the name of a copy; return its path."""
    modified = os.stat(left, dir_fd=target.folder, follow_symlinks=False).st_mtime
    for name in copy_names(target.name, modified):
        with suppress(FileExistsError):
            move(target.folder, left, target.folder, name)
            return target.sibling(name)
    raise AssertionError  # the names never end


def copy_names(name: str, modified: float) -> Iterator[str]:
    """Yield names for a copy of a file, the best first.

    Args:
        name: of the file.
        modified: when the copy was saved, in seconds since 1970.
    """
    stem, ending = os.path.splitext(name)
    short = os.fsencode(stem)[:_LONGEST_STEM_BYTES]
    stem = stem if len(short) < _LONGEST_STEM_BYTES else short.decode(errors="ignore")
    at = time.strftime("%Y%m%d-%H%M%S", time.localtime(modified))
    for number in count(1):
        again = f"-{number}" if number > 1 else ""
        yield f"{stem}.sync-conflict-{at}-journal{again}{ending}"


def clean(target: Target, known: Container[str]) -> list[str]:
    """Tidy away what a command that never came to its end left beside a file.

    Args:
        target: the file.
        known: marks of all bytes the command knew.

    Returns:
        the paths of the copies made.

    Raises:
        OSError: the system would not.
    """
    beginning = beginning_of(target.name)
    left = [name for name in os.listdir(target.folder) if name.startswith(beginning)]
    return _tidy(target, left, lambda found: found in known)


def clean_old(target: Target, now: float) -> list[str]:
    """Tidy away what lies in a folder for long and nobody remembers.

    Args:
        target: any file of the folder.
        now: the file system's time, in seconds since 1970.

    Returns:
        the paths of the copies made.

    Raises:
        OSError: the system would not.
    """
    names = os.listdir(target.folder)
    copies: list[str] = []
    for left in names:
        if left.startswith(PREFIX) and _is_old(target.folder, left, now):
            beside = Target(target.path, target.folder, _owner(left, names))
            copies += _tidy(beside, [left], _known_from(beside))
    return copies


def remove_orphans(root: str, paths: Iterable[str], beginnings: Collection[str]) -> None:
    """Delete what was left of files that shall be gone, where they are.

    Args:
        root: absolute path of the journal.
        paths: of all files below it.
        beginnings: of the names of what was left, as `beginning_of` gives them.

    Raises:
        OSError: the system would not.
    """
    for path in paths:
        folder, name = os.path.split(os.path.join(root, path))
        beginning = next((each for each in beginnings if name.startswith(each)), None)
        if beginning and beginning not in map(beginning_of, os.listdir(folder)):
            os.unlink(os.path.join(folder, name))


def _tidy(target: Target, left: Iterable[str], is_known: Callable[[str], bool]) -> list[str]:
    copies: list[str] = []
    for name in left:
        # An unfinished file was nobody's but ours.
        is_ours = name.endswith(UNFINISHED)
        copy = settle(target, name, (lambda _: True) if is_ours else is_known)
        copies += [copy] if copy else []
    return copies


def _is_old(folder: int, left: str, now: float) -> bool:
    with suppress(FileNotFoundError):
        changed = os.stat(left, dir_fd=folder, follow_symlinks=False).st_ctime
        return changed < now - _SURELY_DEAD_SECONDS
    return False


def _owner(left: str, names: Iterable[str]) -> str:
    """Return the file that something was left of; a name made up if that is gone, too."""
    short = left.removeprefix(PREFIX)[:_NAME_DIGITS]
    return next((name for name in names if _short(name) == short), f"{short}.md")


def _known_from(target: Target) -> Callable[[str], bool]:
    """Return a question: is it what the file says now?"""
    try:
        descriptor = os.open(target.name, OPEN, dir_fd=target.folder)
    except OSError:
        return lambda _: False
    try:
        now = mark(OpenFile(descriptor))
    except OSError:
        return lambda _: False
    finally:
        close(descriptor)
    return lambda found: found == now
