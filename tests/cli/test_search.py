"""A terminal shows the first hits in bold; a pipe gets all of them, between signs."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[bytes]]
AtTerminal = Callable[..., bytes]

MANY = 25
#: Between angle quotation marks.
FOUND = "\u2039Laden\u203a"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kontakte").mkdir()
    for number in range(MANY):
        text = f"---\nname: Anna Uhl {number}\nstatus: pflege\n---\n\nDer Laden.\n"
        (tmp_path / f"kontakte/{number:02}.md").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_terminal_shows_the_first_twenty(at_terminal: AtTerminal, folder: Path) -> None:
    lines = at_terminal(folder, "--no-color", "search", "laden").decode().splitlines()

    assert sum(FOUND in line for line in lines) == 20
    assert lines[-1] == "20 von 25 Treffern (alle: limit:25)"


def test_a_terminal_shows_as_many_as_are_wanted(at_terminal: AtTerminal, folder: Path) -> None:
    lines = at_terminal(folder, "--no-color", "search", "laden", "limit:25").decode().splitlines()

    assert lines[-1] == "25 Treffer"


def test_a_terminal_shows_bold_letters_and_no_signs(at_terminal: AtTerminal, folder: Path) -> None:
    said = at_terminal(folder, "search", "laden").decode()

    assert "Der \x1b[1mLaden\x1b[0m." in said
    assert FOUND not in said


def test_a_pipe_gets_all(run: Run, folder: Path) -> None:
    told = run(folder, "search", "laden").stdout.decode()

    assert told.count(FOUND) == MANY
    assert told.endswith("\n25 Treffer\n")


def test_a_program_gets_all(at_terminal: AtTerminal, run: Run, folder: Path) -> None:
    rows = json.loads(run(folder, "search", "laden", "--json").stdout)

    assert [row["n"] for row in rows] == [*range(1, MANY + 1)]
    assert len(json.loads(at_terminal(folder, "search", "laden", "--json"))) == MANY


def test_a_number_shown_stands_for_its_contact(run: Run, folder: Path) -> None:
    rows = json.loads(run(folder, "search", "laden", "--json").stdout)

    path = run(folder, "show", "7", "--path").stdout.decode().strip()

    assert path.endswith(rows[6]["path"])
