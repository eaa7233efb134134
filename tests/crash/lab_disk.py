"""A disk that is really full, and calls in the order that a power cut forgives."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from crash_lab import under_strace
from desk import ANNA, BEFORE, Desk
from kontaktjournal.domain.errors import DiskTrouble
from store_acts import do

_CALL = re.compile(r"^\d+ +(\w+)\((.*)\) = (-?\d+)")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a disk of 64 KB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting needs rights this user has not")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill(place: Path, free: int) -> None:
    """Leave so many pages on a disk."""
    with (place / "voll").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            file.truncate(max(0, file.tell() // 4096 - free) * 4096)


@pytest.mark.parametrize("free", range(5))
@pytest.mark.parametrize("where", ["beside", "with"])
def test_on_a_full_disk_the_old_text_stays_or_the_new_one_is_whole(
    small_disk: Path, tmp_path: Path, free: int, where: str
) -> None:
    desk = Desk(small_disk)
    desk.state = small_disk / "state" if where == "with" else tmp_path / "state"
    fill(small_disk, free)
    new = BEFORE + b"x" * 9000

    try:
        desk.replace(new)
    except DiskTrouble as error:
        said = (error.key, new == desk.anna.read_bytes())
    else:
        said = ("", new == desk.anna.read_bytes())

    assert said in {("", True), ("refusal.cannot_write", False)}
    assert desk.texts() == {ANNA: new if said[1] else BEFORE}


def test_the_small_disk_is_too_small_and_large_enough(small_disk: Path) -> None:
    desk = Desk(small_disk)
    fill(small_disk, 0)
    with pytest.raises(DiskTrouble):
        desk.replace(b"x" * 9000)
    (small_disk / "voll").unlink()

    desk.replace(b"x" * 9000)

    assert desk.texts() == {ANNA: b"x" * 9000}


@pytest.mark.program("strace")
def test_nothing_is_named_before_it_is_safe_and_nothing_dropped_before_the_name_is(
    tmp_path: Path,
) -> None:
    """Power may be cut after any call: then the disk holds what was made safe before it."""
    desk = Desk(tmp_path)
    calls = "trace=openat,write,fsync,close,renameat,renameat2,unlinkat"
    done = under_strace(lambda: do("replace", desk.root, desk.state), tmp_path, ["-e", calls])
    assert done.status == 0

    steps = [
        f"{match[1]} {what}"
        for match in map(_CALL.match, (tmp_path / "trace").read_text().splitlines())
        if match and (what := _what(match[2]))
    ]

    order = [
        "write unfinished", "fsync unfinished", "close unfinished",
        "renameat unfinished", "renameat2 exchange", "fsync folder", "unlinkat finished",
    ]  # fmt: skip
    assert [step for step in steps if step in order] == order


def _what(arguments: str) -> str:
    """Say what a call is about."""
    if "RENAME_EXCHANGE" in arguments:
        return "exchange"
    if re.search(r"\.j-[0-9a-f-]+~", arguments):
        return "unfinished"
    if re.search(r"\.j-[0-9a-f-]+", arguments):
        return "finished"
    return "folder" if arguments.endswith("kontakte>") else ""
