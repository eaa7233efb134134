"""The user's lists: which there are, and who stands on them."""

import os
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from kontaktjournal.domain.decided import Decided
from kontaktjournal.domain.errors import Refused
from kontaktjournal.domain.listed import (
    Listed,
    decisions_path,
    mapping_path,
    pool_decisions_path,
)
from kontaktjournal.domain.ports import Stamp
from kontaktjournal.lists.headings import Told
from kontaktjournal.lists.mapping import read as read_mapping
from kontaktjournal.lists.shelved import NEWSLETTERS
from kontaktjournal.lists.source import Source
from kontaktjournal.lists.stored import read, stored
from kontaktjournal.notation.decided_rows import read as read_decisions
from kontaktjournal.store.parts import BLOCK, mark_of
from kontaktjournal.store.shelf import decided_in, mappings_in, opened, stamps_in

if TYPE_CHECKING:
    from kontaktjournal.index.listed import Lists

_MAPPING_AT_MOST = 1 << 16
_DIGEST_BYTES = 16


class Shelf:
    """The folder of lists of one journal.

    Args:
        root: absolute path of the journal.
        folder: of its lists, relative to it.
        cache: the folder of their index; None keeps it in memory.
    """

    def __init__(self, root: str, folder: str, cache: Path | None = None) -> None:
        self._root = root
        self._folder = folder
        self._cache = cache
        self._index: Lists | None = None

    def index(self) -> "Lists | None":
        """Return what finds rows of the lists, once it is refreshed; None without any list."""
        if self._index is None and self.stamps():
            from kontaktjournal.index.listed import Lists

            self._index = Lists(self._cache, self)
        elif self._index is None and self._cache:
            from kontaktjournal.index.listed_rest import clear

            clear(self._cache)
        return self._index

    def refreshed(self, told: Callable[[str, int], None]) -> "Lists | None":
        """Return what finds rows of the lists, as they are now; None without any list.

        Args:
            told: told which list is read, and how many rows of it were.
        """
        lists = self.index()
        if lists is not None:
            lists.refresh(told)
        return lists

    def stamps(self) -> Mapping[str, Stamp]:
        """Return each list and its stamp, by its path relative to the root, in their order."""
        return stamps_in(self._root, self._folder)

    def source(self, path: str) -> Source:
        """Return a list as something to read.

        Args:
            path: of the list, relative to the root.
        """
        name = path.rpartition("/")[2]
        stamp = self.stamps().get(path)
        size = stamp.size if stamp else 0
        return Source(path, name, size, partial(opened, self._root, path))

    def digest(self, path: str) -> bytes:
        """Return a fingerprint of a list, and of what the user said of its columns.

        Args:
            path: of the list, relative to the root.

        Raises:
            DiskTrouble: it cannot be read.
        """
        said = f"{self.mapping(path)!r} {self.mark(path)}"
        return blake2b(said.encode(), digest_size=_DIGEST_BYTES).digest()

    def mark(self, path: str) -> str:
        """Return the mark of a list as it is now.

        Args:
            path: of the list, relative to the root.

        Raises:
            DiskTrouble: it cannot be read.
        """
        with opened(self._root, path) as file:
            return mark_of(iter(partial(file.read, BLOCK), b""))

    def read(self, path: str) -> Iterator[Listed]:
        """Read a list, one row at a time.

        Args:
            path: of the list, relative to the root.

        Raises:
            WrongUse: it is no list of people; also later, while it is read.
            DiskTrouble: it cannot be read; also later.
        """
        return read(self.source(path), self.mapping(path))

    def is_of_another(self, path: str, newsletter: str) -> bool:
        """Tell whether a list is the newsletter of another program.

        Args:
            path: of the list, relative to the root.
            newsletter: name of a format.
        """
        if newsletter not in NEWSLETTERS or path not in self.stamps():
            return False
        known = stored(self.source(path), self.mapping(path)).format.name
        return known in NEWSLETTERS and known != newsletter

    def refuse_in_the_way(self, path: str) -> None:
        """Refuse a new list where something else has its name: a link, a folder.

        Args:
            path: of the list, relative to the root.

        Raises:
            Refused: there is something.
        """
        if Path(self._root, self._folder).is_symlink():
            raise Refused("refusal.list.no_folder", path=self._folder)
        if os.path.lexists(f"{self._root}/{path}"):
            raise Refused("refusal.list.no_file", path=path)

    def decisions(self, path: str) -> list[Decided]:
        """Return what was decided about the rows of a list, as far as it can be read.

        Args:
            path: of the list, relative to the root; empty for the contacts who are only listed.

        Raises:
            DiskTrouble: it cannot be read.
        """
        beside = decisions_path(path) if path else pool_decisions_path(self._folder)
        if not os.path.lexists(f"{self._root}/{beside}"):
            return []
        with opened(self._root, beside) as file:
            return [*read_decisions(file.read())]

    def decided(self) -> Mapping[str, list[Decided]]:
        """Return what was decided, by list; also of lists that are gone, and of the pool ("").

        Raises:
            DiskTrouble: it cannot be read.
        """
        beside = {decisions_path(path): path for path in decided_in(self._root, self._folder)}
        # The ending of a list may be spelled in another way.
        beside |= {decisions_path(path): path for path in self.stamps()}
        found = {path: self.decisions(path) for path in ("", *beside.values())}
        return {path: decisions for path, decisions in found.items() if decisions}

    def mapping(self, path: str) -> tuple[Told, ...]:
        """Return what the user once said of the columns of a list; nothing if she never did.

        Args:
            path: of the list, relative to the root.
        """
        beside = mapping_path(path)
        return self._mapping(beside) if beside in mappings_in(self._root, self._folder) else ()

    def mappings(self) -> tuple[tuple[Told, ...], ...]:
        """Return all that the user ever said of columns."""
        kept = (self._mapping(path) for path in mappings_in(self._root, self._folder))
        return tuple(filter(None, kept))

    def _mapping(self, path: str) -> tuple[Told, ...]:
        with opened(self._root, path) as file:
            return read_mapping(file.read(_MAPPING_AT_MOST).decode("utf-8", "replace"))
