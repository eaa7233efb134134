"""The folder tells what changed since the last look: all of it, and nothing else."""

import os
import time
from pathlib import Path

import pytest

from kontaktjournal.domain.ports import Scan
from kontaktjournal.store import folder as folder_module
from kontaktjournal.store.folder import Folder
from kontaktjournal.store.ignore import Ignore
from watched_folder import Watched, write


def test_the_first_look_finds_every_contact_at_any_depth(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/anna.md": "a", "kontakte/2024/vip/jonas.markdown": "j"})

    scan = Watched(tmp_path).look()

    assert sorted(scan.changed) == ["kontakte/2024/vip/jonas.markdown", "kontakte/anna.md"]
    assert scan.removed == []


def test_a_look_at_an_unchanged_folder_finds_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/anna.md": "a", "kontakte/2024/jonas.md": "j"})
    watched = Watched(tmp_path)
    watched.look()

    scan = watched.look()

    assert scan.is_empty


def test_a_new_file_is_found(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/anna.md": "a"})
    watched = Watched(tmp_path)
    watched.look()
    write(tmp_path, {"kontakte/jonas.md": "j"})

    scan = watched.look()

    assert (scan.changed, scan.removed) == (["kontakte/jonas.md"], [])


def test_a_removed_file_is_missed(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/anna.md": "a", "kontakte/jonas.md": "j"})
    watched = Watched(tmp_path)
    watched.look()
    (tmp_path / "kontakte/jonas.md").unlink()

    scan = watched.look()

    assert (scan.changed, scan.removed) == ([], ["kontakte/jonas.md"])


def test_a_renamed_file_is_one_gone_and_one_new(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/anna.md": "a"})
    watched = Watched(tmp_path)
    watched.look()
    (tmp_path / "kontakte/anna.md").rename(tmp_path / "kontakte/zoe.md")

    scan = watched.look()

    assert (scan.changed, scan.removed) == (["kontakte/zoe.md"], ["kontakte/anna.md"])


def test_a_file_saved_over_by_rename_is_seen(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/anna.md": "alt"})
    watched = Watched(tmp_path)
    watched.look()
    write(tmp_path, {"kontakte/.anna.swp": "neu"})
    (tmp_path / "kontakte/.anna.swp").rename(tmp_path / "kontakte/anna.md")

    assert watched.look().changed == ["kontakte/anna.md"]


def test_an_edit_is_seen_though_its_time_was_set_back_and_its_size_kept(tmp_path: Path) -> None:
    file = tmp_path / "kontakte/anna.md"
    write(tmp_path, {"kontakte/anna.md": "next: 2026-11-23"})
    before = file.stat()
    watched = Watched(tmp_path)
    watched.look()
    file.write_text("next: 2026-12-24")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert watched.look().changed == ["kontakte/anna.md"]


def test_a_touched_file_is_to_be_read_again(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/anna.md": "a", "kontakte/jonas.md": "j"})
    watched = Watched(tmp_path)
    watched.look()
    for name in ("anna", "jonas"):
        os.utime(tmp_path / f"kontakte/{name}.md")

    assert sorted(watched.look().changed) == ["kontakte/anna.md", "kontakte/jonas.md"]


def test_a_file_written_just_now_is_read_again_next_time(tmp_path: Path) -> None:
    # Git's racy rule: within the clock's grain a second edit may leave the same stamp.
    write(tmp_path, {"kontakte/anna.md": "a"})
    watched = Watched(tmp_path, now=time.time_ns())
    watched.look()

    assert watched.look().changed == ["kontakte/anna.md"]


def test_a_file_is_trusted_two_seconds_after_it_was_written(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/anna.md": "a"})
    watched = Watched(tmp_path, now=time.time_ns() + 3_000_000_000)
    watched.look()

    assert watched.look().is_empty


def test_a_clock_set_back_makes_no_stamp_trusted(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/anna.md": "a"})
    watched = Watched(tmp_path, now=0)
    watched.look()

    assert watched.look().changed == ["kontakte/anna.md"]


@pytest.mark.parametrize("seconds", [0, -86_400, 4_102_444_800, 15_000_000_000])
def test_no_modification_time_is_too_odd(tmp_path: Path, seconds: int) -> None:
    write(tmp_path, {"kontakte/anna.md": "a"})
    os.utime(tmp_path / "kontakte/anna.md", (seconds, seconds))
    watched = Watched(tmp_path, now=time.time_ns() + 3_000_000_000)

    assert watched.look().changed == ["kontakte/anna.md"]
    assert watched.look().is_empty


def test_a_folder_moved_in_brings_its_contacts(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/anna.md": "a", "alt/tief/jonas.md": "j"})
    watched = Watched(tmp_path)
    watched.look()
    (tmp_path / "alt").rename(tmp_path / "kontakte/alt")

    assert watched.look().changed == ["kontakte/alt/tief/jonas.md"]


def test_a_folder_moved_out_takes_its_contacts_along(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/anna.md": "a", "kontakte/alt/tief/jonas.md": "j"})
    watched = Watched(tmp_path)
    watched.look()
    (tmp_path / "kontakte/alt").rename(tmp_path / "alt")

    scan = watched.look()

    assert scan.removed == ["kontakte/alt/tief/jonas.md"]
    assert set(scan.gone) == {"kontakte/alt", "kontakte/alt/tief"}
    assert watched.look().is_empty


def test_a_renamed_folder_moves_its_contacts(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/alt/tief/jonas.md": "j"})
    watched = Watched(tmp_path)
    watched.look()
    (tmp_path / "kontakte/alt").rename(tmp_path / "kontakte/neu")

    watched.look()

    assert watched.notes == {"kontakte/neu/tief/jonas.md"}


def test_a_file_that_becomes_a_folder_of_the_same_name_is_entered(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/vip": "kein Kontakt", "kontakte/anna.md": "a"})
    watched = Watched(tmp_path)
    watched.look()
    (tmp_path / "kontakte/vip").unlink()
    write(tmp_path, {"kontakte/vip/jonas.md": "j"})

    assert watched.look().changed == ["kontakte/vip/jonas.md"]


def test_a_folder_that_becomes_a_contact_of_the_same_name_is_read(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/anna.md/jonas.md": "j"})
    watched = Watched(tmp_path)
    watched.look()
    (tmp_path / "kontakte/anna.md/jonas.md").unlink()
    (tmp_path / "kontakte/anna.md").rmdir()
    write(tmp_path, {"kontakte/anna.md": "a"})

    watched.look()

    assert watched.notes == {"kontakte/anna.md"}


@pytest.mark.parametrize(
    "contacts", [("kontakte", "kontakte/vip"), ("kontakte/vip", "kontakte"), (".", "kontakte")]
)
def test_a_contact_folder_inside_another_counts_its_files_once(
    tmp_path: Path, contacts: tuple[str, ...]
) -> None:
    write(tmp_path, {"kontakte/anna.md": "a", "kontakte/vip/jonas.md": "j"})
    watched = Watched(tmp_path, contacts)

    scan = watched.look()

    assert sorted(scan.changed) == ["kontakte/anna.md", "kontakte/vip/jonas.md"]
    assert watched.look().is_empty


@pytest.mark.parametrize("spelling", ["kontakte/", "./kontakte", "kontakte//", "kontakte/."])
def test_a_contact_folder_is_one_however_it_is_spelled(tmp_path: Path, spelling: str) -> None:
    write(tmp_path, {"kontakte/anna.md": "a"})

    scan = Watched(tmp_path, ("kontakte", spelling)).look()

    assert scan.changed == ["kontakte/anna.md"]


def test_the_root_itself_can_be_the_contact_folder(tmp_path: Path) -> None:
    write(tmp_path, {"anna.md": "a", "vip/jonas.md": "j", "README.md": "r"})

    scan = Watched(tmp_path, (".",)).look()

    assert sorted(scan.changed) == ["anna.md", "vip/jonas.md"]


def test_a_missing_contact_folder_is_told_and_looked_for_again(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    watched.look()
    told = watched.found
    unchanged = watched.look()
    write(tmp_path, {"kontakte/anna.md": "a"})

    watched.look()

    assert told == [("kontakte", "E107", "folder")]
    assert unchanged.is_empty
    assert watched.notes == {"kontakte/anna.md"}
    assert watched.found == []


def test_a_contact_folder_that_is_gone_for_a_while_is_told_and_comes_back(tmp_path: Path) -> None:
    # An unmounted disk, a sync under way: never silently "no contacts".
    write(tmp_path, {"kontakte/anna.md": "a", "kunden/vip/jonas.md": "j"})
    watched = Watched(tmp_path, ("kontakte", "kunden"))
    watched.look()
    (tmp_path / "kunden").rename(tmp_path / "weg")
    watched.look()
    meanwhile = (set(watched.notes), watched.found)
    (tmp_path / "weg").rename(tmp_path / "kunden")

    watched.look()

    assert meanwhile == ({"kontakte/anna.md"}, [("kunden", "E107", "folder")])
    assert watched.notes == {"kontakte/anna.md", "kunden/vip/jonas.md"}
    assert watched.found == []


@pytest.mark.parametrize(
    "name",
    [
        "README.md", "index.md", "_vorlage.md", ".versteckt.md", "LICENSE.md", "CHANGELOG.md",
        "anna.txt", "anna.md~", ".#anna.md", "#anna.md#", "anna.md.swp", "4913",
        "templates/anna.md", "Vorlagen/anna.md", ".obsidian/anna.md", ".git/anna.md",
        "node_modules/anna.md", "@eaDir/anna.md", "_templates/anna.md", ".trash/anna.md",
    ],
)  # fmt: skip
def test_what_is_no_contact_by_its_name_is_passed_over(tmp_path: Path, name: str) -> None:
    write(tmp_path, {f"kontakte/{name}": "x"})
    watched = Watched(tmp_path)

    assert watched.look().changed == []
    assert watched.found == []


def test_the_users_patterns_leave_files_and_folders_out(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/archiv/a.md": "", "kontakte/b.md": "", "kontakte/c-alt.md": ""})

    scan = Watched(tmp_path, patterns=("archiv/", "*-alt.md")).look()

    assert scan.changed == ["kontakte/b.md"]


@pytest.mark.parametrize(
    "name",
    [
        "anna.sync-conflict-20261123-101500-ABCDEFG.md", "anna (conflicted copy 2026-11-23).md",
        "anna.md.orig", "anna_BASE_4711.md",
    ],
)  # fmt: skip
def test_a_conflict_copy_is_no_second_contact_but_told(tmp_path: Path, name: str) -> None:
    write(tmp_path, {"kontakte/anna.md": "a", f"kontakte/{name}": "b"})
    watched = Watched(tmp_path)

    watched.look()

    assert watched.notes == {"kontakte/anna.md"}
    assert watched.found == [(f"kontakte/{name}", "W206", "")]


def test_a_conflict_copy_that_was_cleared_away_is_told_no_more(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/anna.md": "a", "kontakte/anna.md.orig": "b"})
    watched = Watched(tmp_path)
    watched.look()
    (tmp_path / "kontakte/anna.md.orig").unlink()

    watched.look()

    assert watched.found == []


def _scan_of_many(root: Path, monkeypatch: pytest.MonkeyPatch, cores: int) -> Scan:
    monkeypatch.setattr(folder_module, "_WORTH_SHARING", 20)
    monkeypatch.setattr(folder_module, "spare_cores", lambda: cores)
    watched = Watched(root)
    watched.look()
    (root / "kontakte/a/3.md").unlink()
    write(root, {"kontakte/c/3.md": "anders", "kontakte/d/neu.md": "n", "kontakte/e/x/y.md": ""})
    (root / "kontakte/b").rename(root / "kontakte/bb")
    return watched.look()


def test_two_processes_see_what_one_sees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"kontakte/{folder}/{number}.md": "" for folder in "abcdef" for number in range(8)}
    write(tmp_path / "1", files)
    write(tmp_path / "2", files)

    alone = _scan_of_many(tmp_path / "1", monkeypatch, 0)
    shared = _scan_of_many(tmp_path / "2", monkeypatch, 1)

    assert sorted(shared.changed) == sorted(alone.changed)
    assert "kontakte/c/3.md" in shared.changed
    assert "kontakte/bb/7.md" in shared.changed
    assert sorted(shared.removed) == sorted(alone.removed)
    assert sorted(shared.gone) == sorted(alone.gone) == ["kontakte/b"]
    assert sorted(shared.folders) == sorted(alone.folders)


def test_two_processes_recognise_an_unchanged_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_module, "_WORTH_SHARING", 20)
    monkeypatch.setattr(folder_module, "spare_cores", lambda: 1)
    write(tmp_path, {f"kontakte/{folder}/a.md": "" for folder in range(30)})
    watched = Watched(tmp_path)
    watched.look()

    assert watched.look().is_empty


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "anna.md").write_bytes(b"\xff\x00\r\n")

    assert Folder(str(tmp_path), ["."], Ignore(())).read("anna.md") == b"\xff\x00\r\n"


def test_of_a_huge_file_no_more_is_read_than_shows_that_it_is_huge(tmp_path: Path) -> None:
    with (tmp_path / "anna.md").open("wb") as file:
        file.truncate(100 << 20)

    data = Folder(str(tmp_path), ["."], Ignore(())).read("anna.md")

    assert isinstance(data, bytes)
    assert len(data) == (1 << 20) + 1
