"""Folders below a root into which the tool itself once wrote: pages, calendars, address books."""

import os
from collections.abc import Collection
from typing import NamedTuple

from kontaktjournal.domain.errors import DiskTrouble, reason_of
from kontaktjournal.store.own_files import Outcome, OwnFiles
from kontaktjournal.store.own_folders import locked
from kontaktjournal.store.own_list import LIST, OwnList

#: What a page is called; everything else there was given away on purpose.
_PAGE = ".html"


class Printed(NamedTuple):
    """A folder the tool wrote to.

    Args:
        folder: relative to the root; empty for the root itself.
        pages: names of its pages.
        others: names of what else it wrote there.
    """

    folder: str
    pages: frozenset[str]
    others: frozenset[str] = frozenset()

    def path_of(self, name: str) -> str:
        """Return the path of one of its files, relative to the root."""
        return f"{self.folder}/{name}" if self.folder else name


def printed(root: str, paths: Collection[str]) -> list[Printed]:
    """Return the folders that hold a list of ours.

    Args:
        root: absolute path of the journal.
        paths: of all files below it.

    Raises:
        DiskTrouble: such a list cannot be read.
    """
    folders = [os.path.dirname(path) for path in paths if os.path.basename(path) == LIST]
    found: list[Printed] = []
    for folder in sorted(folders):
        names = OwnFiles(os.path.join(root, folder)).stamps().keys()
        pages = frozenset(name for name in names if name.endswith(_PAGE))
        found.append(Printed(folder, pages, frozenset(names - pages)))
    return found


def remove_pages(root: str, folder: str, names: Collection[str]) -> Outcome:
    """Remove pages that are as they were printed, and let the list say nothing of them.

    Args:
        root: absolute path of the journal.
        folder: relative to it.
        names: of the pages.

    Raises:
        Conflict: another command writes there for too long.
        DiskTrouble: the system would not.
    """
    path = os.path.join(root, folder)
    outcome = OwnFiles(path).update({}, names)
    try:
        with locked(path) as top:
            OwnList(top).tidy(top)
    except OSError as error:
        where = os.path.join(path, LIST)
        raise DiskTrouble("refusal.cannot_write", path=where, reason=reason_of(error)) from error
    return outcome
