"""What a watcher asks an index that it keeps in step (see watch/)."""

import os
import sqlite3
from collections.abc import Callable, Iterable
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact
from kontaktjournal.index.codec import decode


class Content(NamedTuple):
    """What the answers of an index depend on; its version also counts looks that found nothing.

    Args:
        newest: the id of the latest reading of a file; none is given twice.
        files: how many there are.
        problems: what stands in all problems.
    """

    newest: int
    files: int
    problems: int


def content(connection: sqlite3.Connection) -> Content:
    """Ask what the answers depend on."""
    newest = connection.execute("SELECT value FROM meta WHERE key = 'newest'").fetchone()
    count = connection.execute("SELECT count(*) FROM notes").fetchone()
    problems = connection.execute(
        "SELECT owner, path, line, col, code, variant, words FROM problems"
    ).fetchall()
    return Content(int(newest[0]), int(count[0]), hash(tuple(sorted(map(repr, problems)))))


def folders(connection: sqlite3.Connection) -> list[str]:
    """Ask for all folders that are known, contact folders included."""
    return [os.fsdecode(path) for (path,) in connection.execute("SELECT path FROM folders")]


def untraceable(connection: sqlite3.Connection) -> list[str]:
    """Ask for the folders to be looked at every time: odd ones, and such as hold what failed."""
    rows = connection.execute(
        "SELECT path FROM folders"
        " WHERE is_odd OR (stamps != x'' AND stamps = zeroblob(length(stamps)))"
    )
    return [os.fsdecode(path) for (path,) in rows]


def paths_since(newest: int) -> Callable[[sqlite3.Connection], list[str]]:
    """Ask which files were read after a reading."""

    def ask(connection: sqlite3.Connection) -> list[str]:
        rows = connection.execute("SELECT path FROM notes WHERE id > ?", (newest,))
        return sorted(os.fsdecode(path) for (path,) in rows)

    return ask


def contacts_since(newest: int) -> Callable[[sqlite3.Connection], list[Contact]]:
    """Ask for the contacts whose files were read after a reading."""

    def ask(connection: sqlite3.Connection) -> list[Contact]:
        rows = connection.execute(
            "SELECT contact FROM notes WHERE id > ? AND kind IS NOT NULL", (newest,)
        )
        return [decode(contact) for (contact,) in rows]

    return ask


def missing(paths: Iterable[str]) -> Callable[[sqlite3.Connection], list[str]]:
    """Ask which of some files are not known."""
    asked = sorted(set(paths))

    def ask(connection: sqlite3.Connection) -> list[str]:
        find = "SELECT 1 FROM notes WHERE path = ?"
        return [
            path
            for path in asked
            if connection.execute(find, (os.fsencode(path),)).fetchone() is None
        ]

    return ask


def below(folders: Iterable[str]) -> Callable[[sqlite3.Connection], list[str]]:
    """Ask for the files in some folders and all below them; "." is the root."""
    asked = sorted(set(folders))

    def ask(connection: sqlite3.Connection) -> list[str]:
        if "." in asked:
            rows = connection.execute("SELECT path FROM notes").fetchall()
        else:
            find = "SELECT path FROM notes WHERE path > ? AND path < ?"
            rows = [
                row
                for folder in asked
                # "0" is what follows the slash.
                for row in connection.execute(
                    find, (os.fsencode(f"{folder}/"), os.fsencode(f"{folder}0"))
                )
            ]
        return [os.fsdecode(path) for (path,) in rows]

    return ask
