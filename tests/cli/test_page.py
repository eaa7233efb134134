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


def test_what_init_made_git_leaves_alone(tmp_path: Path, run: Run) -> None:
    subprocess.run(["git", "init", "-q", "--template=", tmp_path], check=True)
    run(tmp_path, "init")

    printed = run(tmp_path, "page")

    assert (printed.returncode, printed.stderr) == (0, b"")
