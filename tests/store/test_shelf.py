"""The folder of lists: what stands there is found, and nothing outside is touched (P5)."""

import os
from pathlib import Path

import pytest

from kontaktjournal.domain.errors import DiskTrouble
from kontaktjournal.store.shelf import mappings_in, opened, stamps_in


def put(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("name\nAnna\n")


def test_lists_are_found_in_the_order_of_their_names(tmp_path: Path) -> None:
    put(tmp_path, "listen/b.csv", "listen/a.csv", "listen/a.entschieden.csv", "listen/notiz.txt",
        "listen/alt/c.csv", "listen/a.zuordnung.csv")  # fmt: skip

    stamps = stamps_in(str(tmp_path), "listen")

    assert list(stamps) == ["listen/a.csv", "listen/b.csv"]
    status = (tmp_path / "listen/b.csv").stat()
    assert stamps["listen/b.csv"] == (
        status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino,
    )  # fmt: skip
    assert mappings_in(str(tmp_path), "listen") == ["listen/a.zuordnung.csv"]


def test_what_is_said_of_columns_belongs_to_a_list(tmp_path: Path) -> None:
    put(tmp_path, "listen/a.csv")
    before = stamps_in(str(tmp_path), "listen")

    put(tmp_path, "listen/a.zuordnung.csv")

    assert stamps_in(str(tmp_path), "listen") != before


def test_a_journal_without_lists_has_none(tmp_path: Path) -> None:
    assert stamps_in(str(tmp_path), "listen") == {}


def test_links_and_what_is_no_file_are_no_lists(tmp_path: Path) -> None:
    put(tmp_path, "aussen.csv", "journal/listen/a.csv")
    root = tmp_path / "journal"
    (root / "listen/link.csv").symlink_to(tmp_path / "aussen.csv")
    (root / "listen/ordner.csv").mkdir()
    os.mkfifo(root / "listen/rohr.csv")

    assert list(stamps_in(str(root), "listen")) == ["listen/a.csv"]


def test_a_folder_that_leads_outside_holds_nothing(tmp_path: Path) -> None:
    put(tmp_path, "aussen/a.csv", "journal/kontakte/x.md")
    root = tmp_path / "journal"
    (root / "listen").symlink_to(tmp_path / "aussen")

    assert stamps_in(str(root), "listen") == {}
    assert mappings_in(str(root), "listen") == []


def test_a_list_is_read_as_it_stands(tmp_path: Path) -> None:
    put(tmp_path, "listen/a.csv")

    with opened(str(tmp_path), "listen/a.csv") as file:
        data = file.read()

    assert data == b"name\nAnna\n"


@pytest.mark.parametrize("name", ["listen/fehlt.csv", "listen/link.csv"])
def test_what_cannot_be_opened_is_said(tmp_path: Path, name: str) -> None:
    put(tmp_path, "listen/a.csv")
    (tmp_path / "listen/link.csv").symlink_to(tmp_path / "listen/a.csv")

    with pytest.raises(DiskTrouble) as trouble, opened(str(tmp_path), name):
        pass

    assert trouble.value.key == "refusal.cannot_read"
    assert trouble.value.values["path"] == name
