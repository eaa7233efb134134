"""A command trusts a watcher that has proved its index complete, and nobody else."""

import errno
import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from kontaktjournal import lookout
from kontaktjournal.domain.errors import Refused
from kontaktjournal.domain.ports import Scan, Snapshot
from kontaktjournal.index import select
from kontaktjournal.watch import keeper
from kontaktjournal.watch.news import Lost
from kontaktjournal.watch.pending import Pace
from kontaktjournal.watch.told import Remark, Updated
from opened_journal import NOW
from watched_folder import write
from watched_journal import PACE, Beside, House, until, watched

ANNA = "kontakte/anna.md"
#: Nobody tells it anything, so it looks all the time.
LOOKING = Pace(between_looks=0.01, day=0.05)


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    write(house.root, {"journal.toml": "version = 1\n", ANNA: "# Anna Otto\n"})
    return house


@pytest.fixture
def beside(house: House) -> Iterator[Beside]:
    with watched(house) as beside:
        yield beside


class Command:
    """A command that counts how often it looks for itself."""

    def __init__(self, house: House) -> None:
        self.looks = 0
        self.journal = house.journal(house.settings(), NOW)
        scan = self.journal._folder.scan

        def counted(known: Mapping[str, Snapshot], only: object = None) -> Scan:
            assert only is None
            self.looks += 1
            return scan(known)

        self.journal._folder.scan = counted  # type: ignore[method-assign]

    def names(self) -> list[str]:
        self.journal.refresh()
        return sorted(one.name for one in self.journal.index.ask(select.contacts()))


def called(house: House) -> tuple[list[str], int]:
    """Return whom a command finds, and how often it looked for itself."""
    lookout._silent.clear()
    command = Command(house)
    with closing(command.journal):
        return command.names(), command.looks


def trusting(house: House) -> list[str]:
    """Return whom a command finds that trusts the watcher: in time, once the machine has some."""

    def found() -> list[list[str]]:
        names, looks = called(house)
        return [] if looks else [names]

    return until(found)[0]


@pytest.mark.usefixtures("beside")
def test_what_was_saved_a_moment_ago_is_found_without_looking(house: House) -> None:
    for number in range(50):
        write(house.root, {ANNA: f"# Anna {number}\n"})

        assert called(house)[0] == [f"Anna {number}"]
    assert trusting(house) == ["Anna 49"]


@pytest.mark.usefixtures("beside")
def test_a_folder_that_came_a_moment_ago_is_found_without_looking(house: House) -> None:
    for number in range(20):
        write(house.root, {f"kontakte/{number}/tief/mia.md": f"# Mia {number}\n"})
        assert f"Mia {number}" in called(house)[0]

    assert len(trusting(house)) == 21


def test_without_a_watcher_a_command_looks(house: House) -> None:
    assert called(house) == (["Anna Otto"], 1)


def test_a_watcher_that_was_killed_is_not_trusted(house: House, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(tmp_path / "cache" / lookout.SOCKET))

    assert called(house) == (["Anna Otto"], 1)
    with watched(house):
        assert trusting(house) == ["Anna Otto"]


def test_a_stalled_watcher_is_not_trusted_and_asked_once(house: House, beside: Beside) -> None:
    go_on = threading.Event()
    asking = threading.Thread(target=lambda: beside.ask(go_on.wait))
    asking.start()
    try:
        until(beside.watcher._mailbox.empty)
        write(house.root, {ANNA: "# Anna Neu\n"})
        command = Command(house)
        with closing(command.journal):
            lookout._silent.clear()
            assert (command.names(), command.looks) == (["Anna Neu"], 1)
            assert str(house.cache) in lookout._silent
            assert (command.names(), command.looks) == (["Anna Neu"], 2)
    finally:
        go_on.set()
        asking.join()
    assert trusting(house) == ["Anna Neu"]


@pytest.mark.usefixtures("beside")
def test_other_settings_are_not_vouched_for(house: House) -> None:
    trusting(house)

    answers = [
        lookout.complete(str(house.cache), *claim)
        for claim in (("mark", "1 1"), ("", ""), ("mark", "1 1\0x"))
    ]

    assert answers == [None, None, None]


