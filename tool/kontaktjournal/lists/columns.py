"""Columns by their names: what programs call them in German and English, in any spelling."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from operator import itemgetter

from kontaktjournal.lists.table import Cells

#: What newer versions put around and behind a name: brackets, colons, dots.
_DROPPED = re.compile(r"[()\[\]:.*]")


@lru_cache(maxsize=1024)
def plain(name: str) -> str:
    """Return a column's name without what differs between versions of one program."""
    return " ".join(_DROPPED.sub(" ", name.replace("_", " ")).casefold().split())


class Columns:
    """The columns of one table.

    Args:
        header: their names, as they stand.
    """

    def __init__(self, header: Cells) -> None:
        self.names = header
        self._plain = [plain(name) for name in header]
        self._places: dict[str, int] = {}
        for place, name in enumerate(self._plain):
            # Of two of a name the first counts.
            self._places.setdefault(name, place)
        # Asked for in each of a hundred thousand rows.
        self._asked: dict[tuple[str, ...], tuple[int, ...]] = {}

    def has(self, *names: str) -> bool:
        """Tell whether there are columns of all these names."""
        return all(plain(name) in self._places for name in names)

    def fits(self, cells: Sequence[str]) -> bool:
        """Tell whether every cell that says anything has a column."""
        return len(cells) <= len(self.names) or not any(cells[len(self.names) :])

    def first(self, cells: Sequence[str], *names: str) -> str:
        """Return the first of some columns that says anything; rows may be too short."""
        places = self._asked.get(names)
        for place in self._found(names) if places is None else places:
            if place < len(cells) and cells[place]:
                return cells[place]
        return ""

    def all(self, cells: Sequence[str], *names: str) -> tuple[str, ...]:
        """Return what some columns say, each once, without those that say nothing."""
        places = self._found(names)
        if not places:
            return ()
        said = [cells[place] for place in places if place < len(cells)]
        return tuple(dict.fromkeys(filter(None, said)))

    def others(self, cells: Sequence[str], known: Iterable[str]) -> Mapping[str, str]:
        """Return what the columns say that nobody asked for, by their names."""
        taken = {plain(name) for name in known}
        columns = zip(self.names, self._plain, cells, strict=False)
        return {name: cell for name, told, cell in columns if cell and name and told not in taken}

    def filled(self, cells: Cells) -> Cells:
        """Return a row with a cell for every column; rows may be too short."""
        missing = len(self.names) - len(cells)
        return cells if missing <= 0 else cells + ("",) * missing

    def asking(self, *names: str) -> Callable[[Cells], str]:
        """Return what does the same as `first` for rows that are filled."""
        return first_of(self._found(names))

    def asking_all(self, *names: str) -> Callable[[Cells], tuple[str, ...]]:
        """Return what does the same as `all`, for rows that are filled."""
        return all_of(self._found(names))

    def _found(self, names: tuple[str, ...]) -> tuple[int, ...]:
        """Return where some columns stand, in the order they were asked for."""
        found = self._asked.get(names)
        if found is None:
            places = (self._places.get(plain(name)) for name in names)
            found = self._asked[names] = tuple(one for one in places if one is not None)
        return found


def first_of(places: Sequence[int]) -> Callable[[Cells], str]:
    """Return what reads the first of some places that says anything, of rows that are filled.

    Most columns stand in a table once or not at all, and Python reads one place faster than any
    function of ours.
    """
    if len(places) == 1:
        return itemgetter(places[0])
    return partial(_first, places) if places else nothing


def all_of(places: Iterable[int]) -> Callable[[Cells], tuple[str, ...]]:
    """Return what reads all of some places that say anything, each once."""
    match tuple(dict.fromkeys(places)):
        case ():
            return _none
        case (one,):
            return partial(_only, one)
        case several:
            return partial(_each_once, itemgetter(*several))


def nothing(_cells: Cells) -> str:
    """Read what no column says."""
    return ""


def _none(_cells: Cells) -> tuple[str, ...]:
    return ()


def _first(places: Iterable[int], cells: Cells) -> str:
    for place in places:
        if cells[place]:
            return cells[place]
    return ""


def _only(place: int, cells: Cells) -> tuple[str, ...]:
    said = cells[place]
    return (said,) if said else ()


def _each_once(several: Callable[[Cells], tuple[str, ...]], cells: Cells) -> tuple[str, ...]:
    said = several(cells)
    # Of a person's telephones, most columns say nothing.
    return tuple(dict.fromkeys(filter(None, said))) if any(said) else ()
