"""Which column names people, where none is called so: what the user is asked to say."""

import re
from collections.abc import Iterable, Sequence
from shlex import quote

from kontaktjournal.lists.headings import Field, Told
from kontaktjournal.lists.spreadsheet import has_names, unknown
from kontaktjournal.lists.table import Cells, Row

#: Letters, and what stands between and behind them: "Müller, Anna", "Dr. Zoë d'Arc-Weiß".
_NAME = re.compile("[^\\W\\d_](?:[^\\W\\d_]|[ .'\u2019,-])*")
_LETTERS_AT_MOST = 80
_WORDS_AT_MOST = 5
#: What a shell takes as it stands, and a list of pairs, too.
_BARE = re.compile(r"[\w=.+/:@-]+")
_OF_SHELLS = frozenset('"$`\\!')


def probable(header: Cells, rows: Iterable[Row], mapped: Sequence[Told] = ()) -> str:
    """Return the column that most probably names people; empty where one is known to, or none.

    Args:
        header: of a table.
        rows: its first rows, the header may be among them.
        mapped: what the user says of its columns.
    """
    if has_names(header, mapped):
        return ""
    said = [row.cells for row in rows if row.cells and row.cells != header]
    weights = {place: _weight(place, said) for place in unknown(header, mapped)}
    place = max(weights, key=weights.__getitem__, default=None)
    return header[place] if place is not None and weights[place] else ""


def _weight(place: int, rows: Iterable[Cells]) -> int:
    """Return how much a column looks like one of names: they differ, and have two words."""
    cells = [row[place] for row in rows if place < len(row) and row[place]]
    names = {cell for cell in cells if _is_name(cell)}
    if len(names) * 2 <= len(cells):
        return 0
    return sum(min(len(name.split()), 2) for name in names)


def _is_name(text: str) -> bool:
    return (
        text[0] == text[0].upper()
        and len(text) <= _LETTERS_AT_MOST
        and len(text.split()) <= _WORDS_AT_MOST
        and _NAME.fullmatch(text) is not None
    )


def option_of(column: str, field: Field = Field.NAME) -> str:
    """Return what to type where a column names people, or tells something else of them.

    Args:
        column: its name, on one line.
        field: what it tells.
    """
    pair = f"{field}={column}"
    if "," in pair or '"' in pair:
        pair = '"' + pair.replace('"', '""') + '"'
    if _BARE.fullmatch(pair):
        return f"--map {pair}"
    return f"--map {quote(pair)}" if _OF_SHELLS.intersection(pair) else f'--map "{pair}"'
