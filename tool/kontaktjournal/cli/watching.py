"""What `journal watch` has of the session: settings, journal, clock, and the user's ear."""

import json
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kontaktjournal.cli import clock
from kontaktjournal.cli.answering import runner
from kontaktjournal.cli.page import FOLDER
from kontaktjournal.cli.watch_words import began, line_of, row_of
from kontaktjournal.config.place import annex, find
from kontaktjournal.config.read import read
from kontaktjournal.domain.rhythm import Cadence
from kontaktjournal.domain.settings import Settings
from kontaktjournal.journal import Journal
from kontaktjournal.messages import Catalogue, choose_language
from kontaktjournal.press.press import Press
from kontaktjournal.store.site import place_for
from kontaktjournal.store.stationery import theirs_lie_in
from kontaktjournal.watch.told import NewDay, Remark, Reprinted, Resettled, Told, Trouble, Watching

if TYPE_CHECKING:
    from kontaktjournal.cli.session import Session
    from kontaktjournal.press.printed import Leaf
    from kontaktjournal.watch.applying import Applying
    from kontaktjournal.watch.ports import Printer, Run

#: Variables that set another clock.
_CLOCKS = ("JOURNAL_TODAY", "JOURNAL_NOW")


class Indoors:
    """The house of a watcher that a command started (see `watch.ports.House`).

    Args:
        session: of the call.
        pages: folder of the pages, as it was typed; None for the usual one.
    """

    def __init__(self, session: "Session", pages: str | None) -> None:
        self._session = session
        self._say = session.say
        self._place = session.place
        self._named = None if pages is None else str(Path(pages).absolute())
        self._press: Press | None = None
        #: Where the pages are offered, if they are.
        self.address = ""

    def settings(self) -> Settings:
        """Return what journal.toml says now."""
        root = self._place.root
        self._place = find(root, self._session.environ, given=root)
        settings = read(self._place)
        if not self._session.lang:
            self._say = Catalogue(choose_language(settings.language, self._session.environ))
        # The zone the clock goes by, from now on.
        self._zone = clock.zone_of(settings.timezone)
        return settings

    def journal(self, settings: Settings, now: datetime) -> Journal:
        """Open the journal, as of a moment."""
        aside = annex(self._place.root, self._session.environ)
        return Journal(self._place, settings, now, aside)

    def printer(self, journal: Journal) -> "Printer | None":
        """Return what makes its pages.

        Raises:
            Refused: they must not go where they should.
            WrongUse: that folder is there for something else.
        """
        root, folders = str(self._place.root), journal.settings.folders
        folder = place_for(root, self._named, folders, FOLDER)
        # It remembers by itself from run to run.
        self._press = Press(self._say, folder, keeps=False)
        return self._press

    def leaf(self, name: str) -> "Leaf | None":
        """Return a page, as it is served."""
        return self._press.page(name) if self._press else None

    def sentence(self, status: int, address: str) -> str:
        """Return what a browser is told where there is no page."""
        return self._say(f"watch.served.{status}", address=address)

    def templates(self, settings: Settings) -> Sequence[str]:
        """Return the folders of the user's templates."""
        root = self._place.root
        folders = os.walk(root / theirs_lie_in(settings.folders.templates))
        return [os.path.realpath(folder) for folder, _, _ in folders]

    def clock(self) -> datetime:
        """Return what time it is."""
        session = self._session
        now = clock.now(self._zone, session.now, session.environ)
        today = clock.today(session.today, session.environ)
        return datetime.combine(today, now.timetz()) if today else now

    def command(self, words: Sequence[str]) -> "Run | None":
        """Return what runs a command somebody calls; by another clock none is."""
        session = self._session
        is_other = session.today or session.now or any(map(session.environ.get, _CLOCKS))
        return None if is_other else runner(words)

    def applying(self) -> "Applying":
        """Return what copies decisions."""
        from kontaktjournal.views.standing import written_rhythm
        from kontaktjournal.views.words import Frame
        from kontaktjournal.watch.applying import Applying

        session = self._session
        today = clock.now(clock.zone_of(""), session.now, session.environ).date()

        def written(cadence: Cadence) -> str:
            frame = Frame(self._say, session.settings, today, session.columns, frozenset())
            return written_rhythm(cadence, frame)

        return Applying(written, self.tell)

    def progress(self, done: int, total: int) -> None:
        """Tell how many of how many files were read."""
        self._session.tell_progress(done, total)

    def tell(self, told: Told) -> None:
        """Tell the user, a line each."""
        session = self._session
        if session.json:
            row = row_of(told, self._say)
            if isinstance(told, Watching):
                row["url"] = self.address or None
            session.print(f"{json.dumps(row, ensure_ascii=False)}\n")
        elif isinstance(told, Trouble):
            for error in told.error.all:
                session.refuse(self._say.refusal(error))
        elif isinstance(told, Remark):
            session.tell(self._say(told.key, **dict(told.values)))
        elif isinstance(told, Watching):
            self._tell_beginning(told)
        elif not session.quiet:
            session.print_line(line_of(told, self._say))
        sys.stdout.flush()
        self._warn_of_git(told)

    @property
    def _pages(self) -> Path:
        """Return the folder of the pages, as it is shortest."""
        root = self._place.root
        folder = Path(self._press.folder) if self._press else root
        return folder.relative_to(root) if folder.is_relative_to(root) else folder

    def _warn_of_git(self, told: Told) -> None:
        """Say that git would commit the pages; not at each save, for git takes its time."""
        if not isinstance(told, NewDay | Reprinted | Resettled | Watching):
            return
        if self._press and told.printed.written and self._press.is_newly_committed():
            self._session.tell(self._say("page.in_git", folder=f"{self._pages}/"))

    def _tell_beginning(self, told: Watching) -> None:
        session, folder = self._session, self._pages
        if not session.quiet:
            session.print_line(began(told, self._say, self._place.root, folder))
        if self.address:
            session.print_line(self._say("watch.address", address=self.address))
