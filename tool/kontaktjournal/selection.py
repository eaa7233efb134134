"""Choose from the user's lists whom to talk to: counted, explained, a few a day (rules L)."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from kontaktjournal.cores import without_collector
from kontaktjournal.domain.blocking import BlockList, marks_of
from kontaktjournal.domain.contact import Contact, stem_of
from kontaktjournal.domain.decided import Choice, Decided
from kontaktjournal.domain.duplicates import numbers
from kontaktjournal.domain.links import link_tail
from kontaktjournal.domain.listed import Listed
from kontaktjournal.domain.names import digits_of, folds
from kontaktjournal.domain.pipeline import IN_PLAY, Kind
from kontaktjournal.domain.qualify.bars import Bar, bar_of, is_reachable
from kontaktjournal.domain.qualify.circle import Circle
from kontaktjournal.domain.qualify.decisions import Decisions
from kontaktjournal.domain.qualify.draw import Candidate, Ticket, draw, is_too_alike, size_of
from kontaktjournal.domain.qualify.prequalified import (
    POOL,
    Prequalified,
    Prospect,
    as_row,
    key_of,
)
from kontaktjournal.domain.qualify.reasons import Reason, Side, reasons, score
from kontaktjournal.domain.qualify.told import Friend, Told, together, told_of_contact, told_of_row
from kontaktjournal.domain.settings import Settings
from kontaktjournal.index import select
from kontaktjournal.index.ask import Ask
from kontaktjournal.index.counterparts import Counterpart, called
from kontaktjournal.index.decided_rows import decided_rows
from kontaktjournal.index.hooks import Hooks, spellings
from kontaktjournal.index.listed import Lists
from kontaktjournal.index.listed_known import Left
from kontaktjournal.index.listed_rows import Tale, key_trace, mark_of
from kontaktjournal.index.listed_select import Brief, Tally
from kontaktjournal.index.met import held_rows, left, met


class Ground(NamedTuple):
    """What a choice stands on.

    Args:
        lists: their index, refreshed.
        ask: asks the index of the contacts.
        blocked: who must not be written to.
        decisions: returns what was decided about the rows of a list, in its order; of the
            pool, where it is `POOL`.
    """

    lists: Lists
    ask: Ask
    blocked: BlockList
    decisions: Callable[[str], Iterable[Decided]]


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
        self._lists, self._ask, self._blocked, decisions = ground
        self._decisions = Decisions(decisions, today)
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
        bars = self._counted
        told = {one.ticket: one for one in self._told()}
        size = size_of(self._settings.qualify_per_day, self._settings.agenda.per_day, due)
        handled = [told.get(one) or Candidate(one, ()) for one in self.handled]
        free = [one for one in told.values() if one.bar is None and score(one.reasons)]
        drawn = draw(free, self._today, size, handled, shown)
        is_short = len(drawn) + len(handled) < size
        return Prequalified(
            bars.total(),
            {bar: bars[bar] for bar in Bar if bars[bar]},
            len(free),
            size,
            len(handled),
            tuple(self._looked_at(drawn)),
            self._settings.qualify_per_day,
            is_short and is_too_alike(free, chain(handled, drawn)),
        )

    @property
    def _counted(self) -> Counter[Bar | None]:
        """Return how many there are, each by the first filter that applies."""
        bars = Counter(chain(self._bars.values(), self._pool_bars.values()))
        for one in self._tallies:
            if self._only is None or one.path in self._only:
                bars[one.bar or _of_most(one)] += one.rows
        # They were looked at one by one.
        bars.subtract(map(_of_most, self._odd.values()))
        return bars

    def at(self, ticket: Ticket) -> Prospect | None:
        """Return whom a ticket is of; None where they are gone."""
        path, key = ticket
        if path == POOL:
            # Who had no uid yet is known by the path.
            found = (one for one in self._pool.values() if key in {one.uid, one.path})
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

    def of_contact(self, path: str) -> list[Prospect]:
        """Return a contact of the pool: the rows they stand in, if any, else their file."""
        ids = [number for number, met in self._met.items()
               if number in self._odd and any(one.path == path for one in met)]  # fmt: skip
        if ids or self._only is not None:
            return [self._prospect(*row) for row in self._lists.rows(ids)]
        return [self._pooled(self._pool[path])] if path in self._pool else []

    def known_at(self, path: str) -> Contact | None:
        """Return whoever a file is of, whatever its stage."""
        return next(iter(self._ask(select.by_path((path,)))), None)

    # --- what is known of the rows ------------------------------------------------------------

    @cached_property
    def _tallies(self) -> Sequence[Tally]:
        return self._lists.tallies()

    @cached_property
    def _odd(self) -> Mapping[int, Brief]:
        """Return the rows of which more is known than they say themselves: few of them."""
        return self._briefs({*self._held, *self._met, *self._decided})

    def _briefs(self, numbers: Collection[int]) -> Mapping[int, Brief]:
        """Return those of some rows that are asked about, and say nothing against themselves."""
        return {one.id: one for one in self._lists.briefs(numbers, self._only)}

    @cached_property
    def _held(self) -> frozenset[int]:
        """Return the rows of whom the block list knows, or who left another list."""
        return held_rows(self._lists, self._blocked) | self._left.rows

    @cached_property
    def _left(self) -> Left:
        return left(self._lists)

    @cached_property
    def _bars(self) -> Mapping[int, Bar | None]:
        """Return what speaks against each of the odd rows, if anything does."""
        return {
            one.id: Bar.BLOCKED if one.id in self._held else self._bar(one)
            for one in self._odd.values()
        }

    def _bar(self, brief: Brief) -> Bar | None:
        met = self._met.get(brief.id, ())
        kinds = {one.kind for one in met}
        if any(one.is_blocked for one in met):
            return Bar.BLOCKED
        if not kinds.isdisjoint(IN_PLAY):
            return Bar.IN_PLAY
        if Kind.FILED in kinds:
            return Bar.FILED
        if any(one.is_damaged for one in met):
            return Bar.DAMAGED
        is_near = brief.is_reachable or any(map(_can_ring, met))
        decided = self._decided.get(brief.id)
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
    def _decided(self) -> Mapping[int, Decided]:
        """Return of rows what was decided about them, or the same person in another row."""
        made = self._decisions.of_all(self._paths)
        return decided_rows(self._lists, made, self._met, self._decisions.of_contact)

    @cached_property
    def _paths(self) -> frozenset[str]:
        return frozenset(one.path for one in self._tallies)

    @cached_property
    def handled(self) -> list[Ticket]:
        """Return about whom something was decided today, on any list, if they are still there."""
        made = self._decisions.made_today(sorted({*self._paths, POOL}))
        near = self._lists.bearing({key_trace(key) for path, key in made if path != POOL})
        rows = self._lists.rows(sorted({number for number, _ in near}))
        there = {(row.path, row.key) for _, row in rows}
        return [one for one in made
                if one in there or (one[0] == POOL and self._is_contact(one[1]))]  # fmt: skip

    def _is_contact(self, key: str) -> bool:
        if self.known_at(key):
            return True
        return any(one.uid == key for one in self._ask(select.called(key)))

    # --- who is a contact already -------------------------------------------------------------

    @cached_property
    def _met(self) -> Mapping[int, list[Counterpart]]:
        """Return for rows which contacts they surely are, or nearly (X1, X2)."""
        return met(self._lists, self._ask)

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
        listed = {one.path for number, met in self._met.items() if number in self._odd
                  for one in met}  # fmt: skip
        return {
            path: self._pool_bar(one) for path, one in self._pool.items() if path not in listed
        }

    def _pool_bar(self, contact: Contact) -> Bar | None:
        row = as_row(contact)
        bar = bar_of(row)
        if bar is not None:
            return bar
        marks = marks_of(row.card)
        if self._blocked.holds(marks) or not self._left.marks.isdisjoint(map(mark_of, marks)):
            return Bar.BLOCKED
        decided = self._decisions.of_contact(contact.uid, contact.path)
        return self._rest_of(decided, is_reachable=is_reachable(row), is_known=True)

    def _pooled(self, contact: Contact) -> Prospect:
        bar = self._pool_bars.get(contact.path)
        told = told_of_contact(contact, self._circle.linked(contact))
        found = reasons(told, self._side, self._circle.near(told))
        return Prospect((POOL, key_of(contact)), None, contact, found, bar, contact.path)

    # --- hooks --------------------------------------------------------------------------------

    def _told(self) -> Iterator["_Told"]:
        """Yield everybody for whom something may speak, and who was handled today."""
        handled = {*self.handled}
        hooked = self._briefs(self._hooks.rows().union(self._met)).values()
        known = [one.id for one in hooked if one.id in self._odd
                 and (self._bars[one.id] is None or (one.path, one.key) in handled)]  # fmt: skip
        found: dict[int, _Told] = {
            number: self._prospect(number, listed) for number, listed in self._lists.rows(known)
        }
        # Nearly all are nobody we know: no more of them is read than may be a reason.
        others = [one.id for one in hooked if one.is_reachable and one.id not in self._odd]
        for tale in self._lists.tales(others):
            found[tale.id] = _Hooked(tale, self._reasons(tale.id, tale.told))
        yield from (found[number] for number in sorted(found))
        for path, bar in self._pool_bars.items():
            contact = self._pool[path]
            if bar is None or (POOL, key_of(contact)) in handled:
                yield self._pooled(contact)

    def _prospect(self, number: int, listed: Listed) -> Prospect:
        bar = self._bars.get(number) if number in self._odd else bar_of(listed)
        if bar is None and number not in self._odd and not is_reachable(listed):
            bar = Bar.NO_CHANNEL
        known = [one.path for one in self._met.get(number, ())]
        met = next((self._pool[path] for path in known if path in self._pool), None)
        told = told_of_row(listed)
        if met:
            told = together(told, told_of_contact(met, self._circle.linked(met)))
            found = reasons(told, self._side, self._circle.near(told))
        else:
            found = self._reasons(number, told)
        ticket = listed.path, listed.key
        return Prospect(ticket, listed, met, found, bar, next(iter(known), ""))

    def _reasons(self, number: int, told: Told) -> tuple[Reason, ...]:
        """Return what may make a story with somebody who is no contact."""
        return reasons(told, self._hooks.side_for(number), self._hooks.friends(number, told))

    def _looked_at(self, drawn: Iterable["_Told"]) -> Iterator[Prospect]:
        """Yield all that is known of those who were drawn, but of nobody who is gone by now."""
        for one in drawn:
            if isinstance(one, Prospect):
                yield one
            else:
                yield from (self._prospect(*row) for row in self._lists.rows([one.tale.id]))

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
        known = self._ask(called)
        names = {name for one in known for name in one.names}
        files = (stem_of(one.path).casefold() for one in known)
        return frozenset(chain(files, *map(folds, names)))


class _Hooked(NamedTuple):
    """Somebody on a list who is nobody we know, and what may make a story with them."""

    tale: Tale
    reasons: tuple[Reason, ...]
    bar: Bar | None = None

    @property
    def ticket(self) -> Ticket:
        return self.tale.path, self.tale.key

    @property
    def marks(self) -> frozenset[str]:
        return numbers(self.tale.card)


_Told = Prospect | _Hooked


def _of_most(one: Brief | Tally) -> Bar | None:
    """Return what speaks against somebody of whom no more is known."""
    return None if one.is_reachable else Bar.NO_CHANNEL


def _can_ring(one: Counterpart) -> bool:
    return any(map(digits_of, one.card.phone))
