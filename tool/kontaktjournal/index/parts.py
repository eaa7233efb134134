"""Terms of a query tested on the few attributes of a contact they are about."""

import json
import os
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.due import Due
from kontaktjournal.domain.history import History
from kontaktjournal.domain.query.match import Ground, matches, stand_among
from kontaktjournal.domain.query.spelling import stand_in
from kontaktjournal.domain.query.tree import Test, Words
from kontaktjournal.index.codec import made_of

#: Of firms and towns there are far fewer than contacts.
_REMEMBERED = 4096
_NO_PAST = History(None, None, None, 0, None)


def test_of(term: Test, attributes: Sequence[str], today: date) -> Callable[[str], bool]:
    """Return whether a term finds somebody, told from the values of some attributes.

    Args:
        term: asks for nothing else.
        attributes: by their names in the JSON.
        today: the day.

    Returns:
        A test of a JSON list: the values in that order, null for what is not there.
    """
    ground = Ground(today, lambda *_: False, lambda _: False)

    @lru_cache(maxsize=_REMEMBERED)
    def test(said: str) -> bool:
        values = zip(attributes, json.loads(said), strict=False)
        contact = made_of({name: value for name, value in values if value is not None})
        return matches(term, _standing_nowhere(contact), ground)

    return test


def words_test(field: str, words: Words) -> Callable[[str], bool]:
    """Return whether words stand in a field, told from a JSON list that begins with its value."""

    @lru_cache(maxsize=_REMEMBERED)
    def test(said: str) -> bool:
        value = json.loads(said)[0] or ()
        texts = (value,) if isinstance(value, str) else value
        return stand_among(words, field, filter(None, texts))

    return test


def path_test(words: Words) -> Callable[[bytes], bool]:
    """Return whether words stand in a path, told from its bytes."""

    def test(path: bytes) -> bool:
        return stand_in(words, os.fsdecode(path))

    return test


def _standing_nowhere(contact: Contact) -> Due:
    return Due(contact, None, None, None, None, (), _NO_PAST)
