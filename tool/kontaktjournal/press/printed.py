"""What is to be printed, and what came of it."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from kontaktjournal.journal import Journal
from kontaktjournal.store.stationery import Stationery

if TYPE_CHECKING:
    from collections.abc import Callable

    from kontaktjournal.messages import Catalogue
    from kontaktjournal.press.compiled import Compiled


class Order(NamedTuple):
    """What is to be printed.

    Args:
        journal: of whom.
        say: in which language.
        stationery: on what.
        ready: returns the templates made ready before.
        made: when.
        shown: the files of those contacts that are on the pages; None for all.
        everybody: whether all of them have a page, not only those in play.
        is_live: whether the pages are served.
    """

    journal: Journal
    say: "Catalogue"
    stationery: Stationery
    ready: "Callable[[], Compiled]"
    made: datetime
    shown: frozenset[str] | None = None
    everybody: bool = False
    is_live: bool = False


class Printed(NamedTuple):
    """What a printing came to; files by name.

    Args:
        written: they say something new, or were missing.
        unchanged: how many say it already.
        pages: how many pages there are now; styles and the rest do not count.
        removed: their contact is gone, or not shown any more.
        kept: the user's own, or changed by hand: they stay as they are.
        spoiled: files of contacts whose page could not be printed, and why.
        changed: say something else than the last time, or are gone; written or not.
    """

    written: tuple[str, ...] = ()
    unchanged: int = 0
    pages: int = 0
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    spoiled: tuple[tuple[str, str], ...] = ()
    changed: tuple[str, ...] = ()


class Leaf(NamedTuple):
    """One file of the site, for whoever asks.

    Args:
        body: its bytes.
        kind: its content type.
        mark: stays the same as long as it says the same, but for the minute it was made.
    """

    body: bytes
    kind: str
    mark: str
