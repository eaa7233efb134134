"""Saved queries that cannot be understood, with their places in ``journal.toml`` (3.6, 4.9)."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date

from kontaktjournal.config.place import FILE
from kontaktjournal.config.positions import positions
from kontaktjournal.config.wrong import Where
from kontaktjournal.domain.names import key_of
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.settings import Settings
from kontaktjournal.notation.query.errors import BadQuery
from kontaktjournal.notation.query.parse import QueryReader

#: What stands between a name and the first character of its query.
_ASSIGNED = re.compile(r"(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s=]+)[ \t]*=[ \t]*(?:\"|')")

_LOOP = "refusal.query.loop"


def faulty_views(text: str, settings: Settings, today: date) -> list[Problem]:
    """Return what is wrong with saved queries; the others can be used all the same.

    Args:
        text: what stands in ``journal.toml``.
        settings: what was read from it.
        today: the day.
    """
    faults = [*_faults(settings, today)]
    if not faults:
        return []
    places = positions(text) if _is_toml(text) else {}
    names = {key_of(name): name for name in settings.views}
    return [_problem(error, names[key_of(error.view)], text, places) for error in faults]


def _faults(settings: Settings, today: date) -> Iterator[BadQuery]:
    reader = QueryReader(settings, today)
    told: set[tuple[str, tuple[int, int]]] = set()
    for name, _ in reader.views.values():
        try:
            reader.read(f"@{name}")
        except BadQuery as error:
            # Whatever is wrong in a query that others use is told once.
            if error.view and (error.view, error.at) not in told:
                told.add((error.view, error.at))
                yield error


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except ValueError:
        return False
    return True


def _problem(
    error: BadQuery, name: str, text: str, places: Mapping[Where, tuple[int, int]]
) -> Problem:
    line, column = _place(error, text, places.get(("views", name), (0, 0)))
    filling = {key: str(value) for key, value in error.values.items()}
    if error.key == _LOOP:
        # Of two that hold each other, the one with this place in it.
        filling["name"] = error.view
    values = {**filling, "view": error.view, "told": error.key}
    return Problem(FILE, line, column, "W216", "", tuple(values.items()))


def _place(error: BadQuery, text: str, key: tuple[int, int]) -> tuple[int, int]:
    """Return where the mistake stands; the name, where the query is written in another way."""
    line, column = key
    if not line:
        return key
    typed = text.split("\n")[line - 1]
    found = _ASSIGNED.match(typed, column - 1)
    if found and typed[found.end() :].startswith(error.text):
        return line, found.end() + error.at[0] + 1
    return key
