"""What ``journal qualify`` stands on: the lists, the block list, what was decided, the day."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn

from kontaktjournal.domain.decided import Choice
from kontaktjournal.domain.errors import Ambiguous, Conflict, NotFound, Refused
from kontaktjournal.domain.pipeline import IN_PLAY, Kind
from kontaktjournal.domain.qualify.bars import Bar
from kontaktjournal.domain.reference import row_place
from kontaktjournal.domain.settings import Me
from kontaktjournal.views.terminal import cut

if TYPE_CHECKING:
    from datetime import date

    from kontaktjournal.cli.session import Session
    from kontaktjournal.desk.blocking import Blocking
    from kontaktjournal.domain.contact import Contact
    from kontaktjournal.domain.qualify.prequalified import Prequalified, Prospect
    from kontaktjournal.index.listed import Lists
    from kontaktjournal.selection import Selection
    from kontaktjournal.store.drawn import DrawnToday

_LONGEST_NUMBER = 6
#: So many people are named whom a word may mean.
_TOLD = 5
_WIDEST_NAME = 60
#: With whom nothing can be begun, and the refusal.
_CLOSED = {
    Bar.DAMAGED: "no_person",
    Bar.NO_NAME: "no_person",
    Bar.BLOCKED: "blocked",
    Bar.IN_PLAY: "in_play",
    Bar.FILED: "filed",
}
#: For somebody in play, the command that does it instead.
_IN_PLAY = {Choice.START: "in_play", Choice.LATER: "in_play_later", Choice.FILE: "in_play_file"}
#: About whom nothing is decided here at all.
_KNOWN = frozenset({Bar.IN_PLAY, Bar.FILED})


class Choosing:
    """One call of the command.

    Args:
        session: of the call.
        lists: as typed; nothing for all of them, and the pool.
        unchecked: whether something is begun even though the block list cannot be checked.

    Raises:
        NotFound: there is no such list.
    """

    def __init__(
        self, session: "Session", lists: Sequence[str], *, unchecked: bool = False
    ) -> None:
        self._may_be_unchecked = unchecked
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
        lists.refresh(session.tell_of_list)
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

        return self._selection(open_block_list(self.session))

    def _selection(self, blocking: "Blocking") -> "Selection":
        from kontaktjournal.selection import Ground, Selection

        session = self.session
        journal = session.journal
        ground = Ground(self._lists, journal.index.ask, blocking.list, journal.shelf.decisions)
        return Selection(ground, session.settings, journal.today, self._only)

    def refuse_unchecked(self, choice: Choice) -> None:
        """Refuse to begin with anybody who may be on the block list.

        Raises:
            Refused: it has entries that cannot be checked here.
        """
        from kontaktjournal.cli.blocking import block_list_of, refuse_unchecked

        if choice is Choice.START and not self._may_be_unchecked:
            refuse_unchecked(block_list_of(self.session))

    def look_again(self) -> None:
        """Look at files and lists as they are now: others may have written since.

        What cannot be read was told before.
        """
        from kontaktjournal.cli.blocking import block_list_of

        self.session.journal.refresh()
        self.__dict__.pop("_lists", None)
        self.selection = self._selection(block_list_of(self.session))

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
        places = ((at, place_of(one)) for at, one in enumerate(told.drawn, start=1))
        session.journal.number(places)
        return told

    # --- somebody named on the command line -------------------------------------------------

    def find(self, ref: str, choice: Choice = Choice.START) -> "Prospect":
        """Return whom a word means: a number that was shown, a name, an address, a key.

        Args:
            ref: the word.
            choice: what shall be decided.

        Raises:
            NotFound: nobody, or Ambiguous: several.
            Refused: the number was not shown today, or somebody is in play or filed.
            Conflict: who had the number is gone.
        """
        from kontaktjournal.domain.qualify.people import people

        if ref.isascii() and ref.isdigit() and len(ref) <= _LONGEST_NUMBER:
            return self._numbered(int(ref), choice)
        rows = self.selection.named(ref)
        rows += self._in_pool(ref, choice, rows)
        found = [self._likeliest(some) for some in people(rows)]
        if not found:
            raise NotFound("refusal.qualify.nobody", word=ref)
        if len(found) > 1:
            told = [f"{cut(one.card.name, _WIDEST_NAME)} ({one.place})" for one in found[:_TOLD]]
            names = ", ".join([*told, "…"] if len(found) > _TOLD else told)
            place = found[0].place
            raise Ambiguous("refusal.qualify.ambiguous", word=ref, names=names, place=place)
        return found[0]

    def _likeliest(self, rows: "Sequence[Prospect]") -> "Prospect":
        """Return of the rows of one person that which the day would draw."""
        from kontaktjournal.domain.qualify.draw import lot

        shown, today = self.memory.remembered().tickets, self.session.journal.today
        return min(
            rows,
            key=lambda one: (
                one.bar is not None, one.ticket not in shown, -one.score, lot(one.ticket, today)
            ),
        )  # fmt: skip

    def _numbered(self, number: int, choice: Choice) -> "Prospect":
        ticket = self.memory.remembered().numbers.get(number)
        if ticket is None:
            raise Refused("refusal.qualify.number", number=number)
        found = self.selection.at(ticket)
        if found is None:
            path, key = ticket
            if not path and (contact := self.selection.known_at(key)):
                self._refuse_if_known(contact, choice)
            raise Conflict("refusal.qualify.gone", name=key, place=path or key)
        return found

    def _in_pool(self, ref: str, choice: Choice, rows: "Sequence[Prospect]") -> "list[Prospect]":
        """Return the contact who is called so, as the rows they stand in, or as their file.

        Raises:
            Ambiguous: several contacts are.
            Refused: they are in play or filed, and nobody else is meant.
        """
        try:
            contact = self.session.journal.find(ref, self.session.start)
        except NotFound:
            return []
        found = self.selection.of_contact(contact.path)
        if not found and not rows:
            self._refuse_if_known(contact, choice)
        return found

    # --- somebody about whom something shall be decided ---------------------------------------

    def again(self, one: "Prospect", choice: Choice) -> "Prospect":
        """Return somebody who was shown some time ago as they are known now.

        Args:
            one: who.
            choice: what shall be decided.

        Raises:
            Refused: it was decided about them since.
            Conflict: they are gone, or something else is said of them.
        """
        self.look_again()
        name, place = one.card.name, one.place
        now = self.selection.at(one.ticket)
        if now is None:
            if one.contact and (contact := self.selection.known_at(one.contact.path)):
                self._refuse_if_known(contact, choice)
            raise Conflict("refusal.qualify.gone", name=name, place=place)
        if now.ticket in self.selection.handled or now.bar in {Bar.LATER, Bar.DECIDED}:
            raise Refused("refusal.qualify.decided", name=name)
        if now.bar in _CLOSED:
            _refuse(now, choice)
        if (now.bar, now.card, now.consent, now.met) != (one.bar, one.card, one.consent, one.met):
            raise Conflict("refusal.qualify.changed", name=name, place=place)
        return now

    def _refuse_if_known(self, contact: "Contact", choice: Choice) -> None:
        """Refuse somebody with whom one talks already, or no more."""
        from kontaktjournal.domain.qualify.prequalified import POOL, Prospect

        stage = self.session.settings.pipeline.stage(contact.status)
        kind = stage.kind if stage else None
        if kind in IN_PLAY or kind is Kind.FILED:
            bar = Bar.FILED if kind is Kind.FILED else Bar.IN_PLAY
            # Whoever wants no letter wants no first one, whatever else is known of them.
            bar = Bar.BLOCKED if contact.blocked and choice is Choice.START else bar
            one = Prospect((POOL, contact.path), None, contact, bar=bar, met=contact.path)
            _refuse(one, choice, is_known=True)


def place_of(one: "Prospect") -> str:
    """Return what a number of the draw stands for: a contact's file, or a row of a list."""
    return one.contact.path if one.contact else row_place(*one.ticket)


