"""Whatever fails, and wherever a command is killed: each file is whole, old or new."""

import errno
import resource
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from desk import AFTER, ANNA, BEFORE, JONAS, Desk
from elsewhere import Elsewhere, WorkFailedError, elsewhere
from faults import Faults, dying, failing
from kontaktjournal.domain.errors import DiskTrouble, Refused
from worlds import World, no_flags, nothing, whole

UWE, MIA, NEW = "kontakte/uwe.md", "kontakte/2026/mia.md", "kontakte/2026/uwe-kern.md"
FILES = {ANNA: BEFORE, JONAS: b"# Jonas\n", UWE: b"# Uwe\n"}
MORE_STEPS_THAN_THERE_ARE = 1000

Texts = dict[str, bytes]
Command = Callable[[Desk], None]


def replace(desk: Desk) -> None:
    desk.replace()


def create(desk: Desk) -> None:
    with desk.writer().transaction("new") as transaction:
        transaction.create(MIA, b"# Mia\n")


def remove(desk: Desk) -> None:
    with desk.writer().transaction("merge-contacts") as transaction:
        transaction.remove(ANNA, BEFORE)


def rename(desk: Desk) -> None:
    with desk.writer().transaction("mv") as transaction:
        transaction.rename(UWE, NEW)


def several(desk: Desk) -> None:
    with desk.writer().transaction("mv") as transaction:
        transaction.replace_by(ANNA, lambda _: AFTER)
        transaction.rename(UWE, NEW)
        transaction.create(MIA, b"# Mia\n")
        transaction.remove(JONAS, b"# Jonas\n")


def undo(desk: Desk) -> None:
    desk.writer().undo()


AFTERWARDS: dict[Command, Texts] = {
    replace: {**FILES, ANNA: AFTER},
    create: {**FILES, MIA: b"# Mia\n"},
    remove: {JONAS: FILES[JONAS], UWE: FILES[UWE]},
    rename: {ANNA: BEFORE, JONAS: FILES[JONAS], NEW: FILES[UWE]},
    several: {ANNA: AFTER, MIA: b"# Mia\n", NEW: FILES[UWE]},
    undo: FILES,
}
each_command = pytest.mark.parametrize(
    "command", AFTERWARDS, ids=[each.__name__ for each in AFTERWARDS]
)


each_world = pytest.mark.parametrize(
    "world", [whole, no_flags, nothing], ids=lambda world: world.__name__
)


def prepared(folder: Path, command: Command) -> tuple[Desk, Texts]:
    """Return a journal and what is in it before the command."""
    desk = Desk(folder, FILES)
    if command is undo:
        with unhurt():
            several(desk)
    return desk, desk.texts()


def unhurt() -> Faults:
    """Return no fault at all, only no waiting for the disk."""
    return Faults(0, dying)


def left(desk: Desk) -> list[str]:
    return [path for path in desk.texts() if "/.j-" in path]


def is_made_of(texts: Texts, before: Texts, after: Texts) -> bool:
    """Tell whether each file is whole, old or new, and none is missing that never was."""
    whole = {*before.items(), *after.items()}
    shown = {path: data for path, data in texts.items() if "/.j-" not in path}
    # A file under way between two names is under one of them.
    kept = before.keys() & after.keys()
    return whole >= shown.items() and kept <= shown.keys()


# --- failing ---------------------------------------------------------------------------------


def outcome(desk: Desk, command: Command) -> str:
    """Return the refusal's key; nothing where all is well."""
    try:
        command(desk)
    except DiskTrouble as error:
        return error.key if error.values["reason"] else "no reason"
    return ""


