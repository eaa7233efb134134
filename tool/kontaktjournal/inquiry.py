"""Put searches to the journal, and count what its contacts say."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from kontaktjournal.cores import without_collector
from kontaktjournal.domain.agenda import Order, arrange
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.due import Due, assess
from kontaktjournal.domain.pipeline import IN_PLAY
from kontaktjournal.domain.ports import Source
from kontaktjournal.domain.settings import Settings
from kontaktjournal.index import select
from kontaktjournal.index.ask import Ask

if TYPE_CHECKING:
    from kontaktjournal.domain.found import Hit, Hits
    from kontaktjournal.domain.query.tree import Query, Words
    from kontaktjournal.domain.statistics.breakdown import By
    from kontaktjournal.domain.statistics.period import Period
    from kontaktjournal.domain.statistics.report import Report
    from kontaktjournal.domain.track import Track
    from kontaktjournal.index.acquaintances import Acquaintances
    from kontaktjournal.index.conditions import Narrowing
    from kontaktjournal.index.doubles import Doubles
    from kontaktjournal.index.likeness import Alike
    from kontaktjournal.index.tracks import Tracks

#: Of those whom the index is not sure of, so many are looked at even where fewer are wanted.
_LOOKED_AT = 500
_AT_ONCE = 500


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

    def contacts(
        self,
        *,
        everybody: bool = False,
        order: Order = Order.URGENCY,
        query: "Query | None" = None,
    ) -> list[Due]:
        """Return contacts and where each stands today.

        Args:
            everybody: the pool and the filed ones, too; else only who is in play.
            order: how they are sorted.
            query: only whom it finds, in its order; the other settles what that leaves open.
        """
        kinds = None if everybody else IN_PLAY
        if query is None:
            return self._arranged(self._ask(select.contacts(kinds)), order)
        from kontaktjournal.index.conditions import of_kinds

        return self._asked(query, of_kinds(kinds), lambda found: self._arranged(found, order))

    def acquaintances(self) -> "Acquaintances":
        """Return everybody by what they may be known by, as of now."""
        from kontaktjournal.index.acquaintances import Acquaintances

        return Acquaintances(self._ask)

    def waiting(self, query: "Query") -> list[Due]:
        """Return whoever a query finds among those who wait for a moment, and no more (D13a)."""
        from kontaktjournal.domain.moments import waiting
        from kontaktjournal.index import conditions

        def only_waiting(found: list[Contact]) -> list[Due]:
            dues = waiting(found, self._today, self._settings)
            return [due for due in dues if due.waits_for_moment]

        return self._asked(query, conditions.waiting(self._today), only_waiting)

    def _asked(
        self,
        query: "Query",
        scope: "Narrowing",
        assessed: Callable[[list[Contact]], list[Due]],
    ) -> list[Due]:
        """Return whom a query finds in a scope; few are taken apart who are not meant."""
        from kontaktjournal.domain.query.search import search
        from kontaktjournal.index.asked import asked
        from kontaktjournal.index.fulltext import ground_on

        pipeline = self._settings.pipeline
        found = self._ask(asked(query, scope, self._today, pipeline))
        known = ground_on(found.holding, self._today, self._ask, self._source)
        return search(query, assessed(found.contacts), known, pipeline)

    def _arranged(self, contacts: Iterable[Contact], order: Order) -> list[Due]:
        return arrange(self._assessed(contacts), order)

    def lacking(self, keys: Sequence[str], *, everybody: bool = True) -> list[str]:
        """Return which keys of the user's own nobody has.

        Args:
            keys: in the form of `key_of`.
            everybody: the pool and the filed ones are asked, too; else only who is in play.
        """
        from kontaktjournal.index.asked import lacking
        from kontaktjournal.index.conditions import of_kinds

        return self._ask(lacking(keys, of_kinds(None if everybody else IN_PLAY)))

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

    def search(self, query: "Query", most: int | None = None) -> "Hits":
        """Return whom a query finds of everybody, the filed ones and the list, too (4.8).

        In the order the query asks for; else, where it looks for words, by relevance.

        Args:
            query: whom it is about; its own limit outranks the other.
            most: how many are wanted at most.
        """
        from kontaktjournal.domain.found import Hits, looked_for

        most = query.limit or most
        wanted = looked_for(query)
        if wanted and not query.order:
            return self._ranked(query, wanted, most)
        dues = self.contacts(everybody=True, query=replace(query, limit=None))
        shown = dues[:most]
        return Hits(self._hits(shown, wanted), len(shown), len(dues))

    def _ranked(self, query: "Query", wanted: "Sequence[Words]", most: int | None) -> "Hits":
        """Return whom a query finds by relevance; nobody else is taken apart, or few."""
        from kontaktjournal.domain.found import Hits
        from kontaktjournal.domain.query.match import matches
        from kontaktjournal.index.fulltext import ground
        from kontaktjournal.index.relevance import in_turn, ranking

        weighed, is_exact = self._ask(ranking(query, self._today, self._settings.pipeline))
        contacts = in_turn(weighed, self._ask, min(most or _AT_ONCE, _AT_ONCE))
        if is_exact:
            shown = min(most or len(weighed), len(weighed))
            found = self._hits(self._assessed(islice(contacts, shown)), wanted)
            return Hits(found, shown, len(weighed))
        known = ground(query, self._today, self._ask, self._source)
        meant: list[str] = []  # their files: so many contacts might fit into no memory
        seen = 0
        for seen, due in enumerate(self._assessed(contacts), start=1):
            if matches(query.tree, due, known):
                meant.append(due.contact.path)
            if most is not None and len(meant) >= most and seen >= _LOOKED_AT:
                break
        left = len(weighed) - seen
        found = self._hits(self._assessed(self._in_files(meant[:most])), wanted)
        return Hits(found, len(meant[:most]), len(meant) + left, is_exact=not left)

    def _hits(self, dues: Iterable[Due], wanted: "Sequence[Words]") -> "Iterator[Hit]":
        """Read what contacts were found by in their files, one after the other."""
        from kontaktjournal.domain.found import Hit
        from kontaktjournal.index.snippets import Snippets

        if not wanted:
            return map(Hit, dues)
        snippet = Snippets(wanted, self._ask, self._source)
        return (Hit(due, snippet(due.contact)) for due in dues)

    def _assessed(self, contacts: Iterable[Contact]) -> Iterator[Due]:
        return (assess(one, self._today, self._settings) for one in contacts)

    def _in_files(self, paths: Sequence[str]) -> Iterator[Contact]:
        for start in range(0, len(paths), _AT_ONCE):
            yield from self._ask(select.by_path(paths[start : start + _AT_ONCE]))

    def similar(self, query: "Query") -> list[str]:
        """Return names that the words of a query may be slips for, the likeliest first."""
        from kontaktjournal.domain.found import looked_for, slips

        return slips(looked_for(query), self._ask(select.names()))

    def like(self, contact: Contact, limit: int, *, everybody: bool = False) -> "Alike":
        """Return who has something in common with a contact; see `Likeness.of`."""
        from kontaktjournal.index.likeness import Likeness

        likeness = Likeness(self._ask, self._source, self._settings, self._today)
        return likeness.of(contact, limit, everybody=everybody)

    def doubles(self, *, by_name: bool = False) -> "Doubles":
        """Return who may be in the journal twice (X1-X3).

        Args:
            by_name: also who has the name in common with somebody, and no more.
        """
        from kontaktjournal.index.doubles import Doubles, doubles

        return Doubles(self._ask(doubles(by_name=by_name)), self._ask)

    def tracks(self, only: Iterable[str] | None = None) -> "Tracks":
        """Return the ways of contacts, to be counted.

        Args:
            only: the files of those who are asked about; None for everybody.
        """
        from kontaktjournal.index.tracks import tracks

        asked = None if only is None else frozenset(only)
        return self._ask(tracks(self._today, self._settings.pipeline, asked))

    @without_collector()
    def statistics(
        self,
        period: "Period",
        by: "By",
        query: "Query | None" = None,
        only: Collection[str] | None = None,
    ) -> "Report":
        """Count what the journal says.

        Args:
            period: the days asked about.
            by: what people are grouped by.
            query: only whom it finds, the pool and the filed ones among them.
            only: the files of those who are asked about; None for everybody.
        """
        from kontaktjournal.domain.agenda import horizon, plan
        from kontaktjournal.domain.history import history
        from kontaktjournal.domain.statistics.breakdown import By
        from kontaktjournal.domain.statistics.figures import figures
        from kontaktjournal.domain.statistics.load import AHEAD, load
        from kontaktjournal.domain.statistics.report import Report, Waiting
        from kontaktjournal.index.waiting import longest_waiting

        today, settings = self._today, self._settings
        if query is not None:
            found = self.contacts(everybody=True, order=Order.NAME, query=query)
            only = frozenset(due.contact.path for due in found)
        counted = self.tracks(only)
        ahead = self._ask(select.candidates(today, horizon(today, AHEAD))).contacts
        rows = plan(ahead, today, settings).rows
        asked = [due for due in rows if only is None or due.contact.path in only]
        longest = self._ask(longest_waiting(today, only))
        talk = history(longest, today).last_talk if longest else None
        tracks = self._by_name(counted.tracks) if by is By.VIA else counted.tracks
        told = figures(tracks, today, settings, period, by)
        return Report(
            told,
            by,
            load(asked, today, settings),
            Waiting(longest, talk.day) if longest and talk else None,
            len(counted.tracks) + counted.without,
            counted.without + told.listed,
        )

    def _by_name(self, tracks: "Iterable[Track]") -> "list[Track]":
        """Return tracks that name people in whose stead a link stands in the file."""
        from kontaktjournal.index.links import names_of

        tracks = [*tracks]
        called = self._ask(names_of(one.via for one in tracks if one.via))
        return [one._replace(via=called.get(one.via, one.via)) for one in tracks]
