"""A row of a list as rows of tables, and back."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from itertools import repeat
from struct import unpack
from typing import Any, Final, NamedTuple

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Answer, Birthday, Permission
from kontaktjournal.domain.duplicates import traces
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.names import digits_of
from kontaktjournal.domain.on_lists import APART, said
from kontaktjournal.domain.qualify.bars import bar_of, is_reachable
from kontaktjournal.domain.qualify.told import Told
from kontaktjournal.index.columns import storable

_MARK_BYTES = 8
_FIELDS = Card._fields
#: More are forgotten and numbered again: a list whose rows all differ must not fill the memory.
_COLUMNS_AT_MOST = 10_000
#: Card, permissions, blocked, damaged; the cells behind that, where they stand nowhere else.
Said = tuple[Any, ...]
#: Where the key stands among what is stored of a person.
_KEY: Final = 3
_to_json = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


class Tale(NamedTuple):
    """What a row tells that may make a story.

    Args:
        id: its number.
        path: of its list.
        key: what tells it from the others there.
        told: what it tells.
        card: its numbers, addresses and profiles, and no more.
    """

    id: int
    path: str
    key: str
    told: Told
    card: Card


class Rows(NamedTuple):
    """Some rows of a list, ready to be stored: what goes into each table.

    Args:
        people: number, list, line, key, bar, whether reachable, ordinals of the days of
            connection and of the last exchange.
        contents: number, what a row says but for its cells, number of their columns, cells.
        texts: number, the words somebody can be called by, all others; not yet as the full text
            reads them.
        columns: names of columns that were not met before, behind their number.
    """

    people: list[tuple[int, int, int, str, str | None, bool, int | None, int | None]]
    contents: list[tuple[int, Said, int, str]]
    texts: list[tuple[int, str, str]]
    columns: list[tuple[int, str]]


class Columns:
    """Names of columns that say something in a row; nearly all rows share those of another.

    Args:
        known: names that were met before, each as one text, and their number.
    """

    def __init__(self, known: Mapping[str, int]) -> None:
        self._known = {tuple(names.split(APART)): number for names, number in known.items()}
        self._newest = max(known.values(), default=0)
        self._met: list[tuple[int, str]] = []

    def number_of(self, names: tuple[str, ...]) -> int:
        """Return the number of some names; 0 where they cannot be told apart as one text."""
        number = self._known.get(names)
        if number is None:
            number = self._numbered(names)
            if len(self._known) >= _COLUMNS_AT_MOST:
                self._known.clear()
            self._known[names] = number
        return number

    def _numbered(self, names: tuple[str, ...]) -> int:
        said = storable(APART.join(names))
        if not said or tuple(said.split(APART)) != names:
            return 0
        self._newest += 1
        self._met.append((self._newest, said))
        return self._newest

    def met(self) -> list[tuple[int, str]]:
        """Return those that were met since this was asked last, behind their number."""
        met, self._met = self._met, []
        return met


def rows_of(some: Sequence[Listed], place: int, begin: int, columns: Columns) -> Rows:
    """Turn rows of a list into rows of tables.

    Args:
        some: the rows.
        place: number of their list.
        begin: number of the first of them.
        columns: names of columns that were met before.
    """
    rows = Rows([], [], [], [])
    for number, listed in enumerate(some, begin):
        rows.people.append(_person(number, place, listed))
        names, words = map(storable, said(listed))
        rows.texts.append((number, names, words))
        rows.contents.append((number, *_written(listed, words, columns)))
    rows.columns.extend(columns.met())
    return rows


def _person(
    number: int, place: int, listed: Listed
) -> tuple[int, int, int, str, str | None, bool, int | None, int | None]:
    bar = bar_of(listed)
    return (
        number,
        place,
        listed.line,
        storable(listed.key),
        None if bar is None else bar.value,
        is_reachable(listed),
        _ordinal(listed.connected),
        _ordinal(listed.exchanged),
    )


def key_trace(key: str) -> str:
    """Return the trace that leads to the rows of a key."""
    return f"key {key}"


def marks_of(rows: Rows) -> list[tuple[int, int]]:
    """Return what rows may be known by, as `mark_of` gives it, before their number, in order."""
    digests: list[bytes] = []
    bearers: list[int] = []
    for (number, told, _, _), person in zip(rows.contents, rows.people, strict=True):
        known = traces(Card(**told[0]))
        if key := person[_KEY]:
            known |= {key_trace(key)}
        digests += map(_digest, known)
        bearers += repeat(number, len(known))
    marks = unpack(f">{len(digests)}q", b"".join(digests))
    return sorted({*zip(marks, bearers, strict=True)})


def numbers_of(rows: Rows) -> Iterator[tuple[int, str]]:
    """Yield the telephone numbers of rows, in digits, behind the number of the row."""
    for number, told, _, _ in rows.contents:
        found = dict.fromkeys(map(digits_of, told[0].get("phone", ())))
        yield from ((number, digits) for digits in found if digits)


def contents_of(rows: Rows) -> Iterator[tuple[int, str, int, str]]:
    """Yield what rows say as it is stored: all but the cells as JSON."""
    for number, told, columns, cells in rows.contents:
        yield number, _to_json(told), columns, cells


def mark_of(trace: str) -> int:
    """Return a trace in eight bytes, as the index keeps it."""
    (mark,) = unpack(">q", _digest(trace))
    return int(mark)


def _digest(trace: str) -> bytes:
    return blake2b(trace.encode("utf-8", "replace"), digest_size=_MARK_BYTES).digest()


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)


def _written(listed: Listed, words: str, columns: Columns) -> tuple[Said, int, str]:
    """Return what a row says without its cells, the number of their columns, and the cells.

    Args:
        listed: the row.
        words: of its cells, and behind them those of its card, each apart from the next.
        columns: names of columns that were met before.
    """
    card = {name: value for name, value in zip(_FIELDS, listed.card, strict=True) if value}
    permissions = [
        [one.channel, one.answer.value, _ordinal(one.given), one.note] for one in listed.consent
    ]
    told = (card, permissions, listed.is_blocked, listed.is_damaged)
    cells = listed.cells
    number = columns.number_of(tuple(cells)) if cells else 0
    if number and words.split(APART)[: len(cells)] == [*cells.values()]:
        return told, number, words
    # No cells; or some in which something stands that nobody types.
    return (*told, dict(cells)), 0, ""


def _cells(more: Sequence[dict[str, str]], names: str, cells: str) -> dict[str, str]:
    """Return the cells of a row that was written, by the names of their columns."""
    if more:
        return dict(more[0])
    known, values = names.split(APART), cells.split(APART)
    if len(values) < len(known):
        raise ValueError(names)
    return dict(zip(known, values, strict=False))


def read_back(path: str, row: Sequence[Any]) -> Listed:
    """Return a row of a list that was written.

    Args:
        path: of the list.
        row: line, key, ordinals of the days of connection and of the last exchange, the rest as
            JSON, the names of its columns, and its cells.

    Raises:
        ValueError: what is there was not written by `rows_of`.
    """
    line, key, connected, exchanged, told, names, said_there = row
    try:
        card, permissions, is_blocked, is_damaged, *more = json.loads(told)
        return Listed(
            path,
            line,
            key,
            _card(card),
            _day(connected),
            _day(exchanged),
            tuple(
                Permission(channel, Answer(answer), _day(given), note)
                for channel, answer, given, note in permissions
            ),
            is_blocked=is_blocked,
            is_damaged=is_damaged,
            cells=_cells(more, names, said_there),
        )
    except (TypeError, AttributeError) as error:
        message = "no row of a list"
        raise ValueError(message) from error


def read_tale(number: int, path: str, row: Sequence[Any]) -> Tale:
    """Return of a row that was written what may make a story: of many, no more is looked at.

    Args:
        number: of the row.
        path: of the list.
        row: key, ordinals of the days of connection and of the last exchange, the rest as JSON,
            the names of its columns, and its cells.

    Raises:
        ValueError: what is there was not written by `rows_of`.
    """
    key, connected, exchanged, written, names, said_there = row
    try:
        said_of_card, _, _, _, *more = json.loads(written)
        say = said_of_card.get
        told = Told(
            (say("name", ""), *say("aliases", ())),
            tuple(say("org", ())),
            say("city", ""),
            _cells(more, names, said_there),
            _day(connected),
            _day(exchanged),
        )
        phone, email, url = (tuple(say(name, ())) for name in ("phone", "email", "url"))
        card = Card(phone=phone, email=email, url=url)
        return Tale(number, path, key, told, card)
    except (TypeError, AttributeError) as error:
        message = "no row of a list"
        raise ValueError(message) from error


def _card(told: dict[str, Any]) -> Card:
    for name, value in told.items():
        if isinstance(value, list):
            told[name] = Birthday(*value) if name == "birthday" else tuple(value)
    return Card(**told)
