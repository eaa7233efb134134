"""A query as one condition of SQL: it finds everybody the query finds, perhaps a few more (4.9).

Whoever it finds is taken apart and tested by `domain.query.match`, so a query means one thing.
What cannot be told from the columns, from the JSON or from the full text narrows nothing.
"""

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from kontaktjournal.domain.agenda import horizon
from kontaktjournal.domain.pipeline import Kind, Pipeline
from kontaktjournal.domain.query.spelling import as_number
from kontaktjournal.domain.query.tree import (
    And,
    Days,
    Given,
    Node,
    Not,
    Numbers,
    Or,
    Saved,
    Test,
    Text,
    Value,
    Word,
    Words,
    leaves,
)
from kontaktjournal.index.attributes import (
    COMPUTED,
    DAYS,
    LACKS,
    LISTS,
    MARKS,
    PRESENT,
    is_in_head,
    is_own,
    sources_of,
    value_at,
    values_of,
)
from kontaktjournal.index.columns import AHEAD, BORN, UNDATED, WAKING, birthdays
from kontaktjournal.index.conditions import (
    ALL,
    EVERYBODY,
    NOBODY,
    STANDING,
    Narrowing,
    all_of,
    among,
    any_of,
    marked,
    none_of,
    of_kinds,
    present,
)
from kontaktjournal.index.fulltext import matches_of
from kontaktjournal.index.parts import path_test, test_of, words_test
from kontaktjournal.index.plain import field_match

#: More terms than this, or terms in more brackets, are not worth a condition: SQLite ends
#: somewhere, and its parser at about twice as many.
TERMS_AT_MOST = 200
_DEEPEST = 10
_WEEK = 7

_ANY_HISTORY = among("SELECT id FROM tracks")
_ANY_STEP = present(("step", "entries", "promises", "moment"))._replace(is_exact=False)
_FIRST_DAY, _LAST_DAY = date.min.isoformat(), date.max.isoformat()
#: Of whom the tracks say too much.
_TO_COME = "SELECT id FROM tracks WHERE latest > ?"
_PAST = {
    "last": "SELECT id FROM tracks WHERE last BETWEEN ? AND ?",
    "talk": "SELECT id FROM tracks WHERE talk BETWEEN ? AND ?",
}


