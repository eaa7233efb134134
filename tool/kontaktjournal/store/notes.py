"""All notes below a root, contacts or not: any of them may link to a contact."""

import os
from collections.abc import Iterator

from kontaktjournal.store.ignore import is_conflict_copy, is_note

#: What other programs keep there, and what was thrown away.
_DEPOTS = frozenset({"node_modules", "@eadir", "#recycle", "$recycle.bin"})
#: A folder with one is another journal, where the same name is somebody else.
_CONFIGURATION = "journal.toml"


def notes_below(root: str) -> list[str]:
    """Return the paths of all notes, relative to the root and sorted.

    Links are not followed, hidden folders not entered, and copies of a conflict left to whoever
    resolves it.

    Args:
        root: absolute path of the journal.
    """
    return sorted(_below(root, ""))


def _below(root: str, folder: str) -> Iterator[str]:
    try:
        with os.scandir(os.path.join(root, folder)) as listing:
            entries = list(listing)
    except OSError:
        return
    if folder and any(entry.name == _CONFIGURATION for entry in entries):
        return
    for entry in entries:
        name = entry.name
        path = f"{folder}/{name}" if folder else name
        if name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if name.lower() not in _DEPOTS:
                yield from _below(root, path)
        elif is_note(name) and not is_conflict_copy(name) and not entry.is_symlink():
            yield path
