"""What is known besides of people a search found on lists: decided about, or blocked (4.8)."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from kontaktjournal.domain.blocking import BlockList, marks_of
from kontaktjournal.domain.decided import Choice
from kontaktjournal.domain.on_lists import ListHit
from kontaktjournal.domain.qualify.decisions import Decisions
from kontaktjournal.index.decided_rows import decided_rows
from kontaktjournal.index.listed import Lists
from kontaktjournal.index.met import left


class Marks:
    """Tell of rows what was decided about them, or about the same person in another row.

    Args:
        lists: the index of the rows, refreshed.
        blocked: who must not be written to.
        decisions: what was decided.
        paths: of all lists.
    """

    def __init__(
        self, lists: Lists, blocked: BlockList, decisions: Decisions, paths: Iterable[str]
    ) -> None:
        self._lists = lists
        self._blocked = blocked
        made = decisions.of_all(paths)
        self._decided = decided_rows(lists, made, {}, lambda *_: None) if made else {}
        self._today = decisions.today

    def on(self, hits: Iterable[ListHit]) -> Iterator[ListHit]:
        """Yield rows that were found, each with what is known of it."""
        for hit in hits:
            decided = self._decided.get(hit.number)
            if decided and decided.choice is Choice.LATER and not decided.rests(self._today):
                decided = None
            yield hit._replace(is_held=self._is_held(hit), decided=decided)

    def _is_held(self, hit: ListHit) -> bool:
        row = hit.listed
        if hit.number in self._left:
            return True
        marks = marks_of(row.card, row.path, row.key, row.connected)
        return not self._blocked.is_empty and self._blocked.holds(marks)

    @cached_property
    def _left(self) -> frozenset[int]:
        return left(self._lists).rows
