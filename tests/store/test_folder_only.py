"""A look at those folders only in which something happened."""

import shutil
from pathlib import Path

import pytest

from kontaktjournal.domain.ports import Scan
from watched_folder import Watched, write

FILES = {
    "kontakte/anna.md": "# Anna\n",
    "kontakte/bonn/jonas.md": "# Jonas\n",
    "kontakte/bonn/tief/uwe.md": "# Uwe\n",
    "kontakte/koeln/mia.md": "# Mia\n",
}


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    write(tmp_path, FILES)
    watched = Watched(tmp_path)
    watched.look()
    return watched


def only(watched: Watched, *folders: str) -> Scan:
    return watched.folder.scan(watched.known, folders)


def test_only_what_happened_there_is_seen(watched: Watched, tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/bonn/jonas.md": "# Neu\n", "kontakte/koeln/mia.md": "# Neu\n"})

    scan = only(watched, "kontakte/bonn")

    assert scan.changed == ["kontakte/bonn/jonas.md"]
    assert [*scan.folders] == ["kontakte/bonn"]


def test_new_folders_below_are_seen_with_all_that_is_in_them(
    watched: Watched, tmp_path: Path
) -> None:
    write(tmp_path, {"kontakte/neu/tief/paul.md": "# Paul\n"})

    scan = only(watched, "kontakte")

    assert scan.changed == ["kontakte/neu/tief/paul.md"]
    assert {*scan.folders} == {"kontakte", "kontakte/neu", "kontakte/neu/tief"}


def test_where_a_folder_is_gone_everything_is_looked_at(watched: Watched, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "kontakte/bonn")
    write(tmp_path, {"kontakte/koeln/mia.md": "# Neu\n"})

    scan = only(watched, "kontakte", "kontakte/bonn")

    assert {*scan.gone} == {"kontakte/bonn", "kontakte/bonn/tief"}
    assert {*scan.removed} == {"kontakte/bonn/jonas.md", "kontakte/bonn/tief/uwe.md"}
    assert scan.changed == ["kontakte/koeln/mia.md"]


def test_folders_nobody_knows_and_none_at_all_are_no_trouble(watched: Watched) -> None:
    assert only(watched, "kontakte/nirgends").is_empty
    assert only(watched).is_empty


def test_a_contact_folder_that_was_never_seen_is_looked_at_all_the_same(tmp_path: Path) -> None:
    write(tmp_path, FILES)

    scan = only(Watched(tmp_path))

    assert {*scan.changed} == FILES.keys()
