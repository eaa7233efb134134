"""What was kept of all commands goes, and with it what a killed one left beside its files."""

import os
from pathlib import Path

import pytest

from desk import ANNA, BEFORE, JONAS, Desk
from elsewhere import WorkFailedError, elsewhere
from kontaktjournal.domain.errors import DiskTrouble
from kontaktjournal.store import commit, leftover
from kontaktjournal.store.leftover import beginning_of


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a journal in which a command was killed when Anna's file was put aside."""
    desk = Desk(tmp_path, {ANNA: BEFORE, JONAS: b"# Jonas\n"})

    def work() -> None:
        vars(commit)["drop"] = lambda *_: os._exit(9)
        with desk.writer().transaction("forget") as transaction:
            transaction.remove(ANNA, BEFORE)

    with pytest.raises(WorkFailedError, match="killed"):
        elsewhere(work)
    assert BEFORE in desk.texts().values()
    return desk


def left(desk: Desk) -> Path:
    return next((desk.root / "kontakte").glob(".j-*"))


def test_what_the_killed_command_put_aside_goes(desk: Desk) -> None:
    assert desk.writer().forget_all() == []

    assert [*desk.texts()] == [JONAS]
    assert desk.records() == []


def test_what_somebody_wrote_to_it_is_kept_as_a_copy_and_said(desk: Desk) -> None:
    left(desk).write_bytes(b"von Hand\n")

    (copy,) = desk.writer().forget_all()

    assert desk.texts()[copy] == b"von Hand\n"


def test_as_long_as_it_cannot_go_what_is_known_of_it_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(1, "no")

    with monkeypatch.context() as patch:
        patch.setattr(leftover, "settle", fail)
        with pytest.raises(DiskTrouble):
            desk.writer().forget_all()

    assert desk.records()
    assert desk.writer().forget_all() == []
    assert [*desk.texts()] == [JONAS]


def test_without_any_note_it_goes_by_its_name(desk: Desk) -> None:
    for record in desk.records():
        record.unlink()

    desk.writer().forget_all([beginning_of("anna.md")])

    assert [*desk.texts()] == [JONAS]


def test_by_its_name_nothing_goes_beside_a_file_that_is_there(desk: Desk) -> None:
    for record in desk.records():
        record.unlink()
    desk.anna.write_bytes(b"eine andere\n")

    desk.writer().forget_all([beginning_of("anna.md")])

    assert left(desk).read_bytes() == BEFORE
