"""Tidying up after commands that were killed; only for who holds the lock."""

from contextlib import suppress
from functools import partial

from kontaktjournal.store.changes import Renamed
from kontaktjournal.store.files import Files
from kontaktjournal.store.leftover import clean, clean_old
from kontaktjournal.store.undo import End, UndoStack


def tidy(files: Files, stack: UndoStack) -> list[str]:
    """Tidy what the last command left if it was killed; return the paths of the copies made."""
    copies: list[str] = []
    # What cannot be tidied today can be tomorrow.
    with suppress(OSError):
        tidy_at_last(files, stack, copies)
    return copies


def tidy_at_last(files: Files, stack: UndoStack, copies: list[str]) -> None:
    """Tidy what the last command left if it was killed, where there is no other time for it.

    Args:
        files: the journal's files.
        stack: of what commands wrote.
        copies: gets the paths of the copies made.

    Raises:
        OSError: the system would not.
    """
    record = stack.killed()
    if record is None:
        return
    for path, known in record.known.items():
        copies += files.tidied(path, partial(clean, known=known))
    for change in record.changes:
        if isinstance(change, Renamed):
            files.untwin(change.path, change.to)
    if record.is_torn:
        return  # to be said when somebody wants to undo it
    if not record.changes:
        record.drop()
    elif record.end is None:
        record.finish(End.STOPPED)


def tidy_old(files: Files, path: str, now: float) -> list[str]:
    """Tidy a folder from what nobody remembers; return the paths of the copies made.

    Args:
        files: the journal's files.
        path: one in the folder.
        now: the file system's time, in seconds since 1970.
    """
    with suppress(OSError):
        return files.tidied(path, partial(clean_old, now=now))
    return []
