"""A file that is written stays the file it was: owner, mode, attributes."""

import os
import stat
import struct
import time
from contextlib import suppress
from pathlib import Path

import pytest

from desk import AFTER, ANNA, BEFORE, Desk
from kontaktjournal.store.target import attributes_of

#: Who may do what: the owner, user 4711, the group, the most of both, others.
ACCESS = struct.pack(
    "<I" + "HHI" * 5,
    2,
    *(0x01, 6, 0xFFFFFFFF),
    *(0x02, 6, 4711),
    *(0x04, 4, 0xFFFFFFFF),
    *(0x10, 6, 0xFFFFFFFF),
    *(0x20, 0, 0xFFFFFFFF),
)
INHERITED = ACCESS.replace(struct.pack("<I", 4711), struct.pack("<I", 4712))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def attributes(path: Path) -> dict[str, bytes]:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return attributes_of(descriptor)
    finally:
        os.close(descriptor)


def attach(path: Path, name: str, value: bytes) -> None:
    # A disk that knows no attributes has none to lose.
    with suppress(OSError):
        os.setxattr(path, name, value)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664, 0o666, 0o755, 0o620])
def test_the_mode_is_kept(desk: Desk, mode: int) -> None:
    desk.anna.chmod(mode)

    desk.replace()

    assert stat.S_IMODE(desk.anna.stat().st_mode) == mode
    desk.writer().undo()
    assert stat.S_IMODE(desk.anna.stat().st_mode) == mode


def test_the_owner_is_kept(desk: Desk) -> None:
    # Only root can give a file away.
    owner = (4711, 4712) if os.geteuid() == 0 else (os.getuid(), os.getgid())
    os.chown(desk.anna, *owner)

    desk.replace()

    status = desk.anna.stat()
    assert (status.st_uid, status.st_gid) == owner


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("user.xdg.tags", b"freund"),
        ("user.leer", b""),
        ("user.com.dropbox.attributes", b"x" * 500),
        ("system.posix_acl_access", ACCESS),
    ],
)
def test_extended_attributes_are_kept(desk: Desk, name: str, value: bytes) -> None:
    attach(desk.anna, name, value)
    before, mode = attributes(desk.anna), desk.anna.stat().st_mode

    desk.replace()

    assert attributes(desk.anna) == before
    assert desk.anna.stat().st_mode == mode


def test_what_the_folder_gives_new_files_is_not_given_to_old_ones(desk: Desk) -> None:
    attach(desk.root / "kontakte", "system.posix_acl_default", INHERITED)
    before, mode = attributes(desk.anna), desk.anna.stat().st_mode

    desk.replace()

    assert attributes(desk.anna) == before
    assert desk.anna.stat().st_mode == mode


def test_a_removed_file_comes_back_with_mode_and_attributes(desk: Desk) -> None:
    desk.anna.chmod(0o640)
    attach(desk.anna, "user.xdg.tags", b"freund")
    before = attributes(desk.anna)
    with desk.writer().transaction("merge-contacts") as transaction:
        transaction.remove(ANNA, BEFORE)

    desk.writer().undo()

    assert desk.texts() == {ANNA: BEFORE}
    assert stat.S_IMODE(desk.anna.stat().st_mode) == 0o640
    assert attributes(desk.anna) == before


def test_the_time_is_that_of_the_writing(desk: Desk) -> None:
    os.utime(desk.anna, (0, 0))
    before = time.time()

    desk.replace()

    # File systems look at a clock of their own, which is late by a tick.
    assert before - 1 < desk.anna.stat().st_mtime < time.time() + 1


def test_nobody_may_read_what_is_not_yet_in_place(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes = []
    write = os.write

    def watched(descriptor: int, data: bytes) -> int:
        modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        return write(descriptor, data)

    monkeypatch.setattr(os, "write", watched)

    desk.replace(AFTER)

    assert modes
    assert set(modes) == {0o600}
