"""Sheets of Excel (XLSX), by the library openpyxl, which an extra brings."""

import re
import warnings
from collections.abc import Iterator
from datetime import datetime, time
from decimal import Decimal
from itertools import islice
from typing import IO, Any

from kontaktjournal.lists.table import Cells, Row

#: As many as Excel has: what says it has more was made on purpose.
_ROWS_AT_MOST = 1 << 20
_AT_A_TIME = 256
#: A format that fills up with zeros ("01067"), or puts a plus before ("+492215550171").
_ZEROS = re.compile(r"0+")
_PLUS = re.compile(r'(?:"\+"|\\?\+)[#0]+')


def tables(file: IO[bytes]) -> Iterator[tuple[str, Iterator[Row]]]:
    """Give name and rows of each sheet that can be seen.

    Args:
        file: the workbook; one can go back in it.
    """
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        # It warns of what it does not know, which is nothing to us: colours, rules, drawings.
        warnings.simplefilter("ignore")
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            yield sheet.title, _rows(sheet)


def _rows(sheet: Any) -> Iterator[Row]:
    # What a sheet says of its own size is often wrong.
    sheet.reset_dimensions()
    read = enumerate(sheet.iter_rows(max_row=_ROWS_AT_MOST), start=1)
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            some = list(islice(read, _AT_A_TIME))
        if not some:
            return
        for line, row in some:
            cells: Cells = tuple([_text(cell).strip() for cell in row])
            if any(cells):
                yield Row(line, cells)


def _text(cell: Any) -> str:
    """Return what stands in a cell as it was typed, as far as the file knows."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    match value:
        case bool():
            return str(value).upper()
        case int() | float():
            return _number(value, cell.number_format)
        case datetime():
            return _moment(value)
        case _:
            return str(value)


def _moment(moment: datetime) -> str:
    if moment.time() == time():
        return moment.date().isoformat()
    return moment.isoformat(" ", "minutes")


def _number(number: float, shown: str) -> str:
    """Return a number without exponent, with the zeros and the plus it is shown with."""
    exact = Decimal(repr(number))
    if not exact.is_finite():
        return ""
    text = f"{exact:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if _ZEROS.fullmatch(shown):
        return text.zfill(len(shown))
    return f"+{text}" if _PLUS.fullmatch(shown) else text
