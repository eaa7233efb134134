"""Pieces of files around the words of a search; only of files that are shown."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
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


def snippets(
    contacts: Sequence[Contact], wanted: Sequence[Words], ask: Ask, source: Source
) -> Iterator[Snippet | None]:
    """Give for each contact the piece of its file that says most of some words.

    Args:
        contacts: whose files are read.
        wanted: the words.
        ask: asks the index.
        source: where the files are; one that is gone gives None.
    """
    places = Places(wanted)
    known = ask(_digests([contact.path for contact in contacts]))
    for contact in contacts:
        data = source.read(contact.path)
        if not isinstance(data, bytes):
            yield None
            continue
        is_known = digest_of(data) == known.get(contact.path)
        # Where its entries stand in a file that was changed just now, nobody knows.
        read = contact if is_known else replace(contact, entries=())
        text = decode(data).text
        head = find_block(text)
        yield snippet(text, places, read, head.body if isinstance(head, Block) else 0)


def _digests(paths: Sequence[str]) -> Callable[[sqlite3.Connection], dict[str, bytes]]:
    def ask(connection: sqlite3.Connection) -> dict[str, bytes]:
        found = (
            (
                path,
                connection.execute(
                    "SELECT digest FROM notes WHERE path = ?", (os.fsencode(path),)
                ).fetchone(),
            )
            for path in paths
        )
        return {path: row[0] for path, row in found if row}

    return ask
