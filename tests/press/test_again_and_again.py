"""One press that prints again and again, as a watcher has it, and hands out single pages."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kontaktjournal.domain.errors import WrongUse
from kontaktjournal.journal import Journal
from kontaktjournal.messages import Catalogue
from kontaktjournal.press.press import Leaf, Press, Printed
from opened_journal import NOW, opened
from printing_house import ANNA, BRUNO, THREE, PrintingHouse

ANNAS, BRUNOS = "kontakte/anna.html", "kontakte/bruno.html"
HTML = "text/html; charset=utf-8"


@pytest.fixture
def house(tmp_path: Path) -> PrintingHouse:
    """Return a journal that was never printed."""
    return PrintingHouse(tmp_path, THREE)


class Running:
    """A press, and the journal it prints.

    Args:
        house: where both are.
        journal: it.
        folder: what is written to; None for nothing.
    """

    def __init__(self, house: PrintingHouse, journal: Journal, folder: Path | None) -> None:
        self.house = house
        self.journal = journal
        self.press = Press(Catalogue("de"), str(folder) if folder else None, keeps=False)

    def print(self, made: datetime = NOW) -> Printed:
        """Print what changed."""
        self.journal.index.look()
        return self.press.run(self.journal, made)

    def leaf(self, name: str) -> Leaf:
        """Return one file."""
        leaf = self.press.page(name)
        assert leaf
        return leaf


@contextmanager
def running(house: PrintingHouse, *, writes: bool = True) -> Iterator[Running]:
    """Run a press."""
    with opened(house.base) as journal:
        yield Running(house, journal, house.site if writes else None)


def test_each_run_says_which_pages_say_something_else(house: PrintingHouse) -> None:
    with running(house) as it:
        first = it.print()
        second = it.print()
        house.write({"kontakte/anna.md": ANNA.replace("Anna", "Änne")})
        third = it.print()
        house.delete("kontakte/bruno.md")
        fourth = it.print()

    assert {ANNAS, BRUNOS, "index.html", "style.css"} <= {*first.changed}
    assert not second.changed
    assert {ANNAS, BRUNOS} <= {*third.changed}
    assert BRUNOS in fourth.changed


def test_what_a_press_knows_is_kept_for_the_next_one_when_it_ends(house: PrintingHouse) -> None:
    with running(house) as it:
        it.print()
        before = [*(house.base / "cache").glob("page-*-roll")]
        it.press.close()
    moments = house.moments()

    printed = house.print()

    assert not before
    assert not printed.written
    assert house.moments() == moments


def test_the_folder_is_looked_at_once_a_minute(house: PrintingHouse) -> None:
    with running(house) as it:
        it.print()
        house.delete("seite/index.html")
        at_once = it.print()
        later = it.print(NOW + timedelta(minutes=1))

    assert not at_once.written
    assert later.written == ("index.html",)


def test_a_folder_that_was_lost_is_printed_again_at_once(house: PrintingHouse) -> None:
    with running(house) as it:
        it.print()
        before = house.pages()
        shutil.rmtree(house.site)
        house.write({"kontakte/anna.md": f"{ANNA}\nTee.\n"})
        it.print()

    assert house.pages().keys() == before.keys()
    assert "Tee." in house.page(ANNAS)


def test_a_folder_that_was_put_aside_is_printed_again_at_once(house: PrintingHouse) -> None:
    with running(house) as it:
        it.print()
        before = house.pages()
        house.site.rename(house.base / "beiseite")
        house.site.mkdir()
        printed = it.print()

    assert house.pages() == before
    assert not printed.changed


def test_a_press_tells_whether_pages_were_lost(house: PrintingHouse) -> None:
    with running(house) as it:
        it.print()
        soon, later = NOW + timedelta(minutes=1), NOW + timedelta(minutes=2)
        complete = it.press.lacks(soon)
        house.delete("seite/style.css")
        lacking = it.press.lacks(later)
        printed = it.print(later)

    assert (complete, lacking) == (False, True)
    assert printed.written == ("style.css",)


def test_a_press_that_writes_nothing_lacks_nothing(house: PrintingHouse) -> None:
    with running(house, writes=False) as it:
        it.print()

        assert not it.press.lacks(NOW + timedelta(minutes=2))


def test_a_new_day_comes_with_a_new_journal(house: PrintingHouse) -> None:
    with running(house) as it:
        it.print()
        with opened(house.base, now=NOW + timedelta(days=1)) as tomorrow:
            printed = it.press.run(tomorrow, tomorrow.moment)
            leaf = it.leaf(ANNAS)

    assert {ANNAS, BRUNOS, "index.html", "trichter.html"} <= {*printed.changed}
    assert "24. November" in leaf.body.decode()


def test_a_template_that_is_mended_prints_what_was_missed(house: PrintingHouse) -> None:
    template = "templates/page/contact.html.j2"
    with running(house) as it:
        it.print()
        house.write({template: "{{ nobody }}", "kontakte/anna.md": f"{ANNA}\nTee.\n"})
        with pytest.raises(WrongUse):
            it.print()
        house.delete(template)
        printed = it.print()

    assert ANNAS in printed.written
    assert "Tee." in house.page(ANNAS)


def test_a_disk_that_is_full_for_a_while_loses_no_page(
    house: PrintingHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kontaktjournal.domain.errors import DiskTrouble
    from kontaktjournal.store.own_files import OwnFiles

    def full(*_: object) -> None:
        raise DiskTrouble("refusal.cannot_write", path="seite", reason="ENOSPC")

    with running(house) as it:
        it.print()
        house.write({"kontakte/anna.md": f"{ANNA}\nTee.\n"})
        with monkeypatch.context() as patch:
            patch.setattr(OwnFiles, "update", full)
            with pytest.raises(DiskTrouble):
                it.print()
        # Somebody else is saved before the press looks again by itself.
        house.write({"kontakte/bruno.md": f"{BRUNO}\nKuchen.\n"})
        it.print(NOW + timedelta(seconds=5))

    assert "Tee." in house.page(ANNAS)
    assert "Kuchen." in house.page(BRUNOS)


def test_a_page_is_handed_out_as_it_is_served(house: PrintingHouse) -> None:
    with running(house) as it:
        it.print()
        leaf = it.leaf(ANNAS)

    assert leaf.kind == HTML
    assert "Anna Muster" in leaf.body.decode()
    assert "live.js" in leaf.body.decode()
    assert "live.js" not in house.page(ANNAS)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("index.html", HTML),
        ("trichter.html", HTML),
        ("style.css", "text/css; charset=utf-8"),
        ("live.js", "text/javascript; charset=utf-8"),
        ("fonts/OFL-Vollkorn.txt", "text/plain; charset=utf-8"),
        ("fonts/vollkorn-latin-wght-normal.woff2", "font/woff2"),
    ],
)
def test_every_file_is_handed_out_with_its_kind(
    house: PrintingHouse, name: str, kind: str
) -> None:
    with running(house, writes=False) as it:
        it.print()
        leaf = it.leaf(name)

    assert leaf.kind == kind
    assert leaf.body


@pytest.mark.parametrize(
    "name",
    ["", "kontakte/clara.html", "kontakte/anna.md", "../root/kontakte/anna.md", "base.html.j2"],
)
def test_nothing_but_the_site_is_handed_out(house: PrintingHouse, name: str) -> None:
    with running(house) as it:
        it.print()

        assert it.press.page(name) is None


def test_nothing_is_handed_out_before_the_first_run(house: PrintingHouse) -> None:
    with running(house) as it:
        assert it.press.page("index.html") is None


def test_a_page_is_handed_out_where_the_first_run_had_nothing_to_do(house: PrintingHouse) -> None:
    house.print()

    with running(house) as it:
        printed = it.print()
        leaves = it.leaf("index.html"), it.leaf(ANNAS)

    assert not printed.changed
    assert all("Anna Muster" in leaf.body.decode() for leaf in leaves)


def test_the_mark_of_a_page_stays_as_long_as_it_says_the_same(house: PrintingHouse) -> None:
    with running(house) as it:
        it.print()
        before = it.leaf("index.html")
        it.print(NOW + timedelta(minutes=5))
        same = it.leaf("index.html")
        house.write({"kontakte/bruno.md": BRUNO.replace("Berg", "Tal")})
        it.print(NOW + timedelta(minutes=6))
        other = it.leaf("index.html")

    assert before == same
    assert before.mark != other.mark


def test_pages_are_printed_without_any_folder(house: PrintingHouse) -> None:
    with running(house, writes=False) as it:
        printed = it.print()
        leaf = it.leaf(BRUNOS)

    assert not printed.written
    assert BRUNOS in printed.changed
    assert "Bruno Berg" in leaf.body.decode()
    assert not house.site.exists()
