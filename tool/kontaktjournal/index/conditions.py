"""Conditions of SQL that narrow a search, and how they are joined."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from kontaktjournal.index.columns import AHEAD

#: Words stand in a file; the value is what the full text is asked for.
STANDING = "id IN (SELECT rowid FROM texts WHERE texts MATCH ?)"
_WAITING = "SELECT id FROM notes WHERE moment IS NOT NULL"


class Narrowing(NamedTuple):
    """A condition over the table of contacts.

    Args:
        condition: as it stands behind WHERE; NULL is no.
        values: of its question marks.
        is_exact: it finds nobody but those who are meant, so that it can be denied.
    """

    condition: str
    values: tuple[object, ...] = ()
    is_exact: bool = False


#: Nothing can be said: everybody is looked at.
EVERYBODY = Narrowing("1")
ALL = Narrowing("1", is_exact=True)
NOBODY = Narrowing("0", is_exact=True)


def _joined(parts: Iterable[Narrowing], word: str, *, is_exact: bool) -> Narrowing:
    found = [*parts]
    if len(found) == 1:
        return found[0]._replace(is_exact=is_exact)
    condition = word.join(f"({part.condition})" for part in found)
    return Narrowing(condition, tuple(one for part in found for one in part.values), is_exact)


def all_of(parts: list[Narrowing]) -> Narrowing:
    """Join what must all be; nothing finds everybody."""
    is_exact = all(part.is_exact for part in parts)
    telling = [part for part in parts if part.condition != EVERYBODY.condition]
    if not telling:
        return ALL if is_exact else EVERYBODY
    return _joined(telling, " AND ", is_exact=is_exact)


def any_of(parts: list[Narrowing]) -> Narrowing:
    """Join what may be."""
    for everybody in (ALL, EVERYBODY):
        if everybody in parts:
            return everybody
    return _joined(parts, " OR ", is_exact=all(part.is_exact for part in parts))


def none_of(part: Narrowing) -> Narrowing:
    """Deny a condition; one that finds too many, denied, would find too few."""
    if not part.is_exact:
        return EVERYBODY
    return Narrowing(f"({part.condition}) IS NOT TRUE", part.values, is_exact=True)


def among(rows: str, *values: object) -> Narrowing:
    """Return the condition for those whose ids a question finds, perhaps too many."""
    return Narrowing(f"id IN ({rows})", values)


def marked(mark: str) -> Narrowing:
    """Return the condition that a key and what follows it stand in a contact's JSON."""
    # No text of a file looks like it: there, the quotes are escaped.
    return Narrowing("instr(contact, ?)", (mark,), is_exact=True)


def present(attributes: Iterable[str]) -> Narrowing:
    """Return the condition that one of some attributes says something."""
    return any_of([marked(f'"{name}":') for name in attributes])


def of_kinds(kinds: Iterable[str] | None) -> Narrowing:
    """Return the condition for some kinds of stages; None for everybody who is a contact."""
    if kinds is None:
        # Without the plus all of them would be gone through in the order of an index.
        return Narrowing("+kind IS NOT NULL", is_exact=True)
    asked = tuple(kinds)
    marks = ", ".join("?" * len(asked))
    return Narrowing(f"kind IN ({marks})", asked, is_exact=True)


def waiting(today: date) -> Narrowing:
    """Return the condition for whoever may wait for a moment on a day (D13a)."""
    return among(f"{_WAITING} UNION ALL {AHEAD}", today.toordinal())