@pytest.mark.usefixtures("beside")
def test_settings_that_changed_just_now_are_not_vouched_for_by_the_old(house: House) -> None:
    for number in range(10):
        write(house.root, {".journalignore": "anna.md\n" if number % 2 else ""})

        assert called(house)[0] == ([] if number % 2 else ["Anna Otto"])


@pytest.mark.usefixtures("beside")
def test_a_file_that_another_name_writes_to_is_looked_at(house: House, tmp_path: Path) -> None:
    os.link(house.root / ANNA, tmp_path / "elsewhere.md")
    write(house.root, {"kontakte/mia.md": "# Mia Sommer\n"})
    trusting(house)

    (tmp_path / "elsewhere.md").write_text("# Anna Neu\n")

    assert trusting(house) == ["Anna Neu", "Mia Sommer"]


@pytest.mark.usefixtures("beside")
def test_where_links_lead_is_looked_at(house: House) -> None:
    (house.root / "mia.md").write_text("# Mia Sommer\n")
    (house.root / "kontakte/mia.md").symlink_to("../mia.md")
    before = trusting(house)

    (house.root / "kontakte/bonn").mkdir()
    (house.root / "mia.md").rename(house.root / "kontakte/bonn/mia.md")

    assert (before, trusting(house)) == (["Anna Otto"], ["Anna Otto", "Mia Sommer"])


def test_what_was_lost_is_found_by_looking_at_everything(house: House, beside: Beside) -> None:
    from watchdog.observers.inotify_c import InotifyConstants, InotifyEvent, WatchDescriptor

    sight = beside.watcher._follower.keeper._sight
    inotify = sight._inotify  # type: ignore[attr-defined]
    spots = list(sight._spots.values())  # type: ignore[attr-defined]
    for spot in spots:
        spot.is_live = False  # the queue is full: nothing is told
    write(house.root, {ANNA: "# Anna Neu\n", "kontakte/bonn/mia.md": "# Mia Sommer\n"})

    lost = InotifyEvent(WatchDescriptor(-1), InotifyConstants.IN_Q_OVERFLOW, 0, b"")
    inotify.handle_event(lost)

    until(lambda: house.names == ["Anna Neu", "Mia Sommer"])
    assert [one.key for one in house.all(Remark)] == ["watch.lost"]
    assert trusting(house) == ["Anna Neu", "Mia Sommer"]
    write(house.root, {"kontakte/bonn/mia.md": "# Mia Neu\n"})
    assert trusting(house) == ["Anna Neu", "Mia Neu"]


def test_what_was_lost_is_told_where_the_root_cannot_be_watched(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from watchdog.observers.inotify_c import (
        InotifyConstants,
        InotifyEvent,
        InotifyFD,
        WatchDescriptor,
    )

    real = InotifyFD.add_callback

    def refuse(inotify: InotifyFD, path: bytes, *words: object) -> object:
        if path == os.fsencode(house.root):
            return WatchDescriptor(-1)
        return real(inotify, path, *words)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(InotifyFD, "add_callback", refuse)
    with watched(house) as beside:
        sight = beside.watcher._follower.keeper._sight
        lost = InotifyEvent(WatchDescriptor(-1), InotifyConstants.IN_Q_OVERFLOW, 0, b"")

        sight._inotify.handle_event(lost)  # type: ignore[attr-defined]

        until(lambda: house.all(Remark))
    assert [one.key for one in house.all(Remark)] == ["watch.lost"]


def test_nothing_is_vouched_for_while_something_is_lost(house: House, beside: Beside) -> None:
    trusting(house)
    answers: list[bool] = []

    def lose() -> None:
        beside.watcher._take(Lost())
        answers.append(beside.watcher._proves(time.monotonic() + 10))
        beside.watcher._follower.settle()
        answers.append(beside.watcher._proves(time.monotonic() + 10))

    beside.ask(lose)

    assert answers == [False, True]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EMFILE])
