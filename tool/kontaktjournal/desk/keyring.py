"""Where the rows of a list stand, by their keys, in little room: a list may have millions."""

from array import array
from bisect import bisect_left
from typing import NamedTuple

#: So many are kept at hand before they are packed; few lists are longer.
_AT_HAND = 1 << 17
_END = b"\0"


class _Row(NamedTuple):
    line: int
    name: str


class Keyring:
    """The rows of a list: by each key the line of its row, and who stands there.

    A key is known by its hash alone. Those at hand are a dictionary; the others lie sorted in
    bundles, of which each is larger than the one behind it, so that they are few.
    """

    def __init__(self) -> None:
        self._at_hand: dict[int, _Row] = {}
        self._bundles: list[_Bundle] = []

    def __contains__(self, key: str) -> bool:
        return self._found(key) is not None

    def add(self, key: str, line: int, name: str = "") -> None:
        """Note a row; of two with one key, the last counts.

        Args:
            key: of the row.
            line: it begins on.
            name: who stands there.
        """
        self._at_hand[hash(key)] = _Row(line, name)
        if len(self._at_hand) >= _AT_HAND:
            self._pack()

    def line(self, key: str) -> int | None:
        """Return the line of the row with a key; None where there is none."""
        row = self._found(key)
        return row.line if row else None

    def name(self, key: str) -> str:
        """Return who stands in the row with a key; "" where there is none."""
        row = self._found(key)
        return row.name if row else ""

    def _found(self, key: str) -> _Row | None:
        wanted = hash(key)
        row = self._at_hand.get(wanted)
        for bundle in reversed(self._bundles):
            row = row or bundle.get(wanted)
        return row

    def _pack(self) -> None:
        newest = _Bundle.of(self._at_hand)
        self._at_hand = {}
        while self._bundles and len(self._bundles[-1].hashes) <= len(newest.hashes):
            newest = self._bundles.pop().with_newer(newest)
        self._bundles.append(newest)


class _Bundle(NamedTuple):
    """Rows in the order of the hashes of their keys; of equal ones, the first is the newest.

    Args:
        hashes: of the keys.
        lines: the rows begin on.
        starts: of the names, each with an end behind it.
        names: all of them.
    """

    hashes: "array[int]"
    lines: "array[int]"
    starts: "array[int]"
    names: bytearray

    @classmethod
    def of(cls, rows: dict[int, _Row]) -> "_Bundle":
        bundle = cls(array("q"), array("Q"), array("Q"), bytearray())
        for key in sorted(rows):
            row = rows[key]
            bundle.hashes.append(key)
            bundle.lines.append(row.line)
            bundle.starts.append(len(bundle.names))
            bundle.names.extend(row.name.encode("utf-8", "surrogatepass"))
            bundle.names.extend(_END)
        return bundle

    def get(self, wanted: int) -> _Row | None:
        at = bisect_left(self.hashes, wanted)
        if at == len(self.hashes) or self.hashes[at] != wanted:
            return None
        start = self.starts[at]
        name = self.names[start : self.names.index(_END, start)]
        return _Row(self.lines[at], name.decode("utf-8", "surrogatepass"))

    def with_newer(self, newer: "_Bundle") -> "_Bundle":
        moved = len(newer.names)
        hashes = newer.hashes + self.hashes
        lines = newer.lines + self.lines
        starts = newer.starts + array("Q", (start + moved for start in self.starts))
        # Two sorted halves are merged in one go, and equal ones stay as they follow each other.
        order = sorted(range(len(hashes)), key=hashes.__getitem__)
        return _Bundle(
            array("q", map(hashes.__getitem__, order)),
            array("Q", map(lines.__getitem__, order)),
            array("Q", map(starts.__getitem__, order)),
            newer.names + self.names,
        )
