"""Forgetting at a terminal, and when the command is killed at any step."""

import subprocess
import sys
from pathlib import Path

import pytest

from dialogue import dialogue

ANNA = "---\nname: Anna Müller\nstatus: pflege\nemail: anna@example.org\n---\n"
LIST = "Name,E-Mail\nAnna Müller,anna@example.org\nBernd,bernd@example.org\n"
QUESTION = "Namen eingeben (Anna Müller):"

#: Where the command is killed, as if the power failed just before this is done.
STEPS = [
    "kontaktjournal.desk.desk:Desk.amend",
    "kontaktjournal.desk.desk:Desk.remove",
    "kontaktjournal.store.transaction:Transaction._finish",
    "kontaktjournal.store.write:Writer.forget_all",
    "kontaktjournal.desk.forgetting:Forgetter._remove_pages",
    "kontaktjournal.index.sync:Index.start_anew",
    "kontaktjournal.desk.forgetting:Forgetter._empty_cache",
    "kontaktjournal.desk.forgetting:Forgetter.give_up",
]
SCRIPT = """
import os, sys
from importlib import import_module
from kontaktjournal.cli import main
place, _, name = sys.argv.pop(1).partition(":")
owner, _, name = name.partition(".")
setattr(getattr(import_module(place), owner), name, lambda *_, **__: os._exit(9))
main()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kontakte").mkdir()
    (tmp_path / "listen").mkdir()
    (tmp_path / "journal.toml").touch()
    (tmp_path / "kontakte" / "anna-mueller.md").write_text(ANNA, encoding="utf-8")
    (tmp_path / "kontakte" / "uwe.md").write_text("---\nname: Uwe\n---\n", encoding="utf-8")
    (tmp_path / "listen" / "x.csv").write_text(LIST, encoding="utf-8")
    return tmp_path


def has_anna(folder: Path) -> bool:
    return (folder / "kontakte" / "anna-mueller.md").exists()


def test_whoever_types_the_name_forgets(folder: Path) -> None:
    with dialogue(folder, "forget", "anna") as talk:
        talk.answer(QUESTION, "anna mueller\n")
        lines = talk.end()

    assert talk.status == 0
    assert not has_anna(folder)
    assert any("nichts mehr zu finden" in line for line in lines)


@pytest.mark.parametrize("typed", ["j\n", "\n", "Anna\n", "\x04"])
def test_whoever_types_something_else_changes_nothing(folder: Path, typed: str) -> None:
    with dialogue(folder, "forget", "anna") as talk:
        talk.answer(QUESTION, typed)
        talk.end()

    assert talk.status == 3
    assert has_anna(folder)
    assert not (folder / "sperrliste.txt").exists()


def run(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    base = folder.parent / "home"
    environ = {
        "HOME": str(base), "XDG_CACHE_HOME": str(base / "cache"), "PATH": "/usr/bin:/bin",
        "XDG_STATE_HOME": str(base / "state"), "XDG_CONFIG_HOME": str(base / "config"),
        "LANG": "de_DE.UTF-8", "PYTHONUTF8": "1", "JOURNAL_TODAY": "2026-11-23",
    }  # fmt: skip
    return subprocess.run(
        (sys.executable, *words), cwd=folder, env=environ, check=False, capture_output=True,
        text=True,
    )  # fmt: skip


@pytest.mark.parametrize("step", STEPS)
def test_whoever_is_killed_at_any_step_comes_to_the_end_the_next_time(
    tmp_path: Path, folder: Path, step: str
) -> None:
    root = tmp_path / "root"
    root.mkdir()
    for name in ("kontakte", "listen", "journal.toml"):
        (folder / name).rename(root / name)
    journal = ("-m", "kontaktjournal")
    assert run(root, *journal, "page").returncode == 0
    assert run(root, *journal, "log", "anna", "Anruf").returncode == 0
    call = ("forget", "anna-mueller", "--yes")

    killed = run(root, "-c", SCRIPT, step, *call)
    again = run(root, *journal, *call)

    assert killed.returncode == 9
    assert again.returncode == 0, again.stderr
    assert (root / "listen" / "x.csv").read_text() == "Name,E-Mail\nBernd,bernd@example.org\n"
    held = {
        path.relative_to(tmp_path).as_posix()
        for path in tmp_path.rglob("*")
        if path.is_file() and any(
            secret in path.read_bytes() for secret in (b"anna@example.org", b"Anna M", b"anna-m")
        )
    }  # fmt: skip
    assert not held
    assert run(root, *journal, *call).returncode == 3
