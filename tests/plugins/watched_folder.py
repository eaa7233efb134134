"""A folder that is looked at again and again, as the index does it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kontaktjournal.store.folder import Folder
from kontaktjournal.store.ignore import Ignore

if TYPE_CHECKING:
    from kontaktjournal.domain.ports import Scan, Snapshot
    from kontaktjournal.domain.problem import Problem

#: 2100-01-01: every file is old enough for its stamp to be trusted.
LATER = 4_102_444_800_000_000_000


class Watched:
    """What is known of a folder after each look.

    Args:
        root: the journal's root.
        contacts: its contact folders.
        patterns: what is left out.
        now: the clock, in nanoseconds since 1970.
    """

    def __init__(
        self,
        root: Path,
        contacts: Sequence[str] = ("kontakte",),
        patterns: Sequence[str] = (),
        now: int = LATER,
    ) -> None:
        self.folder = Folder(str(root), contacts, Ignore(patterns), lambda: now)
        self.known: dict[str, Snapshot] = {}
        self.notes: set[str] = set()
        self.problems: dict[str, list[Problem]] = {}

    def look(self) -> "Scan":
        """Look what differs, and remember what is there."""
        scan = self.folder.scan(self.known)
        for gone in scan.gone:
            del self.known[gone]
            self.problems.pop(gone, None)
        self.known |= scan.folders
        self.problems |= scan.problems
        self.notes = (self.notes - set(scan.removed)) | set(scan.changed)
        return scan

    @property
    def found(self) -> list[tuple[str, str, str]]:
        """Return path, code and variant of each problem."""
        return sorted(
            (problem.path, problem.code, problem.variant)
            for problems in self.problems.values()
            for problem in problems
        )


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write files below a root, folders included."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


def picture(root: Path) -> dict[str, tuple[object, ...]]:
    """Return everything below a root: names, kinds, bytes, times."""
    seen: dict[str, tuple[object, ...]] = {}
    for path in sorted(root.rglob("*")):
        status = path.lstat()
        is_small_file = not path.is_symlink() and path.is_file() and status.st_size < 1 << 21
        data = path.read_bytes() if is_small_file else b""
        mark = (status.st_mode, status.st_size, status.st_mtime_ns, status.st_ino, data)
        seen[str(path)] = mark
    return seen
