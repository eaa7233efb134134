"""The folder of the site: where it may be, and whether git would take it in."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kontaktjournal.domain.errors import DiskTrouble, Refused, WrongUse
from kontaktjournal.domain.settings import Folders
from kontaktjournal.store.committed import is_committed
from kontaktjournal.store.own_list import LIST
from kontaktjournal.store.site import Site, place_for

FOLDERS = Folders()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a journal's root with its folders."""
    for name in ("kontakte", "listen", "templates"):
        (tmp_path / "journal" / name).mkdir(parents=True)
    return tmp_path / "journal"


def place(root: Path, named: Path | None = None, folders: Folders = FOLDERS) -> str:
    return place_for(str(root), None if named is None else str(named), folders, "seite")


def test_pages_lie_in_the_root_unless_another_folder_is_named(root: Path) -> None:
    assert place(root) == f"{root}/seite"
    assert place(root, root.parent / "pages") == f"{root.parent}/pages"


@pytest.mark.parametrize(
    "named",
    [
        ".",
        "kontakte",
        "kontakte/seite",
        "listen",
        "templates/page",
        ".git",
        ".git/seite",
        "a/../.",
    ],
)
def test_folders_for_other_things_are_refused(root: Path, named: str) -> None:
    with pytest.raises(WrongUse) as refusal:
        place(root, root / named)

    assert refusal.value.key == "refusal.page.folder"


def test_a_folder_whose_pages_would_lie_among_the_contacts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "alles/kontakte").mkdir(parents=True)

    with pytest.raises(WrongUse):
        place(tmp_path, tmp_path / "alles", Folders(contacts=("alles/kontakte",)))


@pytest.mark.parametrize("named", ["..", "../..", "/", "kontakte/../.."])
def test_a_folder_the_journal_lies_in_is_refused(root: Path, named: str) -> None:
    with pytest.raises(WrongUse) as refusal:
        place(root, root / named)

    assert refusal.value.key == "refusal.page.above"


@pytest.mark.parametrize(
    ("templates", "named"),
    [
        (".", "page"),
        (".", "page/heute"),
        ("seite/vorlagen", "seite"),
        ("pages", "seite"),
    ],
)
def test_the_folder_of_the_user_s_templates_gets_no_pages(
    root: Path, templates: str, named: str
) -> None:
    (root / "pages").mkdir()
    (root / "pages/page").symlink_to(root / "seite")

    with pytest.raises(WrongUse) as refusal:
        place(root, root / named, Folders(templates=templates))

    assert refusal.value.key == "refusal.page.templates"


def test_templates_beside_the_pages_are_in_nobody_s_way(root: Path) -> None:
    assert place(root, None, Folders(templates=".")) == f"{root}/seite"


def test_a_link_to_a_folder_for_other_things_is_seen_through(root: Path, tmp_path: Path) -> None:
    (tmp_path / "harmlos").symlink_to(root / "kontakte")

    with pytest.raises(WrongUse):
        place(root, tmp_path / "harmlos")


def test_a_link_in_the_place_of_the_pages_is_followed_only_where_it_is_named(root: Path) -> None:
    elsewhere = root.parent / "woanders"
    elsewhere.mkdir()
    (root / "seite").symlink_to(elsewhere)

    with pytest.raises(Refused) as refusal:
        place(root)

    assert refusal.value.values == {"path": "seite", "folder": str(elsewhere)}
    assert place(root, root / "seite") == f"{root}/seite"


def test_a_file_in_the_place_of_the_folder_is_refused(root: Path) -> None:
    (root / "seite").write_text("", encoding="utf-8")

    with pytest.raises(DiskTrouble) as refusal:
        place(root)

    assert refusal.value.values["reason"] == "ENOTDIR"


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", folder, *words], check=True, capture_output=True)


def is_taken(root: Path, ignored: str) -> bool:
    """Tell whether git would take the pages in, with such a ``.gitignore``."""
    git(root, "init", "-q", "--template=")
    (root / ".gitignore").write_text(ignored, encoding="utf-8")
    (root / "seite").mkdir()
    return is_committed(f"{root}/seite/index.html")


def test_git_would_take_in_what_nothing_tells_it_to_leave_alone(root: Path) -> None:
    assert is_taken(root, "listen/\n")


@pytest.mark.parametrize("ignored", ["seite/\n", "*.html\n", "/seite\n"])
def test_git_leaves_alone_what_it_is_told_to(root: Path, ignored: str) -> None:
    assert not is_taken(root, ignored)


def test_outside_of_git_nothing_is_taken_in(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def called(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(subprocess, "run", called)

    assert not is_committed(f"{root}/index.html")


def test_without_git_nothing_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / ".git").mkdir()
    monkeypatch.setenv("PATH", str(root))

    assert not is_committed(f"{root}/index.html")


def test_no_program_that_a_folder_names_is_run(root: Path) -> None:
    git(root, "init", "-q", "--template=")
    trap = root / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {root}/trapped\n", encoding="utf-8")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "core.sshCommand"):
        git(root, "config", key, str(trap))

    is_committed(f"{root}/index.html")

    assert not (root / "trapped").exists()


# --- said once ----------------------------------------------------------------------------------


def is_news(folder: Path, text: str) -> bool:
    """Print a page, as a command of its own; tell whether there is something new to warn of."""
    site = Site(str(folder))
    site.update({"index.html": text.encode()})
    return site.is_newly_committed()


def test_that_git_would_take_the_pages_in_is_news_once(root: Path) -> None:
    git(root, "init", "-q", "--template=")
    ignored = root / ".gitignore"

    first, second = is_news(root / "seite", "1"), is_news(root / "seite", "2")
    ignored.write_text("seite/\n", encoding="utf-8")
    left_alone = is_news(root / "seite", "3")
    ignored.unlink()
    again, at_last = is_news(root / "seite", "4"), is_news(root / "seite", "5")

    assert (first, second, left_alone, again, at_last) == (True, False, False, True, False)


def test_it_is_news_of_a_folder_that_was_moved(root: Path) -> None:
    git(root, "init", "-q", "--template=")
    is_news(root / "seite", "1")
    (root / "seite").rename(root / "pages")

    assert is_news(root / "pages", "2")
    assert not is_news(root / "pages", "3")


def test_it_is_news_where_git_came_later(root: Path) -> None:
    before = is_news(root / "seite", "1")
    git(root, "init", "-q", "--template=")

    assert not before
    assert is_news(root / "seite", "2")


def test_what_was_said_is_remembered_where_the_list_is_written_anew(root: Path) -> None:
    git(root, "init", "-q", "--template=")
    is_news(root / "seite", "0")
    site = Site(str(root / "seite"))
    for number in range(300):
        site.update({"index.html": f"{number}".encode()})

    lines = (root / "seite" / LIST).read_text(encoding="utf-8").splitlines()

    assert len(lines) < 300
    assert not is_news(root / "seite", "1")


# --- another's list -----------------------------------------------------------------------------


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_what_is_called_as_our_list_and_is_none_is_refused(
    root: Path, make: Callable[[Path], None]
) -> None:
    other = root.parent / "home"
    other.mkdir()
    make(other / LIST)

    with pytest.raises(Refused) as refusal:
        place(root, other)

    assert refusal.value.key == "refusal.page.list"
    assert refusal.value.values == {"path": f"{other}/{LIST}"}