class Narrower:
    """Turns queries into conditions.

    Args:
        today: the day they are asked on.
        pipeline: the stages.
    """

    def __init__(self, today: date, pipeline: Pipeline) -> None:
        self._today = today
        self._pipeline = pipeline
        self._tests: list[Callable[[Any], bool]] = []

    def narrow(self, tree: Node) -> Narrowing:
        """Return the condition of a whole tree."""
        terms = sum(len(leaf.values) if isinstance(leaf, Test) else 1 for leaf, _ in leaves(tree))
        return self._node(tree) if terms <= TERMS_AT_MOST else EVERYBODY

    def register(self, connection: sqlite3.Connection) -> None:
        """Let a connection put the tests its conditions ask for."""
        tests = self._tests

        def holds(place: int, said: str | bytes | None) -> bool:
            return said is not None and tests[place](said)

        connection.create_function("holds", 2, holds)

    def _node(self, node: Node, depth: int = 0) -> Narrowing:
        match node:
            case Text(words):
                return self._text(words)
            case Test(field, values):
                return any_of([self._value(field, value) for value in values])
            case _:
                return self._branch(node, depth + 1) if depth < _DEEPEST else EVERYBODY

    def _branch(self, node: And | Or | Not | Saved, depth: int) -> Narrowing:
        match node:
            case And(parts):
                return all_of([self._node(part, depth) for part in parts])
            case Or(parts):
                return any_of([self._node(part, depth) for part in parts])
            case Not(part):
                return none_of(self._node(part, depth))
            case Saved(_, part):
                return self._node(part, depth)

    def _text(self, words: Words) -> Narrowing:
        found = [
            Narrowing(STANDING, (match,), is_exact)
            for match, is_exact in zip(matches_of(words), (True, False), strict=True)
            if match
        ]
        if as_number(words):
            found.append(self._worded("phone", words))  # in any spelling
        return any_of(found) if found else NOBODY

    def _value(self, field: str, value: Value) -> Narrowing:
        match value:
            case Given(is_given):
                found = self._has(field)
                return found if is_given else none_of(found)
            case Word(word):
                return self._word(field, word)
            case Words():
                return self._words(field, value)
            case Days():
                return self._days(field, value)
            case Numbers(low) if field in {"attempts", "entries"}:
                return EVERYBODY if low is None or low <= 0 else _ANY_HISTORY
            case _:
                return self._part(field, value)

    def _word(self, field: str, word: str) -> Narrowing:
        if mark := MARKS.get((field, word)):
            return marked(mark)
        if mark := LACKS.get((field, word)):
            return none_of(marked(mark))
        match field:
            case "has":
                return self._has(word)
            case "status":
                return self._in_stage(word)
            case "is" | "kind":
                return self._is(word)
            case _:
                return EVERYBODY

    def _is(self, word: str) -> Narrowing:
        match word:
            case "due" | "overdue" | "today":
                return self._due_by(self._today)
            case "week":
                return self._due_by(horizon(self._today, _WEEK))
            case "undated" | "orphan" | "decide":
                return among(f"{UNDATED} UNION ALL {AHEAD}", self._today.toordinal())
            case "birthday":
                return self._part("is", Word(word), ("birthday",))
            case "dup":
                return EVERYBODY
            case _:
                # Whoever has no stage counts as one of the pool (D15).
                return of_kinds((word, "") if word == Kind.POOL else (word,))

    def _has(self, field: str) -> Narrowing:
        if field in PRESENT:
            return present(PRESENT[field])
        if field in COMPUTED:
            return self._has_computed(field)
        sources = sources_of(field)
        found = self._part("has", Word(field), sources)
        if field not in LISTS:
            return found
        # A list that begins with a word has one: there is nothing to be taken apart.
        begun, empty = (marked(f'"{sources[0]}":[{sign}') for sign in ('"', '""'))
        return all_of([begun, any_of([none_of(empty), found])])

    def _has_computed(self, field: str) -> Narrowing:
        match field:
            case "due":
                return self._due_by(None)
            case "last" | "talk":
                return self._past(field, Days(None, None))
            case "attempts" | "entries":
                return _ANY_HISTORY
            case "step":
                return _ANY_STEP
            case _:
                return ALL

    def _words(self, field: str, words: Words) -> Narrowing:
        match field:
            case "path":
                return self._holds(path_test(words), "path")
            case "step":
                return _ANY_STEP
            case "status":
                typed = self._part(field, words, ("status_typed",))
                return all_of([of_kinds(("",)), typed])
            case _:
                return self._worded(field, words)

    def _days(self, field: str, days: Days) -> Narrowing:
        match field:
            case "next" | "snooze" | "created":
                return _between(field, days)
            case "due":
                return self._due_by(days.last)
            case "last" | "talk":
                return self._past(field, days)
            case _:
                return self._part(field, days)

    def _in_stage(self, word: str) -> Narrowing:
        stage = self._pipeline.stage(word)
        if stage is None:
            return NOBODY
        same = f"{value_at('$.status')} = ?"
        return all_of([of_kinds((stage.kind,)), Narrowing(same, (word,), is_exact=True)])

    def _due_by(self, last: date | None) -> Narrowing:
        """Return whoever can be due by a day; None for any day (see rows.py)."""
        return among(
            f"{WAKING} UNION ALL {AHEAD} UNION ALL {BORN}",
            (last or date.max).toordinal(),
            self._today.toordinal(),
            *birthdays(self._today),
        )

    def _past(self, field: str, days: Days) -> Narrowing:
        """Return whose latest talk or message may lie in a stretch of days."""
        first, last = days.first or date.min, min(days.last or date.max, self._today)
        return among(
            f"{_TO_COME} UNION ALL {_PAST[field]}",
            self._today.toordinal(),
            first.toordinal(),
            last.toordinal(),
        )

    def _part(self, field: str, value: Value, sources: Sequence[str] = ()) -> Narrowing:
        """Return the test of a value on the few attributes it is about."""
        sources = sources or sources_of(field)
        test = test_of(Test(field, (value,)), sources, self._today)
        found = self._holds(test, values_of(sources))
        # Few have it: what is not there need not be taken apart.
        is_had_by_all = test(json.dumps([None] * len(sources)))
        return found if is_had_by_all else all_of([present(sources), found])

    def _worded(self, field: str, words: Words) -> Narrowing:
        """Return the test of words in a field, put only to those in whose files they stand."""
        if is_own(field):
            found = self._part(field, words)
        else:
            sources = sources_of(field)
            found = self._holds(words_test(field, words), values_of(sources))
            found = all_of([present(sources), found])
        match = field_match(words) if is_in_head(field) else ""
        if not match:
            return found
        # The full text knows of all of them, so with it the test is as exact as without.
        return all_of([Narrowing(STANDING, (match,), is_exact=True), found])

    def _holds(self, test: Callable[[Any], bool], what: str) -> Narrowing:
        self._tests.append(test)
        return Narrowing(f"holds(?, {what})", (len(self._tests) - 1,), is_exact=True)


def _between(field: str, days: Days) -> Narrowing:
    first = days.first.isoformat() if days.first else _FIRST_DAY
    last = days.last.isoformat() if days.last else _LAST_DAY
    within = Narrowing(f"{value_at(DAYS[field])} BETWEEN ? AND ?", (first, last), is_exact=True)
    return all_of([present((field,)), within])
