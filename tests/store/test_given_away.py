"""A file the user gives a name to: never a contact, whole or not at all, for nobody else."""

import os
import stat
import threading
from pathlib import Path

import pytest

from kontaktjournal.domain.errors import DiskTrouble, Refused
from kontaktjournal.store.given_away import begins_with, refuse_among_contacts, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "kontakte/köln").mkdir(parents=True)
    (tmp_path / "kontakte/anna.md").write_text("# Anna")
    (tmp_path / "journal.toml").write_text("version = 1")
    (tmp_path / "hinein").symlink_to(tmp_path / "kontakte")
    (tmp_path / "anna.ics").symlink_to(tmp_path / "kontakte/anna.md")
    return tmp_path


@pytest.mark.parametrize(
    "place",
    [
        "kontakte",
        "kontakte/alle.csv",
        "kontakte/köln/alle.csv",
        "kontakte/neu/alle.csv",
        "../{}/kontakte/alle.csv",
        "hinein/alle.csv",
        "anna.ics",
    ],
)
def test_nothing_is_written_among_the_contacts(root: Path, place: str) -> None:
    path = str(root / place.format(root.name))

    with pytest.raises(Refused) as refused:
        refuse_among_contacts(path, str(root), ["kontakte"])

    assert refused.value.key == "refusal.among_contacts"


@pytest.mark.parametrize(
    "place", ["liste.md", "LISTE.MD", "journal.toml", ".journalignore", "sperrliste.txt"]
)
@pytest.mark.parametrize("contacts", ["kontakte", "."])
def test_a_note_and_the_settings_are_not_written_over(
    root: Path, place: str, contacts: str
) -> None:
    with pytest.raises(Refused) as refused:
        refuse_among_contacts(str(root / place), str(root), [contacts])

    assert refused.value.key == "refusal.journals_own"


@pytest.mark.parametrize("place", ["alle.csv", "kontakte-alle.csv", "neu/alle.csv", "seite"])
@pytest.mark.parametrize("contacts", ["kontakte", "."])
def test_elsewhere_in_the_journal_a_file_may_lie(root: Path, place: str, contacts: str) -> None:
    refuse_among_contacts(str(root / place), str(root), [contacts])


def test_nobody_else_may_read_the_file(tmp_path: Path) -> None:
    path = tmp_path / "alle.csv"
    path.write_text("before")
    path.chmod(0o644)

    write(str(path), b"now")

    assert path.read_bytes() == b"now"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [*tmp_path.iterdir()] == [path]


def test_a_link_leads_to_the_file_that_is_written(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "alle.csv")

    write(str(tmp_path / "link.csv"), b"now")

    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "alle.csv").read_bytes() == b"now"


def test_a_pipe_takes_the_bytes(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()

    write(str(pipe), b"now")
    reader.join()

    assert read == [b"now"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize(("place", "reason"), [("nirgends/a.csv", "ENOENT"), (".", "EISDIR")])
def test_where_nothing_can_be_written_that_is_said(
    tmp_path: Path, place: str, reason: str
) -> None:
    path = str(tmp_path / place)

    with pytest.raises(DiskTrouble) as trouble:
        write(path, b"now")

    assert trouble.value.values == {"path": path, "reason": reason}


def test_what_cannot_be_finished_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, os.strerror(28))

    (tmp_path / "alle.csv").write_bytes(b"before")
    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(DiskTrouble):
        write(str(tmp_path / "alle.csv"), b"now")

    assert (tmp_path / "alle.csv").read_bytes() == b"before"
    assert len([*tmp_path.iterdir()]) == 1


def test_a_file_is_known_by_its_beginning(tmp_path: Path) -> None:
    (tmp_path / "bericht.csv").write_text("a,b\n1,2\n")

    assert begins_with(str(tmp_path / "bericht.csv"), b"a,b\n")
    assert not begins_with(str(tmp_path / "bericht.csv"), b"a;b\n")
    assert not begins_with(str(tmp_path / "weg.csv"), b"a,b\n")
    assert not begins_with(str(tmp_path), b"a,b\n")
