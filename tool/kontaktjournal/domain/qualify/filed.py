"""Who was filed on a list, and so is not to be taken up again from anywhere (A4, L8)."""

import re
from collections.abc import Iterable, Iterator

from kontaktjournal.domain.blocking import marks_of
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.duplicates import Likeness, is_named, likeness_of
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.qualify.prequalified import POOL

_PHONE = re.compile(r"[+(]?\d[\d\s()/.-]*")


class FiledRows:
    """Whoever was filed on a list, and is no contact.

    Args:
        rows: theirs.
    """

    def __init__(self, rows: Iterable[Listed] = ()) -> None:
        self._by_mark: dict[str, list[Listed]] = {}
        for row in rows:
            for mark in _marks(row):
                self._by_mark.setdefault(mark, []).append(row)

    def find(self, row: Listed) -> Listed | None:
        """Return the filed row of surely the same person (X1); None for nobody.

        Args:
            row: who comes in; without a path and a key from an address book.
        """
        if not self._by_mark:
            return None
        near = (one for mark in sorted(_marks(row)) for one in self._by_mark.get(mark, ()))
        return next((one for one in near if _is_one(row.card, one.card)), None)


def _marks(row: Listed) -> Iterator[str]:
    yield from marks_of(row.card, row.path, row.key, row.connected)
    if row.card.uid:
        yield f"uid {row.card.uid}"


def _is_one(one: Card, other: Card) -> bool:
    """Tell whether two with the same number, key, or name and day are one person."""
    if not (is_named(one) and is_named(other)):
        return True
    # A family has one number; whose number is another one has the same key.
    return likeness_of(one, other) is not Likeness.SHARED


def row_gone(path: str, key: str) -> Listed:
    """Return a row that is no more, as far as its key tells who it was.

    Args:
        path: of the list it stood on.
        key: of somebody there: an address, a number, a profile; of the pool, a uid.
    """
    if path == POOL:
        card = Card(uid=key)
    elif _PHONE.fullmatch(key):
        card = Card(phone=(key,))
    else:
        card = Card(email=(key,)) if "@" in key else Card(url=(key,))
    return Listed(path, 0, key, card)
