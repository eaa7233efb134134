"""Somebody else saves at the very moment: each save that ever was is somewhere, whole."""

import errno
import os
import threading
from pathlib import Path

import pytest

from desk import AFTER, ANNA, BEFORE, JONAS, Desk
from kontaktjournal.domain.errors import Conflict, DiskTrouble
from kontaktjournal.store import beside, commit, exchange
from meddlers import Deed, WaitingWriter, meddling, save_by_rename

THEIRS, LATER = BEFORE + b"von Hand\n", BEFORE + b"noch spaeter\n"
OURS = b"vom Journal\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def fail() -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


# --- saving by rename --------------------------------------------------------------------------


def test_what_is_saved_just_before_the_swap_is_what_the_change_is_made_of(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with meddling(monkeypatch, before=[lambda: save_by_rename(desk, THEIRS)]) as meddler:
        desk.append(OURS)

    # There, back, and there again.
    assert meddler.swaps == 3
    assert desk.texts() == {ANNA: THEIRS + OURS}


def test_what_is_saved_just_before_the_swap_is_not_overwritten_by_what_was_made_of_the_old(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        meddling(monkeypatch, before=[lambda: save_by_rename(desk, THEIRS)]),
        pytest.raises(Conflict) as refused,
        desk.writer().transaction("log") as transaction,
    ):
        transaction.replace(ANNA, BEFORE, AFTER)

    assert refused.value.key == "refusal.changed"
    assert desk.texts() == {ANNA: THEIRS}
    assert desk.records() == []


def test_what_is_saved_just_after_the_swap_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with meddling(monkeypatch, after=[lambda: save_by_rename(desk, THEIRS)]):
        desk.append(OURS)

    assert desk.texts() == {ANNA: THEIRS}


def test_of_two_saves_around_the_swap_the_later_stays_and_the_earlier_is_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with meddling(
        monkeypatch,
        before=[lambda: save_by_rename(desk, THEIRS)],
        after=[lambda: save_by_rename(desk, LATER)],
    ):
        writer = desk.writer()
        with writer.transaction("log") as transaction:
            transaction.replace_by(ANNA, lambda data: data + OURS)

    (copy,) = transaction.copies
    assert copy.startswith("kontakte/anna.sync-conflict-")
    assert desk.texts() == {ANNA: LATER + OURS, copy: THEIRS}


def test_a_file_deleted_just_before_the_swap_stays_deleted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with meddling(monkeypatch, before=[desk.anna.unlink]), pytest.raises(Conflict) as refused:
        desk.append(OURS)

    assert refused.value.key == "refusal.gone"
    assert desk.texts() == {}


def test_a_file_deleted_while_it_is_put_back_is_kept_as_a_copy(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        meddling(
            monkeypatch,
            before=[lambda: save_by_rename(desk, THEIRS)],
            after=[desk.anna.unlink],
        ),
        pytest.raises(Conflict),
    ):
        desk.append(OURS)

    assert list(desk.texts().values()) == [THEIRS]


def test_somebody_who_saves_all_the_time_is_not_fought(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves = [BEFORE + b"%d\n" % number for number in range(500)]
    left = iter(saves)
    deeds: list[Deed] = [lambda: save_by_rename(desk, next(left)), lambda: None] * len(saves)
    monkeypatch.setattr("time.sleep", lambda _: None)

    with meddling(monkeypatch, before=deeds) as meddler, pytest.raises(Conflict) as refused:
        desk.append(OURS)

    assert refused.value.key == "refusal.changed"
    assert meddler.swaps < len(saves)
    assert list(desk.texts()) == [ANNA]
    assert desk.anna.read_bytes() in saves


# --- saving in place ---------------------------------------------------------------------------


def test_who_comes_before_the_swap_saves_to_the_file_that_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = WaitingWriter(desk, THEIRS, monkeypatch)

    with meddling(monkeypatch, before=[writer.come]):
        desk.append(OURS)
    writer.wait()

    assert desk.texts() == {ANNA: THEIRS + OURS}


def test_who_comes_to_the_old_file_after_the_swap_saves_to_the_file_that_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = WaitingWriter(desk, THEIRS, monkeypatch)

    with meddling(monkeypatch, after=[writer.come]):
        desk.append(OURS)
    writer.wait()

    assert desk.texts() == {ANNA: THEIRS + OURS}


def test_what_is_saved_to_a_file_that_has_no_name_any_more_is_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = WaitingWriter(desk, THEIRS, monkeypatch)
    drop = beside.drop

    def dropped(folder: int, name: str) -> bool:
        writer.come()
        return drop(folder, name)

    monkeypatch.setattr(commit, "drop", dropped)
    with desk.writer().transaction("log") as transaction:
        transaction.replace_by(ANNA, lambda data: data + OURS)
    writer.wait()

    (copy,) = transaction.copies
    assert desk.texts() == {ANNA: BEFORE + OURS, copy: THEIRS}


def test_a_file_that_is_being_saved_in_place_is_waited_for(desk: Desk) -> None:
    descriptor = os.open(desk.anna, os.O_WRONLY | os.O_TRUNC)

    def finish() -> None:
        os.write(descriptor, THEIRS)
        os.close(descriptor)

    timer = threading.Timer(0.1, finish)
    timer.start()
    desk.append(OURS)

    assert desk.texts() == {ANNA: THEIRS + OURS}


def test_a_file_that_is_open_for_writing_and_stays_so_is_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "PATIENCE_SECONDS", 0.05)

    with desk.anna.open("ab"), pytest.raises(Conflict) as refused:
        desk.append(OURS)

    assert (refused.value.key, refused.value.exit_code) == ("refusal.in_use", 4)
    assert desk.texts() == {ANNA: BEFORE}


def test_who_only_reads_disturbs_nobody_and_is_not_disturbed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[bytes] = []

    with (
        desk.anna.open("rb"),
        meddling(
            monkeypatch,
            before=[lambda: read.append(desk.anna.read_bytes())],
            after=[lambda: read.append(desk.anna.read_bytes())],
        ) as meddler,
    ):
        desk.append(OURS)

    assert read == [BEFORE, BEFORE + OURS]
    assert meddler.swaps == 1


# --- what goes wrong on top ---------------------------------------------------------------------


def test_where_the_file_beside_vanishes_after_the_swap_the_new_text_counts(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tidy_up() -> None:
        for path in (desk.root / "kontakte").glob(".j-*"):
            path.unlink()

    with meddling(monkeypatch, after=[tidy_up]), pytest.raises(DiskTrouble) as refused:
        desk.replace()

    assert refused.value.key == "refusal.not_sure"
    assert desk.texts() == {ANNA: AFTER}
    desk.writer().undo()
    assert desk.texts() == {ANNA: BEFORE}


def test_what_was_swapped_and_cannot_be_put_back_is_not_done_twice(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        meddling(monkeypatch, before=[lambda: save_by_rename(desk, THEIRS), fail]),
        pytest.raises(DiskTrouble) as refused,
    ):
        desk.append(OURS)

    assert refused.value.key == "refusal.not_sure"
    assert desk.anna.read_bytes() == BEFORE + OURS
    with desk.writer().transaction("new") as transaction:
        transaction.create(JONAS, OURS)
    (copy,) = transaction.copies
    assert desk.texts() == {ANNA: BEFORE + OURS, copy: THEIRS, JONAS: OURS}
