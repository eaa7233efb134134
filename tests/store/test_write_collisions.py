"""Somebody else saves at the very moment: each save that ever was is somewhere, whole."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desk import AFTER, ANNA, BEFORE, JONAS, Desk
from kontaktjournal.domain.errors import Conflict
from kontaktjournal.store import beside, commit, exchange
from kontaktjournal.store.exchange import Lease
from kontaktjournal.store.target import Original

THEIRS, LATER = BEFORE + b"von Hand\n", BEFORE + b"noch spaeter\n"
OURS = b"vom Journal\n"

Deed = Callable[[], None]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def save_by_rename(desk: Desk, text: bytes) -> None:
    """Save as careful editors do."""
    swap = desk.root / "kontakte/.anna.md.swp"
    swap.write_bytes(text)
    swap.replace(desk.anna)


class Meddler:
    """Does something just before or after the moment at which names are swapped.

    Args:
        before: what it does before the first swap, the second, …
        after: what it does after.
    """

    def __init__(self, before: list[Deed], after: list[Deed]) -> None:
        self._before = before
        self._after = after
        self.swaps = 0

    def swap(self, folder: int, one: str, other: str) -> bool:
        self._do(self._before)
        self.swaps += 1
        is_done = exchange.exchange(folder, one, other)
        self._do(self._after)
        return is_done

    @staticmethod
    def _do(deeds: list[Deed]) -> None:
        if deeds:
            deeds.pop(0)()


@contextmanager
def meddling(
    monkeypatch: pytest.MonkeyPatch, *, before: list[Deed] | None = None,
    after: list[Deed] | None = None,
) -> Iterator[Meddler]:  # fmt: skip
    meddler = Meddler(before or [], after or [])
    with monkeypatch.context() as patch:
        patch.setattr(commit, "exchange", meddler.swap)
        yield meddler


class WaitingWriter:
    """Somebody who opens the file to save in place, and is made to wait.

    Args:
        desk: whose file.
        text: what is saved.
        patch: to learn of the leases by.
    """

    def __init__(self, desk: Desk, text: bytes, patch: pytest.MonkeyPatch) -> None:
        self._leases: list[Lease] = []
        # Between finding a file and opening it, the system may let any time pass.
        self._found = os.open(desk.anna, os.O_PATH)
        self._text = text
        self._thread = threading.Thread(target=self._save)
        enter = Lease.__enter__

        def remembered(lease: Lease) -> Lease:
            self._leases.append(lease)
            return enter(lease)

        patch.setattr(Lease, "__enter__", remembered)

    def _save(self) -> None:
        Path(f"/proc/self/fd/{self._found}").write_bytes(self._text)
        os.close(self._found)

    def come(self) -> None:
        """Come, and be at the door: once."""
        if self._thread.ident is None:
            self._thread.start()
            while self._thread.is_alive() and not self._leases[-1].is_broken:
                pass

    def wait(self) -> None:
        """Wait until it is saved."""
        self._thread.join()


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


# --- removing ----------------------------------------------------------------------------------


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
    flush = beside.flush

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
