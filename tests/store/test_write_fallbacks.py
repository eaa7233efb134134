"""Where the system can do less, the journal does what can be done, and overwrites nothing."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desk import AFTER, ANNA, BEFORE, JONAS, Desk
from kontaktjournal.domain.errors import Conflict, Refused
from kontaktjournal.store import beside, commit, exchange
from worlds import LESSER_WORLDS, no_flags, no_leases

THEIRS, OURS = BEFORE + b"von Hand\n", b"vom Journal\n"


@pytest.fixture(params=LESSER_WORLDS, ids=[world.__name__ for world in LESSER_WORLDS])
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


# --- who saves meanwhile -----------------------------------------------------------------------


def test_what_is_saved_in_place_where_nobody_tells_of_it_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_leases(monkeypatch)
    desk = Desk(tmp_path)
    drop = beside.drop

    def dropped(folder: int, name: str) -> bool:
        # Somebody who had the old file open saves just before its last name goes.
        (desk.root / "kontakte" / name).write_bytes(THEIRS)
        return drop(folder, name)

    monkeypatch.setattr(commit, "drop", dropped)
    with desk.writer().transaction("log") as transaction:
        transaction.replace_by(ANNA, lambda data: data + OURS)

    (copy,) = transaction.copies
    assert desk.texts() == {ANNA: BEFORE + OURS, copy: THEIRS}


def saving_between(desk: Desk, patch: pytest.MonkeyPatch) -> None:
    """Let somebody save under the old name once the file has both."""
    link = os.link
    saves = [save_by_rename]

    def linked(*args: Any, **kwargs: Any) -> None:
        link(*args, **kwargs)
        if saves:
            saves.pop()(desk.anna)

    no_flags(patch)
    patch.setattr(os, "link", linked)


def test_what_is_saved_while_a_file_has_both_names_is_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)
    saving_between(desk, monkeypatch)

    with desk.writer().transaction("mv") as transaction:
        transaction.rename(ANNA, JONAS)

    assert desk.texts() == {JONAS: THEIRS}


def test_what_is_saved_while_a_file_is_being_removed_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)
    saving_between(desk, monkeypatch)

    with pytest.raises(Conflict), desk.writer().transaction("x") as transaction:
        transaction.remove(ANNA, BEFORE)

    assert desk.texts() == {ANNA: THEIRS}
