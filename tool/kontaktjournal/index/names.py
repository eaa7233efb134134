"""Names and words in the full-text table: what completion and search ask first.

Completion runs at every press of a key: this module imports next to nothing.
"""

import os
import re
import sqlite3
from collections.abc import Callable
from itertools import chain, islice, product
from pathlib import Path
from typing import NamedTuple
from unicodedata import category

from kontaktjournal.index.schema import FILE_NAME
from kontaktjournal.index.spelled import spellings

_TWO_DOTS = re.compile("([aou])\N{COMBINING DIAERESIS}")
_UMLAUTS = {"a": "ä", "o": "ö", "u": "ü"}
_BEYOND_LATIN = "\u0250"
_PHRASES_AT_MOST = 32
#: What a word may consist of beside letters and digits: marks, and signs of private use.
_MARKS = frozenset({"Mn", "Mc", "Me", "Co"})
#: So many contacts in play, and so many others, are asked for their tags.
_ASKED_FOR_TAGS = 500
#: No name has more; a longer text is looked at closely by whoever asks.
_WORDS_AT_MOST = 16


class Called(NamedTuple):
    """A contact's name, and its file's name without folder and ending."""

    name: str
    stem: str


def _is_searched(char: str) -> bool:
    return char.isalnum() or category(char) in _MARKS


def words_of(text: str) -> list[str]:
    """Return the words of a text that the full text can be asked for, umlauts in one piece."""
    # What is left of a byte that was no text (see os.fsdecode) SQLite would refuse.
    text = text.encode("utf-8", "replace").decode()
    # FTS5 knows other letters, cases and marks than Python does. What is not Latin is left to
    # it: a word torn apart at a mark would not be found.
    latin = "".join(char.lower() if char < _BEYOND_LATIN else char for char in text)
    folded = _TWO_DOTS.sub(lambda umlaut: _UMLAUTS[umlaut[1]], latin)
    kept = "".join(char if char.isalnum() or char > "\x7f" else " " for char in folded)
    return [word for word in kept.split() if any(map(_is_searched, word))]


def words_in(column: str, text: str) -> str | None:
    """Return a full-text query for words in any spelling; None for no words.

    It may find a little too much ("Muller" for "Mueller"): whoever asks looks closely.
    """
    words = words_of(text)[:_WORDS_AT_MOST]
    if not words:
        return None
    # A mark by itself is a word for some versions of SQLite, and nothing for others.
    sure = [word for word in words if any(map(str.isalnum, word))] or words
    query = " AND ".join(
        "(" + " OR ".join(f'"{form}" *' for form in spellings(word)) + ")" for word in sure
    )
    return f"{{{column}}} : ({query})"


def phrase_in(column: str, text: str) -> str | None:
    """Return a full-text query for words that stand together; None for no words.

    It may find a little too much, as `words_in` does.
    """
    from kontaktjournal.domain.query import spelling  # completion does without

    spelled = [each.split()[:_WORDS_AT_MOST] for each in spelling.words_of(text)]
    forms = chain.from_iterable(
        product(*(spellings(word)[:4] for word in words)) for words in spelled if words
    )
    phrases = dict.fromkeys(" ".join(form) for form in islice(forms, _PHRASES_AT_MOST))
    if not phrases:
        return None
    query = " OR ".join(f'"{phrase}"' for phrase in phrases)
    return f"{{{column}}} : ({query})"


def names(beginning: str = "") -> Callable[[sqlite3.Connection], list[Called]]:
    """Ask for names and files, for completion and "did you mean"; filed contacts last.

    Args:
        beginning: only those with words that begin like this.
    """
    query = words_in("name", beginning) if beginning else None
    where = "JOIN texts ON texts.rowid = notes.id WHERE texts MATCH ? AND" if query else "WHERE"

    def ask(connection: sqlite3.Connection) -> list[Called]:
        if beginning and query is None:
            return []
        rows = connection.execute(
            f"SELECT notes.name, path FROM notes {where} kind IS NOT NULL"  # noqa: S608  # a constant
            " ORDER BY kind = 'filed', notes.name",
            (query,) if query else (),
        )
        return [Called(name, _stem(os.fsdecode(path))) for name, path in rows]

    return ask


def _stem(path: str) -> str:
    name = path.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def names_in(folder: Path, beginning: str) -> list[Called] | None:
    """Return the names in an index as it stands; None if there is none to be read.

    Args:
        folder: the cache folder of the journal.
        beginning: only names with words that begin like this.
    """
    try:
        connection = sqlite3.connect(f"{(folder / FILE_NAME).as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        return None
    try:
        return names(beginning)(connection)
    except sqlite3.Error:
        return None
    finally:
        connection.close()


def tags_in(folder: Path) -> list[str]:
    """Return the tags in use, in an index as it stands; the most used first.

    Of a large journal some hundred contacts are asked, those in play before others: nobody
    waits longer for the end of a word.

    Args:
        folder: the cache folder of the journal.
    """
    from kontaktjournal.domain.pipeline import IN_PLAY, Kind

    # Who has no status, or one nobody knows, has no kind either.
    others = ("", *(kind for kind in Kind if kind not in IN_PLAY))
    asked = " UNION ALL ".join(
        f"SELECT * FROM (SELECT contact FROM notes WHERE kind IN ({marks}) LIMIT ?)"  # noqa: S608  # marks
        for marks in (", ".join("?" * len(kinds)) for kinds in (IN_PLAY, others))
    )
    try:
        connection = sqlite3.connect(f"{(folder / FILE_NAME).as_uri()}?mode=ro", uri=True)
    except sqlite3.Error:
        return []
    try:
        rows = connection.execute(
            f"WITH asked AS ({asked}) SELECT value FROM asked, json_each(contact, '$.tags')"  # noqa: S608  # marks
            " GROUP BY value ORDER BY count(*) DESC, value",
            (*IN_PLAY, _ASKED_FOR_TAGS, *others, _ASKED_FOR_TAGS),
        )
        return [str(tag) for (tag,) in rows]
    except sqlite3.Error:
        return []
    finally:
        connection.close()
