"""The question whom a query may find: few are taken apart who are not meant."""

import os
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.names import key_of
from kontaktjournal.domain.pipeline import Pipeline
from kontaktjournal.domain.query.tree import Query, Words
from kontaktjournal.index.codec import decode
from kontaktjournal.index.conditions import STANDING, Narrowing
from kontaktjournal.index.fulltext import Holding, containing, matches_of
from kontaktjournal.index.narrowing import TERMS_AT_MOST, Narrower


class Asked(NamedTuple):
    """Whoever a query may find, and which of them have its words in their files."""

    contacts: list[Contact]
    holding: dict[Words, Holding]


def asked(
    query: Query, scope: Narrowing, today: date, pipeline: Pipeline
) -> Callable[[sqlite3.Connection], Asked]:
    """Ask for everybody a query finds, and perhaps a few more.

    Args:
        query: its words are looked for in the same breath.
        scope: who is asked about.
        today: the day.
        pipeline: the stages.
    """
    narrower = Narrower(today, pipeline)
    found = narrower.narrow(query.tree)
    texts = query.texts[:TERMS_AT_MOST]
    matches = [match for words in texts for match in matches_of(words)]
    columns = "".join(f", {STANDING if match else '0'}" for match in matches)
    where = f"({scope.condition}) AND ({found.condition})"
    values = (*filter(None, matches), *scope.values, *found.values)

    def ask(connection: sqlite3.Connection) -> Asked:
        narrower.register(connection)
        rows = connection.execute(
            f"SELECT contact, path{columns} FROM notes WHERE {where}",  # noqa: S608  # only question marks
            values,
        )
        contacts: list[Contact] = []
        standing: list[set[str]] = [set() for _ in matches]
        for contact, path, *marks in rows:
            contacts.append(decode(contact))
            for paths, mark in zip(standing, marks, strict=True):
                if mark:
                    paths.add(os.fsdecode(path))
        held = [Holding(frozenset(sure), frozenset(unsure - sure))
                for sure, unsure in zip(standing[::2], standing[1::2], strict=True)]  # fmt: skip
        more = [containing(words)(connection) for words in query.texts[TERMS_AT_MOST:]]
        return Asked(contacts, dict(zip(query.texts, held + more, strict=True)))

    return ask


def lacking(keys: Sequence[str], scope: Narrowing) -> Callable[[sqlite3.Connection], list[str]]:
    """Ask which keys of the user's own nobody has.

    Args:
        keys: in the form of `key_of`.
        scope: who is asked about.
    """

    def ask(connection: sqlite3.Connection) -> list[str]:
        connection.create_function("key_of", 1, key_of, deterministic=True)
        has = (
            "SELECT 1 FROM notes, json_each(nullif(contact, ''), '$.others') AS other"  # noqa: S608  # only question marks
            f" WHERE ({scope.condition}) AND instr(contact, '\"others\":')"
            " AND key_of(json_extract(other.value, '$[0]')) = ? LIMIT 1"
        )
        return [
            key for key in keys if not connection.execute(has, (*scope.values, key)).fetchone()
        ]

    return ask
