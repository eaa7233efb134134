"""Choose from the user's lists whom to talk to: counted, explained, a few a day (rules L)."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from kontaktjournal.cores import without_collector
from kontaktjournal.domain.blocking import BlockList, marks_of
from kontaktjournal.domain.card import Card
from kontaktjournal.domain.contact import Contact, stem_of
from kontaktjournal.domain.decided import Choice, Decided, standing
from kontaktjournal.domain.duplicates import numbers
from kontaktjournal.domain.links import link_tail
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.names import digits_of, folds
from kontaktjournal.domain.pipeline import IN_PLAY, Kind
from kontaktjournal.domain.qualify.bars import Bar, bar_of, is_reachable
from kontaktjournal.domain.qualify.circle import Circle
from kontaktjournal.domain.qualify.draw import Candidate, Ticket, draw, size_of
from kontaktjournal.domain.qualify.prequalified import POOL, Prequalified, Prospect
from kontaktjournal.domain.qualify.reasons import Side, reasons
from kontaktjournal.domain.qualify.told import Friend, Told, told_of_contact, told_of_row
from kontaktjournal.domain.settings import Settings
from kontaktjournal.index import select
from kontaktjournal.index.ask import Ask
from kontaktjournal.index.counterparts import Counterpart, counterparts
from kontaktjournal.index.hooks import Hooks, spellings
from kontaktjournal.index.listed import Lists
from kontaktjournal.index.listed_rows import key_trace
from kontaktjournal.index.listed_select import Brief
from kontaktjournal.index.met import elsewhere, held_rows, met

#: Returns what was decided about the rows of a list, or of the pool, in its order.
Decisions = Callable[[str], Iterable[Decided]]


class Ground(NamedTuple):
    """What a choice stands on.

    Args:
        lists: their index, refreshed.
        ask: asks the index of the contacts.
        blocked: who must not be written to.
        decisions: what was decided about the rows of a list; of the pool, where it is `POOL`.
    """

    lists: Lists
    ask: Ask
    blocked: BlockList
    decisions: Decisions


class Selection:
    """Whom to talk to next, of everybody on the lists.

    Args:
        ground: what it stands on.
        settings: of the journal.
        today: the day.
        only: the lists that are asked about; None for all of them, and the pool.
    """

    def __init__(
        self,
        ground: Ground,
        settings: Settings,
        today: date,
        only: Collection[str] | None = None,
    ) -> None:
        self._lists, self._ask, self._blocked, self._decisions = ground
        self._settings = settings
        self._today = today
        self._only = None if only is None else frozenset(only)

    # --- the whole ---------------------------------------------------------------------------

    @without_collector()
    def prequalified(self, due: int, shown: Collection[Ticket] = ()) -> Prequalified:
        """Count who cannot be drawn, and draw from the others.

        Args:
            due: how many conversations are due today anyway.
            shown: who was drawn earlier today.
        """
        bars = Counter(bar for bar in chain(self._bars.values(), self._pool_bars.values()) if bar)
        own = self._lists.counts(self._only)
        for (_, bar), count in own.items():
            if bar is not None:
                bars[bar] += count
        told = {one.ticket: one for one in self._told()}
        size = size_of(self._settings.qualify_per_day, self._settings.agenda.per_day, due)
        handled = [_candidate(told.get(one) or Prospect(one, None, None)) for one in self._handled]
        free = [one for one in told.values() if one.bar is None and one.score]
        drawn = draw(map(_candidate, free), self._today, size, handled, shown)
        return Prequalified(
            sum(own.values()) + len(self._pool_bars),
            {bar: bars[bar] for bar in Bar if bars[bar]},
            len(free),
            size,
            len(handled),
            tuple(told[one.ticket] for one in drawn),
        )

    def at(self, ticket: Ticket) -> Prospect | None:
        """Return whom a ticket is of; None where they are gone."""
        path, key = ticket
        if path == POOL:
            found = (one for one in self._pool.values() if key_of(one) == key)
            return next(map(self._pooled, found), None)
        return next((one for one in self.named(key) if one.ticket == ticket), None)

    def named(self, ref: str) -> list[Prospect]:
        """Return the rows a word on the command line means; see `Lists.named`."""
        rows = [
            (number, row)
            for number, row in self._lists.named(ref)
            if self._only is None or row.path in self._only
        ]
        return [self._prospect(number, row) for number, row in rows]

    def of_contact(self, path: str) -> Prospect | None:
        """Return a contact of the pool."""
        contact = self._pool.get(path)
        return self._pooled(contact) if contact else None

    # --- what is known of the rows ------------------------------------------------------------

    @cached_property
    def _briefs(self) -> Mapping[int, Brief]:
        return {one.id: one for one in self._lists.briefs(self._only)}

    @cached_property
    def _bars(self) -> Mapping[int, Bar | None]:
        """Return what else speaks against each row that says nothing against itself."""
        held = held_rows(self._lists, self._only, self._blocked)
        odd = frozenset((*held, *self._met, *self._decided_elsewhere))
        decided = {path: self._decided(path) for path in self._paths}
        return {
            one.id: (Bar.BLOCKED if one.id in held else self._bar(one))
            if one.id in odd or one.key in decided[one.path]
            else (None if one.is_reachable else Bar.NO_CHANNEL)  # as with most
            for one in self._briefs.values()
        }

    def _bar(self, brief: Brief) -> Bar | None:
        met = self._met.get(brief.id, ())
        decided = self._decided(brief.path).get(brief.key) or self._decided_elsewhere.get(brief.id)
        in_pool = (self._decided(POOL).get(_key_of(one)) for one in met)
        decided = decided or next(filter(None, in_pool), None)
        kinds = {one.kind for one in met}
        if any(one.is_blocked for one in met):
            return Bar.BLOCKED
        if not kinds.isdisjoint(IN_PLAY):
            return Bar.IN_PLAY
        if Kind.FILED in kinds:
            return Bar.FILED
        is_near = brief.is_reachable or any(map(_can_ring, met))
        return self._rest_of(decided, is_reachable=is_near, is_known=bool(met))

    def _rest_of(
        self, decided: Decided | None, *, is_reachable: bool, is_known: bool
    ) -> Bar | None:
        """Return what is left to say against somebody who is neither in play nor filed."""
        if decided and decided.choice is Choice.FILE:
            return Bar.FILED
        if not is_reachable:
            return Bar.NO_CHANNEL
        if decided and decided.rests(self._today):
            return Bar.LATER
        if decided and decided.choice is Choice.START and not is_known:
            return Bar.DECIDED
        return None

    # --- decisions ----------------------------------------------------------------------------

    @cached_property
    def _known_decisions(self) -> dict[str, Mapping[str, Decided]]:
        return {}

    def _decided(self, path: str) -> Mapping[str, Decided]:
        known = self._known_decisions
        if path not in known:
            known[path] = standing(self._decisions(path))
        return known[path]

    @cached_property
    def _decided_elsewhere(self) -> Mapping[int, Decided]:
        """Return of rows what was decided about the same person on another list."""
        resting = {
            (path, key): one
            for path in self._paths
            for key, one in self._decided(path).items()
            if one.choice is Choice.FILE or one.rests(self._today)
        }
        near = self._lists.bearing({key_trace(key) for _, key in resting})
        found: dict[int, Decided] = {}
        for _, listed in self._lists.rows(sorted({number for number, _ in near})):
            decided = resting.get((listed.path, listed.key))
            if decided is not None:
                found.update(dict.fromkeys(elsewhere(self._lists, listed), decided))
        return found

    @cached_property
    def _paths(self) -> frozenset[str]:
        return frozenset(path for path, _ in self._lists.counts())

    @cached_property
    def _handled(self) -> list[Ticket]:
        """Return about whom something was decided today, on any list."""
        return [
            (path, key)
            for path in sorted({*self._paths, POOL})
            for key, one in self._decided(path).items()
            if one.day == self._today
        ]

    # --- who is a contact already -------------------------------------------------------------

    @cached_property
    def _contacts(self) -> list[Counterpart]:
        return self._ask(counterparts)

    @cached_property
    def _met(self) -> Mapping[int, list[Counterpart]]:
        """Return for rows which contacts they surely are, or nearly (X1, X2)."""
        return met(self._lists, self._contacts, self._briefs) if self._briefs else {}

    # --- the pool -----------------------------------------------------------------------------

    @cached_property
    def _pool(self) -> Mapping[str, Contact]:
        """Return the contacts on the list, by their files."""
        return {one.path: one for one in self._ask(select.contacts([Kind.POOL]))}

    @cached_property
    def _pool_bars(self) -> Mapping[str, Bar | None]:
        """Return what speaks against each of the pool who stands on no list that is asked."""
        if self._only is not None:
            return {}
        listed = {one.path for met in self._met.values() for one in met}
        return {
            path: self._pool_bar(one) for path, one in self._pool.items() if path not in listed
        }

    def _pool_bar(self, contact: Contact) -> Bar | None:
        row = as_row(contact)
        bar = bar_of(row)
        if bar is None and not self._blocked.is_empty:
            bar = Bar.BLOCKED if self._blocked.holds(marks_of(row.card)) else None
        if bar is not None:
            return bar
        decided = self._decided(POOL).get(key_of(contact))
        return self._rest_of(decided, is_reachable=is_reachable(row), is_known=True)

    def _pooled(self, contact: Contact) -> Prospect:
        bar = self._pool_bars.get(contact.path)
        told = told_of_contact(contact, self._circle.linked(contact))
        found = reasons(told, self._side, self._circle.near(told))
        return Prospect((POOL, key_of(contact)), None, contact, found, bar)

    # --- hooks --------------------------------------------------------------------------------

    def _told(self) -> Iterator[Prospect]:
        """Yield everybody for whom something may speak, and who was handled today."""
        handled = {*self._handled}
        is_of_interest = {
            number
            for number, bar in self._bars.items()
            if bar is None or (self._briefs[number].path, self._briefs[number].key) in handled
        }
        hooked = self._hooks.rows(self._briefs.values()).union(self._met)
        for number, listed in self._lists.rows(sorted(hooked & is_of_interest)):
            yield self._prospect(number, listed)
        for path, bar in self._pool_bars.items():
            contact = self._pool[path]
            if bar is None or (POOL, key_of(contact)) in handled:
                yield self._pooled(contact)

    def _prospect(self, number: int, listed: Listed) -> Prospect:
        bar = self._bars[number] if number in self._bars else bar_of(listed)
        known = [one.path for one in self._met.get(number, ())]
        met = next((self._pool[path] for path in known if path in self._pool), None)
        told = told_of_row(listed)
        if met:
            told = _together(told, told_of_contact(met, self._circle.linked(met)))
            found = reasons(told, self._side, self._circle.near(told))
        else:
            side, friends = self._hooks.side_for(number), self._hooks.friends(number, told)
            found = reasons(told, side, friends)
        ticket = listed.path, listed.key
        return Prospect(ticket, listed, met, found, bar, next(iter(known), ""))

    @cached_property
    def _side(self) -> Side:
        return Side(self._settings.me, self._settings.weights, self._today)

    @cached_property
    def _hooks(self) -> Hooks:
        return Hooks(self._lists, self._side, self._circle)

    @cached_property
    def _circle(self) -> Circle:
        friends: list[Friend] = []
        for one in self._ask(select.contacts(IN_PLAY)):
            stage = self._settings.pipeline.stage(one.status)
            if stage is not None and not one.blocked:
                strangers = tuple(filter(self._is_stranger, one.links))
                friends.append(Friend(one.path, one.name, stage, one.org, one.links, strangers))
        return Circle(friends)

    def _is_stranger(self, link: str) -> bool:
        """Tell whether a link leads to no contact."""
        return self._called.isdisjoint((link_tail(link).casefold(), *spellings(link)))

    @cached_property
    def _called(self) -> frozenset[str]:
        """Return what contacts are called by, folded, and their files."""
        names = {name for one in self._contacts for name in (one.card.name, *one.card.aliases)}
        files = (stem_of(one.path).casefold() for one in self._contacts)
        return frozenset(chain(files, *map(folds, names)))


def key_of(contact: Contact) -> str:
    """Return what tells a contact of the pool from the others (I1)."""
    return contact.uid or contact.path


def as_row(contact: Contact) -> Listed:
    """Return a contact of the pool as if it stood on a list."""
    card = Card(name=contact.name, org=contact.org, phone=contact.phone, email=contact.email)
    connected = told_of_contact(contact).connected
    return Listed(
        contact.path, 1, key_of(contact), card,
        connected=connected, consent=contact.consent, is_blocked=contact.blocked,
    )  # fmt: skip


def _key_of(one: Counterpart) -> str:
    return one.card.uid or one.path


def _can_ring(one: Counterpart) -> bool:
    return any(map(digits_of, one.card.phone))


def _candidate(one: Prospect) -> Candidate:
    return Candidate(one.ticket, one.reasons, numbers(one.card))


def _together(row: Told, file: Told) -> Told:
    """Return what a row tells of somebody, and their file besides."""
    days = [day for day in (row.exchanged, file.exchanged) if day]
    return Told(
        tuple(dict.fromkeys((*row.names, *file.names))),
        tuple(dict.fromkeys((*row.org, *file.org))),
        row.city or file.city,
        {**file.cells, **row.cells},
        row.connected or file.connected,
        max(days, default=None),
        file.friends,
    )
