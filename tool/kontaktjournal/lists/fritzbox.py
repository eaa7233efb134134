"""The call list of a FRITZ!Box: who called when, and for how long (6.8).

Nothing of it is a person: calls of known numbers become drafts for ``journal log``.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, time

from kontaktjournal.domain.rhythm import When
from kontaktjournal.lists.columns import Columns
from kontaktjournal.lists.format import Goal, TableFormat
from kontaktjournal.lists.people import words
from kontaktjournal.lists.record import Call, CallKind, Lack, Passed
from kontaktjournal.lists.table import Cells, Row
from kontaktjournal.notation.content_lines import on_one_line

_KIND = ("Typ", "Type")
_AT = ("Datum", "Date")
_NAME = ("Name",)
_NUMBER = ("Rufnummer", "Number", "Telephone number")
_DURATION = ("Dauer", "Duration")

_KINDS = {
    "1": CallKind.IN,
    "2": CallKind.MISSED,
    "3": CallKind.REJECTED,
    "4": CallKind.OUT,
}
_MOMENT = re.compile(
    r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4}|[0-9]{2})[ T]+([0-9]{1,2}):([0-9]{2})"
)
_LASTED = re.compile(r"([0-9]{1,4}):([0-5]?[0-9])")
#: Dialled before a number, and no part of it: keep my own number back, or show it.
_SERVICE = re.compile(r"[*#]31#")


def _is_header(cells: Cells) -> bool:
    columns = Columns(cells)
    asked = (_KIND, _AT, _NUMBER, _DURATION)
    return all(any(columns.has(name) for name in names) for names in asked)


def _read(header: Cells, rows: Iterable[Row]) -> Iterator[Call | Passed]:
    columns = Columns(header)
    for line, cells in rows:
        yield _call(columns, line, cells) if cells else Passed(line, Lack.DAMAGED)


def _call(columns: Columns, line: int, cells: Cells) -> Call | Passed:
    at = _at(columns.first(cells, *_AT))
    minutes = _minutes(columns.first(cells, *_DURATION))
    kind = _KINDS.get(columns.first(cells, *_KIND))
    if at is None or minutes is None or kind is None:
        return Passed(line, Lack.DAMAGED, words(" ".join(filter(None, cells))))
    number = on_one_line(_SERVICE.sub("", columns.first(cells, *_NUMBER)))
    name = on_one_line(columns.first(cells, *_NAME))
    if not number:
        return Passed(line, Lack.NO_NUMBER, words(f"{at.written} {name}"))
    if kind is CallKind.REJECTED and minutes:
        # Nobody talks in a call that was rejected: older boxes had no such calls, and told
        # those that went out by this number.
        kind = CallKind.OUT
    return Call(line, at, number, name, minutes, kind)


def _at(text: str) -> When | None:
    """Return when a call began; a year of two digits is one of this century."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        return None
    day, month, year, hour, minute = map(int, found.groups())
    try:
        began = date(year + (2000 if len(found[3]) == len("26") else 0), month, day)
        return When(began, time(hour, minute))
    except ValueError:
        return None


def _minutes(text: str) -> int | None:
    """Return how many minutes a call took; a call that was not answered has no time."""
    if not text:
        return 0
    found = _LASTED.fullmatch(text)
    return int(found[1]) * 60 + int(found[2]) if found else None


CALLS = TableFormat("fritzbox", Goal.CALLS, _is_header, _read)
