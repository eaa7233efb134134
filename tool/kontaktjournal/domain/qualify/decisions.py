"""What was decided about people on lists, and about contacts who are only listed (L1, L8)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from kontaktjournal.domain.decided import Choice, Decided, standing
from kontaktjournal.domain.qualify.draw import Ticket
from kontaktjournal.domain.qualify.prequalified import POOL


class Decisions:
    """All decisions that stand beside the lists; each table is read once.

    Args:
        read: returns what was decided about the rows of a list, or of the pool, in its order.
        today: the day.
    """

    def __init__(self, read: Callable[[str], Iterable[Decided]], today: date) -> None:
        self._read = read
        self._today = today
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

    def resting(self, paths: Iterable[str]) -> Mapping[Ticket, Decided]:
        """Return who of some lists is not to be drawn for now."""
        return {
            (path, key): one
            for path in paths
            for key, one in self.of(path).items()
            if one.choice is Choice.FILE or one.rests(self._today)
        }

    def made_today(self, paths: Iterable[str]) -> list[Ticket]:
        """Return about whom of some lists something was decided today."""
        return [
            (path, key)
            for path in paths
            for key, one in self.of(path).items()
            if one.day == self._today
        ]
