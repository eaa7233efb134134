"""A row of a list as rows of tables, and back."""

import json
from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from typing import Any, NamedTuple

from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Answer, Birthday, Permission
from kontaktjournal.domain.duplicates import traces
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.on_lists import said
from kontaktjournal.domain.qualify.bars import bar_of, is_reachable
from kontaktjournal.domain.qualify.told import Told
from kontaktjournal.index.columns import storable
from kontaktjournal.index.folded import indexed

_MARK_BYTES = 8
#: What the trace of a telephone number begins with; its digits follow.
_PHONE = "phone "
_FIELDS = Card._fields
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


class ListedRow(NamedTuple):
    """One row of a list, ready to be stored.

    Args:
        person: line, key, bar, whether reachable, ordinals of the days of connection and of the
            last exchange.
        listed: all of it, as JSON.
        names: the words it can be called by.
        words: all others.
        numbers: its telephone numbers, in digits.
        marks: what it may be known by, as `mark_of` gives it.
    """

    person: tuple[int, str, str | None, bool, int | None, int | None]
    listed: str
    names: str
    words: str
    numbers: tuple[str, ...]
    marks: frozenset[int]


def listed_row(listed: Listed) -> ListedRow:
    """Turn a row of a list into rows of tables."""
    card = listed.card
    bar = bar_of(listed)
    names, words = said(listed)
    known = set(traces(card))
    if listed.key:
        known.add(key_trace(listed.key))
    return ListedRow(
        (
            listed.line,
            storable(listed.key),
            None if bar is None else bar.value,
            is_reachable(listed),
            _ordinal(listed.connected),
            _ordinal(listed.exchanged),
        ),
        _written(listed),
        indexed(storable(names)),
        indexed(storable(words)),
        tuple(trace.removeprefix(_PHONE) for trace in known if trace.startswith(_PHONE)),
        frozenset(map(mark_of, known)),
    )


def key_trace(key: str) -> str:
    """Return the trace that leads to the rows of a key."""
    return f"key {key}"


def mark_of(trace: str) -> int:
    """Return a trace in eight bytes, as the index keeps it."""
    digest = blake2b(trace.encode("utf-8", "replace"), digest_size=_MARK_BYTES).digest()
    return int.from_bytes(digest, "big", signed=True)


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)


def _written(listed: Listed) -> str:
    said_of_card = {name: value for name, value in zip(_FIELDS, listed.card, strict=True) if value}
    permissions = [
        [one.channel, one.answer, _ordinal(one.given), one.note] for one in listed.consent
    ]
    told = [said_of_card, permissions, listed.is_blocked, listed.is_damaged, dict(listed.cells)]
    return _to_json(told)


def read_back(path: str, row: Sequence[Any]) -> Listed:
    """Return a row of a list that was written.

    Args:
        path: of the list.
        row: line, key, ordinals of the days of connection and of the last exchange, and the
            rest as JSON.

    Raises:
        ValueError: what is there was not written by `listed_row`.
    """
    line, key, connected, exchanged, told = row
    try:
        card, permissions, is_blocked, is_damaged, cells = json.loads(told)
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
            cells=cells,
        )
    except (TypeError, AttributeError) as error:
        message = "no row of a list"
        raise ValueError(message) from error


def read_tale(number: int, path: str, row: Sequence[Any]) -> Tale:
    """Return of a row that was written what may make a story: of many, no more is looked at.

    Args:
        number: of the row.
        path: of the list.
        row: key, ordinals of the days of connection and of the last exchange, and the rest as
            JSON.

    Raises:
        ValueError: what is there was not written by `listed_row`.
    """
    key, connected, exchanged, written = row
    try:
        said_of_card, _, _, _, cells = json.loads(written)
        say = said_of_card.get
        told = Told(
            (say("name", ""), *say("aliases", ())),
            tuple(say("org", ())),
            say("city", ""),
            cells,
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
