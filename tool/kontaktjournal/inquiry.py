"""Put searches to the journal, and count what its contacts say."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from kontaktjournal.domain.agenda import Order, arrange
from kontaktjournal.domain.due import Due, assess
from kontaktjournal.domain.pipeline import IN_PLAY
from kontaktjournal.domain.ports import Source
from kontaktjournal.domain.settings import Settings
from kontaktjournal.index import select
from kontaktjournal.index.ask import Ask

if TYPE_CHECKING:
    from kontaktjournal.domain.query.tree import Query
    from kontaktjournal.index.tracks import Tracks


class Inquiry:
    """Answers searches on one day.

    Args:
        ask: asks the index.
        source: where the files are.
        settings: of the journal.
        today: the day.
    """

    def __init__(self, ask: Ask, source: Source, settings: Settings, today: date) -> None:
        self._ask = ask
        self._source = source
        self._settings = settings
        self._today = today

    def contacts(self, *, everybody: bool = False, order: Order = Order.URGENCY) -> list[Due]:
        """Return contacts and where each stands today.

        Args:
            everybody: the pool and the filed ones, too; else only who is in play.
            order: how they are sorted.
        """
        found = self._ask(select.contacts(None if everybody else IN_PLAY))
        return arrange((assess(one, self._today, self._settings) for one in found), order)

    def found(self, query: "Query", dues: Iterable[Due]) -> list[Due]:
        """Return whom a query finds among contacts, in its order.

        Args:
            query: whom it is about.
            dues: contacts, sorted: that order settles what the query leaves open.
        """
        from kontaktjournal.domain.query.search import search
        from kontaktjournal.index.fulltext import ground

        known = ground(query, self._today, self._ask, self._source)
        return search(query, dues, known, self._settings.pipeline)

    def tracks(self, only: Iterable[str] | None = None) -> "Tracks":
        """Return the ways of contacts, to be counted.

        Args:
            only: the files of those who are asked about; None for everybody.
        """
        from kontaktjournal.index.tracks import tracks

        asked = None if only is None else frozenset(only)
        return self._ask(tracks(self._today, self._settings.pipeline, asked))
