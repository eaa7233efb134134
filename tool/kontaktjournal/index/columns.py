"""What the columns of the index mean to those who fill and those who ask."""

from collections.abc import Iterable
from datetime import date

from kontaktjournal.domain.links import link_keys

#: ``wake`` of a contact that falls due on whatever day it is (D7).
ALWAYS = 0
#: Whoever can fall due by a day; ...
WAKING = "SELECT id FROM notes WHERE wake <= ?"
#: ... of whom the columns say too much: a day in the file is still to come; ...
AHEAD = "SELECT id FROM notes WHERE settled > ?"
#: ... who has birthday, see `birthdays`; ...
BORN = "SELECT id FROM notes WHERE birthday IN (?, ?)"
#: ... and who is looked at on every day.
UNDATED = "SELECT id FROM notes WHERE always IS NOT NULL"
_LEAP_DAY, _DAY_BEFORE = 229, 228


def yearly(month: int, day: int) -> int:
    """Return a day of every year as ``birthday`` has it."""
    return month * 100 + day


def birthdays(today: date) -> tuple[int, int]:
    """Return the values of ``birthday`` that may be kept on a day.

    29 February is kept on the 28th in common years; a leap year's 28th is sorted out later.
    """
    birthday = yearly(today.month, today.day)
    return birthday, _LEAP_DAY if birthday == _DAY_BEFORE else birthday


def storable(text: str) -> str:
    """Replace what a file name may hold but SQLite's text may not."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def stored_keys(targets: Iterable[str]) -> tuple[str, ...]:
    """Return what is stored of where links lead, and asked for, each once (N7)."""
    return tuple(sorted({storable(key) for target in targets for key in link_keys(target)}))
