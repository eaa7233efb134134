"""Lists without files: a shelf that says what stands on it, and counts how often it is read."""

from collections.abc import Iterator, Mapping, Sequence

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.ports import Stamp

NEWSLETTER = "listen/newsletter.csv"
#: Long after every stamp here: all of them are trusted.
LATER = 10**18


def somebody(name: str = "", *, line: int = 2, path: str = NEWSLETTER, **cells: str) -> Listed:
    """Return a row of a list whose cells say what its card says.

    Args:
        name: of the person; empty for nobody.
        line: where it begins.
        path: of the list.
        cells: phone, email, url, org and city go on the card, too.
    """
    card = Card(
        name=name,
        org=_one(cells.get("org")),
        phone=_one(cells.get("phone")),
        email=_one(cells.get("email")),
        url=_one(cells.get("url")),
        city=cells.get("city", ""),
    )
    columns = {"name": name, **cells} if name else cells
    return Listed(path, line, cells.get("email", f"#{line}"), card, cells=columns)


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


class PaperShelf:
    """A shelf in memory.

    Args:
        lists: rows by path.
    """

    def __init__(self, lists: Mapping[str, Sequence[Listed]]) -> None:
        self.lists = {path: [*rows] for path, rows in lists.items()}
        self.broken: dict[str, Exception] = {}
        self.changes = dict.fromkeys(self.lists, 1)
        self.read_lists: list[str] = []

    def stamps(self) -> Mapping[str, Stamp]:
        """Return a stamp that says how often a list was changed."""
        return {path: Stamp(self.changes[path], 1, 1, 1) for path in self.lists}

    def digest(self, path: str) -> bytes:
        """Return what a list says, and what will break."""
        return repr((self.lists[path], self.broken.get(path))).encode()

    def read(self, path: str) -> Iterator[Listed]:
        """Read a list; a broken one breaks after its rows."""
        self.read_lists.append(path)
        yield from self.lists[path]
        if path in self.broken:
            raise self.broken[path]

    def put(self, path: str, *rows: Listed) -> None:
        """Write a list anew."""
        self.lists[path] = [*rows]
        self.changes[path] = self.changes.get(path, 0) + 1
