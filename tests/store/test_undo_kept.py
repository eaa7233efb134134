"""What is kept so that it can be taken back: where, how much, and what if it is damaged."""

import json
import os
import stat
from pathlib import Path

import pytest

from desk import AFTER, ANNA, BEFORE, JONAS, Desk
from elsewhere import elsewhere
from kontaktjournal.domain.errors import Conflict, DiskTrouble, Refused
from kontaktjournal.store.write import Writer

NEW = b"# Jonas Weber\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def refused(desk: Desk) -> tuple[str, int]:
    """Return how undoing is refused, and with which exit code."""
    with pytest.raises((Refused, Conflict)) as error:
        desk.writer().undo()
    return error.value.key, error.value.exit_code


def test_what_is_kept_lies_outside_the_journal_and_is_for_its_owner_only(desk: Desk) -> None:
    desk.replace()

    (record,) = desk.records()
    assert desk.texts() == {ANNA: AFTER}
    assert stat.S_IMODE(record.stat().st_mode) == 0o600
    assert stat.S_IMODE(record.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(desk.state.stat().st_mode) == 0o700


def test_of_a_long_file_only_the_difference_is_kept(tmp_path: Path) -> None:
    desk = Desk(tmp_path, {ANNA: b"Zeile\n" * 100_000})
    desk.append(b"eine mehr\n")

    (record,) = desk.records()
    assert record.stat().st_size < 1000


@pytest.mark.parametrize("where", ["file in its place", "no rights", "no room"])
def test_where_nothing_can_be_kept_it_is_written_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    desk = Desk(tmp_path)
    if where == "file in its place":
        desk.state.write_bytes(b"")
    else:
        number = 13 if where == "no rights" else 28
        opened = os.open

        def refuse(path: object, *args: int, **kwargs: int) -> int:
            if str(path).endswith(".jsonl"):
                raise OSError(number, os.strerror(number))
            return opened(path, *args, **kwargs)  # type: ignore[arg-type]  # as it came

        monkeypatch.setattr(os, "open", refuse)

    with desk.writer().transaction("log") as transaction:
        transaction.replace(ANNA, BEFORE, AFTER)

    assert desk.texts() == {ANNA: AFTER}
    assert not transaction.is_undoable


def test_a_command_that_can_be_kept_in_part_only_is_not_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write

    def full(descriptor: int, data: bytes) -> int:
        if b'"path": "kontakte/jonas.md"' in bytes(data):
            write(descriptor, bytes(data)[:10])
            raise OSError(28, "No space left on device")
        return write(descriptor, data)

    monkeypatch.setattr(os, "write", full)
    with desk.writer().transaction("x") as transaction:
        transaction.replace(ANNA, BEFORE, AFTER)
        transaction.create(JONAS, NEW)

    assert desk.texts() == {ANNA: AFTER, JONAS: NEW}
    assert not transaction.is_undoable
    assert desk.records() == []
    assert refused(desk) == ("refusal.nothing_to_undo", 3)


def test_a_failed_command_is_taken_back_where_nothing_can_be_kept(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.state.write_bytes(b"")
    transaction = desk.writer().transaction("x")

    def fail() -> None:
        with transaction:
            transaction.replace(ANNA, BEFORE, AFTER)
            transaction.create(ANNA, NEW)

    with pytest.raises(Refused):
        fail()

    assert desk.texts() == {ANNA: BEFORE}


def test_who_only_asks_what_would_be_undone_hears_of_the_damage_each_time(desk: Desk) -> None:
    desk.replace()
    (record,) = desk.records()
    record.write_bytes(record.read_bytes()[:-4])

    for _ in range(2):
        with pytest.raises(Refused, match=r"refusal\.undo_torn"):
            desk.writer().undoing()

    assert refused(desk) == ("refusal.undo_torn", 3)


@pytest.mark.parametrize(
    "damage",
    [
        b"\0", b"[]", b"7\n", b"null\n", b'{"version": 1}\n', b'{"version": 2, "command": "x"}\n',
        b'{"version": 1, "command": "log"}\n{"change": "exploded"}\n',
        b'{"version": 1, "command": "log"}\n{"change": "created"}\n',
        b'{"version": 1, "command": "log"}\n{"end": "someday"}\n',
        b'{"version": 1, "command": "log"}\n[1]\n',
        b'{"version": 1, "command": "log"}\n{"change": "created", "path": 7, "now": "b"}\n',
        b'{"version": 1, "command": "log"}\n{"change": "created", "path": "a", "x": 7}\n',
        b'{"version": 1, "command": "log"}\n{"change": "created", "path": "a", "now": "b"',
        b"[" * 100_000 + b"\n",
    ],
)  # fmt: skip
def test_what_is_damaged_is_said_once_and_the_command_before_is_next(
    desk: Desk, damage: bytes
) -> None:
    desk.replace(AFTER)
    desk.replace(b"")
    desk.records()[-1].write_bytes(damage)
    desk.anna.write_bytes(AFTER)

    assert refused(desk) == ("refusal.undo_torn", 3)
    assert desk.texts() == {ANNA: AFTER}
    desk.writer().undo()
    assert desk.texts() == {ANNA: BEFORE}


def test_a_record_that_lies_writes_nothing(desk: Desk) -> None:
    desk.replace()
    (record,) = desk.records()
    lines = record.read_text().splitlines()
    change = json.loads(lines[1])
    change["back"][0][2] = "AAAA"
    record.write_text("\n".join([lines[0], json.dumps(change), lines[2], ""]))

    assert refused(desk) == ("refusal.changed_since", 4)
    assert desk.texts() == {ANNA: AFTER}


def test_what_is_kept_of_a_forgotten_contact_is_dropped(tmp_path: Path) -> None:
    desk = Desk(tmp_path, {ANNA: BEFORE, JONAS: b"geheim\n"})
    desk.replace(AFTER)
    desk.replace(b"geheim 2\n", JONAS)
    with desk.writer().transaction("mv") as transaction:
        transaction.rename(JONAS, "kontakte/weber.md")

    dropped = desk.writer().forget([JONAS])

    assert dropped == 2
    assert all(b"geheim" not in record.read_bytes() for record in desk.records())
    desk.writer().undo()
    assert desk.texts() == {ANNA: BEFORE, "kontakte/weber.md": b"geheim 2\n"}


def test_two_journals_do_not_share_what_is_kept(tmp_path: Path) -> None:
    one, other = Desk(tmp_path / "1"), Desk(tmp_path / "2")
    one.replace()

    assert refused(other) == ("refusal.nothing_to_undo", 3)
    one.writer().undo()
    assert one.texts() == {ANNA: BEFORE}


def test_a_folder_that_cannot_be_listed_is_the_systems_refusal(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.state.mkdir()
    (desk.state / "undo").write_bytes(b"")

    with pytest.raises(DiskTrouble) as error:
        desk.writer().undo()

    assert error.value.key == "refusal.cannot_read"
    assert str(desk.state) in str(error.value.values["path"])


def test_undoing_is_possible_for_who_did_not_write(desk: Desk) -> None:
    """Each command is a process of its own."""
    elsewhere(desk.replace)

    elsewhere(lambda: Writer(str(desk.root), ("kontakte",), desk.state).undo() and None)

    assert desk.texts() == {ANNA: BEFORE}
