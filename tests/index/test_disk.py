"""Where the cache cannot be written the answers are still right, only slower."""

import fcntl
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path

import pytest

from elsewhere import Elsewhere, elsewhere
from kontaktjournal import flock
from kontaktjournal.domain.ports import Scan, Snapshot
from kontaktjournal.domain.problem import Problem
from kontaktjournal.domain.settings import Settings
from kontaktjournal.index import select
from kontaktjournal.index.sync import Index
from kontaktjournal.notation.parse import Reader
from kontaktjournal.store.folder import Folder
from kontaktjournal.store.ignore import Ignore
from small_vault import SmallVault
from watched_folder import LATER, write


@pytest.fixture
def vault(tmp_path: Path) -> SmallVault:
    return SmallVault(tmp_path)


@pytest.fixture
def open_vault() -> Iterator[SmallVault]:
    """Make a vault that any user may enter, unlike pytest's own folders."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as base:
        Path(base).chmod(0o755)
        vault = SmallVault(Path(base))
        yield vault
        for path in (vault.cache, vault.cache.parent):
            with suppress(OSError):
                path.chmod(0o755)


# --- no room -------------------------------------------------------------------------------


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 64 KiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("mounting needs rights this user has not")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("taken", [0, 40_000, 64 << 10])
def test_a_full_disk_costs_only_the_index(vault: SmallVault, full_disk: Path, taken: int) -> None:
    with suppress(OSError):
        (full_disk / "voll").write_bytes(bytes(taken))

    first = vault.answers(full_disk / "cache")
    second = vault.answers(full_disk / "cache")

    assert first == second == vault.names


def test_a_disk_that_fills_up_between_two_runs_costs_only_the_index(
    vault: SmallVault, full_disk: Path
) -> None:
    small = SmallVault(vault.root.parent / "klein", count=1)
    small.answers(full_disk / "cache")
    write(small.root, {f"kontakte/{number}.md": "x " * 5000 for number in range(20)})

    assert len(small.answers(full_disk / "cache")) == 21


@pytest.mark.parametrize("limit", [0, 1, 4096, 30_000, 60_000, 100_000])
def test_no_file_may_grow_beyond_a_limit(vault: SmallVault, limit: int) -> None:
    def limited() -> list[str]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        return vault.answers()

    assert elsewhere(limited) == vault.names
    assert vault.answers() == vault.names


# --- no rights -----------------------------------------------------------------------------


def test_a_cache_that_may_only_be_read_is_used_or_done_without(open_vault: SmallVault) -> None:
    open_vault.answers()
    for path in (*open_vault.cache.iterdir(), open_vault.cache):
        path.chmod(0o555 if path.is_dir() else 0o444)

    assert elsewhere(open_vault.answers, as_nobody=True) == open_vault.names

    write(open_vault.root, {"kontakte/Zoe.md": "# Zoe\n"})
    assert elsewhere(open_vault.answers, as_nobody=True) == [*open_vault.names, "Zoe"]


def test_a_cache_of_somebody_else_is_done_without(open_vault: SmallVault) -> None:
    open_vault.answers()
    open_vault.cache.chmod(0o700 if os.geteuid() == 0 else 0)

    assert elsewhere(open_vault.answers, as_nobody=True) == open_vault.names


def test_a_cache_that_cannot_be_made_is_done_without(open_vault: SmallVault) -> None:
    open_vault.cache.parent.chmod(0o555)

    assert elsewhere(open_vault.answers, as_nobody=True) == open_vault.names
    assert not open_vault.cache.exists()


def test_a_file_nobody_may_read_is_told_and_read_once_it_may_be(open_vault: SmallVault) -> None:
    secret = open_vault.root / "kontakte/Person 003.md"
    open_vault.cache.mkdir()
    open_vault.cache.chmod(0o777)
    secret.chmod(0)

    def seen() -> tuple[list[str], list[Problem]]:
        with closing(open_vault.index()) as index:
            index.refresh()
            found = index.ask(select.contacts())
            return sorted(one.name for one in found), index.ask(select.problems())

    names, problems = elsewhere(seen, as_nobody=True)
    again = elsewhere(seen, as_nobody=True)
    secret.chmod(0o644)

    assert names == open_vault.names  # by its file's name, which is its heading's
    assert problems == [
        Problem("kontakte/Person 003.md", 0, 0, "E107", "denied", (("reason", "EACCES"),))
    ]
    assert again == (names, problems)
    assert elsewhere(seen, as_nobody=True) == (names, [])


def test_a_folder_nobody_may_list_is_told_and_its_neighbours_are_read(
    open_vault: SmallVault,
) -> None:
    write(open_vault.root, {"kontakte/geheim/zoe.md": "# Zoe\n"})
    folder = open_vault.root / "kontakte/geheim"
    folder.chmod(0)

    def seen() -> tuple[list[str], list[Problem]]:
        with closing(open_vault.index()) as index:
            index.refresh()
            found = index.ask(select.contacts())
            return sorted(one.name for one in found), index.ask(select.problems())

    names, problems = elsewhere(seen, as_nobody=True)
    folder.chmod(0o755)

    assert names == open_vault.names
    assert problems == [
        Problem("kontakte/geheim", 0, 0, "E107", "folder", (("reason", "EACCES"),))
    ]
    assert elsewhere(seen, as_nobody=True) == ([*open_vault.names, "Zoe"], [])


# --- a file that fails for a while, or is gone ---------------------------------------------


class _Failing(Folder):
    """A folder in which one file cannot be read, for a reason."""

    reason = ""

    def read(self, path: str) -> bytes | Problem:
        if self.reason and path.endswith("003.md"):
            return Problem(path, 0, 0, "E107", "denied", (("reason", self.reason),))
        return super().read(path)


def _index(vault: SmallVault, folder: Folder) -> Index:
    return Index(vault.cache, folder, Settings(), "", lambda: Reader(Settings()))


def test_a_file_that_fails_is_tried_again_next_time(vault: SmallVault) -> None:
    folder = _Failing(str(vault.root), ["kontakte"], Ignore(()), lambda: LATER)
    with closing(_index(vault, folder)) as index:
        folder.reason = "EIO"
        index.refresh()
        told = [problem.path for problem in index.ask(select.problems())]
        folder.reason = ""
        index.refresh()
        after = index.ask(select.problems())

    assert told == ["kontakte/Person 003.md"]
    assert after == []


def test_a_file_deleted_since_it_was_listed_is_nobody(vault: SmallVault) -> None:
    folder = _Failing(str(vault.root), ["kontakte"], Ignore(()), lambda: LATER)
    folder.reason = "ENOENT"
    with closing(_index(vault, folder)) as index:
        index.refresh()
        names = [one.name for one in index.ask(select.contacts())]
        problems = index.ask(select.problems())

    assert len(names) == 19
    assert "Person 003" not in names
    assert problems == []


class _Busy(Folder):
    """A folder in which a file is saved between looking and reading."""

    def scan(self, known: Mapping[str, Snapshot], only: Collection[str] | None = None) -> Scan:
        scan = super().scan(known, only)
        if not known:
            write(Path(self.root), {"kontakte/Person 003.md": "# Zwischendurch\n"})
        return scan


def test_a_file_saved_between_looking_and_reading_is_right_next_time(vault: SmallVault) -> None:
    folder = _Busy(str(vault.root), ["kontakte"], Ignore(()), lambda: LATER)
    with closing(_index(vault, folder)) as index:
        index.refresh()

    assert "Zwischendurch" in vault.answers()


# --- the lock ------------------------------------------------------------------------------


def test_a_lock_nobody_releases_costs_only_the_index(
    vault: SmallVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flock, "_PATIENCE_SECONDS", 0.1)
    vault.answers()
    write(vault.root, {"kontakte/Zoe.md": "# Zoe\n"})
    with (vault.cache / "lock").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        meanwhile = vault.answers()
        os.truncate(vault.cache / "index.sqlite", 0)
        without = vault.answers()

    assert meanwhile == without == vault.answers() == [*vault.names, "Zoe"]


@pytest.mark.timeout(10)
def test_a_killed_lock_holder_blocks_nobody(vault: SmallVault) -> None:
    vault.answers()
    ready, tell = os.pipe()

    def hold() -> None:
        with (vault.cache / "lock").open("rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            os.write(tell, b"!")
            time.sleep(60)

    holder = Elsewhere(hold)
    os.read(ready, 1)
    holder.kill()
    os.close(ready)
    os.close(tell)
    write(vault.root, {"kontakte/Zoe.md": "# Zoe\n"})

    assert vault.answers() == [*vault.names, "Zoe"]
