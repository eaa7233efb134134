"""What is written is whole, and what is not what was read stays as it is."""

import os
import signal
import threading
from pathlib import Path

import pytest

from desk import AFTER, ANNA, BEFORE, JONAS, Desk
from kontaktjournal.domain.errors import Conflict, NotFound, Refused
from kontaktjournal.messages import Catalogue

NEW = b"# Jonas Weber\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


# --- one change ------------------------------------------------------------------------------


def test_a_replaced_file_says_the_new_text_and_nothing_lies_beside_it(desk: Desk) -> None:
    with desk.writer().transaction("log") as transaction:
        transaction.replace(ANNA, BEFORE, AFTER)

    assert desk.texts() == {ANNA: AFTER}
    assert transaction.has_written
    assert transaction.is_undoable
    assert transaction.copies == ()


@pytest.mark.parametrize("new", [b"", b"x", BEFORE * 40_000], ids=["empty", "tiny", "large"])
def test_any_size_is_written_whole(desk: Desk, new: bytes) -> None:
    desk.replace(new)

    assert desk.texts() == {ANNA: new}


def test_a_file_that_is_not_what_was_read_is_not_written(desk: Desk) -> None:
    desk.anna.write_bytes(BEFORE + b"von Hand\n")

    with (
        pytest.raises(Conflict) as refused,
        desk.writer().transaction("log") as transaction,
    ):
        transaction.replace(ANNA, BEFORE, AFTER)

    assert desk.texts() == {ANNA: BEFORE + b"von Hand\n"}
    assert refused.value.key == "refusal.changed"
    assert Catalogue("de")(refused.value.key, **refused.value.values) == (
        "anna.md wurde gerade geändert; nichts geschrieben. Noch einmal versuchen."
    )


def test_a_change_is_made_of_what_the_file_says_now(desk: Desk) -> None:
    desk.anna.write_bytes(BEFORE + b"von Hand\n")

    desk.append(b"vom Journal\n")

    assert desk.texts() == {ANNA: BEFORE + b"von Hand\nvom Journal\n"}


def test_what_a_change_refuses_is_refused(desk: Desk) -> None:
    def refuse(_: bytes) -> bytes:
        raise NotFound("refusal.not_found", word="x")

    with pytest.raises(NotFound), desk.writer().transaction("log") as transaction:
        transaction.replace_by(ANNA, refuse)

    assert desk.texts() == {ANNA: BEFORE}
    assert desk.records() == []


def test_the_same_text_again_is_not_written(desk: Desk) -> None:
    inode = desk.anna.stat().st_ino

    with desk.writer().transaction("log") as transaction:
        transaction.replace(ANNA, BEFORE, BEFORE)

    assert desk.anna.stat().st_ino == inode
    assert not transaction.has_written
    assert desk.records() == []


@pytest.mark.parametrize("path", [ANNA, "kontakte/fehlt/anna.md"])
def test_a_file_that_is_gone_is_not_made_again(desk: Desk, path: str) -> None:
    desk.anna.unlink()

    with pytest.raises(Conflict) as refused, desk.writer().transaction("log") as transaction:
        transaction.replace(path, BEFORE, AFTER)

    assert refused.value.key == "refusal.gone"
    assert desk.texts() == {}


def test_a_new_file_is_made_with_its_folders(desk: Desk) -> None:
    with desk.writer().transaction("new") as transaction:
        transaction.create("kontakte/2026/neu/jonas.md", NEW)

    assert desk.texts() == {ANNA: BEFORE, "kontakte/2026/neu/jonas.md": NEW}


def test_a_new_file_may_be_read_by_whom_the_user_lets(desk: Desk) -> None:
    mask = os.umask(0o027)
    try:
        with desk.writer().transaction("new") as transaction:
            transaction.create(JONAS, NEW)
    finally:
        os.umask(mask)

    assert (desk.root / JONAS).stat().st_mode & 0o777 == 0o640


def test_a_new_file_never_overwrites(desk: Desk) -> None:
    with pytest.raises(Refused) as refused, desk.writer().transaction("new") as transaction:
        transaction.create(ANNA, NEW)

    assert refused.value.key == "refusal.exists"
    assert desk.texts() == {ANNA: BEFORE}
    assert desk.records() == []


@pytest.mark.parametrize("leads_to", ["anna.md", "fehlt.md", "../../draussen.md"])
def test_a_new_file_is_not_made_through_a_link(desk: Desk, leads_to: str) -> None:
    (desk.root / JONAS).symlink_to(leads_to)

    with pytest.raises(Refused) as refused, desk.writer().transaction("new") as transaction:
        transaction.create(JONAS, NEW)

    assert refused.value.key == "refusal.exists"
    assert (desk.root / JONAS).is_symlink()
    assert desk.anna.read_bytes() == BEFORE


def test_a_new_file_that_cannot_be_made_leaves_no_folders(desk: Desk) -> None:
    with pytest.raises(Refused), desk.writer().transaction("new") as transaction:
        transaction.create("kontakte/2026/../jonas.md", NEW)

    assert not (desk.root / "kontakte/2026").exists()


def test_a_removed_file_is_gone(desk: Desk) -> None:
    with desk.writer().transaction("merge-contacts") as transaction:
        transaction.remove(ANNA, BEFORE)

    assert desk.texts() == {}


