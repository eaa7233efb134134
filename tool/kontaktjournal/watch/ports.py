"""What a watcher needs of others: settings, pages, a server, and somebody to run commands."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Protocol

from kontaktjournal.domain.settings import Settings
from kontaktjournal.journal import Journal
from kontaktjournal.watch.told import Told

#: Runs a command on a journal that is in step; returns the parts of an answer (see lookout.py).
Run = Callable[[Journal], bytes]


class Outcome(Protocol):
    """What became of the pages."""

    @property
    def written(self) -> Sequence[str]:
        """Return the pages that were made or changed."""

    @property
    def removed(self) -> Sequence[str]:
        """Return the pages that nobody needs any more."""

    @property
    def kept(self) -> Sequence[str]:
        """Return what the user made there or changed: it stays as it is."""

    @property
    def spoiled(self) -> Sequence[tuple[str, str]]:
        """Return files of contacts whose page could not be made, and why."""

    @property
    def changed(self) -> Sequence[str]:
        """Return the pages that say something else than before, or are gone."""


class Printer(Protocol):
    """Makes the pages, and remembers what they depend on."""

    def run(self, journal: Journal, made: datetime) -> Outcome:
        """Make what has changed."""

    def lacks(self, made: datetime) -> bool:
        """Tell whether pages that were made are no longer there."""

    def close(self) -> None:
        """Keep for the next time what is known."""


class Server(Protocol):
    """Offers the pages to browsers."""

    def tell(self, changed: Collection[str] | None) -> None:
        """Let the open pages know what changed; None for everything."""

    def stop(self) -> None:
        """Offer nothing more."""


class House(Protocol):
    """Where a watcher gets what it needs, and whom it tells."""

    def settings(self) -> Settings:
        """Return what journal.toml says now.

        Raises:
            JournalError: it cannot be understood.
        """

    def journal(self, settings: Settings, now: datetime) -> Journal:
        """Open the journal, as of a moment."""

    def printer(self, journal: Journal) -> Printer | None:
        """Return what makes its pages; None where there shall be none.

        Raises:
            JournalError: they cannot go where they should.
        """

    def templates(self, settings: Settings) -> Sequence[str]:
        """Return the folders of templates the pages are made of, absolute."""

    def clock(self) -> datetime:
        """Return what time it is."""

    def tell(self, told: Told) -> None:
        """Tell the user."""

    def progress(self, done: int, total: int) -> None:
        """Tell the user how many of how many files were read."""

    def command(self, words: Sequence[str]) -> Run | None:
        """Return what runs a command somebody calls; None where that must not be done here."""
