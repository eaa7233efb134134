"""Taking back: the last command, whole or not at all, and only what nobody touched since."""

import os
from pathlib import Path

import pytest

from desk import AFTER, ANNA, BEFORE, JONAS, Desk
from faults import Faults, dying
from kontaktjournal.domain.errors import Conflict, DiskTrouble, Refused
from kontaktjournal.store.undo import Record
from kontaktjournal.store.unwind import unwind

NEW = b"# Jonas Weber\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def refused(desk: Desk) -> tuple[str, int]:
    """Return how undoing is refused, and with which exit code."""
    with pytest.raises((Refused, Conflict)) as error:
        desk.writer().undo()
    return error.value.key, error.value.exit_code


# --- what is taken back ------------------------------------------------------------------------


def test_a_replaced_file_gets_its_old_text_back(desk: Desk) -> None:
    desk.replace()

    undone = desk.writer().undo()

    assert desk.texts() == {ANNA: BEFORE}
    assert undone.record.command == "log"
    assert undone.files == {ANNA: (AFTER, BEFORE)}
    assert refused(desk) == ("refusal.nothing_to_undo", 3)


def test_a_new_file_and_its_folders_are_gone(desk: Desk) -> None:
    with desk.writer().transaction("new") as transaction:
        transaction.create("kontakte/2026/neu/jonas.md", NEW)

    desk.writer().undo()

    assert desk.texts() == {ANNA: BEFORE}
    assert not (desk.root / "kontakte/2026").exists()


def test_a_folder_somebody_else_uses_by_now_stays(desk: Desk) -> None:
    with desk.writer().transaction("new") as transaction:
        transaction.create("kontakte/2026/jonas.md", NEW)
    (desk.root / "kontakte/2026/mia.md").write_bytes(NEW)

    desk.writer().undo()

    assert desk.texts() == {ANNA: BEFORE, "kontakte/2026/mia.md": NEW}


def test_a_removed_file_is_back(desk: Desk) -> None:
    with desk.writer().transaction("merge-contacts") as transaction:
        transaction.remove(ANNA, BEFORE)

    desk.writer().undo()

    assert desk.texts() == {ANNA: BEFORE}


def test_a_renamed_file_has_its_old_name(desk: Desk) -> None:
    inode = desk.anna.stat().st_ino
    with desk.writer().transaction("mv") as transaction:
        transaction.rename(ANNA, "kontakte/2026/anna.md")

    desk.writer().undo()

    assert desk.texts() == {ANNA: BEFORE}
    assert desk.anna.stat().st_ino == inode
    assert not (desk.root / "kontakte/2026").exists()


def test_a_file_whose_name_changed_in_case_only_is_taken_back_where_both_are_one(
    desk: Desk,
) -> None:
    with desk.writer().transaction("mv") as transaction:
        transaction.rename(ANNA, "kontakte/Anna.md")
    record = Record.read(desk.records()[0], 1)

    undoing = unwind(record, {ANNA: BEFORE, "kontakte/Anna.md": BEFORE}.get)

    assert undoing.steps == tuple(record.changes)


def test_a_command_is_taken_back_whole_and_one_after_the_other(tmp_path: Path) -> None:
    files = {ANNA: BEFORE, JONAS: NEW}
    desk = Desk(tmp_path, files)
    desk.replace(AFTER, command="log")
    between = desk.texts()
    with desk.writer().transaction("mv") as transaction:
        transaction.replace(ANNA, AFTER, b"mit Link\n")
        transaction.rename(JONAS, "kontakte/weber.md")
        transaction.replace("kontakte/weber.md", NEW, b"# Weber\n")

    first = desk.writer().undo().record.command
    middle = desk.texts()
    second = desk.writer().undo().record.command

    assert (first, second) == ("mv", "log")
    assert middle == between
    assert desk.texts() == files


def test_the_same_file_may_change_often_in_one_command(desk: Desk) -> None:
    with desk.writer().transaction("log") as transaction:
        transaction.replace(ANNA, BEFORE, AFTER)
        transaction.replace(ANNA, AFTER, b"")
        transaction.replace(ANNA, b"", BEFORE + b"x")

    desk.writer().undo()

    assert desk.texts() == {ANNA: BEFORE}


def test_a_command_with_a_question_is_one_command(desk: Desk) -> None:
    transaction = desk.writer().transaction("log")
    with transaction:
        transaction.replace(ANNA, BEFORE, AFTER)
    with transaction:
        transaction.replace(ANNA, AFTER, b"")

    desk.writer().undo()

    assert desk.texts() == {ANNA: BEFORE}
    assert refused(desk)[0] == "refusal.nothing_to_undo"


