"""One writer at a time, and a dead one is in nobody's way."""

import os
import time
from pathlib import Path

import pytest

from desk import AFTER, ANNA, Desk
from elsewhere import Elsewhere
from kontaktjournal import flock
from kontaktjournal.domain.errors import Conflict
from kontaktjournal.store.vault_lock import VaultLock

SOON = 0.05


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def lock(desk: Desk) -> VaultLock:
    return VaultLock(desk.state, str(desk.root))


def holding(desk: Desk) -> Elsewhere[None]:
    """Return a process that holds the lock until it is killed."""
    ready, end = os.pipe()

    def work() -> None:
        with lock(desk):
            os.write(end, b"x")
            time.sleep(60)

    child = Elsewhere(work)
    os.read(ready, 1)
    os.close(ready)
    os.close(end)
    return child


def test_who_comes_second_waits_and_is_refused_after_a_while(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flock, "_PATIENCE_SECONDS", SOON)
    child = holding(desk)

    try:
        with pytest.raises(Conflict) as refused:
            desk.replace()
    finally:
        child.kill()

    assert (refused.value.key, refused.value.exit_code) == ("refusal.busy", 4)
    assert desk.texts() != {ANNA: AFTER}


def test_a_killed_writer_is_in_nobodys_way(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flock, "_PATIENCE_SECONDS", SOON)

    holding(desk).kill()
    desk.replace()

    assert desk.texts() == {ANNA: AFTER}


def test_a_child_of_a_writer_does_not_keep_the_lock(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flock, "_PATIENCE_SECONDS", SOON)

    with lock(desk):
        child = Elsewhere(lambda: time.sleep(60))
    try:
        desk.replace()
    finally:
        child.kill()

    assert desk.texts() == {ANNA: AFTER}


def test_the_lock_leaves_nothing_in_the_journal(desk: Desk) -> None:
    before = desk.texts()

    with lock(desk):
        assert desk.texts() == before

    assert [path.name for path in desk.state.iterdir()] == ["lock"]


def test_without_a_state_folder_the_journal_itself_is_locked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flock, "_PATIENCE_SECONDS", SOON)
    desk.state.write_bytes(b"")
    before = desk.texts()
    child = holding(desk)

    try:
        with pytest.raises(Conflict):
            desk.replace()
    finally:
        child.kill()

    assert desk.texts() == before


def test_where_nothing_can_be_locked_it_is_written_all_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", refuse)
    desk.replace()

    assert desk.texts() == {ANNA: AFTER}
