"""What the index needs of the folder, without knowing the folder."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple, Protocol

from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.problem import Problem


class Snapshot(NamedTuple):
    """A folder as it was last seen, in a form that compares in bulk.

    One value per folder, not per file: an unchanged folder of a thousand contacts is
    recognised by two comparisons and makes no object per file.

    Args:
        names: all names in the folder, in the order the system lists them, joined by "/";
            where the folder is odd, also what was found odd.
        notes: for each name one byte: 1 where it is a contact file, 2 where it is a folder.
        stamps: four 64-bit numbers a contact file: mtime_ns, ctime_ns, size, inode.
            All zero where the file was too young to trust its stamp (git's racy rule).
        is_odd: holds links or devices, which may change without a trace here: to be looked
            at closely every time.
    """

    names: bytes
    notes: bytes
    stamps: bytes
    is_odd: bool = False


class Scan(NamedTuple):
    """What differs from the last look.

    Args:
        folders: folders whose snapshot is new or differs.
        changed: contact files whose stamp is new or differs: to be read.
        removed: contact files that are gone.
        gone: folders that are gone.
        problems: what cannot be read or is not followed, by folder; a folder stands here
            whenever it stands in ``folders``.
    """

    folders: dict[str, Snapshot]
    changed: list[str]
    removed: list[str]
    gone: list[str]
    problems: dict[str, list[Problem]]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing at all differs."""
        return not (self.folders or self.changed or self.removed or self.gone)


class Source(Protocol):
    """Where contact files come from."""

    def scan(self, known: Mapping[str, Snapshot], only: Collection[str] | None = None) -> Scan:
        """Look what differs from the snapshots known.

        Args:
            known: folder to its last snapshot; empty on the first look.
            only: the folders in which anything can differ, where somebody knows; folders
                never seen before are found below them.
        """

    def read(self, path: str) -> bytes | Problem:
        """Return a contact file's bytes, or why they cannot be had."""


class Stamp(NamedTuple):
    """What tells that a file was changed: see `Snapshot`."""

    mtime_ns: int
    ctime_ns: int
    size: int
    inode: int


class Shelf(Protocol):
    """Where the user's lists stand."""

    def stamps(self) -> Mapping[str, Stamp]:
        """Return each list and its stamp, by its path relative to the root, in their order."""

    def digest(self, path: str) -> bytes:
        """Return a fingerprint of all that decides what is read of a list.

        Raises:
            DiskTrouble: it cannot be read.
        """

    def read(self, path: str) -> Iterator[Listed]:
        """Read a list, one row at a time.

        Raises:
            WrongUse: it is no list of people; also later, while it is read.
            DiskTrouble: it cannot be read; also later.
        """
