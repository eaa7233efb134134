"""Questions about many values: SQLite takes only so many in one."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

#: What it takes on every machine, with room for a few others.
_AT_ONCE = 900


def rows_with(
    connection: sqlite3.Connection,
    question: str,
    values: Sequence[object],
    given: Sequence[object] = (),
) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a question about each of some values.

    Args:
        connection: the index.
        question: ends where the list of values would follow: ``... WHERE id IN``.
        values: each once; the rows do not come in their order.
        given: a few values of question marks before that.
    """
    for start in range(0, len(values), _AT_ONCE):
        some = values[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        yield from connection.execute(f"{question} ({marks})", (*given, *some))
