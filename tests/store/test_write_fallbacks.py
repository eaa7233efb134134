"""Where the system can do less, the journal does what can be done, and overwrites nothing."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from desk import AFTER, ANNA, BEFORE, JONAS, Desk
from kontaktjournal.domain.errors import Refused
from kontaktjournal.store import exchange
from kontaktjournal.store.exchange import Grant, Lease

THEIRS, OURS = BEFORE + b"von Hand\n", b"vom Journal\n"


def no_renameat2(patch: pytest.MonkeyPatch) -> None:
    """Be an old C library."""
    patch.setattr(exchange, "_renameat2", lambda: None)


def no_flags(patch: pytest.MonkeyPatch) -> None:
    """Be a disk that does not know how to swap."""
    patch.setattr(exchange, "_rename", lambda *_: False)


def no_links(patch: pytest.MonkeyPatch) -> None:
    """Be a disk that knows no second names, either."""

    def link(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    no_flags(patch)
    patch.setattr(os, "link", link)


def no_leases(patch: pytest.MonkeyPatch) -> None:
    """Be a system that tells nobody of writers."""
    patch.setattr(Lease, "_take", lambda _: Grant.UNKNOWN)


def nothing(patch: pytest.MonkeyPatch) -> None:
    """Be a stick of long ago."""
    no_links(patch)
    no_leases(patch)


WORLDS = (no_renameat2, no_flags, no_links, no_leases, nothing)


@pytest.fixture(params=WORLDS, ids=[world.__name__ for world in WORLDS])
def desk(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    request.param(monkeypatch)
    return Desk(tmp_path, {ANNA: BEFORE, JONAS: b"# Jonas\n"})


def test_every_change_takes_place_and_can_be_taken_back(desk: Desk) -> None:
    before = desk.texts()
    with desk.writer().transaction("mv") as transaction:
        transaction.replace(ANNA, BEFORE, AFTER)
        transaction.rename(ANNA, "kontakte/2026/anna.md")
        transaction.remove(JONAS, b"# Jonas\n")
        transaction.create("kontakte/mia.md", b"# Mia\n")

    assert desk.texts() == {"kontakte/2026/anna.md": AFTER, "kontakte/mia.md": b"# Mia\n"}
    desk.writer().undo()
    assert desk.texts() == before


def test_nothing_is_overwritten(desk: Desk) -> None:
    before = desk.texts()

    with pytest.raises(Refused), desk.writer().transaction("new") as transaction:
        transaction.create(ANNA, b"# Mia\n")
    with pytest.raises(Refused), desk.writer().transaction("mv") as transaction:
        transaction.rename(JONAS, ANNA)

    assert desk.texts() == before


def save_in_place(path: Path) -> None:
    path.write_bytes(THEIRS)


def save_by_rename(path: Path) -> None:
    beside = path.with_name(".swp")
    beside.write_bytes(THEIRS)
    beside.replace(path)


@pytest.mark.parametrize("save", [save_in_place, save_by_rename])
def test_what_was_saved_before_the_last_look_is_what_the_change_is_made_of(
    desk: Desk, save: Callable[[Path], None]
) -> None:
    saves = [save]

    def change(data: bytes) -> bytes:
        # Somebody saves while the change is being thought out.
        if saves:
            saves.pop()(desk.anna)
        return data + OURS

    with desk.writer().transaction("log") as transaction:
        transaction.replace_by(ANNA, change)

    assert desk.texts() == {ANNA: THEIRS + OURS, JONAS: b"# Jonas\n"}


def test_what_is_saved_between_the_last_look_and_the_rename_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)
    saves = [save_by_rename]

    def tried(*_: object) -> bool:
        # Trying to swap comes after the last look.
        if saves:
            saves.pop()(desk.anna)
        return False

    monkeypatch.setattr(exchange, "_rename", tried)
    desk.append(OURS)

    assert desk.texts() == {ANNA: THEIRS + OURS}


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EACCES])
def test_a_call_that_is_known_and_fails_is_no_missing_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    import ctypes

    monkeypatch.setattr(exchange, "_renameat2", lambda: lambda *_: -1)
    monkeypatch.setattr(ctypes, "get_errno", lambda: number)

    with pytest.raises(OSError, match=os.strerror(number)):
        exchange.exchange(0, "a", "b")


def test_a_call_that_is_interrupted_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    import ctypes

    answers = [-1, -1, 0]
    monkeypatch.setattr(exchange, "_renameat2", lambda: lambda *_: answers.pop(0))
    monkeypatch.setattr(ctypes, "get_errno", lambda: errno.EINTR)

    assert exchange.exchange(0, "a", "b")
    assert answers == []


def test_a_folder_that_cannot_be_made_safe_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)
    fsync = os.fsync

    def picky(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", picky)
    desk.replace()

    assert desk.texts() == {ANNA: AFTER}