def refuse_closed(one: "Prospect", choice: Choice) -> None:
    """Refuse somebody about whom this cannot be decided.

    Args:
        one: who.
        choice: what shall be decided.

    Raises:
        Refused: one talks to them already, or they were filed; or nothing can be begun.
    """
    if one.bar in _CLOSED and (choice is Choice.START or one.bar in _KNOWN):
        _refuse(one, choice)


def _refuse(one: "Prospect", choice: Choice, *, is_known: bool = False) -> NoReturn:
    """Say why this cannot be decided about somebody.

    Args:
        one: who.
        choice: what shall be decided.
        is_known: their file is in play, or filed.

    Raises:
        Refused: always.
    """
    from kontaktjournal.domain.contact import stem_of
    from kontaktjournal.domain.listed import DECISIONS, decisions_path
    from kontaktjournal.views.words import quoted

    key = _CLOSED[one.bar] if one.bar else ""
    is_decision = one.contact is not None or not one.met
    if one.bar is Bar.IN_PLAY:
        key = _IN_PLAY[choice]
    elif key == "no_person" and one.contact:
        key = "damaged"
    elif key == "filed" and is_decision and not is_known:
        key = "filed_row"
    path = one.met or one.place
    raise Refused(
        f"refusal.qualify.{key}",
        name=one.card.name, path=path, place=one.place, ref=quoted(stem_of(path)),
        file=decisions_path(one.listed.path) if one.listed else DECISIONS.removeprefix("."),
    )  # fmt: skip


def show_row(session: "Session", number: str) -> None:
    """Print all that is said of somebody on a list, and how to begin with them.

    Args:
        session: of the call.
        number: of the last draw.
    """
    from kontaktjournal.views.qualify import row_told

    found = Choosing(session, ()).find(number)
    session.show(row_told(found, session.frame))
    session.tell(session.say("qualify.no_contact", ref=number))


def explain_one(choosing: Choosing, ref: str) -> None:
    """Print what speaks for somebody."""
    from kontaktjournal.views.qualify import explained_lines, explained_value

    session, found = choosing.session, choosing.find(ref)
    if session.json:
        from kontaktjournal.views.rows import written

        session.print(written(explained_value(found)))
    else:
        session.show(explained_lines(found, session.frame))
