"""Words in whole files: the full text asked so that it agrees with folding (N6).

The full text knows words without their marks (see folded.py): it cannot tell Müller from Muller,
and Mueller is another word to it. Whoever asks for "Mueller" means Müller, but not Muller.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from kontaktjournal.domain.ports import Source
from kontaktjournal.domain.query.match import Ground
from kontaktjournal.domain.query.places import Places
from kontaktjournal.domain.query.spelling import words_of
from kontaktjournal.domain.query.tree import Query, Words
from kontaktjournal.index.ask import Ask
from kontaktjournal.index.doubles import double_paths
from kontaktjournal.index.spelled import ANY, LIKELY, SHARP, forms
from kontaktjournal.notation.decode import decode

_SHARP = re.compile("(ss)")
#: More spellings of what was typed nobody has used.
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
    return ground_on({words: ask(containing(words)) for words in query.texts}, today, ask, source)


def ground_on(holding: Mapping[Words, Holding], today: date, ask: Ask, source: Source) -> Ground:
    """Return what a query stands on, where it is known what stands in the files.

    Args:
        holding: for all words of the query.
        today: the day.
        ask: asks the index.
        source: where the files are: whoever is unsure is looked at when asked about.
    """

    @cache
    def twice() -> frozenset[str]:
        return ask(double_paths)

    @cache
    def is_held(path: str, words: Words) -> bool:
        found = holding[words]
        return path in found.sure or (path in found.unsure and _stand_in(words, path, source))

    return Ground(
        today,
        lambda contact, words: is_held(contact.path, words),
        lambda contact: contact.path in twice(),
    )


def _stand_in(words: Words, path: str, source: Source) -> bool:
    data = source.read(path)
    return isinstance(data, bytes) and bool(_places(words)(decode(data).text))


@lru_cache(maxsize=64)
def _places(words: Words) -> Places:
    # Much faster than folding all of every text, as `stand_in` does, and the same.
    return Places([words], dialled=False)


def containing(words: Words) -> Callable[[sqlite3.Connection], Holding]:
    """Ask in which files words stand together."""
    sure, unsure = matches_of(words)

    def ask(connection: sqlite3.Connection) -> Holding:
        found = _paths(connection, sure)
        return Holding(found, _paths(connection, unsure) - found)

    return ask


def matches_of(words: Words) -> tuple[str, str]:
    """Return what to ask the full text for: where words stand, and where they may stand.

    Either is empty where it would find nobody, or nobody else.
    """
    spelled = [" ".join(each.split()) for each in words_of(words.text)]
    sure = [form for each in spelled for form in _forms(_SHARP.split(each), SHARP)]
    # Whoever is unsure costs the reading of a file: only where an umlaut is likely.
    more = [form for form in _forms(LIKELY.split(spelled[-1]), ANY) if form not in sure]
    return _match(sure, words), _match([*sure, *more], words) if more else ""


def _forms(pieces: Iterable[str], others: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    return islice(forms(pieces, others), _FORMS_AT_MOST)


def _match(spelled: Iterable[str], words: Words) -> str:
    asked = dict.fromkeys(spelled)
    if words.prefix:
        # Half of an ß.
        asked |= dict.fromkeys(f"{form[:-1]}ß" for form in spelled if form.endswith("s"))
    star = " *" * words.prefix
    return " OR ".join(f'"{form}"{star}' for form in islice(asked, _FORMS_AT_MOST) if form)


def _paths(connection: sqlite3.Connection, match: str) -> frozenset[str]:
    if not match:
        return frozenset()
    rows = connection.execute(
        "SELECT path FROM texts JOIN notes ON notes.id = texts.rowid"
        " WHERE texts MATCH ? AND kind IS NOT NULL",
        (match,),
    )
    return frozenset(os.fsdecode(path) for (path,) in rows)
