"""Pieces of files around the words of a search; only of files that are shown."""

import os
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.ports import Source
from kontaktjournal.domain.query.places import Places
from kontaktjournal.domain.query.tree import Words
from kontaktjournal.domain.snippet import Snippet, snippet
from kontaktjournal.index.ask import Ask
from kontaktjournal.index.rows import digest_of
from kontaktjournal.notation.decode import decode
from kontaktjournal.notation.frontmatter import Block, find_block


class Snippets:
    """Reads in a contact's file the piece that says most of some words.

    Args:
        wanted: the words.
        ask: asks the index.
        source: where the files are.
    """

    def __init__(self, wanted: Sequence[Words], ask: Ask, source: Source) -> None:
        self._places = Places(wanted)
        self._ask = ask
        self._source = source

    def __call__(self, contact: Contact) -> Snippet | None:
        """Return the piece; None where the words are not there, or the file is gone."""
        data = self._source.read(contact.path)
        if not isinstance(data, bytes):
            return None
        is_known = digest_of(data) == self._ask(_digest(contact.path))
        # Where its entries stand in a file that was changed just now, nobody knows.
        read = contact if is_known else replace(contact, entries=())
        text = decode(data).text
        head = find_block(text)
        return snippet(text, self._places, read, head.body if isinstance(head, Block) else 0)


def _digest(path: str) -> Callable[[sqlite3.Connection], bytes | None]:
    def ask(connection: sqlite3.Connection) -> bytes | None:
        question = "SELECT digest FROM notes WHERE path = ?"
        row = connection.execute(question, (os.fsencode(path),)).fetchone()
        return row[0] if row else None

    return ask
