"""One printing: which pages say something else, and what became of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from kontaktjournal.cores import spare_cores, spread
from kontaktjournal.domain.pipeline import IN_PLAY
from kontaktjournal.press.edition import Edition
from kontaktjournal.press.printed import Leaf, Order, Printed
from kontaktjournal.press.printer import AGENDA, FUNNEL, OVERVIEWS, Printer, Sheet
from kontaktjournal.press.roll import Roll
from kontaktjournal.press.slip import Slip
from kontaktjournal.store.parts import mark
from kontaktjournal.store.site import Site
from kontaktjournal.views.site.links import page_names

if TYPE_CHECKING:
    from kontaktjournal.press.overview import Overview

_CHUNK = 40
#: Fewer pages than this are printed faster than other processes start.
_WORTH_SHARING = 120
#: So many pages are written at once; meanwhile nobody takes what the processes print.
_BUNDLE = 80
#: Stands for the minute where only the rest counts.
_ANY_TIME = "2000-01-01T00:00:00+00:00"
_KINDS = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "woff2": "font/woff2",
    "txt": "text/plain; charset=utf-8",
}


class Printing:
    """One printing.

    Args:
        order: what is to be printed.
        edition: what was printed the last time; it is taken further.
        site: the folder that is written to, if any.
    """

    def __init__(self, order: Order, edition: Edition, site: Site | None) -> None:
        self._order = order
        self._edition = edition
        self._site = site
        self._marks = edition.marks
        self._written: list[str] = []
        self._kept: list[str] = []
        self._spoiled: list[tuple[str, str]] = []
        self._changed: list[str] = []
        self._bundle: dict[str, bytes] = {}
        self._printers: dict[tuple[datetime, bool], Printer] = {}

    @property
    def _roll(self) -> Roll:
        roll = self._edition.roll
        assert roll is not None  # noqa: S101  # whoever prints has seen to it
        return roll

    # --- printing ----------------------------------------------------------------------------

    def print(self, astray: Collection[str]) -> Printed:
        """Print what changed, and what is not there as it was printed; see `Press.run`."""
        before = dict(self._marks)
        self._follow()
        names = {name: path for path, name in self._edition.pages.items()}
        assets = self._order.stationery.assets()
        wanted = {*names, *OVERVIEWS, *assets}
        if self._site is not None:
            self._site.refuse_strangers(wanted)
        for name in [*self._marks]:
            if name not in wanted or name in astray:
                del self._marks[name]
        due = sorted(name for name in names if name not in self._marks)
        for path, sheet in self._contacts([names[name] for name in due]):
            self._take(self._edition.pages[path], path, sheet, before)
        # Whoever has just saved somebody looks at their page, which is ready by now.
        self._flush_ours()
        for name in assets:
            if name not in self._marks:
                data = self._order.stationery.data(name)
                self._put(name, data, mark(data), before)
        for name in OVERVIEWS:
            if name not in self._marks:
                self._put_overview(name, before, astray)
        self._flush()
        removed = self._removed(wanted, before)
        unchanged = len(wanted) - len(self._written) - len(self._kept) - len(self._spoiled)
        return Printed(
            tuple(sorted(self._written)),
            max(unchanged, 0),
            len(names) + len(OVERVIEWS) - len(self._spoiled),
            tuple(removed),
            tuple(sorted(self._kept)),
            tuple(sorted(self._spoiled)),
            tuple(self._changed),
        )

    def _follow(self) -> None:
        """Forget the mark of whatever may say something else now."""
        edition, journal = self._edition, self._order.journal
        news = self._roll.follow(journal)
        is_renamed = edition.filling is None or any(map(self._is_misnamed, news.read))
        dirty = news.pages | self._named_anew() if is_renamed else news.pages
        problems = mark(repr(journal.problems()).encode("utf-8", "surrogatepass"))
        for path in dirty:
            self._marks.pop(edition.pages.get(path, ""), None)
        is_shown = news.is_outline or not edition.in_full.isdisjoint(news.read)
        is_wrong = problems != edition.problems
        edition.problems = problems
        if is_renamed or is_shown or is_wrong:
            self._marks.pop(AGENDA, None)
        if is_renamed or news.is_outline or is_wrong:
            # It shows nobody in full; what it counts is part of the outline.
            self._marks.pop(FUNNEL, None)

    def _is_misnamed(self, path: str) -> bool:
        """Tell whether a contact has a page and should not, or should have one."""
        slip = self._roll.of(path)
        return (slip is not None and self._has_page(slip)) != (path in self._edition.pages)

    def _named_anew(self) -> set[str]:
        """Give pages their names; return whose page shows one that changed."""
        roll, old = self._roll, self._edition.pages
        new = page_names(slip.path for slip in roll.slips.values() if self._has_page(slip))
        moved = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
        self._edition.pages, self._edition.volume = new, ""
        return moved.union(*map(roll.near, moved))

    def _has_page(self, slip: Slip) -> bool:
        shown = self._order.shown
        is_shown = shown is None or slip.path in shown
        return is_shown and not slip.blocked and (self._order.everybody or slip.kind in IN_PLAY)

    def _contacts(self, paths: Sequence[str]) -> Iterator[tuple[str, Sheet]]:
        """Print the pages of contacts, on all cores where that is worth it."""
        printer = self._printer
        is_shared = len(paths) >= _WORTH_SHARING and spare_cores() > 0
        if is_shared:
            # The first makes everything ready that all need, before other processes begin.
            yield paths[0], printer.contact(paths[0])
            paths = paths[1:]
        chunks = [paths[start : start + _CHUNK] for start in range(0, len(paths), _CHUNK)]

        def work(chunk: Sequence[str]) -> list[Sheet]:
            return [printer.contact(path) for path in chunk]

        children = spare_cores() + 1 if is_shared else 0
        for chunk, sheets in zip(chunks, spread(work, chunks, children), strict=True):
            yield from zip(chunk, sheets, strict=True)

    def _take(self, name: str, path: str, sheet: Sheet, before: Mapping[str, str]) -> None:
        if sheet.data is None:
            self._spoiled.append((path, sheet.trouble))
            self._marks[name] = ""
            return
        if sheet.by_path or path in self._roll.pointers:
            self._roll.point(path, sheet.by_path)
        self._put(name, sheet.data, sheet.mark, before)

    def _put(self, name: str, data: bytes, said: str, before: Mapping[str, str]) -> None:
        """Take a page that was printed, to be written with the others."""
        if before.get(name) != said:
            self._changed.append(name)
        self._bundle[name] = data
        self._marks[name] = said
        if len(self._bundle) >= _BUNDLE:
            self._flush_ours()

    def _put_overview(self, name: str, before: Mapping[str, str], astray: Collection[str]) -> None:
        """Print the agenda or the funnel; one that says the same keeps its old minute."""
        edition = self._edition
        data = self._printer.overview(name, self._overview)
        said = self._said(name, data)
        if name in before and edition.said.get(name) == said:
            if name not in astray:
                self._marks[name] = before[name]
                return
            data = self._printer_of(edition.made[name]).overview(name, self._overview)
        else:
            edition.said[name] = said
            edition.made[name] = self._order.made.isoformat()
        self._put(name, data, mark(data), before)

    def _said(self, name: str, data: bytes) -> str:
        """Return the mark of what an overview says besides its minute."""
        if not self._order.stationery.is_ours:
            # Nobody knows how it says that: what it says at another time is compared.
            return mark(self._printer_of(_ANY_TIME).overview(name, self._overview))
        return mark(data.replace(self._printer.stamp, b""))

    def _flush_ours(self) -> None:
        """Write what was printed so far, unless the last page may show a broken template."""
        if self._order.stationery.is_ours:
            self._flush()

    def _flush(self) -> None:
        if self._site is not None and self._bundle:
            outcome = self._site.update(self._bundle)
            self._written += outcome.written
            self._kept += outcome.kept
        self._bundle = {}

    def _removed(self, wanted: Iterable[str], before: dict[str, str]) -> list[str]:
        """Remove the pages nobody wants any more, and those that could not be printed."""
        there = {*wanted} - {self._edition.pages[path] for path, _ in self._spoiled}
        self._changed += sorted({name for name, said in before.items() if said} - there)
        if self._site is None:
            return []
        outcome = self._site.clear(there)
        self._kept += outcome.kept
        return sorted(outcome.removed)

    # --- single pages ------------------------------------------------------------------------

    def leaf(self, name: str) -> Leaf | None:
        """Return one file of the site; see `Press.page`."""
        stationery = self._order.stationery
        kind = _KINDS.get(name.rpartition(".")[2], "application/octet-stream")
        if name in OVERVIEWS:
            printer = self._printer_of(self._edition.made.get(name), is_live=True)
            data = printer.overview(name, self._overview)
            return Leaf(data, kind, self._marks.get(name) or mark(data))
        if name in stationery.assets(is_live=True):
            data = stationery.data(name)
            return Leaf(data, kind, mark(data))
        path = self._paths.get(name)
        if path is None:
            return None
        sheet = self._printer_of(None, is_live=True).contact(path)
        if sheet.data is None:
            return None
        return Leaf(sheet.data, kind, self._marks.get(name) or sheet.mark)

    @cached_property
    def _paths(self) -> dict[str, str]:
        return {name: path for path, name in self._edition.pages.items()}

    def single(self) -> bytes:
        """Return the agenda as one file; no contact has a page beside it."""
        self._roll.follow(self._order.journal)
        return self._printer.single(self._overview)

    @cached_property
    def _printer(self) -> Printer:
        return Printer(self._order, self._roll, self._edition.pages)

    def _printer_of(self, moment: str | None, *, is_live: bool = False) -> Printer:
        """Return what prints pages as of a moment; it is kept for the next one."""
        made = datetime.fromisoformat(moment) if moment else self._order.made
        if (made, is_live) not in self._printers:
            order = self._order._replace(made=made, is_live=is_live)
            self._printers[made, is_live] = Printer(order, self._roll, self._edition.pages)
        return self._printers[made, is_live]

    @cached_property
    def _overview(self) -> "Overview":
        from kontaktjournal.press.overview import overview

        made = overview(self._order.journal, self._roll, self._order.shown)
        self._edition.in_full = made.in_full
        return made