@pytest.mark.parametrize("what", ["__init__", "add_callback"])
def test_where_the_system_has_no_watches_left_it_looks_and_says_so_once(
    number: int, what: str, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from watchdog.observers.inotify_c import InotifyFD

    real = getattr(InotifyFD, what)

    def refuse(inotify: InotifyFD, *words: object) -> object:
        if what == "__init__" or words[0] == os.fsencode(house.root / "kontakte"):
            raise OSError(number, "limit reached")
        return real(inotify, *words)

    monkeypatch.setattr(InotifyFD, what, refuse)
    with watched(house, LOOKING):
        write(house.root, {ANNA: "# Anna Neu\n"})

        until(lambda: house.names == ["Anna Neu"])
        names, looks = called(house)
        assert (names, bool(looks)) == (["Anna Neu"], True)

    assert [one.key for one in house.all(Remark)] == ["watch.exhausted"]


def test_once_the_system_has_watches_again_they_are_set(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from watchdog.observers.inotify_c import InotifyFD

    def refuse(_inotify: InotifyFD) -> None:
        raise OSError(errno.ENOSPC, "limit reached")

    monkeypatch.setattr(keeper, "_AGAIN_SECONDS", 0.0)
    with monkeypatch.context() as patched:
        patched.setattr(InotifyFD, "__init__", refuse)
        watching = Beside(house, LOOKING)
        watching.start()
        until(lambda: house.all(Remark))
    try:
        assert trusting(house) == ["Anna Otto"]
    finally:
        watching.stop()

    assert [one.key for one in house.all(Remark)] == ["watch.exhausted"]


def test_a_drive_that_others_write_to_is_looked_at_and_never_vouched_for(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounted = f"1 0 0:1 / / rw - ext4 disk rw\n2 1 0:2 / {house.root} rw - nfs4 there:/x rw\n"
    monkeypatch.setattr(keeper, "mounts", lambda: mounted)
    with watched(house, LOOKING):
        write(house.root, {ANNA: "# Anna Neu\n"})

        until(lambda: house.names == ["Anna Neu"])
        names, looks = called(house)
        assert (names, bool(looks)) == (["Anna Neu"], True)

    (remark,) = house.all(Remark)
    assert (remark.key, remark.values) == ("watch.drive", (("kind", "nfs4"),))


def test_a_drive_that_is_mounted_meanwhile_is_noticed(
    house: House, beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting(house)
    mounted = f"2 1 0:2 / {house.root}/kontakte rw - fuse.sshfs there:/x rw\n"

    monkeypatch.setattr(keeper, "mounts", lambda: mounted)

    assert called(house) == (["Anna Otto"], 1)
    until(lambda: house.all(Remark))
    assert beside.ask(lambda: beside.watcher._follower.keeper.is_blind)


def test_another_folder_at_the_same_place_is_not_the_one_that_is_watched(
    house: House, tmp_path: Path
) -> None:
    parent = tmp_path / "oben"
    parent.mkdir()
    house.root.rename(parent / "root")
    house.root = parent / "root"
    with watched(house):
        trusting(house)
        parent.rename(tmp_path / "woanders")
        write(house.root, {"journal.toml": "version = 1\n", "kontakte/mia.md": "# Mia Sommer\n"})

        assert called(house) == (["Mia Sommer"], 1)


@pytest.mark.usefixtures("beside")
def test_a_second_watcher_is_refused(house: House) -> None:
    other = Beside(House(house.base))

    with pytest.raises(Refused, match=r"refusal\.watched"):
        other.start()
    assert trusting(house) == ["Anna Otto"]


@pytest.mark.usefixtures("beside")
def test_a_watcher_whose_cache_is_deleted_begins_anew(house: House) -> None:
    trusting(house)

    shutil.rmtree(house.cache)

    assert trusting(house) == ["Anna Otto"]
    write(house.root, {ANNA: "# Anna Neu\n"})
    until(lambda: house.all(Updated))
    assert trusting(house) == ["Anna Neu"]


def test_the_path_of_the_cache_may_be_long(house: House) -> None:
    house.cache = house.base / ("x" * 120)

    with watched(house, PACE):
        assert trusting(house) == ["Anna Otto"]
