"""A journal to be written to, and what is in it afterwards."""

from collections.abc import Callable, Mapping
from pathlib import Path

from kontaktjournal.store.write import Writer

ANNA = "kontakte/anna.md"
JONAS = "kontakte/jonas.md"
BEFORE = b"---\nname: Anna\nnext: 2026-11-23\n---\n"
AFTER = b"---\nname: Anna\nnext: 2026-12-07\n---\n\n## 2026-11-23 Telefonat\n"


class Desk:
    """A journal, what may write to it, and its state folder beside it.

    Args:
        folder: an empty one.
        files: what is in the journal; Anna, if nothing is said.
    """

    def __init__(self, folder: Path, files: Mapping[str, bytes] | None = None) -> None:
        self.root = folder / "journal"
        self.state = folder / "state"
        (self.root / "kontakte").mkdir(parents=True)
        for name, data in ({ANNA: BEFORE} if files is None else files).items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    @property
    def anna(self) -> Path:
        return self.root / ANNA

    def writer(self) -> Writer:
        """Return a writer, as each command makes its own."""
        return Writer(str(self.root), ("kontakte",), self.state)

    def replace(self, new: bytes = AFTER, path: str = ANNA, command: str = "log") -> None:
        """Replace a file's bytes, whatever they are."""
        with self.writer().transaction(command) as transaction:
            transaction.replace_by(path, lambda _: new)

    def append(self, line: bytes, path: str = ANNA) -> None:
        """Append to a file, as one command."""
        with self.writer().transaction("log") as transaction:
            transaction.replace_by(path, lambda data: data + line)

    def texts(self) -> dict[str, bytes]:
        """Return every file of the journal and its bytes, hidden ones too."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file()
        }

    def records(self) -> list[Path]:
        """Return what is kept for undoing, the oldest first."""
        return sorted((self.state / "undo").glob("*"))


def changed(data: bytes) -> Callable[[bytes], bytes]:
    """Return a change that makes these bytes of any."""
    return lambda _: data
