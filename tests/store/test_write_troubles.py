"""Troubles on top of troubles: what fails while something else is already failing."""

import errno
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from desk import AFTER, ANNA, BEFORE, JONAS, Desk
from faults import Faults, failing
from kontaktjournal.domain.errors import DiskTrouble, JournalError, NotFound, Refused
from kontaktjournal.messages import Catalogue
from kontaktjournal.store.transaction import Transaction

NEW, MIA = b"# Jonas Weber\n", "kontakte/2026/neu/mia.md"
ROOM = os.strerror(errno.ENOSPC)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, {ANNA: BEFORE, JONAS: NEW})


@contextmanager
def full_for(word: bytes, room: int = 0) -> Iterator[None]:
    """Let there be no room for what holds a word, but for so many bytes of it."""
    write = os.write

    def full(descriptor: int, data: Any) -> int:
        if word in bytes(data):
            if room:
                write(descriptor, bytes(data)[:room])
            raise OSError(errno.ENOSPC, ROOM)
        return write(descriptor, data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "write", full)
        yield


def take_back_all(desk: Desk) -> list[str]:
    """Undo whatever can be undone; return the names of the commands."""
    undone = []
    with suppress(Refused):
        while True:
            undone.append(desk.writer().undo().record.command)
    return undone


# --- what is noted -------------------------------------------------------------------------------


@pytest.mark.parametrize("room", [0, 10])
def test_of_a_command_that_cannot_be_noted_nothing_is_left(desk: Desk, room: int) -> None:
    with full_for(b'"version"', room):
        desk.replace()

    assert desk.texts()[ANNA] == AFTER
    assert desk.records() == []


@pytest.mark.parametrize("room", [0, 10])
def test_a_command_whose_end_cannot_be_noted_can_be_taken_back(desk: Desk, room: int) -> None:
    with full_for(b'"end"', room):
        desk.replace()

    assert desk.texts()[ANNA] == AFTER
    assert take_back_all(desk) == ["log"]
    assert desk.texts() == {ANNA: BEFORE, JONAS: NEW}


@pytest.mark.parametrize("room", [0, 10])
def test_where_it_cannot_be_noted_that_a_change_was_taken_back_the_others_still_can(
    desk: Desk, room: int
) -> None:
    transaction = desk.writer().transaction("log")
    with transaction:
        transaction.replace(ANNA, BEFORE, AFTER)

    def fail_late() -> None:
        with transaction:
            transaction.replace(JONAS, NEW, AFTER)
            raise NotFound("refusal.not_found", word="x")

    with full_for(b'"void"', room), pytest.raises(NotFound):
        fail_late()

    assert desk.texts() == {ANNA: AFTER, JONAS: NEW}
    assert take_back_all(desk) == ["log"]
    assert desk.texts() == {ANNA: BEFORE, JONAS: NEW}


# --- what is left over ---------------------------------------------------------------------------


def test_what_can_neither_be_written_nor_deleted_is_tidied_away_by_the_next_command(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.replace(AFTER, JONAS)

    unlink = os.unlink

    def stuck(path: str, *, dir_fd: int | None = None) -> None:
        if dir_fd is not None:
            raise OSError(errno.EIO, "Input/output error")
        unlink(path)

    monkeypatch.setattr(os, "unlink", stuck)
    with full_for(AFTER[:20]), pytest.raises(DiskTrouble):
        desk.replace()
    monkeypatch.undo()
    assert len(desk.texts()) == 3
    desk.append(b"x", JONAS)

    assert desk.texts() == {ANNA: BEFORE, JONAS: AFTER + b"x"}


def test_folders_that_cannot_be_made_safe_are_refused_and_not_left(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def fsync(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 1:
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(DiskTrouble) as refused, desk.writer().transaction("new") as transaction:
        transaction.create(MIA, NEW)

    assert refused.value.key == "refusal.cannot_write"
    assert not (desk.root / "kontakte/2026").exists()


# --- what cannot be taken back -------------------------------------------------------------------


def changing_both(transaction: Transaction) -> None:
    with transaction:
        transaction.replace(ANNA, BEFORE, AFTER)
        transaction.rename(JONAS, "kontakte/weber.md")
        raise NotFound("refusal.not_found", word="x")


def test_a_refusal_says_what_could_not_be_taken_back(desk: Desk) -> None:
    transaction = desk.writer().transaction("mv")

    with full_for(BEFORE), pytest.raises(NotFound) as refused:
        changing_both(transaction)

    (also,) = refused.value.all[1:]
    assert desk.texts() == {ANNA: AFTER, JONAS: NEW}
    assert Catalogue("de").refusal(also) == (
        "Schon geändert und nicht zurückgenommen: kontakte/anna.md. Ansehen; journal undo "
        "versucht es noch einmal."
    )
    assert take_back_all(desk) == ["mv"]
    assert desk.texts() == {ANNA: BEFORE, JONAS: NEW}


def test_of_many_files_that_could_not_be_taken_back_five_are_named(tmp_path: Path) -> None:
    names = [f"kontakte/{number}.md" for number in range(7)]
    desk = Desk(tmp_path, dict.fromkeys(names, BEFORE))

    def change_all() -> None:
        with desk.writer().transaction("spread") as transaction:
            for name in names:
                transaction.replace(name, BEFORE, AFTER)
            raise NotFound("refusal.not_found", word="x")

    with full_for(BEFORE), pytest.raises(NotFound) as refused:
        change_all()

    (also,) = refused.value.all[1:]
    assert also.values["files"] == ", ".join([*names[:5], "…"])


# --- what is open --------------------------------------------------------------------------------


def open_now() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def create(transaction: Transaction) -> None:
    transaction.create(MIA, NEW)


def remove(transaction: Transaction) -> None:
    transaction.remove(JONAS, NEW)


def rename(transaction: Transaction) -> None:
    transaction.rename(JONAS, MIA)


def replace(transaction: Transaction) -> None:
    transaction.replace(ANNA, BEFORE, AFTER)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="this system does not count them")
@pytest.mark.parametrize("act", [create, remove, rename, replace])
def test_nothing_stays_open_whatever_fails(
    tmp_path: Path, act: Callable[[Transaction], None]
) -> None:
    for at in range(1, 1000):
        desk = Desk(tmp_path / str(at), {ANNA: BEFORE, JONAS: NEW})
        before = open_now()
        with Faults(at, failing(errno.EIO)) as faults, suppress(JournalError):
            with desk.writer().transaction("x") as transaction:
                act(transaction)
            desk.writer().undo()

        assert open_now() == before, (at, faults.struck)
        if not faults.struck:
            break

    assert at > 50


# --- attributes ----------------------------------------------------------------------------------


def test_one_attribute_that_cannot_be_had_does_not_cost_the_others(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def getxattr(_descriptor: int, name: str) -> bytes:
        if name == "system.fremd":
            raise OSError(errno.ENODATA, "No data available")
        return b"freund"

    given: dict[str, bytes] = {}
    names = iter([["system.fremd", "user.xdg.tags"]])
    monkeypatch.setattr(os, "listxattr", lambda _: next(names, []))
    monkeypatch.setattr(os, "getxattr", getxattr)
    monkeypatch.setattr(os, "setxattr", lambda _, name, value: given.update({name: value}))
    desk.replace()

    assert given == {"user.xdg.tags": b"freund"}


def test_a_note_is_one_line(desk: Desk) -> None:
    desk.replace()

    (record,) = desk.records()
    assert all(json.loads(line) for line in record.read_text().splitlines())
