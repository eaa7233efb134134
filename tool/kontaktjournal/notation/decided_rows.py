"""The text of a ``*.entschieden.csv``: what was decided about the rows of a list.

::

    key,decision,until,date
    sabine.roth@example.org,start,,2026-11-23
    "Lindner, Peter",later,2027-02-21,2026-11-23

Lines are only ever added, so that git can put two such files together (M6). A spreadsheet may
have saved it: with semicolons, a mark at the beginning and days as its country writes them.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from kontaktjournal.domain.decided import Choice, Decided
from kontaktjournal.domain.names import key_of
from kontaktjournal.notation.dates import read_date
from kontaktjournal.notation.decode import decode

_COLUMNS = ("key", "decision", "until", "date")
_DELIMITERS = ",;\t"
#: How the columns, and what stands in the second one, may be called.
_HEADINGS = {
    "key": 0, "schluessel": 0, "decision": 1, "entscheidung": 1, "until": 2, "bis": 2,
    "date": 3, "datum": 3, "day": 3, "tag": 3,
}  # fmt: skip
_CHOICES = {
    "start": Choice.START, "anbahnen": Choice.START, "anbahnung": Choice.START,
    "later": Choice.LATER, "spaeter": Choice.LATER,
    "file": Choice.FILE, "ablegen": Choice.FILE, "ablage": Choice.FILE, "abgelegt": Choice.FILE,
}  # fmt: skip
_USUAL: Mapping[str, int] = {name: place for place, name in enumerate(_COLUMNS)}
_SPECIAL = re.compile(r'["\r\n]')


def read(data: bytes) -> Iterator[Decided]:
    """Read all decisions, in their order; what is none is passed over."""
    text = decode(data).text
    places = _USUAL
    for cells in _rows(text):
        heading = _heading(cells)
        if heading:
            places = heading
            continue
        decided = _decided({name: _at(cells, place) for name, place in places.items()})
        if decided is not None:
            yield decided


def _heading(cells: Sequence[str]) -> Mapping[str, int]:
    """Return which column stands where; nothing for a row that is no header."""
    headings = [_HEADINGS.get(key_of(cell)) for cell in cells]
    if not {0, 1} <= {*headings}:
        return {}
    return {_COLUMNS[meant]: place for place, meant in enumerate(headings) if meant is not None}


def _rows(text: str) -> Iterator[Sequence[str]]:
    """Give the cells of each line; a quotation mark never closed swallows nothing below it."""
    delimiter = _delimiter(text)
    for line in text.replace("\0", "").splitlines():
        # A stray one means nothing.
        whole = line.replace('"', "") if line.count('"') % 2 else line
        try:
            yield from csv.reader([whole], delimiter=delimiter)
        except csv.Error:
            continue


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count)


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _decided(said: dict[str, str]) -> Decided | None:
    choice = _CHOICES.get(key_of(said.get("decision", "")))
    key = said.get("key", "")
    if not key or choice is None:
        return None
    return Decided(key, choice, _day(said.get("until", "")), _day(said.get("date", "")))


def _day(text: str) -> date | None:
    found = read_date(text).when if text else None
    return found.day if found else None


def with_more(data: bytes, decisions: Iterable[Decided]) -> bytes:
    """Return a file with more decisions behind the others; not a byte that is there changes.

    Args:
        data: what it says now; nothing where there is no such file yet.
        decisions: the new ones.
    """
    text, _, encoding = decode(data)
    delimiter = _delimiter(text) if text.strip() else ","
    end = "\r\n" if "\r\n" in text else "\n"
    places: Mapping[str, int] = {}
    for cells in _rows(text):
        places = _heading(cells) or places
    lines: list[str] = []
    # Where there is no column for all of it, ours begin below what is there.
    if not text.strip() or (places and len(places) < len(_COLUMNS)):
        lines, places = [delimiter.join(_COLUMNS)], _USUAL
    places = places or _USUAL
    for one in decisions:
        said = dict(zip(_COLUMNS, _cells(one, delimiter), strict=True))
        cells = [""] * (max(places.values()) + 1)
        for name, place in places.items():
            cells[place] = said[name]
        lines.append(delimiter.join(cells))
    is_open = bool(text) and not text.endswith("\n")
    more = (end if is_open else "") + "".join(f"{line}{end}" for line in lines)
    return data + more.encode(_encoding_of(data, encoding), "xmlcharrefreplace")


def _encoding_of(data: bytes, encoding: str) -> str:
    if encoding != "utf-16":
        return encoding or "utf-8"
    return "utf-16-be" if data.startswith(b"\xfe\xff") or data[:1] == b"\0" else "utf-16-le"


def _cells(decided: Decided, delimiter: str) -> Iterator[str]:
    days = (day.isoformat() if day else "" for day in (decided.until, decided.day))
    key, choice = decided.key, decided.choice.value
    is_odd = delimiter in key or _SPECIAL.search(key) or key != key.strip()
    yield '"' + key.replace('"', '""') + '"' if is_odd else key
    yield choice
    yield from days
