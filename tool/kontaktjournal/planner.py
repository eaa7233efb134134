"""Plan a day, and find who comes next after it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kontaktjournal.domain.agenda import (
    PREVIEW_DAYS,
    Agenda,
    Sheet,
    View,
    arrange,
    cut,
    horizon,
    in_groups,
    plan,
)
from kontaktjournal.domain.due import Bucket, Due
from kontaktjournal.domain.settings import Settings
from kontaktjournal.index import select
from kontaktjournal.index.ask import Ask
from kontaktjournal.index.readings import Filling, filling
from kontaktjournal.inquiry import Inquiry

if TYPE_CHECKING:
    from kontaktjournal.domain.query.tree import Query


class Planner:
    """Plans the agenda of one day.

    Args:
        ask: asks the index.
        inquiry: answers what queries mean.
        settings: of the journal.
        today: the day.
    """

    def __init__(
        self, ask: Ask, inquiry: Callable[[], Inquiry], settings: Settings, today: date
    ) -> None:
        self._ask = ask
        self._inquiry = inquiry
        self._settings = settings
        self._today = today
        self._plan: tuple[tuple[Filling, date], Agenda] | None = None

    def agenda(self, view: View, query: "Query | None" = None) -> Sheet:
        """Say who is due, and why.

        Args:
            view: which part of it.
            query: only whom it finds.
        """
        until = horizon(self._today, max(view.days or 0, PREVIEW_DAYS))
        if view.on:
            until = max(until, view.on)
        agenda = self._planned(until)
        if query is not None:
            agenda = self._asked(agenda, query)
        return cut(agenda, view, self._settings.agenda.per_day)

    def _planned(self, until: date) -> Agenda:
        """Plan the day; a watcher is asked again and again for the same one."""
        state = (self._ask(filling), until)
        if self._plan is None or self._plan[0] != state:
            found = self._ask(select.candidates(self._today, until))
            agenda = plan(found.contacts, self._today, self._settings)
            waiting = agenda.waiting_for_moment + found.waiting_for_moment
            self._plan = state, replace(agenda, waiting_for_moment=waiting)
        return self._plan[1]

    def _asked(self, agenda: Agenda, query: "Query") -> Agenda:
        """Return of an agenda only whom a query finds, also of those who are but counted."""
        rows = in_groups(self._inquiry().found(query, agenda.rows))
        count = len(self._inquiry().waiting(replace(query, limit=None)))
        return replace(agenda, rows=rows, waiting_for_moment=count)

    def next_up(self, agenda: Agenda, query: "Query | None" = None) -> Due | None:
        """Return whoever is due first after today, however late that is.

        Args:
            agenda: of today; whoever is upcoming in it is known already.
            query: only whom it finds.
        """
        upcoming = agenda.of(Bucket.UPCOMING)[:1]
        after = self._today
        while later := self._ask(select.waking(after)):
            # Nobody falls due before they wake, but some only long after.
            if upcoming and (upcoming[0].day or date.max) < later.first:
                break
            found = plan(later.contacts, self._today, self._settings).of(Bucket.UPCOMING)
            if query is not None:
                found = self._inquiry().found(replace(query, limit=None), found)
            upcoming = arrange((*upcoming, *found))[:1]
            after = later.until
        return upcoming[0] if upcoming else None
