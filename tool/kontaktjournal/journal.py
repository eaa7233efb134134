"""The journal: one folder of contacts, opened, kept in step with its files, and asked.

The composition root and the public Python API::

    place = find(Path.cwd(), os.environ)
    journal = Journal(place, read(place), now, annex(place.root, os.environ))
    journal.refresh()
    sheet = journal.agenda(View())
"""

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, tzinfo
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from kontaktjournal.config.digest import digest
from kontaktjournal.config.fingerprint import fingerprint
from kontaktjournal.domain.agenda import Agenda, Order, Sheet, View
from kontaktjournal.domain.contact import Contact
from kontaktjournal.domain.dossier import Dossier, by_name
from kontaktjournal.domain.due import Due, assess
from kontaktjournal.domain.history import newest_first
from kontaktjournal.domain.pipeline import IN_PLAY
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.settings import Settings
from kontaktjournal.finder import Finder, typed
from kontaktjournal.index import select
from kontaktjournal.index.links import link_to, linking_to, targets
from kontaktjournal.index.names import Called, names
from kontaktjournal.index.sync import Index
from kontaktjournal.inquiry import Inquiry
from kontaktjournal.planner import Planner
from kontaktjournal.store.folder import Folder, ignore_file
from kontaktjournal.store.ignore import Ignore, patterns_of
from kontaktjournal.store.numbers import Numbers

if TYPE_CHECKING:
    from kontaktjournal.config.place import Annex, Place
    from kontaktjournal.desk.blocking import Blocking
    from kontaktjournal.desk.desk import Desk
    from kontaktjournal.desk.enlisting import Enlisting
    from kontaktjournal.desk.intake import Intake
    from kontaktjournal.desk.new import Newcomers
    from kontaktjournal.desk.renaming import Renamer
    from kontaktjournal.desk.undone import Undone
    from kontaktjournal.desk.written import Written
    from kontaktjournal.domain.qualify.filed import FiledRows
    from kontaktjournal.domain.query.tree import Query
    from kontaktjournal.notation.parse import Reader, Reading
    from kontaktjournal.shelf import Shelf
    from kontaktjournal.store.write import Writer


def _no_progress(_done: int, _total: int) -> None:
    """Tell nobody."""


def _no_progress_of(_path: str, _done: int) -> None:
    """Tell nobody."""


def _hours_ahead(now: datetime) -> str:
    """Name the zone that times with an offset are converted to (T4), by what it does."""
    seasons = (datetime(now.year, month, 1, tzinfo=now.tzinfo) for month in (1, 7))
    return " ".join(str(season.utcoffset()) for season in seasons)


