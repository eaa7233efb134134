"""Whom a day's draw showed, and by which numbers: "journal qualify --start 2" means the second.

Beside the numbers of other lists, and as easily thrown away: the draw can be made again.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kontaktjournal.store.private import remember

_FILE = "drawn.json"
_NOT_OURS = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)

#: List and key of somebody.
Ticket = tuple[str, str]


class Shown(NamedTuple):
    """What was shown on a day.

    Args:
        numbers: who had which number the last time.
        tickets: everybody who was shown.
    """

    numbers: Mapping[int, Ticket]
    tickets: frozenset[Ticket]


_NOTHING = Shown({}, frozenset())


class DrawnToday:
    """Remember whom a day's draw showed.

    Args:
        folder: the cache folder of the journal.
        day: the day.
    """

    def __init__(self, folder: Path, day: date) -> None:
        self._path = folder / _FILE
        self._day = day.isoformat()

    def remembered(self) -> Shown:
        """Return what was shown today; nothing where nobody knows."""
        try:
            known = json.loads(self._path.read_text(encoding="utf-8"))
            if known["day"] != self._day:
                return _NOTHING
            numbers = {int(number): _ticket(one) for number, one in known["numbers"].items()}
            return Shown(numbers, frozenset(map(_ticket, known["tickets"])))
        except _NOT_OURS:
            return _NOTHING

    def remember(self, shown: Sequence[Ticket], before: Collection[Ticket] = ()) -> None:
        """Remember who was shown just now; where nothing can be written, nobody.

        Args:
            shown: who had the numbers from 1.
            before: who was shown earlier today.
        """
        numbers = {str(number): one for number, one in enumerate(shown, start=1)}
        tickets = sorted({*shown, *before})
        remember(self._path, {"day": self._day, "numbers": numbers, "tickets": tickets})


def _ticket(told: Sequence[object]) -> Ticket:
    path, key = told
    return str(path), str(key)
