"""Whom a search finds on the user's lists: raw material, told apart from the contacts (4.8).

A row is asked by the very rules a contact is asked by. It can answer what stands in it; where a
query wants anything else, a status or a talk, it is about contacts alone.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.decided import Choice, Decided
from kontaktjournal.domain.due import Due
from kontaktjournal.domain.history import History
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.query.fields import Sort, sort_of
from kontaktjournal.domain.query.match import Ground, matches
from kontaktjournal.domain.query.places import Places
from kontaktjournal.domain.query.spelling import stand_in, words_of
from kontaktjournal.domain.query.tree import Node, Query, Test, Text, Word, Words, leaves
from kontaktjournal.domain.snippet import Snippet, snippet

#: What a row can say, besides the columns of its list.
_ANSWERED = frozenset({
    "name", "aliases", "org", "role", "phone", "email", "url", "city", "address", "birthday",
    "tags", "consent", "path",
})  # fmt: skip
_NO_PAST = History(None, None, None, 0, None)
#: Stands between two cells, in a line of its own: words on both sides do not stand together.
APART = "\n\x1f\n"


class ListHit(NamedTuple):
    """Somebody on a list whom a search found.

    Args:
        listed: the row.
        snippet: the cell that says most of what was looked for; None where none does.
        number: of the row in the index of the lists; 0 where it has none.
        is_held: the block list knows them, or they left another list.
        decided: what was decided about them, as far as it still holds.
    """

    listed: Listed
    snippet: Snippet | None = None
    number: int = 0
    is_held: bool = False
    decided: Decided | None = None

    @property
    def is_blocked(self) -> bool:
        """Tell whether nobody may write to them any more."""
        return self.is_held or self.listed.is_blocked

    @property
    def is_filed(self) -> bool:
        """Tell whether they shall never be drawn again."""
        return self.decided is not None and self.decided.choice is Choice.FILE


class ListHits(NamedTuple):
    """What a search found on lists.

    Args:
        hits: the first of them, read one after the other.
        shown: how many these are.
        total: how many there are.
        is_exact: the total is exact; else it is an upper bound.
    """

    hits: Iterator[ListHit]
    shown: int
    total: int
    is_exact: bool = True


NOBODY = ListHits(iter(()), 0, 0)


def is_answered(query: Query) -> bool:
    """Tell whether rows of lists can answer all that a query asks."""
    return all(map(_is_answered, (leaf for leaf, _ in leaves(query.tree))))


def _is_answered(leaf: Text | Test) -> bool:
    if isinstance(leaf, Text):
        return True
    if leaf.field == "has":
        return all(_is_known(value.word) for value in leaf.values if isinstance(value, Word))
    return _is_known(leaf.field)


def _is_known(field: str) -> bool:
    return field in _ANSWERED or sort_of(field) is Sort.OWN


def wanted(query: Query) -> list[Words]:
    """Return the words a query wants to stand in a row, each once."""
    found = (
        words
        for leaf, denied in leaves(query.tree)
        if not denied
        for words in ((leaf.words,) if isinstance(leaf, Text) else leaf.values)
        if isinstance(words, Words)
    )
    return [*dict.fromkeys(found)]


def said(listed: Listed) -> tuple[str, str]:
    """Return the words of a row: its names, and all that its cells and its card say.

    Each stands apart from the next.
    """
    card, cells = listed.card, listed.cells
    known = {*cells.values()}
    values = (*card.org, card.role, *card.phone, *card.email, *card.url, card.city, card.address,
              *card.tags, card.note)  # fmt: skip
    others = [value for value in values if value and value not in known]
    names = APART.join((card.name, *card.aliases)) if card.aliases else card.name
    return names, APART.join((*cells.values(), *others))


def stands(words: Words, listed: Listed) -> bool:
    """Tell whether words stand together in a row: in one name, or in one cell."""
    return any(stand_in(words, one) for text in said(listed) for one in text.split(APART))


def is_meant(tree: Node, listed: Listed, today: date, holds: Callable[[Words], bool]) -> bool:
    """Tell whether a query that rows can answer finds one.

    Args:
        tree: of the query.
        listed: the row.
        today: the day of the search.
        holds: tells whether words stand together in the row.
    """
    ground = Ground(today, lambda _, words: holds(words), lambda _: False)
    return matches(tree, standing(listed), ground)


def standing(listed: Listed) -> Due:
    """Return a row as a contact that stands nowhere."""
    return Due(_as_contact(listed), None, None, None, None, (), _NO_PAST)


def _as_contact(listed: Listed) -> Contact:
    card = listed.card
    return Contact(
        listed.path,
        card.name,
        aliases=card.aliases,
        org=card.org,
        role=card.role,
        phone=card.phone,
        email=card.email,
        url=card.url,
        city=card.city,
        address=card.address,
        birthday=card.birthday,
        tags=card.tags,
        blocked=listed.is_blocked,
        consent=listed.consent,
        others=tuple(listed.cells.items()),
    )


def cell_of(listed: Listed, places: Places) -> Snippet | None:
    """Return the cell that says most of the words looked for, with the name of its column.

    Args:
        listed: the row.
        places: finds the words.
    """
    told = _telling(listed.cells, listed.card.name, places)
    contact = _as_contact(listed)
    # Columns and their cells read like the head of a contact's file, which is all there is.
    return snippet(told, places, contact, len(told)) if told else None


def _telling(cells: Mapping[str, str], name: str, places: Places) -> str:
    """Return the cells in which the words stand, a line each; none that only repeats the name."""
    named = _parts(name)
    return "".join(
        f"{' '.join(column.split())}: {' '.join(cell.split())}\n"
        for column, cell in cells.items()
        if places(cell) and not _parts(cell) <= named
    )


def _parts(text: str) -> frozenset[str]:
    return frozenset(part for spelled in words_of(text) for part in spelled.split())
