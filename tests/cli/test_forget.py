"""Forgetting at a terminal, and when the command is killed at any step."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from dialogue import dialogue
from elsewhere import WorkFailedError, elsewhere
from kontaktjournal.cli import main

ANNA = "---\nname: Anna Müller\nstatus: pflege\nemail: anna@example.org\n---\n"
LIST = "Name,E-Mail\nAnna Müller,anna@example.org\nBernd,bernd@example.org\n"
QUESTION = "Müller):"

#: Where the command is killed, as if the power failed just before this is done.
STEPS = [
    "kontaktjournal.desk.desk:Desk.amend",
    "kontaktjournal.desk.desk:Desk.remove",
    "kontaktjournal.store.transaction:Transaction._finish",
    "kontaktjournal.store.write:Writer.forget_all",
    "kontaktjournal.desk.forgetting:Forgetter._remove_pages",
    "kontaktjournal.index.sync:Index.start_anew",
    "kontaktjournal.desk.forgetting:Forgetter._empty_cache",
    "kontaktjournal.desk.forgetting:Forgetter._end",
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


def environ_of(base: Path) -> dict[str, str]:
    return {
        "HOME": str(base), "XDG_CACHE_HOME": str(base / "cache"), "PATH": "/usr/bin:/bin",
        "XDG_STATE_HOME": str(base / "state"), "XDG_CONFIG_HOME": str(base / "config"),
        "LANG": "de_DE.UTF-8", "PYTHONUTF8": "1", "JOURNAL_TODAY": "2026-11-23",
    }  # fmt: skip


def run(folder: Path, *words: str, base: Path | None = None) -> "subprocess.CompletedProcess[str]":
    base = base or folder.parent / "home"
    call, environ = (sys.executable, *words), environ_of(base)
    return subprocess.run(
        call, cwd=folder, env=environ, check=False, capture_output=True, text=True
    )


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


# --- killed just before any file is made, moved or deleted ---------------------------------------

SECRETS = (b"anna@example.org", b"Anna M", b"anna-m")
NOTE = "---\nname: Uwe\n---\nKennt [[anna-mueller]].\n"
#: What Python says it is about to do; of opening, only what is opened to be written to.
EVENTS = frozenset({"os.rename", "os.remove", "os.link", "os.truncate", "os.mkdir", "open"})
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def killing(at: int, on: str) -> Callable[[str, tuple[object, ...]], None]:
    """Return what ends the process before a step, counted from 1, with a name of files."""
    steps = count(1)

    def watch(event: str, words: tuple[object, ...]) -> None:
        if event not in EVENTS or on not in str(words[0]):
            return
        is_step = event != "open" or (isinstance(words[2], int) and words[2] & WRITING)
        if is_step and next(steps) == at:
            os._exit(9)

    return watch


def command(root: Path, *words: str, at: int = 0, on: str = "") -> int:
    """Give a command in a process of its own; return its exit status, 9 where it was killed.

    Args:
        root: of the journal.
        words: of the command.
        at: before which of its steps it is killed, counted from 1; 0 lets it be.
        on: what stands in the names of the files whose steps are counted.
    """

    def work() -> int:
        os.environ |= environ_of(root.parent)
        os.chdir(root)
        sys.argv = ["journal", *words]
        null = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(null, stream)
        if at:
            sys.addaudithook(killing(at, on))
        try:
            main()
        except SystemExit as end:
            return int(end.code or 0)
        return 0

    try:
        return elsewhere(work)
    except WorkFailedError as error:
        if str(error) != "killed":
            raise
        return 9


@pytest.fixture
def used(tmp_path: Path, folder: Path) -> Path:
    """Return a journal that was used: pages are printed, and a command can be taken back."""
    root = tmp_path / "now" / "root"
    root.mkdir(parents=True)
    for name in ("kontakte", "listen", "journal.toml"):
        (folder / name).rename(root / name)
    (root / "kontakte" / "uwe.md").write_text(NOTE, encoding="utf-8")
    (root / "kontakte" / "anna-mueller.md~").write_text(ANNA, encoding="utf-8")
    assert command(root, "page") == 0
    assert command(root, "log", "anna", "Anruf") == 0
    shutil.copytree(tmp_path / "now", tmp_path / "before")
    return root


def restore(root: Path) -> None:
    """Let a journal be as it was, and all that the tool keeps of it."""
    shutil.rmtree(root.parent)
    shutil.copytree(root.parent.parent / "before", root.parent)


def held(base: Path) -> set[str]:
    """Return all files in which she stands."""
    files = (path for path in base.rglob("*") if path.is_file())
    return {
        path.relative_to(base).as_posix()
        for path in files
        if any(secret in path.read_bytes() for secret in SECRETS)
    }


CALL = ("forget", "Anna Müller", "--yes", "--links")
#: What her file is called just before it goes.
ASIDE = ".j-6c077642-"


def leftovers(root: Path) -> list[str]:
    return [path.name for path in root.rglob(".j-*")]


def is_begun(root: Path) -> bool:
    return bool([*(root.parent / "state").rglob("forgetting")])


@pytest.mark.parametrize("on", [".j-", ".jsonl", ".html", ".kontaktjournal"])
def test_whoever_is_killed_before_any_file_goes_comes_to_the_end_the_next_time(
    used: Path, on: str
) -> None:
    for at in count(1):
        restore(used)
        if command(used, *CALL, at=at, on=on) != 9:
            break

        status = command(used, *CALL)

        assert (status, held(used.parent), leftovers(used)) == (0, set(), []), at
        assert not is_begun(used)
    assert at > 1


def killed_with_her_file_aside(root: Path) -> None:
    """Kill the command when her file has another name, and is still there."""
    assert command(root, *CALL, at=1, on=ASIDE) == 9
    assert len(leftovers(root)) == 1
    assert not has_anna(root)


def test_a_file_put_aside_goes_even_if_nothing_was_noted_of_it(used: Path) -> None:
    killed_with_her_file_aside(used)
    for record in used.parent.rglob("*.jsonl"):
        record.unlink()

    assert command(used, *CALL) == 0

    assert not held(used.parent)
    assert leftovers(used) == []


def test_what_another_command_left_is_named(used: Path) -> None:
    killed_with_her_file_aside(used)
    other = used / "listen" / ".j-00000000-00000000"
    other.write_text("Anna Müller\n", encoding="utf-8")

    again = run(used, "-m", "kontaktjournal", "--json", *CALL, base=used.parent)

    assert again.returncode == 0
    assert json.loads(again.stdout)["left"] == [
        {"kind": "other", "path": f"listen/{other.name}", "line": None, "words": None,
         "removed": False},
    ]  # fmt: skip
    assert f"sieh selbst nach, wen sie nennt: listen/{other.name}" in again.stderr


def test_a_namesake_on_a_list_is_not_forgotten_in_her_place(used: Path) -> None:
    row = "Anna Müller,am@example.net"
    (used / "listen" / "y.csv").write_text(f"Name,E-Mail\n{row}\n", encoding="utf-8")
    killed_with_her_file_aside(used)

    again = run(used, "-m", "kontaktjournal", *CALL, base=used.parent)

    assert again.returncode == 0
    assert leftovers(used) == []
    assert row in (used / "listen" / "y.csv").read_text(encoding="utf-8")
    assert "Anna Müller steht noch auf einer Liste" in again.stderr


def test_two_of_her_name_on_lists_stay_too(used: Path) -> None:
    rows = "Anna Müller,am@example.net\nAnna Müller,mueller@example.com\n"
    (used / "listen" / "y.csv").write_text(f"Name,E-Mail\n{rows}", encoding="utf-8")
    killed_with_her_file_aside(used)

    again = run(used, "-m", "kontaktjournal", *CALL, base=used.parent)

    assert again.returncode == 0
    assert rows in (used / "listen" / "y.csv").read_text(encoding="utf-8")


def test_whoever_is_forgotten_next_brings_the_earlier_one_to_its_end_too(used: Path) -> None:
    killed_with_her_file_aside(used)

    assert command(used, "forget", "Uwe", "--yes") == 0

    assert not held(used.parent)
    assert leftovers(used) == []
    assert not is_begun(used)


def test_whoever_cannot_be_forgotten_leaves_the_earlier_one_to_be_ended(used: Path) -> None:
    killed_with_her_file_aside(used)
    uwe = used / "kontakte" / "uwe.md"
    os.link(uwe, used / "uwe.txt")

    assert command(used, "forget", "Uwe", "--yes") == 3

    assert is_begun(used)
    assert command(used, *CALL) == 0
    assert not held(used.parent)


def test_what_another_killed_command_put_aside_of_hers_is_no_hindrance(used: Path) -> None:
    assert command(used, "log", "anna", "noch", at=2, on=ASIDE) == 9
    assert len(leftovers(used)) == 1

    assert command(used, *CALL) == 0

    assert not held(used.parent)
    assert leftovers(used) == []


def test_of_what_was_typed_on_the_block_list_a_checksum_stands_there_afterwards(
    used: Path,
) -> None:
    blocked = used / "sperrliste.txt"
    blocked.write_text("anna@example.org\n", encoding="utf-8")

    told = run(used, "-m", "kontaktjournal", *CALL, base=used.parent)

    assert " ".join(told.stdout.split()).count("kann diese Angabe hier weg") == 2
    lines = blocked.read_text(encoding="utf-8").splitlines()
    assert [line.split()[0] for line in lines] == ["anna@example.org", "hmac-sha256"]
