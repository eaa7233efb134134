"""Somebody else saves while a file is removed or renamed: nothing of anybody is lost."""

import errno
import os
from pathlib import Path

import pytest

from desk import ANNA, BEFORE, JONAS, Desk
from kontaktjournal.domain.errors import Conflict, DiskTrouble
from kontaktjournal.store import commit, exchange, leftover, target
from kontaktjournal.store.target import Original
from meddlers import Deed, Toucher, WaitingWriter, save_by_rename

THEIRS = BEFORE + b"von Hand\n"
OURS = b"vom Journal\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_file_saved_just_before_it_is_removed_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = exchange.move

    def moved(from_folder: int, name: str, to_folder: int, new: str) -> None:
        if name == "anna.md":
            save_by_rename(desk, THEIRS)
        move(from_folder, name, to_folder, new)

    monkeypatch.setattr(commit, "move", moved)
    with pytest.raises(Conflict) as refused, desk.writer().transaction("x") as transaction:
        transaction.remove(ANNA, BEFORE)

    assert refused.value.key == "refusal.changed"
    assert desk.texts() == {ANNA: THEIRS}


def test_who_comes_to_a_file_being_removed_saves_to_it_and_it_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = WaitingWriter(desk, THEIRS, monkeypatch)
    flush = target.flush

    def flushed(folder: int) -> OSError | None:
        writer.come()
        return flush(folder)

    monkeypatch.setattr(commit, "flush", flushed)
    with pytest.raises(Conflict), desk.writer().transaction("x") as transaction:
        transaction.remove(ANNA, BEFORE)
    writer.wait()

    assert desk.texts() == {ANNA: THEIRS}


def test_a_file_renamed_while_somebody_saves_it_is_renamed_as_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_in_place = Original.is_in_place
    saves: list[Deed] = [lambda: save_by_rename(desk, THEIRS)]

    def meddled(original: Original) -> bool:
        if saves:
            saves.pop()()
        return bool(is_in_place.__get__(original))

    monkeypatch.setattr(Original, "is_in_place", property(meddled))
    with desk.writer().transaction("mv") as transaction:
        transaction.rename(ANNA, JONAS)

    assert desk.texts() == {JONAS: THEIRS}


def test_a_file_whose_removal_fails_because_its_name_is_taken_is_kept_as_a_copy(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    toucher = Toucher(desk, BEFORE, monkeypatch)
    flush = target.flush

    def flushed(folder: int) -> OSError | None:
        toucher.come()
        save_by_rename(desk, THEIRS)
        return flush(folder)

    monkeypatch.setattr(commit, "flush", flushed)
    with pytest.raises(Conflict), desk.writer().transaction("x") as transaction:
        transaction.remove(ANNA, BEFORE)
    toucher.wait()

    (copy,) = transaction.copies
    assert desk.texts() == {ANNA: THEIRS, copy: BEFORE}


def test_a_file_that_can_neither_be_removed_nor_put_back_is_still_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    toucher = Toucher(desk, BEFORE, monkeypatch)
    move = exchange.move
    moves: list[str] = []

    def moved(from_folder: int, name: str, to_folder: int, new: str) -> None:
        if moves:
            toucher.come()
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        moves.append(new)
        move(from_folder, name, to_folder, new)
        toucher.come()

    with monkeypatch.context() as patch:
        patch.setattr(commit, "move", moved)
        patch.setattr(leftover, "move", moved)
        with pytest.raises(DiskTrouble), desk.writer().transaction("x") as transaction:
            transaction.remove(ANNA, BEFORE)
    toucher.wait()

    assert list(desk.texts().values()) == [BEFORE]
    with desk.writer().transaction("new") as transaction:
        transaction.create(JONAS, OURS)
    (copy,) = transaction.copies
    assert desk.texts() == {copy: BEFORE, JONAS: OURS}