def test_a_file_that_is_not_what_was_read_is_not_removed(desk: Desk) -> None:
    with pytest.raises(Conflict) as refused, desk.writer().transaction("x") as transaction:
        transaction.remove(ANNA, AFTER)

    assert refused.value.key == "refusal.changed"
    assert desk.texts() == {ANNA: BEFORE}


@pytest.mark.parametrize("to", [JONAS, "kontakte/2026/jonas.md", "kontakte/Anna.md"])
def test_a_renamed_file_stays_the_same_file(desk: Desk, to: str) -> None:
    inode = desk.anna.stat().st_ino

    with desk.writer().transaction("mv") as transaction:
        transaction.rename(ANNA, to)

    assert desk.texts() == {to: BEFORE}
    assert (desk.root / to).stat().st_ino == inode


def test_a_renamed_file_never_overwrites(desk: Desk) -> None:
    (desk.root / JONAS).write_bytes(NEW)

    with pytest.raises(Refused) as refused, desk.writer().transaction("mv") as transaction:
        transaction.rename(ANNA, JONAS)

    assert refused.value.key == "refusal.exists"
    assert desk.texts() == {ANNA: BEFORE, JONAS: NEW}


def test_a_file_renamed_to_its_own_name_is_left_alone(desk: Desk) -> None:
    with desk.writer().transaction("mv") as transaction:
        transaction.rename(ANNA, ANNA)

    assert desk.texts() == {ANNA: BEFORE}
    assert not transaction.has_written


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    path = f"kontakte/{'ä' * 126}.md"
    desk = Desk(tmp_path, {path: BEFORE})

    desk.replace(AFTER, path)

    assert desk.texts() == {path: AFTER}


def test_a_name_that_is_no_utf_8_can_be_written(tmp_path: Path) -> None:
    path = "kontakte/J\udcf6rg.md"
    desk = Desk(tmp_path, {path: BEFORE})

    desk.replace(AFTER, path)
    desk.writer().undo()

    assert desk.texts() == {path: BEFORE}


# --- a command -------------------------------------------------------------------------------


def test_what_a_command_wrote_before_it_failed_is_taken_back(tmp_path: Path) -> None:
    files = {ANNA: BEFORE, JONAS: NEW, "kontakte/uwe.md": b"uwe"}
    desk = Desk(tmp_path, files)

    transaction = desk.writer().transaction("spread")

    def fail_at_last() -> None:
        with transaction:
            transaction.replace(ANNA, BEFORE, AFTER)
            transaction.rename(JONAS, "kontakte/neu/jonas.md")
            transaction.remove("kontakte/uwe.md", b"uwe")
            transaction.create("kontakte/mia.md", b"mia")
            transaction.replace(ANNA, BEFORE, AFTER)

    with pytest.raises(Conflict):
        fail_at_last()

    assert desk.texts() == files
    assert not (desk.root / "kontakte/neu").exists()
    assert desk.records() == []
    assert not transaction.has_written


def test_what_others_wrote_since_is_not_taken_back(tmp_path: Path) -> None:
    desk = Desk(tmp_path, {ANNA: BEFORE, JONAS: NEW})

    def fail_late() -> None:
        with desk.writer().transaction("spread") as transaction:
            transaction.replace(ANNA, BEFORE, AFTER)
            transaction.replace(JONAS, NEW, AFTER)
            desk.anna.write_bytes(b"von Hand\n")
            raise NotFound("refusal.not_found", word="x")

    with pytest.raises(NotFound) as error:
        fail_late()

    assert desk.texts() == {ANNA: b"von Hand\n", JONAS: NEW}
    told = [(one.key, one.values.get("files")) for one in error.value.all]
    assert told == [("refusal.not_found", None), ("refusal.not_taken_back", ANNA)]


def test_a_command_may_ask_between_two_writes(desk: Desk) -> None:
    transaction = desk.writer().transaction("log")
    with transaction:
        transaction.replace(ANNA, BEFORE, AFTER)
    with desk.writer().transaction("next"):
        pass  # nobody is kept out by a question
    with transaction:
        transaction.replace(ANNA, AFTER, AFTER + b"x")

    assert desk.texts() == {ANNA: AFTER + b"x"}
    assert len(desk.records()) == 1


def test_what_fails_after_the_question_leaves_what_came_before(desk: Desk) -> None:
    transaction = desk.writer().transaction("log")
    with transaction:
        transaction.replace(ANNA, BEFORE, AFTER)
    with pytest.raises(Conflict), transaction:
        transaction.replace(ANNA, BEFORE, b"")

    assert desk.texts() == {ANNA: AFTER}


def test_nothing_is_written_without_the_lock(desk: Desk) -> None:
    with pytest.raises(RuntimeError, match="with statement"):
        desk.writer().transaction("log").create(JONAS, NEW)

    assert desk.texts() == {ANNA: BEFORE}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGTSTP])
def test_a_request_to_end_waits_until_the_file_is_whole_and_is_honoured_then(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    fsync = os.fsync
    seen = []

    def interrupted(descriptor: int) -> None:
        signal.pthread_kill(threading.get_ident(), number)
        fsync(descriptor)
        seen.append(descriptor)

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(number, end)
    monkeypatch.setattr(os, "fsync", interrupted)
    try:
        with pytest.raises(KeyboardInterrupt):
            desk.replace()
    finally:
        signal.signal(number, before)

    # The file and its folder; then both again, because the command was taken back.
    assert len(seen) == 4
    assert desk.texts() == {ANNA: BEFORE}
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) & {number} == set()
