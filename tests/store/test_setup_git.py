"""Claims about what git is told where a journal begins within a repository."""

import subprocess
from pathlib import Path

import pytest

from kontaktjournal.messages import Catalogue
from kontaktjournal.notation.survey import Survey
from kontaktjournal.store.setup import plan, write


def test_git_is_told_how_to_merge_where_there_is_git(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    root = tmp_path / "a" / "b"

    write(str(root), plan(str(root), Survey(), Catalogue("de"), None))

    assert (root / ".gitattributes").read_text() == (
        "kontakte/**/*.md merge=kontaktjournal\n"
        "listen/*.entschieden.csv merge=union\n"
        "listen/entschieden.csv merge=union\n"
        "/sperrliste.txt merge=union\n"
    )
    assert not (root / "listen").exists()


@pytest.mark.parametrize("merged", ["listen/a.entschieden.csv", "listen/entschieden.csv"])
def test_git_keeps_what_was_decided_on_both_sides(merged: str, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    write(str(tmp_path), plan(str(tmp_path), Survey(), Catalogue("de"), None))

    words = ["git", "-C", str(tmp_path), "check-attr", "merge", "--", merged]
    told = subprocess.run(words, capture_output=True, text=True, check=True).stdout

    assert told == f"{merged}: merge: union\n"


def test_what_git_was_told_before_stays(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    told = tmp_path / ".gitattributes"
    told.write_bytes(b"* text=auto\n")

    write(str(tmp_path), plan(str(tmp_path), Survey(), Catalogue("de"), None))

    assert told.read_bytes() == b"* text=auto\n"