def test_what_another_command_wrote_during_the_question_is_taken_back_in_its_turn(
    desk: Desk,
) -> None:
    transaction = desk.writer().transaction("log")
    with transaction:
        transaction.replace(ANNA, BEFORE, b"1")
    desk.replace(b"2", command="next")
    with transaction:
        transaction.replace(ANNA, b"2", b"3")

    undone = [desk.writer().undo().record.command for _ in range(3)]

    assert undone == ["log", "next", "log"]
    assert desk.texts() == {ANNA: BEFORE}


def test_commands_that_wrote_nothing_are_passed_over(desk: Desk) -> None:
    desk.replace()
    desk.replace()
    with pytest.raises(Refused), desk.writer().transaction("new") as transaction:
        transaction.create(ANNA, NEW)

    desk.writer().undo()

    assert desk.texts() == {ANNA: BEFORE}


def test_the_last_hundred_commands_can_be_taken_back(desk: Desk) -> None:
    texts = [b"%d\n" % number for number in range(103)]
    with Faults(0, dying):  # without waiting for the disk
        for text in texts:
            desk.replace(text)
        undone = [desk.writer().undo().files[ANNA][1] for _ in range(100)]

    assert undone == texts[-2:1:-1]
    assert refused(desk)[0] == "refusal.nothing_to_undo"


def test_saying_what_would_be_undone_changes_nothing(desk: Desk) -> None:
    desk.replace()

    undoing = desk.writer().undoing()

    assert undoing.files == {ANNA: (AFTER, BEFORE)}
    assert desk.texts() == {ANNA: AFTER}
    assert desk.writer().undo().files == undoing.files


# --- what is not -------------------------------------------------------------------------------


def test_a_file_changed_since_is_not_taken_back(desk: Desk) -> None:
    desk.replace()
    desk.anna.write_bytes(AFTER + b"von Hand\n")

    with pytest.raises(Conflict) as error:
        desk.writer().undo()

    assert (error.value.key, error.value.exit_code) == ("refusal.changed_since", 4)
    assert error.value.values == {"path": ANNA, "file": "anna.md", "command": "log"}
    assert desk.texts() == {ANNA: AFTER + b"von Hand\n"}


@pytest.mark.parametrize("number", range(4))
def test_one_file_changed_since_keeps_the_whole_command(tmp_path: Path, number: int) -> None:
    names = [ANNA, JONAS, "kontakte/mia.md", "kontakte/neu.md"]
    desk = Desk(tmp_path, dict.fromkeys([*names[:2], "kontakte/uwe.md"], BEFORE))
    with desk.writer().transaction("x") as transaction:
        transaction.replace(names[0], BEFORE, AFTER)
        transaction.replace(names[1], BEFORE, AFTER)
        transaction.create(names[2], AFTER)
        transaction.rename("kontakte/uwe.md", names[3])
    (desk.root / names[number]).write_bytes(b"von Hand\n")
    before = desk.texts()

    assert refused(desk) == ("refusal.changed_since", 4)
    assert desk.texts() == before


@pytest.mark.parametrize("path", [ANNA, JONAS])
def test_a_name_taken_since_keeps_its_file(tmp_path: Path, path: str) -> None:
    desk = Desk(tmp_path, {ANNA: BEFORE, JONAS: NEW})
    with desk.writer().transaction("x") as transaction:
        transaction.remove(ANNA, BEFORE)
        transaction.rename(JONAS, "kontakte/weber.md")
    (desk.root / path).write_bytes(b"von Hand\n")
    before = desk.texts()

    assert refused(desk) == ("refusal.changed_since", 4)
    assert desk.texts() == before


def test_after_a_refusal_it_can_be_taken_back_once_the_file_is_as_it_was(desk: Desk) -> None:
    desk.replace()
    desk.anna.write_bytes(b"von Hand\n")
    refused(desk)
    desk.anna.write_bytes(AFTER)

    desk.writer().undo()

    assert desk.texts() == {ANNA: BEFORE}


def test_what_fails_in_the_middle_is_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path, {ANNA: BEFORE, JONAS: NEW})
    with desk.writer().transaction("x") as transaction:
        transaction.remove(ANNA, BEFORE)
        transaction.rename(JONAS, "kontakte/2026/jonas.md")
        transaction.create("kontakte/mia.md", NEW)
    before = desk.texts()
    write = os.write

    def full(descriptor: int, data: bytes) -> int:
        if bytes(data) == BEFORE:
            raise OSError(28, "No space left on device")
        return write(descriptor, data)

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(DiskTrouble):
        desk.writer().undo()
    monkeypatch.undo()

    assert desk.texts() == before
    desk.writer().undo()
    assert desk.texts() == {ANNA: BEFORE, JONAS: NEW}


def test_where_there_is_nothing_to_undo_it_says_so(desk: Desk) -> None:
    assert refused(desk) == ("refusal.nothing_to_undo", 3)
