"""What ``journal qualify`` stands on: the lists, the block list, what was decided, the day."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from kontaktjournal.domain.errors import Ambiguous, NotFound, Refused
from kontaktjournal.domain.settings import Me

if TYPE_CHECKING:
    from datetime import date

    from kontaktjournal.cli.session import Session
    from kontaktjournal.domain.qualify.prequalified import Prequalified, Prospect
    from kontaktjournal.index.listed import Lists
    from kontaktjournal.selection import Selection
    from kontaktjournal.store.drawn import DrawnToday

_LONGEST_NUMBER = 6


class Choosing:
    """One call of the command.

    Args:
        session: of the call.
        lists: as typed; nothing for all of them, and the pool.

    Raises:
        NotFound: there is no such list.
    """

    def __init__(self, session: "Session", lists: Sequence[str]) -> None:
        self.session = session
        self._only = [self._list(word) for word in lists] or None

    def _list(self, word: str) -> str:
        """Return the path of a list, from the root on."""
        from kontaktjournal.domain.names import same

        session = self.session
        known = [*session.journal.shelf.stamps()]
        typed = (session.start / word).resolve()
        for path in known:
            if path == word or (session.place.root / path).resolve() == typed:
                return path
        stems = {path.rpartition("/")[2].removesuffix(".csv"): path for path in known}
        meant = [path for stem, path in stems.items() if same(stem, word.removesuffix(".csv"))]
        if len(meant) == 1:
            return meant[0]
        if not known:
            folder = session.settings.folders.lists
            raise NotFound("refusal.qualify.no_lists", word=word, folder=folder)
        raise NotFound("refusal.qualify.no_list", word=word, names=", ".join(known))

    @cached_property
    def due(self) -> int:
        """Return how many conversations are due today anyway."""
        from kontaktjournal.domain.agenda import View

        return len(self.session.journal.agenda(View()).is_due)

    @cached_property
    def next_day(self) -> "date":
        """Return when a first conversation is to be: on the next working day."""
        from datetime import timedelta

        session = self.session
        return session.settings.calendar.roll(session.journal.today + timedelta(days=1))

    @cached_property
    def memory(self) -> "DrawnToday":
        """Return what remembers whom the day showed."""
        from kontaktjournal.store.drawn import DrawnToday

        journal = self.session.journal
        return DrawnToday(journal.cache, journal.today)

    @cached_property
    def _lists(self) -> "Lists":
        from kontaktjournal.index.listed import Lists

        session, shelf = self.session, self.session.journal.shelf
        lists = shelf.index() or Lists(None, shelf)

        def progress(path: str, done: int) -> None:
            number = session.say.number(done)
            session.tell_passing(session.say("qualify.reading", path=path, done=number))

        lists.refresh(progress)
        session.tell_passing("")
        return lists

    def tell_of_faults(self) -> None:
        """Say which lists cannot be read: nobody on them is counted."""
        for fault in self._lists.faults:
            self.session.tell(self.session.say.refusal(fault))

    @cached_property
    def selection(self) -> "Selection":
        """Return who is chosen from."""
        from kontaktjournal.cli.blocking import open_block_list
        from kontaktjournal.selection import Ground, Selection

        session = self.session
        journal = session.journal
        blocked = open_block_list(session).list
        ground = Ground(self._lists, journal.index.ask, blocked, journal.shelf.decisions)
        return Selection(ground, session.settings, journal.today, self._only)

    def prequalified(self, *, force: bool) -> "Prequalified":
        """Return whom the day proposes, and remember whom it showed.

        Args:
            force: as if nothing were due today.

        Raises:
            Refused: nothing is known of my side of a story.
        """
        session = self.session
        if session.settings.me == Me():
            raise Refused("refusal.qualify.no_me")
        before = self.memory.remembered().tickets
        told = self.selection.prequalified(0 if force else self.due, before)
        self.memory.remember([one.ticket for one in told.drawn], before)
        # The numbers of an older list mean nobody any more.
        paths = ((at, one.contact.path if one.contact else "") for at, one
                 in enumerate(told.drawn, start=1))  # fmt: skip
        session.journal.number(paths)
        return told

    # --- somebody named on the command line -------------------------------------------------

    def find(self, ref: str) -> "Prospect":
        """Return whom a word means: a number that was shown, a name, an address, a key.

        Raises:
            NotFound: nobody, or Ambiguous: several.
            Refused: the number was not shown today.
        """
        if ref.isascii() and ref.isdigit() and len(ref) <= _LONGEST_NUMBER:
            return self._numbered(int(ref))
        found = [*self.selection.named(ref), *self._in_pool(ref)]
        alike = {one.ticket: one for one in found}
        if not alike:
            raise NotFound("refusal.qualify.nobody", word=ref)
        first, *others = alike.values()
        if others:
            names = ", ".join(f"{one.card.name} ({one.place})" for one in (first, *others[:4]))
            raise Ambiguous("refusal.qualify.ambiguous", word=ref, names=names)
        return first

    def _numbered(self, number: int) -> "Prospect":
        ticket = self.memory.remembered().numbers.get(number)
        found = self.selection.at(ticket) if ticket else None
        if found is None:
            raise Refused("refusal.qualify.number", number=number)
        return found

    def _in_pool(self, ref: str) -> "list[Prospect]":
        """Return the contact on no list who is called so."""
        if self._only is not None:
            return []
        try:
            contact = self.session.journal.find(ref, self.session.start)
        except NotFound:
            return []
        found = self.selection.of_contact(contact.path)
        return [found] if found else []


def explain_one(choosing: Choosing, ref: str) -> None:
    """Print what speaks for somebody."""
    from kontaktjournal.views.qualify import explained_lines, value_of

    session, found = choosing.session, choosing.find(ref)
    if session.json:
        from kontaktjournal.views.rows import written

        session.print(written(value_of(found)))
    else:
        session.show(explained_lines(found, session.frame))
