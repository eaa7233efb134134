"""What must not stop the pages from following: a start, another day, lost memory, full disks."""

import shutil
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kontaktjournal import lookout
from kontaktjournal.domain.errors import DiskTrouble, WrongUse
from kontaktjournal.journal import Journal
from kontaktjournal.watch.pending import Pace
from kontaktjournal.watch.told import NewDay, Reprinted, Trouble, Updated
from watched_folder import write
from watched_journal import House, Pages, Press, until, watched

ANNA = "kontakte/anna.md"
#: Does nothing by itself: something has to happen.
WAITING = Pace(between_looks=3600.0, day=3600.0)
LOOKING = Pace(between_looks=0.05, day=3600.0)
FULL = DiskTrouble("refusal.cannot_write", path="seite", reason="ENOSPC")


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    write(house.root, {"journal.toml": "version = 1\n", ANNA: "# Anna Otto\n"})
    return house


def test_the_first_pages_are_made_while_nothing_else_runs(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    running: list[int] = []
    real = Press.run

    def run(press: Press, journal: Journal, made: datetime) -> Pages:
        running.append(threading.active_count())
        return real(press, journal, made)

    monkeypatch.setattr(Press, "run", run)
    only = threading.active_count() + 1
    with watched(house):
        assert running[0] == only


def test_what_is_saved_while_the_first_pages_are_made_is_on_the_next(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Press.run

    def run(press: Press, journal: Journal, made: datetime) -> Pages:
        pages = real(press, journal, made)
        if press.tried == 1:
            write(house.root, {ANNA: "# Anna Neu\n"})
        return pages

    monkeypatch.setattr(Press, "run", run)
    with watched(house):
        assert house.names == ["Anna Neu"]

        (told,) = until(lambda: house.all(Updated))
    assert told.changed == (ANNA,)


def test_a_day_that_a_command_notices_first_turns_the_pages_too(house: House) -> None:
    house.run = lambda _words: lambda _journal: lookout.frame(lookout.STATUS, b"0")
    with watched(house, WAITING):
        house.now += timedelta(days=1)

        lookout.run(str(house.cache), ["agenda"])

        until(lambda: house.press.runs[-1][0] == "2026-11-24")
        until(lambda: house.all(NewDay))
    assert len(house.all(NewDay)) == 1


def save(house: House) -> None:
    write(house.root, {ANNA: "# Anna Neu\n"})


def settle_on_other_folders(house: House) -> None:
    write(house.root, {"leute/anna.md": "# Anna Neu\n"})
    write(house.root, {"journal.toml": 'version = 1\n[folders]\ncontacts = ["leute"]\n'})


def delete_the_cache(house: House) -> None:
    # The watcher may be making it anew meanwhile.
    shutil.rmtree(house.cache, ignore_errors=True)


@pytest.mark.parametrize("change", [save, settle_on_other_folders])
@pytest.mark.parametrize("is_first", [True, False])
def test_what_changes_while_the_cache_is_deleted_is_on_the_pages(
    house: House, change: Callable[[House], None], *, is_first: bool
) -> None:
    with watched(house, WAITING):
        for act in (change, delete_the_cache) if is_first else (delete_the_cache, change):
            act(house)

        until(lambda: house.names == ["Anna Neu"])


def test_a_new_beginning_is_told(house: House) -> None:
    with watched(house, WAITING):
        shutil.rmtree(house.cache)

        told = until(lambda: house.all(Updated))

    assert (told[0].changed, told[0].printed.written) == ((ANNA,), ("index.html",))


def test_pages_that_could_not_be_made_are_tried_again(house: House) -> None:
    with watched(house, LOOKING):
        house.press.refuses = FULL
        save(house)
        until(lambda: house.all(Trouble))
        tried = house.press.tried
        until(lambda: house.press.tried > tried + 3)
        house.press.refuses = None

        until(lambda: house.names == ["Anna Neu"])
        (again,) = until(lambda: house.all(Reprinted))

    assert [one.error for one in house.all(Trouble)] == [FULL]
    assert again.printed.written == ("index.html",)


def test_a_trouble_that_is_another_one_by_now_is_told(house: House) -> None:
    other = DiskTrouble("refusal.cannot_write", path="seite", reason="EACCES")
    with watched(house, LOOKING):
        house.press.refuses = FULL
        save(house)
        until(lambda: house.all(Trouble))

        house.press.refuses = other

        until(lambda: len(house.all(Trouble)) > 1)
    assert [one.error for one in house.all(Trouble)] == [FULL, other]


def test_a_press_that_could_not_be_had_is_asked_for_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = WrongUse("refusal.page.folder", folder="seite", default="seite")

    def refuse(_journal: object) -> Press:
        raise blocked

    with watched(house, LOOKING):
        with monkeypatch.context() as patched:
            patched.setattr(house, "printer", refuse)
            write(house.root, {".journalignore": "x\n"})
            until(lambda: house.all(Trouble))
            save(house)
            until(lambda: house.all(Updated))

        until(lambda: house.names == ["Anna Neu"])
    assert {one.error for one in house.all(Trouble)} == {blocked}


@pytest.mark.parametrize("comes_back", [False, True])
def test_a_journal_that_is_gone_gets_no_pages_in_its_old_place(
    house: House, tmp_path: Path, *, comes_back: bool
) -> None:
    with watched(house, LOOKING):
        house.root.rename(tmp_path / "elsewhere")
        until(lambda: house.all(Trouble))
        tried = house.press.tried
        if comes_back:
            (tmp_path / "elsewhere").rename(house.root)
            write(house.root, {ANNA: "# Anna Neu\n"})
            until(lambda: "Anna Neu" in house.names)

    names = [one for run in house.press.runs for one in run[1]]
    assert "Anna Otto" in names
    assert all(run[1] for run in house.press.runs)
    assert house.root.exists() == comes_back
    assert comes_back or house.press.tried == tried


def test_a_contact_folder_further_down_may_come_and_go(house: House) -> None:
    folder = house.root / "notizen/leute"
    write(house.root, {"journal.toml": '[folders]\ncontacts = ["notizen/leute"]\n'})
    with watched(house):
        write(folder, {"ida.md": "# Ida Busch\n"})
        until(lambda: house.names == ["Ida Busch"])
        shutil.rmtree(folder)
        until(lambda: house.names == [])
        write(folder, {"ida.md": "# Ida Feld\n"})
        until(lambda: house.names == ["Ida Feld"])
