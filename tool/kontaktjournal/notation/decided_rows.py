"""The text of a ``*.entschieden.csv``: what was decided about the rows of a list.

::

    key,decision,until,date
    sabine.roth@example.org,start,,2026-11-23
    "Lindner, Peter",later,2027-02-21,2026-11-23

Lines are only ever added, so that git can put two such files together (M6). A spreadsheet may
have saved it: with semicolons, a mark at the beginning and days as its country writes them.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
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
_SPECIAL = re.compile(r'["\r\n]')


def read(data: bytes) -> Iterator[Decided]:
    """Read all decisions, in their order; what is none is passed over."""
    text = decode(data).text.replace("\0", "")
    places = {name: place for place, name in enumerate(_COLUMNS)}
    for cells in _rows(text):
        headings = [_HEADINGS.get(key_of(cell)) for cell in cells]
        if 0 in headings and 1 in headings:
            places = {
                _COLUMNS[meant]: place for place, meant in enumerate(headings) if meant is not None
            }
            continue
        decided = _decided({name: _at(cells, place) for name, place in places.items()})
        if decided is not None:
            yield decided


def _rows(text: str) -> Iterator[Sequence[str]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error:  # a cell that never ends
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
    lines = [] if text.strip() else [delimiter.join(_COLUMNS)]
    lines += [delimiter.join(_cells(one, delimiter)) for one in decisions]
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
