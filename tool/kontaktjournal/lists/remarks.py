"""What is noticed in a table besides its people: counted while they are read, told afterwards."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kontaktjournal.lists.columns import plain
from kontaktjournal.lists.departures import Telling, Verdict
from kontaktjournal.lists.headings import Field, Told, heading_of
from kontaktjournal.lists.record import Block, Record, Records
from kontaktjournal.lists.table import Cells
from kontaktjournal.notation.content_lines import on_one_line

_WORDS_AT_MOST = 40
#: Nobody reads more of them.
_KINDS_AT_MOST = 100


@dataclass(slots=True, eq=False)
class Remarks:
    """What was noticed when a source was read last.

    Args:
        doubts: by the name of the column, how often its words may mean that somebody left.
        undated: how often a day since when both are linked could not be read.
        is_named_so: whether the file is called as if it were of people who left, and nothing in
            it says so of anybody.
    """

    doubts: dict[str, Counter[str]] = field(default_factory=dict)
    undated: Counter[str] = field(default_factory=Counter)
    is_named_so: bool = False

    def clear(self) -> None:
        """Begin anew."""
        self.doubts.clear()
        self.undated.clear()
        self.is_named_so = False

    def doubt(self, column: str, cell: str) -> None:
        """Count a cell that may mean that somebody left."""
        _count(self.doubts.setdefault(on_one_line(column), Counter()), cell)

    def miss(self, cell: str) -> None:
        """Count a day that cannot be read."""
        _count(self.undated, cell)


def _count(words: Counter[str], cell: str) -> None:
    shown = on_one_line(cell)[:_WORDS_AT_MOST]
    words[shown if shown in words or len(words) < _KINDS_AT_MOST else "…"] += 1


class Noticing:
    """Looks at each entry of a table once more.

    Args:
        header: names of the columns.
        telling: the columns that tell who left.
        mapped: what the user says of columns.
        block: why nobody of this source may be written to; None where they may.
        is_named_so: whether the file is called as if they had all left.
    """

    def __init__(
        self,
        header: Cells,
        telling: Sequence[Telling],
        mapped: Sequence[Told] = (),
        block: Block | None = None,
        *,
        is_named_so: bool = False,
    ) -> None:
        self._header = header
        self._telling = telling
        self._since = _since(header, mapped)
        self._block = block
        self._is_named_so = is_named_so

    def through(self, entries: Records, remarks: Remarks) -> Records:
        """Give all entries; those of people who left say so.

        Args:
            entries: as a format reads them.
            remarks: where to note what is odd.
        """
        remarks.clear()
        if not (self._telling or self._since or self._block or self._is_named_so):
            return entries
        return self._noticed(entries, remarks)

    def _noticed(self, entries: Records, remarks: Remarks) -> Records:
        is_open = self._is_named_so
        for entry in entries:
            if not isinstance(entry, Record):
                yield entry
                continue
            verdict = (
                Verdict(entry.blocked) if entry.blocked else self._verdict(entry.cells, remarks)
            )
            block = verdict.block or self._block
            is_open = is_open and not (block or verdict.is_doubtful)
            remarks.is_named_so = is_open
            if entry.connected is None and self._since:
                self._look_for_day(entry.cells, remarks)
            if block and not entry.blocked:
                # Whoever left has taken back what was allowed before.
                yield entry._replace(blocked=block, consent=())
            else:
                yield entry

    def _verdict(self, cells: Cells, remarks: Remarks) -> Verdict:
        """Return what a row says; a doubt counts only where nothing is sure."""
        doubts: list[int] = []
        for place, judge in self._telling:
            if place < len(cells) and cells[place]:
                verdict = judge(cells[place])
                if verdict.block:
                    return verdict
                if verdict.is_doubtful:
                    doubts.append(place)
        for place in doubts:
            remarks.doubt(self._header[place], cells[place])
        return Verdict(is_doubtful=bool(doubts))

    def _look_for_day(self, cells: Cells, remarks: Remarks) -> None:
        said = next((cells[at] for at in self._since if at < len(cells) and cells[at]), "")
        if any(map(str.isalnum, said)):
            remarks.miss(said)


def _since(header: Cells, mapped: Sequence[Told]) -> tuple[int, ...]:
    """Return the columns that say since when both are linked."""
    told = {plain(column) for kind, column in mapped if kind is Field.CONNECTED}
    if told:
        return tuple(place for place, name in enumerate(header) if plain(name) in told)
    headings = (heading_of(name) for name in header)
    return tuple(
        place
        for place, heading in enumerate(headings)
        if heading and heading.field is Field.CONNECTED
    )
