"""The press: prints the site, and of the second printing only what changed."""

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kontaktjournal import __version__
from kontaktjournal.config.digest import digest
from kontaktjournal.config.fingerprint import likeness
from kontaktjournal.cores import without_collector
from kontaktjournal.domain.errors import JournalError
from kontaktjournal.index.readings import filling
from kontaktjournal.journal import Journal
from kontaktjournal.press.edition import Archive, Edition
from kontaktjournal.press.kept import Kept
from kontaktjournal.press.printed import Leaf, Order, Printed
from kontaktjournal.press.roll import Roll
from kontaktjournal.store.parts import mark
from kontaktjournal.store.site import Site
from kontaktjournal.store.stationery import Stationery

if TYPE_CHECKING:
    from kontaktjournal.messages import Catalogue
    from kontaktjournal.press.compiled import Compiled
    from kontaktjournal.press.printing import Printing

__all__ = ["Leaf", "Press", "Printed"]

#: Raise when pages change though neither a template nor the version does.
_PRESS = 4
#: How long a folder is trusted that was looked at.
_EVERY = timedelta(minutes=1)


class Press:
    """Prints a journal's site, again and again.

    Args:
        say: the language of the pages.
        folder: absolute path of the folder they are written to; None writes none.
        everybody: give a page to everybody but those who want to be left alone (P3), not
            only to those in play.
        keeps: remember what was printed in the cache, for the next process.
    """

    def __init__(
        self,
        say: "Catalogue",
        folder: str | None,
        *,
        everybody: bool = False,
        keeps: bool = True,
    ) -> None:
        self._say = say
        self._everybody = everybody
        self._keeps = keeps
        self.folder = folder or ""
        self._site = Site(folder) if folder is not None else None
        self._looked: datetime | None = None
        self._left: tuple[int, ...] = ()
        self._archive: Archive | None = None
        self._edition: Edition | None = None
        self._ordered: Order | None = None
        self._printing: Printing | None = None
        self._compiled: dict[bool, Compiled] = {}

    def is_newly_committed(self) -> bool:
        """Tell whether git would take the pages for the user's own work, and that is news."""
        if self._site is None:
            return False
        is_news = self._site.is_newly_committed()
        self._left = self._site.state
        return is_news

    @without_collector()
    def run(
        self, journal: Journal, made: datetime, only: Collection[str] | None = None
    ) -> Printed:
        """Print what changed since the last time.

        A page that differs only in the minute it was made stays as it is. Whatever stops a
        run, what was written is whole, and the next run goes on from there.

        Args:
            journal: the journal, in step with its files.
            made: the moment the overviews name.
            only: the files of those contacts that are on the pages; None for all.

        Raises:
            WrongUse: a template of the user's is broken; nothing was written.
            Refused: the folder holds something else; nothing was written.
            DiskTrouble: the system would not read or write.
        """
        stationery = Stationery(str(journal.place.root), journal.settings.folders.templates)
        shown = None if only is None else frozenset(only)
        face = self._face(journal, stationery, shown)
        archive = self._archive = self._archive or self._opened(journal)
        edition = self._edition
        if edition is None or edition.face != face:
            edition = archive.newest(face)
        state = journal.index.ask(filling)
        is_known = edition.filling is not None and edition.filling.born == state.born
        with self._looking(edition, made) as asked:
            if edition.filling != state and is_known:
                # While another process looks at the folder: its answer is waited for below.
                archive.complete(edition)
            astray = asked()
        is_idle = edition.filling == state and not astray
        if not is_idle and not (is_known and archive.complete(edition)):
            edition = Edition(face, roll=Roll())
        self._edition, self._printing = edition, None
        self._ordered = self._order(journal, stationery, made, shown)
        if is_idle:
            self._left = self._site.state if self._site else ()
            pages = sum(name.endswith(".html") for name in edition.marks)
            return Printed(unchanged=len(edition.marks), pages=pages)
        try:
            printed = self._begun(edition, self._ordered).print(astray)
        except JournalError:
            # What was printed need not have been written: the next run looks.
            self._looked = None
            raise
        except BaseException:
            # Nobody knows how far it came.
            self._edition = self._printing = None
            raise
        edition.filling = state
        self._left = self._site.state if self._site else ()
        if self._keeps:
            self.close()
        return printed

    @contextmanager
    def _looking(self, edition: Edition, made: datetime) -> Iterator[Callable[[], set[str]]]:
        """Begin to look at the folder; yield what says which pages are not as they were printed.

        Who prints again and again looks once a minute: to look at ten thousand files takes
        longer than to print one. A folder that is gone, or another one, is noticed at once.
        """
        is_recent = self._looked is not None and abs(made - self._looked) < _EVERY
        is_left = is_recent and edition is self._edition
        if self._site is None or (is_left and self._site.state == self._left):
            yield set
            return
        self._looked = made
        with self._site.looking(edition.marks) as astray:
            yield astray

    def lacks(self, made: datetime) -> bool:
        """Tell whether the folder lacks pages that were printed; the next run prints them.

        Args:
            made: the moment of that run.
        """
        if self._edition is None:
            return False
        with self._looking(self._edition, made) as astray:
            if not astray():
                return False
        self._looked = None
        return True

    def page(self, name: str) -> Leaf | None:
        """Return a file of the site as it is served; None where there is none of that name.

        It is printed on demand, in the thread in which `run` was called before, and reloads
        by itself.

        Args:
            name: of the file.

        Raises:
            WrongUse: a template of the user's is broken.
        """
        if self._ordered is None or self._archive is None or self._edition is None:
            return None
        if not self._archive.complete(self._edition):
            return None
        return self._begun(self._edition, self._ordered).leaf(name)

    def _begun(self, edition: Edition, order: Order) -> "Printing":
        """Return the printing; where nothing is printed, none is begun."""
        if self._printing is None:
            from kontaktjournal.press.printing import Printing

            self._printing = Printing(order, edition, self._site)
        return self._printing

    def close(self) -> None:
        """Keep in the cache what was printed."""
        if self._edition and self._archive and self._edition.filling:
            self._archive.keep(self._edition)
        for compiled in self._compiled.values():
            compiled.keep()

    def _order(
        self,
        journal: Journal,
        stationery: Stationery,
        made: datetime,
        shown: frozenset[str] | None,
    ) -> Order:
        def ready() -> "Compiled":
            return self._ready(journal, is_ours=stationery.is_ours)

        # No page tells seconds: two runs in one minute print the same.
        minute = made.replace(second=0, microsecond=0)
        return Order(journal, self._say, stationery, ready, minute, shown, self._everybody)

    @without_collector()
    def single(
        self, journal: Journal, made: datetime, only: Collection[str] | None = None
    ) -> bytes:
        """Return the agenda as one file that needs no other; see `run`."""
        stationery = Stationery(str(journal.place.root), journal.settings.folders.templates)
        shown = None if only is None else frozenset(only)
        edition = Edition("", roll=Roll())
        order = self._order(journal, stationery, made, shown)
        from kontaktjournal.press.printing import Printing

        data = Printing(order, edition, None).single()
        self.close()
        return data

    def _face(self, journal: Journal, stationery: Stationery, shown: frozenset[str] | None) -> str:
        """Return what all pages share: where it differs, each is printed anew."""
        said = (
            _PRESS,
            __version__,
            self._say.language,
            str(journal.place.root),
            journal.today,
            likeness(journal.settings),
            stationery.stamp,
            self._everybody,
            None if shown is None else sorted(shown),
        )
        return mark(repr(said).encode("utf-8", "surrogatepass"))

    def _opened(self, journal: Journal) -> Archive:
        if self._site is None:
            return Archive(None, "")
        return Archive(journal.cache, digest(os.fsencode(os.path.realpath(self._site.folder))))

    def _ready(self, journal: Journal, *, is_ours: bool) -> "Compiled":
        """Return the templates made ready before."""
        if is_ours not in self._compiled:
            from kontaktjournal.press.compiled import Compiled

            # Words that are the same on every page are part of a template.
            kind = f"{'ours' if is_ours else 'theirs'}-{self._say.language}"
            self._compiled[is_ours] = Compiled(Kept(journal.cache / f"page-{kind}"))
        return self._compiled[is_ours]
