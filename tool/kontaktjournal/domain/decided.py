"""What was decided about people on a list: begun, put off, or filed (L1, L8)."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Choice(StrEnum):
    """What can be decided about somebody on a list."""

    START = "start"
    LATER = "later"
    FILE = "file"


class Decided(NamedTuple):
    """One decision.

    Args:
        key: who, as the list tells them apart.
        choice: what.
        until: how long they rest who were put off.
        day: when it was decided; None where nobody can read it.
    """

    key: str
    choice: Choice
    until: date | None = None
    day: date | None = None

    def rests(self, today: date) -> bool:
        """Tell whether somebody who was put off is not to be drawn yet."""
        return self.choice is Choice.LATER and (self.until is None or today < self.until)


def standing(decisions: Iterable[Decided]) -> dict[str, Decided]:
    """Return for each key what holds now: the latest decision, of one day the last.

    Two branches of a journal may have been put together line by line: the days tell the order.
    """
    in_order = sorted(decisions, key=lambda one: one.day or date.min)
    return {one.key: one for one in in_order}
