"""Progress is told where somebody waits for it, and only there."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[bytes]]
AtTerminal = Callable[..., bytes]

#: Enough files that reading them is worth a word.
MANY = 2100


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kontakte").mkdir()
    for number in range(MANY):
        (tmp_path / f"kontakte/{number}.md").write_text("# A\n", encoding="utf-8")
    return tmp_path


def test_a_terminal_sees_how_far_the_reading_is(at_terminal: AtTerminal, folder: Path) -> None:
    *told, result = at_terminal(folder, "--no-color", "list").decode().split("\r")[:-1]

    assert told[0] == "Index wird aufgebaut: 250 von 2.100"
    assert told[-1].strip() == ""
    assert result == "0 im Spiel (2.100 Gelistete nicht gezeigt: --all)"


def test_a_pipe_sees_none_of_it(run: Run, folder: Path) -> None:
    assert run(folder, "list").stderr == b""


def test_quiet_means_quiet(at_terminal: AtTerminal, folder: Path) -> None:
    assert b"Index" not in at_terminal(folder, "-q", "list")


def test_what_passes_fits_the_line_it_is_written_over(
    at_terminal: AtTerminal, folder: Path
) -> None:
    told = at_terminal(folder, "--no-color", "list", COLUMNS="24").decode().split("\r")[0]

    assert told == "Index wird aufgebaut:…"
