"""What a folder may hold beside contact files: links, devices, names and depths beyond reason."""

import os
import socket
from pathlib import Path

import pytest

from kontaktjournal.domain.problem import Problem
from kontaktjournal.store.closely import Closely
from kontaktjournal.store.folder import Folder
from kontaktjournal.store.ignore import Ignore
from watched_folder import LATER, Watched, picture, write

CONTACTS = "kontakte"


def _reads(root: Path, path: str) -> bytes | Problem:
    return Folder(str(root), [CONTACTS], Ignore(())).read(path)


# --- symbolic links (F4, P5) ---------------------------------------------------------------


def test_a_link_to_a_contact_counts_once_under_the_real_path(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/2024/anna.md": "a"})
    (tmp_path / "kontakte/anna.md").symlink_to("2024/anna.md")
    watched = Watched(tmp_path)

    watched.look()

    assert watched.notes == {"kontakte/2024/anna.md"}
    assert watched.found == []


@pytest.mark.parametrize(
    ("target", "variant"),
    [
        ("../aussen.md", "link"),
        ("/etc/passwd", "link"),
        ("/dev/zero", "link"),
        ("/dev/urandom", "link"),
        ("gibtsnicht.md", "dangling"),
        ("anna.md", "loop"),
    ],
)
def test_a_link_that_leads_nowhere_good_is_told_and_not_followed(
    tmp_path: Path, target: str, variant: str
) -> None:
    write(tmp_path, {"aussen.md": "geheim", "kontakte/jonas.md": "j"})
    (tmp_path / "kontakte/anna.md").symlink_to(target)
    watched = Watched(tmp_path)

    watched.look()

    assert watched.notes == {"kontakte/jonas.md"}
    assert watched.found == [("kontakte/anna.md", "E107", variant)]


def test_links_in_a_ring_are_told_one_by_one(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/jonas.md": "j"})
    (tmp_path / "kontakte/a.md").symlink_to("b.md")
    (tmp_path / "kontakte/b.md").symlink_to("a.md")
    watched = Watched(tmp_path)

    watched.look()

    assert watched.found == [
        ("kontakte/a.md", "E107", "loop"),
        ("kontakte/b.md", "E107", "loop"),
    ]


@pytest.mark.parametrize("name", ["ordner", "ordner.md"])
def test_a_link_to_a_folder_is_not_followed(tmp_path: Path, name: str) -> None:
    write(tmp_path, {"aussen/anna.md": "a", "kontakte/jonas.md": "j"})
    (tmp_path / CONTACTS / name).symlink_to("../aussen")
    watched = Watched(tmp_path)

    watched.look()

    assert watched.notes == {"kontakte/jonas.md"}


def test_a_link_to_its_own_folder_ends_the_walk(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/jonas.md": "j"})
    (tmp_path / "kontakte/ewig").symlink_to(".")

    assert Watched(tmp_path).look().changed == ["kontakte/jonas.md"]


@pytest.mark.parametrize("target", ["../aussen", "weg"])
def test_a_folder_replaced_by_a_link_is_gone_with_all_below(tmp_path: Path, target: str) -> None:
    # Below the link the system would still open the old paths.
    write(tmp_path, {"kontakte/jonas.md": "j", "kontakte/a/tief/anna.md": "a"})
    watched = Watched(tmp_path)
    watched.look()
    (tmp_path / "kontakte/a").rename(tmp_path / "aussen")
    (tmp_path / "kontakte/a").symlink_to(target)

    scan = watched.look()

    assert scan.removed == ["kontakte/a/tief/anna.md"]
    assert set(watched.known) == {CONTACTS}


def test_contacts_that_became_a_link_are_not_followed_either(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/tief/anna.md": "a"})
    watched = Watched(tmp_path)
    watched.look()
    (tmp_path / CONTACTS).rename(tmp_path / "aussen")
    (tmp_path / CONTACTS).symlink_to("aussen")

    watched.look()

    assert watched.notes == set()
    assert watched.found == [(CONTACTS, "E107", "folder")]
    assert watched.look().is_empty


def test_a_contact_folder_behind_a_link_is_outside(tmp_path: Path) -> None:
    write(tmp_path, {"aussen/vip/anna.md": "a"})
    (tmp_path / CONTACTS).symlink_to("aussen")
    watched = Watched(tmp_path, ("kontakte/vip",))

    watched.look()

    assert watched.notes == set()
    assert watched.found == [("kontakte/vip", "E107", "folder")]


def test_a_link_replaced_by_a_folder_is_entered(tmp_path: Path) -> None:
    write(tmp_path, {"aussen/anna.md": "a", "kontakte/jonas.md": "j"})
    (tmp_path / "kontakte/vip").symlink_to("../aussen")
    watched = Watched(tmp_path)
    watched.look()
    (tmp_path / "kontakte/vip").unlink()
    (tmp_path / "aussen").rename(tmp_path / "kontakte/vip")

    assert watched.look().changed == ["kontakte/vip/anna.md"]


def test_a_link_is_judged_anew_when_only_its_target_changes(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/a/jonas.md": "j"})
    (tmp_path / "kontakte/anna.md").symlink_to("../aussen.md")
    watched = Watched(tmp_path)
    watched.look()
    dangling = watched.found
    write(tmp_path, {"aussen.md": "x"})

    watched.look()

    assert dangling == [("kontakte/anna.md", "E107", "dangling")]
    assert watched.found == [("kontakte/anna.md", "E107", "link")]


def test_a_good_link_is_told_once_its_contact_is_gone(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/a/anna.md": "a"})
    (tmp_path / "kontakte/anna.md").symlink_to("a/anna.md")
    watched = Watched(tmp_path)
    watched.look()
    (tmp_path / "kontakte/a/anna.md").unlink()

    watched.look()

    assert watched.found == [("kontakte/anna.md", "E107", "dangling")]


def test_a_journal_reached_through_a_link_is_read(tmp_path: Path) -> None:
    write(tmp_path, {"echt/kontakte/anna.md": "a"})
    (tmp_path / "journal").symlink_to("echt")
    (tmp_path / "echt/kontakte/link.md").symlink_to("anna.md")
    watched = Watched(tmp_path / "journal")

    watched.look()

    assert watched.notes == {"kontakte/anna.md"}
    assert watched.found == []


# --- what is no regular file ---------------------------------------------------------------


def test_a_pipe_is_told_and_never_waited_for(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/jonas.md": "j"})
    os.mkfifo(tmp_path / "kontakte/anna.md")
    watched = Watched(tmp_path)

    watched.look()

    assert watched.notes == {"kontakte/jonas.md"}
    assert watched.found == [("kontakte/anna.md", "E107", "special")]
    assert _reads(tmp_path, "kontakte/anna.md") == Problem(
        "kontakte/anna.md", 0, 0, "E107", "special"
    )


def test_a_socket_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"kontakte/jonas.md": "j"})
    monkeypatch.chdir(tmp_path / CONTACTS)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("anna.md")
        watched = Watched(tmp_path)
        watched.look()
        said = _reads(tmp_path, "kontakte/anna.md")

    assert watched.found == [("kontakte/anna.md", "E107", "special")]
    assert isinstance(said, Problem)


def test_a_pipe_that_becomes_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / CONTACTS).mkdir()
    os.mkfifo(tmp_path / "kontakte/anna.md")
    watched = Watched(tmp_path)
    watched.look()
    (tmp_path / "kontakte/anna.md").unlink()
    write(tmp_path, {"kontakte/anna.md": "a"})

    assert watched.look().changed == ["kontakte/anna.md"]
    assert watched.found == []


def test_a_folder_called_like_a_contact_is_a_folder(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/anna.md/jonas.md": "j"})

    assert Watched(tmp_path).look().changed == ["kontakte/anna.md/jonas.md"]


def test_a_link_is_never_read_even_when_asked_for(tmp_path: Path) -> None:
    write(tmp_path, {"aussen.md": "geheim"})
    (tmp_path / "anna.md").symlink_to("aussen.md")

    assert _reads(tmp_path, "anna.md") == Problem(
        "anna.md", 0, 0, "E107", "denied", (("reason", "ELOOP"),)
    )


def test_a_file_gone_since_it_was_listed_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    assert _reads(tmp_path, "anna.md") == Problem(
        "anna.md", 0, 0, "E107", "denied", (("reason", "ENOENT"),)
    )


class _Vanishing:
    """An entry whose file goes between listing and looking."""

    name = "anna.md"

    def is_dir(self, *, follow_symlinks: bool) -> bool:
        return not follow_symlinks and False

    def is_file(self, *, follow_symlinks: bool) -> bool:
        return not follow_symlinks

    def is_symlink(self) -> bool:
        return False

    def stat(self, *, follow_symlinks: bool) -> os.stat_result:
        raise FileNotFoundError(follow_symlinks)


def test_a_file_that_vanishes_while_listed_is_noticed_when_it_comes_back() -> None:
    closely = Closely(CONTACTS, Ignore(()), LATER, lambda _path: None)

    closely.take(_Vanishing())  # type: ignore[arg-type]  # os.DirEntry cannot be made

    # Its name is not remembered: a listing that holds it again differs.
    assert closely.notes == {}
    assert closely.snapshot().names == b""


# --- names and depths ----------------------------------------------------------------------


def test_a_name_of_255_bytes_is_a_name(tmp_path: Path) -> None:
    name = "ä" * 126 + ".md"
    write(tmp_path, {f"kontakte/{name}": "a"})

    assert Watched(tmp_path).look().changed == [f"kontakte/{name}"]
    assert _reads(tmp_path, f"kontakte/{name}") == b"a"


def test_a_name_that_is_no_utf_8_keeps_its_bytes(tmp_path: Path) -> None:
    (tmp_path / CONTACTS).mkdir()
    raw = os.fsencode(tmp_path / CONTACTS) + b"/J\xf6rg.md"
    with open(raw, "wb") as file:  # noqa: PTH123  # a path of bytes
        file.write(b"j")

    watched = Watched(tmp_path)
    (path,) = watched.look().changed

    assert os.fsencode(path) == b"kontakte/J\xf6rg.md"
    assert _reads(tmp_path, path) == b"j"
    assert watched.look().is_empty


def test_twins_that_differ_only_in_how_umlauts_are_encoded_are_two_files(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/J\u00f6rg.md": "1", "kontakte/Jo\u0308rg.md": "2"})

    scan = Watched(tmp_path).look()

    assert sorted(scan.changed) == ["kontakte/Jo\u0308rg.md", "kontakte/J\u00f6rg.md"]


@pytest.mark.parametrize("name", ["neue\nzeile.md", "\x1b[2Jloeschen.md", "a;b'c\".md", " .md"])
def test_any_name_the_system_allows_is_a_name(tmp_path: Path, name: str) -> None:
    write(tmp_path, {f"kontakte/{name}": "a"})
    watched = Watched(tmp_path)

    assert watched.look().changed == [f"kontakte/{name}"]
    assert watched.look().is_empty


def test_a_path_longer_than_the_system_takes_is_read(tmp_path: Path) -> None:
    step = "o" * 200
    folder = os.open(tmp_path, os.O_RDONLY)
    for name in [CONTACTS, *[step] * 25]:
        os.mkdir(name, dir_fd=folder)
        below = os.open(name, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = below
    note = os.open("anna.md", os.O_WRONLY | os.O_CREAT, dir_fd=folder)
    os.write(note, b"a")
    os.close(note)
    os.close(folder)
    watched = Watched(tmp_path)

    (path,) = watched.look().changed

    assert len(path) > 4096
    assert _reads(tmp_path, path) == b"a"
    assert watched.look().is_empty


def test_looking_and_reading_change_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"kontakte/anna.md": "a", "kontakte/2024/jonas.md": "j", "fremd.txt": "x"})
    (tmp_path / "kontakte/link.md").symlink_to("anna.md")
    before = picture(tmp_path)
    watched = Watched(tmp_path)

    for path in watched.look().changed:
        _reads(tmp_path, path)
    watched.look()

    assert picture(tmp_path) == before
