"""Words in whole files: the full text asked so that it agrees with folding (N6).

The full text knows words without their marks: it cannot tell Müller from Muller, and Mueller is
another word to it. Whoever asks for "Mueller" means Müller, but not Muller.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import islice, product
from typing import NamedTuple

from kontaktjournal.domain.duplicates import doubles
from kontaktjournal.domain.ports import Source
from kontaktjournal.domain.query.match import Ground
from kontaktjournal.domain.query.spelling import stand_in
from kontaktjournal.domain.query.tree import Query, Words
from kontaktjournal.index import select
from kontaktjournal.index.ask import Ask
from kontaktjournal.index.names import words_of
from kontaktjournal.notation.decode import decode

#: Letters with a second spelling. Behind a vowel or a q, "ue" is no umlaut: neue, Bauer.
_SPELLED = re.compile("((?<![aeiouq])[aou]e|ss|[äöüß])")
_SURE = {"ä": ("a", "ae"), "ö": ("o", "oe"), "ü": ("u", "ue"), "ss": ("ss", "ß"), "ß": ("ß", "ss")}
#: "ue" may be an umlaut, which the full text knows as a "u".
_UNSURE = {"ae": ("ae", "a"), "oe": ("oe", "o"), "ue": ("ue", "u")}
_FORMS_AT_MOST = 64


class Holding(NamedTuple):
    """Files in which words stand, and files that must be looked at.

    Args:
        sure: they stand there.
        unsure: there stand others, or the same with an umlaut.
    """

    sure: frozenset[str]
    unsure: frozenset[str]


def ground(query: Query, today: date, ask: Ask, source: Source) -> Ground:
    """Return what a query stands on: what stands in the files, and who is there twice.

    Args:
        query: its words are looked for at once.
        today: the day.
        ask: asks the index.
        source: where the files are.
    """
    holding = {words: with_text(words, ask, source) for words in query.texts}

    @cache
    def twice() -> frozenset[str]:
        return doubles(ask(select.contacts()))

    return Ground(
        today,
        lambda contact, words: contact.path in holding[words],
        lambda contact: contact.path in twice(),
    )


def with_text(words: Words, ask: Ask, source: Source) -> frozenset[str]:
    """Return the paths of the files in which words stand together, in any spelling (N6)."""
    holding = ask(containing(words))
    files = ((path, source.read(path)) for path in holding.unsure)
    return holding.sure | {
        path
        for path, data in files
        if isinstance(data, bytes) and stand_in(words, decode(data).text)
    }


def containing(words: Words) -> Callable[[sqlite3.Connection], Holding]:
    """Ask in which files words stand together."""
    spelled = words_of(words.text)

    def ask(connection: sqlite3.Connection) -> Holding:
        sure = _paths(connection, _forms(spelled, _SURE), words)
        if not any(_UNSURE.keys() & set(_SPELLED.split(word)) for word in spelled):
            return Holding(sure, frozenset())
        return Holding(sure, _paths(connection, _forms(spelled, _SURE | _UNSURE), words) - sure)

    return ask


def _forms(spelled: Sequence[str], others: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return how words may stand in the full text, the likeliest first."""
    parts = [part for word in spelled for part in (*_SPELLED.split(word), " ")]
    choices = (others.get(part, (part,)) for part in parts)
    return ["".join(form).strip() for form in islice(product(*choices), _FORMS_AT_MOST)]


def _paths(connection: sqlite3.Connection, forms: Sequence[str], words: Words) -> frozenset[str]:
    star = " *" * words.prefix
    query = " OR ".join(f'"{form}"{star}' for form in forms if form)
    if not query:
        return frozenset()
    rows = connection.execute(
        "SELECT path FROM texts JOIN notes ON notes.id = texts.rowid"
        " WHERE texts MATCH ? AND kind IS NOT NULL",
        (query,),
    )
    return frozenset(os.fsdecode(path) for (path,) in rows)