class Journal:
    """A journal, as of one moment.

    Args:
        place: where it is.
        settings: what its ``journal.toml`` says.
        now: the moment, with a time zone; its date is today, for the whole run (T8).
        annex: its folders outside the journal.
        today: another day to look from.
    """

    def __init__(
        self,
        place: "Place",
        settings: Settings,
        now: datetime,
        annex: "Annex",
        today: date | None = None,
    ) -> None:
        if place.folders:
            settings = replace(settings, folders=replace(settings.folders, contacts=place.folders))
        self.place = place
        self.settings = settings
        self.zone: tzinfo | None = now.tzinfo
        self.today = today or now.date()
        self._now = now.timestamp()
        self.cache = annex.cache
        self._state = annex.state
        self._keys = annex.keys
        self._numbers = Numbers(annex.cache)
        ignored = ignore_file(str(place.root))
        # journal.toml first, .journalignore wins.
        patterns = (*settings.folders.ignore, *patterns_of(ignored))
        self._folder = Folder(str(place.root), settings.folders.contacts, Ignore(patterns))
        mark = f"{fingerprint(settings)} {digest(ignored.encode())} {_hours_ahead(now)}"
        self._index = Index(annex.cache, self._folder, settings, mark, self._reader)
        self._finder = Finder(place.root, self._index.ask, self._numbers, self._now)

    def close(self) -> None:
        """Close the index."""
        self._index.close()

    @property
    def index(self) -> Index:
        """Return the index, for a watcher that keeps it in step all the time."""
        return self._index

    @property
    def moment(self) -> datetime:
        """Return the moment it is, on the day the journal looks from."""
        clock = datetime.fromtimestamp(self._now, self.zone).timetz()
        return datetime.combine(self.today, clock)

    def turn_to(self, now: datetime) -> None:
        """Go on to a later moment of the same day."""
        self._now = now.timestamp()

    def refresh(self, progress: Callable[[int, int], None] = _no_progress) -> None:
        """Bring the index up to date with the files.

        Args:
            progress: told how many of how many files were read.
        """
        self._index.refresh(progress)

    @cached_property
    def _kept_reader(self) -> "Reader":
        return self._reader()

    def _reader(self) -> "Reader":
        # Reading files needs YAML; an index that is up to date does not.
        from kontaktjournal.notation.parse import Reader

        return Reader(self.settings, self.zone)

    # --- the agenda ------------------------------------------------------------------------

    @cached_property
    def _planner(self) -> Planner:
        return Planner(self._index.ask, lambda: self.inquiry, self.settings, self.today)

    def agenda(self, view: View, query: "Query | None" = None) -> Sheet:
        """Say who is due, and why; see `Planner.agenda`."""
        return self._planner.agenda(view, query)

    def next_up(self, agenda: Agenda, query: "Query | None" = None) -> Due | None:
        """Return whoever is due first after today; see `Planner.next_up`."""
        return self._planner.next_up(agenda, query)

    def number(self, shown: Iterable[tuple[int, str]]) -> None:
        """Remember the numbers of a list that was shown: they can be used as REF."""
        self._numbers.remember(dict(shown), self._now)

    # --- contacts --------------------------------------------------------------------------

    @cached_property
    def inquiry(self) -> Inquiry:
        """Return what answers searches, and what is counted."""
        return Inquiry(self._index.ask, self._folder, self.settings, self.today)

    @cached_property
    def shelf(self) -> "Shelf":
        """Return the user's lists."""
        from kontaktjournal.shelf import Shelf

        return Shelf(self._folder.root, self.settings.folders.lists, self.cache)

    def contacts(self, *, everybody: bool = False, order: Order = Order.URGENCY) -> list[Due]:
        """Return contacts and where each stands today; see `Inquiry.contacts`."""
        return self.inquiry.contacts(everybody=everybody, order=order)

    def waiting_for_moment(self) -> list[Due]:
        """Return whoever waits for a moment (D13a)."""
        from kontaktjournal.domain.moments import waiting

        return waiting(self._index.ask(select.with_moment()), self.today, self.settings)

    def is_empty(self) -> bool:
        """Tell whether there is not a single contact."""
        return self._index.ask(select.is_empty())

    def counts(self) -> dict[str, int]:
        """Return how many contacts there are by kind; "" counts those without a stage."""
        return self._index.ask(select.counts())

    def find(self, ref: str, start: Path | None = None) -> Contact:
        """Find the contact a word on the command line means; see `Finder.find`."""
        return self._finder.find(ref, start)

    def called(self, words: str) -> list[Contact]:
        """Return whoever is called by words that begin like these, in any order."""
        return self._index.ask(select.called(typed(words)))

    def link_to(self, contact: Contact) -> str:
        """Return what a link must say to lead to a contact and to nobody else (N7)."""
        return self._index.ask(link_to(contact))

    def names(self, beginning: str) -> list[Called]:
        """Return names and files, for completion.

        Args:
            beginning: what was typed so far.
        """
        return self._index.ask(names(beginning))

    def path(self, contact: Contact) -> Path:
        """Return where a contact's file lies."""
        return self.place.root / contact.path

    def reading(self, path: str) -> "Reading":
        """Return what a contact's file says now, as far as it can be read."""
        from kontaktjournal.notation.parse import unreadable

        data = self._folder.read(path)
        if isinstance(data, Problem):
            return unreadable(path, data)
        return self._kept_reader.read(data, path)

    def dossier(self, contact: Contact, *, with_mentions: bool = False) -> Dossier:
        """Gather everything about a contact.

        Args:
            contact: whom.
            with_mentions: look for the name in all other files, too.
        """
        reading = self.reading(contact.path)
        # Of a file that cannot be opened, the index may know more.
        fresh = (reading.contact if reading.text else None) or contact
        text = reading.text
        linking = self._index.ask(linking_to(fresh))
        mentioning = self._index.ask(select.mentioning(fresh.name)) if with_mentions else []
        linked = {fresh.path, *(one.path for one in linking)}
        links = self._index.ask(targets(fresh.links)).values()
        return Dossier(
            assess(fresh, self.today, self.settings),
            tuple(
                (entry, text[slice(*entry.span)].strip("\r\n")) for entry in newest_first(fresh)
            ),
            by_name(one for one in links if one.path != fresh.path),
            by_name(linking),
            by_name(one for one in mentioning if one.path not in linked),
            reading.problems,
            reading.story,
            reading.keys,
        )

    # --- writing ---------------------------------------------------------------------------

    def desk(self, command: str, *, dry_run: bool = False) -> "Desk":
        """Return a command about to write.

        Args:
            command: its name, for when it is undone.
            dry_run: only say what would be written (W7).
        """
        from kontaktjournal.desk.desk import Desk
        from kontaktjournal.notation.edit.editor import Editor

        obsidian = os.path.isdir(self.place.root / ".obsidian")  # noqa: PTH112  # Path raises EIO
        editor = Editor(self.settings, obsidian=obsidian)
        writer = self.writer
        transaction = None if dry_run else writer.transaction(command)
        return Desk(self._folder, self._reader(), editor, transaction, writer.look)

    def newcomers(self) -> "Newcomers":
        """Return where those come in who are no contacts yet."""
        from kontaktjournal.desk.new import Newcomers
        from kontaktjournal.desk.register import Fresh

        register = Fresh(self._folder.root, self._index.ask)
        return Newcomers(self._folder, self.settings, self._reader(), self.today, register)

    def in_play(self) -> list[Contact]:
        """Return whom one talks to."""
        return self._index.ask(select.contacts(IN_PLAY))

    def intake(
        self,
        blocking: "Blocking | None" = None,
        told: Callable[[str, int], None] = _no_progress_of,
    ) -> "Intake":
        """Return what takes in address books; it knows everybody from here on.

        Args:
            blocking: knows who must not come in; None to take in everybody.
            told: told which list is read, and how many rows of it were.

        Raises:
            WrongUse: no stage is there for those who are only listed.
        """
        from kontaktjournal.desk.intake import Intake
        from kontaktjournal.desk.new import Newcomers
        from kontaktjournal.desk.register import Noted

        register = Noted(self._folder.root, self.inquiry.acquaintances())
        reader, settings = self._reader(), self.settings
        newcomers = Newcomers(self._folder, settings, reader, self.today, register)
        return Intake(newcomers, register, settings.pipeline, blocking, self._filed_rows(told))

    def enlisting(
        self, blocking: "Blocking", told: Callable[[str, int], None] = _no_progress_of
    ) -> "Enlisting":
        """Return what takes in lists.

        Args:
            blocking: knows who must not be taken in.
            told: told which list is read, and how many rows of it were.
        """
        from kontaktjournal.desk.enlisting import Enlisting, Gone
        from kontaktjournal.index.gone import gone
        from kontaktjournal.store.spool import Spool

        absent = Gone(self._index.ask(gone), self.settings.pipeline, self._filed_rows(told))
        return Enlisting(self.shelf, absent, blocking, partial(Spool, self._state))

    def _filed_rows(self, told: Callable[[str, int], None]) -> "FiledRows":
        """Return who was filed on a list; where nobody was, no list is looked at."""
        from kontaktjournal.domain.qualify.decisions import Decisions
        from kontaktjournal.index.filed_rows import filed_rows

        decided = self.shelf.decided()
        made = Decisions(decided.__getitem__, self.today).of_all(decided)
        return filed_rows(made, partial(self.shelf.refreshed, told))

    @property
    def writer(self) -> "Writer":
        """Return what writes to the files, and takes back what was written."""
        from kontaktjournal.store.write import Writer

        root = str(self.place.root)
        return Writer(root, self.settings.folders.contacts, self._state)

    def renamer(self) -> "Renamer":
        """Return what gives contacts' files other names, and leads the links to them (N4)."""
        from kontaktjournal.desk.renaming import Renamer

        return Renamer(self._folder, self._reader(), self.settings.keys, self._index.ask)

    def undo(self, *, dry_run: bool = False) -> "Undone":
        """Take back the last command that wrote something, or only say what that would do."""
        from kontaktjournal.desk.undone import undone

        undoing = self.writer.undoing() if dry_run else self.writer.undo()
        told = undone(undoing, self._reader(), self.settings.keys, is_dry=dry_run)
        if not dry_run:
            self.follow(told.written)
        return told

    def follow(self, written: "Iterable[Written]") -> None:
        """Let the numbers of files that were renamed stay with them (I2)."""
        for one in written:
            if one.path != one.to:
                self._numbers.follow(one.path, one.to)

    # --- problems --------------------------------------------------------------------------

    def unopened(self) -> list[Problem]:
        """Return which folders could not be opened: nobody in them is in any answer."""
        return self._index.ask(select.unopened())

    def problems(self, path: str | None = None) -> list[Problem]:
        """Return what reading found wrong, in one file or in all."""
        return self._index.ask(select.problems(path))

    def check(self) -> list[Problem]:
        """Return everything that is wrong, also what only shows between files."""
        from kontaktjournal import inspection

        found = inspection.problems_in(self._index.ask, self._folder, self.settings, self.today)
        found += inspection.faulty_queries(self.place, self.settings, self.today)
        found += inspection.torn_block_list(self._folder.root)
        if self._keys:
            keys = str(self._keys)
            found += inspection.block_list(self._index.ask, self._folder, self.settings, keys)
        contacts = self.settings.folders.contacts[0]
        ask, shelf = self._index.ask, self.shelf
        return sorted(found + inspection.open_draws(ask, shelf, self.cache, contacts, self.today))
