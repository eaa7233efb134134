"""Contacts are found by their numbers, however many are asked for at once."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kontaktjournal.index import select
from kontaktjournal.index.batches import rows_with
from kontaktjournal.index.readings import living
from opened_journal import opened


def test_more_values_than_sqlite_takes_at_once_are_all_asked_about() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE numbers (number INTEGER)")
        connection.executemany("INSERT INTO numbers VALUES (?)", [(each,) for each in range(3000)])

        rows = rows_with(
            connection,
            "SELECT number FROM numbers WHERE number < ? AND number IN",
            range(500, 2900),
            (2800,),
        )

        assert sorted(number for (number,) in rows) == [*range(500, 2800)]


def test_only_readings_that_are_there_and_of_a_kind_asked_for_are_found(tmp_path: Path) -> None:
    files = {
        "kontakte/anna.md": "---\nstatus: pflege\n---\n",
        "kontakte/ben.md": "---\nstatus: ablage\n---\n",
        "kontakte/firma.md": "---\ntype: company\n---\n",
    }

    with opened(tmp_path, files) as journal:
        ask = journal.inquiry._ask
        numbers = ask(living)
        found = ask(select.by_id({*range(100)}))
        waiting = ask(select.by_id(range(100), ["waiting", ""]))

    assert found.keys() == numbers
    assert sorted(one.stem for one in found.values()) == ["anna", "ben"]
    assert [one.stem for one in waiting.values()] == ["anna"]
