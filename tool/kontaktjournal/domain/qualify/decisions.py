"""What was decided about people on lists, and about contacts who are only listed (L1, L8)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from kontaktjournal.domain.decided import Choice, Decided, standing
from kontaktjournal.domain.qualify.draw import Ticket
from kontaktjournal.domain.qualify.prequalified import POOL

#: Of one day, what keeps somebody from being drawn for longer comes behind the others.
_FIRMNESS = (Choice.START, Choice.LATER, Choice.FILE)


class Decisions:
    """All decisions that stand beside the lists; each table is read once.

    Args:
        read: returns what was decided about the rows of a list, or of the pool, in its order.
        today: the day.
    """

    def __init__(self, read: Callable[[str], Iterable[Decided]], today: date) -> None:
        self._read = read
        self.today = today
        self._known: dict[str, Mapping[str, Decided]] = {}

    def of(self, path: str) -> Mapping[str, Decided]:
        """Return what holds of the rows of a list, by their keys."""
        if path not in self._known:
            self._known[path] = standing(self._read(path))
        return self._known[path]

    def of_contact(self, uid: str, path: str) -> Decided | None:
        """Return what holds of a contact of the pool; from before it had a uid, if need be."""
        decided = self.of(POOL)
        return decided.get(uid) or decided.get(path)

    def of_all(self, paths: Iterable[str]) -> Mapping[Ticket, Decided]:
        """Return what holds of the rows of some lists."""
        return {(path, key): one for path in paths for key, one in self.of(path).items()}

    def made_today(self, paths: Iterable[str]) -> list[Ticket]:
        """Return about whom of some lists something was decided today."""
        return [
            (path, key)
            for path in paths
            for key, one in self.of(path).items()
            if one.day == self.today
        ]


def latest(decisions: Iterable[Decided]) -> Decided:
    """Return which of some decisions about one person holds; there is at least one.

    They stand beside several lists: of one day, nobody knows which came first.
    """
    return max(decisions, key=_order)


def _order(one: Decided) -> tuple[date, int, date]:
    # Whoever was put off without a day rests until something else is decided.
    return one.day or date.min, _FIRMNESS.index(one.choice), one.until or date.max
