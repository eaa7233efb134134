"""Contacts to JSON and back: the form in which the index keeps them.

Only what differs from an empty contact is written: most files say little, and a hundred
thousand of them are written at once. What this module writes only this module reads, and the
index is thrown away whenever the code changes.
"""

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import date, time
from typing import Any

from kontaktjournal.domain.contact import (
    Answer,
    Birthday,
    Contact,
    Decision,
    Entry,
    EntryKind,
    Permission,
    Promise,
)
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.rhythm import Cadence, Unit, When
from kontaktjournal.domain.track import Held, Pledge, Sojourn, Track

_KINDS = {kind.value: kind for kind in EntryKind}
_to_json = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _clock(at: time | None) -> str | None:
    return at.isoformat() if at else None


def _when(when: When) -> list[Any]:
    return [when.day.isoformat(), _clock(when.at), when.whole_month]


def _cadence(cadence: Cadence) -> list[Any]:
    return [cadence.count, cadence.unit]


def _birthday(born: Birthday) -> list[Any]:
    return [born.month, born.day, born.year]


def _decision(decision: Decision | None) -> list[Any] | None:
    if decision is None:
        return None
    every, upcoming = decision.every, decision.next
    return [
        decision.stage, every and _cadence(every), upcoming and _when(upcoming),
        decision.reason,
    ]  # fmt: skip


def _entries(entries: tuple[Entry, ...]) -> list[Any]:
    return [
        [
            entry.day.isoformat(), entry.kind, _clock(entry.at), entry.channel, entry.minutes,
            entry.title, _decision(entry.decision), entry.line, entry.span,
        ]
        for entry in entries
    ]  # fmt: skip


def _promises(promises: tuple[Promise, ...]) -> list[Any]:
    return [[one.text, _day(one.due), one.mine, one.kept, one.line] for one in promises]


def _permissions(permissions: tuple[Permission, ...]) -> list[Any]:
    return [[one.channel, one.answer, _day(one.given), one.note] for one in permissions]


def _read_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _read_clock(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None


def _read_when(value: list[Any] | None) -> When | None:
    if value is None:
        return None
    return When(date.fromisoformat(value[0]), _read_clock(value[1]), value[2])


def _read_cadence(value: list[Any] | None) -> Cadence | None:
    return Cadence(value[0], Unit(value[1])) if value else None


def _read_birthday(value: list[Any]) -> Birthday:
    return Birthday(*value)


def _read_decision(value: list[Any] | None) -> Decision | None:
    if value is None:
        return None
    stage, every, upcoming, reason = value
    return Decision(stage, _read_cadence(every), _read_when(upcoming), reason)


def _read_entry(value: list[Any]) -> Entry:
    day, kind, at, channel, minutes, title, decision, line, span = value
    return Entry(
        date.fromisoformat(day),
        _KINDS[kind],
        _read_clock(at),
        channel,
        minutes,
        title,
        _read_decision(decision),
        line,
        (span[0], span[1]),
    )


def _read_entries(values: list[Any]) -> tuple[Entry, ...]:
    return tuple(_read_entry(value) for value in values)


def _read_promises(values: list[Any]) -> tuple[Promise, ...]:
    return tuple(
        Promise(text, _read_day(due), mine, kept, line) for text, due, mine, kept, line in values
    )


def _read_permissions(values: list[Any]) -> tuple[Permission, ...]:
    return tuple(
        Permission(channel, Answer(answer), _read_day(given), note)
        for channel, answer, given, note in values
    )


def _read_others(values: list[Any]) -> tuple[tuple[str, str], ...]:
    return tuple((key, text) for key, text in values)


#: Fields JSON cannot write as they are; the rest are texts, flags and tuples of texts.
_WRITE: dict[str, Callable[[Any], Any]] = {
    "next": _when,
    "every": _cadence,
    "snooze": _day,
    "last_noted": _day,
    "created": _day,
    "birthday": _birthday,
    "consent": _permissions,
    "entries": _entries,
    "promises": _promises,
}
_READ: dict[str, Callable[[Any], Any]] = {
    "next": _read_when,
    "every": _read_cadence,
    "snooze": _read_day,
    "last_noted": _read_day,
    "created": _read_day,
    "birthday": _read_birthday,
    "fit": Answer,
    "consent": _read_permissions,
    "entries": _read_entries,
    "promises": _read_promises,
    "others": _read_others,
}
_EMPTY = Contact("", "")
_FIELDS = tuple(
    (field.name, getattr(_EMPTY, field.name), _WRITE.get(field.name)) for field in fields(Contact)
)


def encode(contact: Contact) -> str:
    """Write a contact as JSON."""
    said: dict[str, Any] = {}
    for name, empty, write in _FIELDS:
        value = getattr(contact, name)
        # Most values are the very same empty one: that is seen without comparing.
        if value is not empty and value != empty:
            said[name] = write(value) if write else value
    return _to_json(said)


def decode(text: str) -> Contact:
    """Read a contact back.

    Raises:
        ValueError: what is there was not written by `encode`.
    """
    try:
        return made_of(json.loads(text))
    except (TypeError, KeyError, IndexError, AttributeError) as error:
        message = "no contact"
        raise ValueError(message) from error


def made_of(said: dict[str, Any]) -> Contact:
    """Return a contact of which some attributes are known, as `encode` wrote them."""
    for name, value in said.items():
        if read := _READ.get(name):
            said[name] = read(value)
        elif isinstance(value, list):
            said[name] = tuple(value)
    return Contact(**{"path": "", "name": "", **said})


def encode_track(track: Track) -> str:
    """Write a track as JSON."""
    return _to_json(track)


def decode_track(text: str) -> Track:
    """Read a track back.

    Raises:
        ValueError: what is there was not written by `encode_track`.
    """
    try:
        *said, stays, talks, attempts, messages, pledges = json.loads(text)
        return Track._make(
            (
                *said,
                tuple([Sojourn(*stay) for stay in stays]),
                tuple([Held(*talk) for talk in talks]),
                tuple(attempts),
                tuple(messages),
                tuple([Pledge(*pledge) for pledge in pledges]),
            )
        )
    except TypeError as error:
        message = "no track"
        raise ValueError(message) from error


def encode_values(problem: Problem) -> str:
    """Write the words of a problem as JSON."""
    return json.dumps(problem.values) if problem.values else ""


def decode_problem(row: tuple[Any, ...]) -> Problem:
    """Read a problem back from its row: path, line, column, code, variant, words.

    Raises:
        ValueError: what is there was not written by `encode_values`.
    """
    path, line, column, code, variant, values = row
    words = tuple((key, word) for key, word in json.loads(values)) if values else ()
    return Problem(path, line, column, code, variant, words)
