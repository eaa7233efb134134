"""``journal page`` as a process: where git would take the pages in."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[bytes]]

ANNA = "---\nname: Anna Müller\nstatus: pflege\nnext: 2026-11-23\n---\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a journal of one contact."""
    (tmp_path / "kontakte").mkdir()
    (tmp_path / "journal.toml").touch()
    (tmp_path / "kontakte/anna.md").write_text(ANNA, encoding="utf-8")
    return tmp_path


def test_where_git_would_take_the_pages_in_that_is_said_once(folder: Path, run: Run) -> None:
    subprocess.run(["git", "init", "-q", "--template=", folder], check=True)

    first = run(folder, "page")
    (folder / "kontakte/anna.md").write_text(f"{ANNA}\nMag Tee.\n", encoding="utf-8")
    second = run(folder, "page")

    assert "Git würde seite/ mit aufnehmen" in first.stderr.decode()
    assert second.stderr == b""
    assert b"1 geschrieben" in second.stdout


def test_it_is_said_again_once_git_was_told_in_between(folder: Path, run: Run) -> None:
    subprocess.run(["git", "init", "-q", "--template=", folder], check=True)
    told = []
    for number, ignored in enumerate(["", "", "seite/\n", "", ""]):
        (folder / ".gitignore").write_text(ignored, encoding="utf-8")
        (folder / "kontakte/anna.md").write_text(f"{ANNA}\nTee {number}.\n", encoding="utf-8")
        told.append("Git" in run(folder, "page").stderr.decode())

    assert told == [True, False, False, True, False]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["page", "--single", "agenda.html"], "agenda.html"),
        (["export", "vcf", "-o", "alle.vcf"], "alle.vcf"),
        (["export", "vcf", "--split", "karten"], "karten/"),
    ],
)
def test_of_a_new_file_that_git_would_take_in_too(
    folder: Path, run: Run, words: list[str], name: str
) -> None:
    outside = run(folder, *words)
    subprocess.run(["git", "init", "-q", "--template=", folder], check=True)
    known = run(folder, *words)
    for made in [*folder.glob("karten/*"), *folder.glob("a*.*")]:
        made.unlink()

    new = run(folder, *words)

    assert (outside.returncode, outside.stderr, known.stderr) == (0, b"", b"")
    assert f"Git würde {name} mit aufnehmen" in new.stderr.decode()
    assert new.stderr.count(b"Git") == 1


def test_what_init_made_git_leaves_alone(tmp_path: Path, run: Run) -> None:
    subprocess.run(["git", "init", "-q", "--template=", tmp_path], check=True)
    run(tmp_path, "init")

    printed = run(tmp_path, "page")

    assert (printed.returncode, printed.stderr) == (0, b"")
