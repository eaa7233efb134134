"""The table of commands: each loads, each is explained, and each ends with its status."""

import re
import subprocess
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import click
import pytest

from kontaktjournal.cli import ALIASES, COMMANDS, Journal

Run = Callable[..., subprocess.CompletedProcess[bytes]]

PEOPLE = {
    "anna-mueller": "---\nname: Anna Müller\nstatus: pflege\nnext: 2026-11-23\n---\n",
    "anna-otto": "---\nname: Anna Otto\nstatus: vip\n---\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kontakte").mkdir()
    for stem, text in PEOPLE.items():
        (tmp_path / f"kontakte/{stem}.md").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_loads_under_its_name(name: str) -> None:
    command = import_module(COMMANDS[name]).command

    assert isinstance(command, click.Command)
    assert command.name == name


@pytest.mark.parametrize("alias", ALIASES)
def test_every_german_name_is_one_of_the_commands(alias: str) -> None:
    journal = Journal()
    context = click.Context(journal)

    assert journal.get_command(context, alias) is journal.get_command(context, ALIASES[alias])


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_summary_of_a_command_is_the_first_line_of_its_help(
    language: str, run: Run, tmp_path: Path
) -> None:
    overview = run(tmp_path, "--lang", language, "--help").stdout.decode()

    for name in COMMANDS:
        own = run(tmp_path, "--lang", language, name, "--help").stdout.decode()
        summary = own.splitlines()[2].strip()
        assert re.search(rf"^  {name} +{re.escape(summary)}$", overview, re.MULTILINE)


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_and_version_need_no_journal(name: str, run: Run, tmp_path: Path) -> None:
    helped = run(tmp_path, *name.split(), "--help")
    told = run(tmp_path, "--version")

    assert (helped.returncode, helped.stderr) == (0, b"")
    assert re.fullmatch(rb"journal \d+\.\d+\.\d+\S*\n", told.stdout)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("agenda", 0),
        ("list", 0),
        ("check", 0),
        ("show anna-otto", 0),
        ("agenda --exit-code", 1),
        ("check --strict", 1),
        ("--today 2026-11-20 agenda --exit-code", 0),
        ("-C kontakte list --exit-code", 0),
        ("agenda --week --days 3", 2),
        ("frobnicate", 2),
        ("show", 2),
        ("-C nowhere agenda", 2),
        ("show nobody", 3),
        ("show anna", 3),
        ("show 7", 3),
        ("demo kontakte", 3),
        ("init kontakte/anna-otto.md", 5),
    ],
)
def test_the_exit_status_is_the_verdict(words: str, status: int, run: Run, folder: Path) -> None:
    answer = run(folder, *words.split(" "))

    assert b"Traceback" not in answer.stderr
    assert answer.returncode == status


def test_a_refusal_says_nothing_on_stdout(run: Run, folder: Path) -> None:
    answer = run(folder, "show", "nobody")

    assert (answer.stdout, answer.stderr) == (b"", "Niemand heißt „nobody“.\n".encode())


def test_the_name_of_a_folder_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    written = run(tmp_path, "demo", "dd\x1b[31m")

    assert written.returncode == 0
    assert b"\x1b" not in written.stdout + written.stderr
