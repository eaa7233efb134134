"""What the user said of a table's columns, kept beside the list: ``field,column`` (4.11)."""

import csv
import io

from kontaktjournal.lists.headings import Told, heading_of
from kontaktjournal.lists.rewriting import Dialect, row

_HEADER = ("field", "column")


def read(text: str) -> tuple[Told, ...]:
    """Return what stands in such a table; rows that name no field are passed over.

    Args:
        text: of the table, as we wrote it or a spreadsheet wrote it anew.
    """
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    told: list[Told] = []
    try:
        for cells in csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter):
            field, column = (cell.strip() for cell in (*cells, "", "")[:2])
            heading = heading_of(field) if column and (field, column) != _HEADER else None
            if heading:
                told.append(Told(heading.field, column))
    except csv.Error:
        return ()
    return tuple(told)


def written(told: tuple[Told, ...]) -> str:
    """Return what the user said of columns, as a table."""
    dialect = Dialect()
    return "".join(row(cells, dialect) for cells in (_HEADER, *told))
