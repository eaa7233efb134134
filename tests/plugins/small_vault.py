"""A few contacts, an index of them, and the answers it must give."""

from contextlib import closing
from pathlib import Path

from kontaktjournal.domain.settings import Settings
from kontaktjournal.index import select
from kontaktjournal.index.sync import Index
from kontaktjournal.notation.parse import Reader
from kontaktjournal.store.folder import Folder
from kontaktjournal.store.ignore import Ignore
from watched_folder import LATER, write


class SmallVault:
    """A folder of contacts and a cache.

    Args:
        base: where both are made.
        count: how many contacts there are.
    """

    def __init__(self, base: Path, count: int = 20) -> None:
        self.root = base / "root"
        self.cache = base / "cache"
        self.names = [f"Person {number:03}" for number in range(count)]
        files = {f"kontakte/{name}.md": f"# {name}\n{'Text ' * 50}\n" for name in self.names}
        write(self.root, files)

    def index(self, cache: Path | None = None) -> Index:
        """Open the index."""
        folder = Folder(str(self.root), ["kontakte"], Ignore(()), lambda: LATER)
        return Index(cache or self.cache, folder, Settings(), "", lambda: Reader(Settings()))

    def answers(self, cache: Path | None = None) -> list[str]:
        """Return who is there, as a new process would see it."""
        with closing(self.index(cache)) as index:
            index.refresh()
            return sorted(one.name for one in index.ask(select.contacts()))