@each_command
@each_world
def test_one_failure_leaves_all_old_or_all_new(
    tmp_path: Path, command: Command, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world(monkeypatch)
    after = AFTERWARDS[command]
    keys = set()
    for at in range(1, MORE_STEPS_THAN_THERE_ARE):
        desk, before = prepared(tmp_path / str(at), command)
        with Faults(at, failing(errno.EIO)) as faults:
            key = outcome(desk, command)
        texts = desk.texts()
        where = (at, faults.struck, key)
        assert texts == (after if key in {"", "refusal.not_sure"} else before), where
        with unhurt():
            desk.append(b"x", next(path for path in before if path in after))
        assert left(desk) == [], where
        keys.add(key)
        if not faults.struck:
            break

    expected = {"", "refusal.cannot_write", "refusal.not_sure"}
    assert expected <= keys <= {*expected, "refusal.cannot_read"}


@each_command
@each_world
def test_a_disk_that_fails_for_good_leaves_each_file_old_or_new(
    tmp_path: Path, command: Command, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world(monkeypatch)
    after = AFTERWARDS[command]
    for at in range(1, MORE_STEPS_THAN_THERE_ARE):
        desk, before = prepared(tmp_path / str(at), command)
        with Faults(at, failing(errno.ENOSPC), lasting=True) as faults:
            outcome(desk, command)
        texts = desk.texts()
        where = (at, faults.struck)
        assert is_made_of(texts, before, after), where
        with unhurt():
            desk.append(b"x", next(path for path in before if path in after))
        assert left(desk) == [], where
        if not faults.struck:
            break

    assert faults.count < at


@pytest.mark.parametrize("limit", [0, 10, len(BEFORE) + 1, 300])
def test_a_full_disk_leaves_the_old_text(tmp_path: Path, limit: int) -> None:
    desk = Desk(tmp_path)

    def work() -> tuple[str, object]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        with pytest.raises(DiskTrouble) as refused:
            desk.replace(AFTER * 100)
        return refused.value.key, refused.value.values["path"]

    assert elsewhere(work) == ("refusal.cannot_write", ANNA)
    assert desk.texts() == {ANNA: BEFORE}


# --- being killed ----------------------------------------------------------------------------


def killed_at(desk: Desk, command: Command, at: int) -> bool:
    """Run a command elsewhere until it dies at a step; return whether it did."""

    def work() -> None:
        with Faults(at, dying):
            command(desk)

    try:
        elsewhere(work)
    except WorkFailedError:
        return True
    return False


@each_command
@each_world
def test_a_command_killed_at_any_step_leaves_each_file_whole(
    tmp_path: Path, command: Command, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world(monkeypatch)
    after = AFTERWARDS[command]
    for at in range(1, MORE_STEPS_THAN_THERE_ARE):
        desk, before = prepared(tmp_path / str(at), command)
        is_killed = killed_at(desk, command, at)
        texts = desk.texts()
        assert is_made_of(texts, before, after), at
        path = next(path for path in before if path in texts and path in after)
        with unhurt(), desk.writer().transaction("log") as transaction:
            transaction.replace_by(path, lambda data: data + b"x")
        assert left(desk) == [], at
        assert transaction.copies == (), at
        assert desk.texts()[path] == texts[path] + b"x", at
        with unhurt():
            desk.writer().undo()
            take_back_all(desk)
        assert desk.texts() == FILES, at
        if not is_killed:
            break

    assert at > 20


def take_back_all(desk: Desk) -> None:
    """Undo whatever can be undone."""
    while is_undone(desk):
        pass


def is_undone(desk: Desk) -> bool:
    try:
        desk.writer().undo()
    except Refused as error:
        if error.key == "refusal.nothing_to_undo":
            return False
        raise
    return True


def test_a_command_killed_at_any_moment_leaves_the_file_whole(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    versions = [f"Fassung {number}\n".encode() * number for number in range(1, 30)]
    desk.anna.write_bytes(versions[0])

    def work() -> None:
        while True:
            for version in versions:
                desk.replace(version)

    for moment in range(25):
        child = Elsewhere(work)
        # Long enough to be at work, and each time a little longer.
        time.sleep(0.002 + moment * 0.0007)
        child.kill()

        assert desk.anna.read_bytes() in versions, moment

    desk.append(b"x")
    assert list(desk.texts()) == [ANNA]
