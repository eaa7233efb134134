"""Whoever was filed on a list: the rows there are, and what is left of those that are gone."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kontaktjournal.domain.decided import Choice, Decided
from kontaktjournal.domain.qualify.draw import Ticket
from kontaktjournal.domain.qualify.filed import FiledRows, row_gone
from kontaktjournal.index.decided_rows import decided_rows
from kontaktjournal.index.listed import Lists

if TYPE_CHECKING:
    from kontaktjournal.domain.listed import Listed


def filed_rows(made: Mapping[Ticket, Decided], lists: Callable[[], Lists | None]) -> FiledRows:
    """Return who was filed, in whatever row of theirs.

    Args:
        made: what was decided about rows, and about the pool.
        lists: returns the index of the rows, refreshed; asked only where somebody was filed.
    """
    filed = [ticket for ticket, one in made.items() if one.choice is Choice.FILE]
    if not filed:
        return FiledRows()
    rows: list[Listed] = []
    there: set[Ticket] = set()
    if (known := lists()) is not None:
        found = decided_rows(known, made, {}, lambda _uid, _path: None)
        for number, row in known.rows(sorted(found)):
            there.add((row.path, row.key))
            if found[number].choice is Choice.FILE:
                rows.append(row)
    return FiledRows([*rows, *(row_gone(*one) for one in filed if one not in there)])
