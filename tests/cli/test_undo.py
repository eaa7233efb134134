"""``journal undo`` as a process: at a terminal, and where what was kept is damaged."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[bytes]]
AtTerminal = Callable[..., bytes]

ANNA = "---\nname: Anna Müller\nstatus: pflege\nnext: 2026-11-23\n---\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a journal in which Anna was given another date."""
    (tmp_path / "kontakte").mkdir()
    (tmp_path / "journal.toml").touch()
    (tmp_path / "kontakte/anna.md").write_text(ANNA, encoding="utf-8")
    return tmp_path


def test_at_a_terminal_the_difference_is_coloured(
    folder: Path, run: Run, at_terminal: AtTerminal
) -> None:
    run(folder, "next", "anna", "2026-12-07")

    said = at_terminal(folder, "undo", "--dry-run")

    assert b"\x1b[32m+next: 2026-11-23\x1b[0m" in said
    assert b"\x1b[31m-next: 2026-12-07\x1b[0m" in said
    assert "Zurückgenommen würde: next (Anna Müller)".encode() in said


def test_what_is_kept_but_damaged_is_said_once(folder: Path, run: Run) -> None:
    state = folder / "state"
    for day in ("2026-12-07", "2026-12-14"):
        run(folder, "next", "anna", day, XDG_STATE_HOME=str(state))
    newest = max(state.rglob("*.jsonl"))
    newest.write_bytes(newest.read_bytes()[:-20])

    torn = run(folder, "undo", XDG_STATE_HOME=str(state))
    again = run(folder, "undo", XDG_STATE_HOME=str(state))

    assert (torn.returncode, torn.stdout) == (3, b"")
    assert "beschädigt".encode() in torn.stderr
    assert again.returncode == 4  # the second date stands there, and nobody knows it
