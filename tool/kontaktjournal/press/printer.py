"""Print single pages: from values to bytes, the templates on a leash where they are not ours."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from kontaktjournal.domain.errors import JournalError
from kontaktjournal.press.broken import broken
from kontaktjournal.press.leash import leash
from kontaktjournal.press.printed import Order
from kontaktjournal.press.roll import Roll
from kontaktjournal.store.parts import mark
from kontaktjournal.views.words import Frame

if TYPE_CHECKING:
    from kontaktjournal.press.overview import Overview
    from kontaktjournal.press.portrait import Sitter
    from kontaktjournal.views.site.paper import Paper

AGENDA, FUNNEL = "index.html", "trichter.html"
OVERVIEWS = (AGENDA, FUNNEL)
#: Wider than any page sets a line; only texts for a terminal ask for it.
_COLUMNS = 80


class Sheet(NamedTuple):
    """A page that was printed, or was not.

    Args:
        data: its bytes; None where it could not be printed.
        mark: tells its bytes from others.
        by_path: links on it that say a file's path.
        trouble: why it could not.
    """

    data: bytes | None
    mark: str = ""
    by_path: tuple[str, ...] = ()
    trouble: str = ""


class Printer:
    """Prints pages of one state of the journal.

    Args:
        order: what is to be printed.
        roll: who is there.
        pages: the page of each contact that has one, by its file.
    """

    def __init__(self, order: Order, roll: Roll, pages: Mapping[str, str]) -> None:
        self._order = order
        self._roll = roll
        self._pages = pages

    def contact(self, path: str) -> Sheet:
        """Print a contact's page; one that cannot be printed spoils no other.

        Raises:
            WrongUse: a template of the user's is broken.
        """
        from kontaktjournal.views.site.contact import contact_page

        try:
            portrait, by_path = self._sitter.portrait(path)
            data = self._bytes(lambda: contact_page(self._paper, portrait))
        except JournalError:
            raise
        except Exception as error:  # noqa: BLE001  # whatever is in one file, the others are printed
            return Sheet(None, trouble=f"{type(error).__name__}: {error}".rstrip(": "))
        return Sheet(data, mark(data), by_path)

    @property
    def stamp(self) -> bytes:
        """Return how our templates say when a page was made."""
        say, made = self._order.say, self._order.made
        day, clock = say.day(made.date(), "weekday_date"), say.clock(made.time())
        return say("page.base.made", day=day, clock=clock).encode()

    def overview(self, name: str, overview: "Overview") -> bytes:
        """Print the agenda or the funnel.

        Raises:
            WrongUse: a template of the user's is broken.
        """
        from kontaktjournal.press.overview import page_of

        return self._bytes(lambda: page_of(name, self._paper, overview))

    def single(self, overview: "Overview") -> bytes:
        """Print the agenda as one file that needs no other.

        Raises:
            WrongUse: a template of the user's is broken.
        """
        from kontaktjournal.press.overview import single_of

        assets = {
            name: self._order.stationery.data(name) for name in self._order.stationery.assets()
        }
        return self._bytes(lambda: single_of(self._paper, overview, assets))

    @cached_property
    def _sitter(self) -> "Sitter":
        from kontaktjournal.press.portrait import Sitter

        return Sitter(self._order.journal, self._roll, everybody=self._order.everybody)

    @cached_property
    def _paper(self) -> "Paper":
        from kontaktjournal.views.site.paper import Paper, Setting

        order, journal = self._order, self._order.journal
        frame = Frame(order.say, journal.settings, journal.today, _COLUMNS)
        root = str(journal.place.root)
        setting = Setting(frame, order.made, root, self._pages, order.is_live)
        is_ours = order.stationery.is_ours
        return Paper(setting, order.stationery.template, is_ours=is_ours, bytecode=order.ready())

    def _bytes(self, page: Callable[[], str]) -> bytes:
        with self._watched():
            return page().encode("utf-8", "replace")

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Let templates that are not ours neither run for ever nor break without a word."""
        is_ours = self._order.stationery.is_ours
        try:
            with nullcontext() if is_ours else leash():
                yield
        except Exception as error:
            refusal = None if is_ours else broken(error, self._order.stationery.theirs)
            if refusal is None:
                raise
            raise refusal from error
