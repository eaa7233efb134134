"""Killed, without room, with a failing disk, at every system call: each file is old or new."""

from functools import partial
from pathlib import Path

import pytest

from crash_lab import FAULTS, Fault, Stage
from crash_trial import Tell, Trial, trial
from kontaktjournal import cli
from store_acts import ACTS, FILES, do

#: What a user types, and what it plays on.
LINES = {
    "log": ("log", "anna", "Will im Januar starten.", "--next", "+3w"),
    "log, several": ("log", "anna,jonas", "Wollen im Januar starten."),
    "next": ("next", "anna", "+3w"),
    "file": ("file", "anna", "kein Bedarf"),
    "reopen": ("reopen", "ute"),
    "new": ("new", "Mia Sommer", "--next", "+3w"),
    "mv": ("mv", "uwe", "uwe-kern"),
    "spread": ("spread", "--apply"),
    "undo": ("undo",),
}
OVERDUE = b"---\nstatus: pflege\nnext: 2026-11-20\n---\n\n"
JOURNAL = {
    "kontakte/anna.md": OVERDUE + b"# Anna\n",
    "kontakte/jonas.md": OVERDUE + b"# Jonas\n\nKennt [[uwe]].\n",
    "kontakte/uwe.md": OVERDUE + b"# Uwe\n",
    "kontakte/ute.md": b"---\nstatus: ablage\n---\n\n# Ute\n",
    "journal.toml": b"version = 1\n[agenda]\nper_day = 1\n",
}

pytestmark = pytest.mark.program("strace")

each_fault = pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)


def line(title: str, fault: Fault, result: Trial) -> str:
    return (
        f"{title}, {fault.name}: {result.struck} of {result.points} calls struck, "
        f"{result.refused} refused, {len(result.wrong)} wrong"
    )


@each_fault
@pytest.mark.parametrize("act", ACTS)
def test_the_store_stands_a_fault_at_every_system_call(
    tmp_path: Path, tell: Tell, act: str, fault: Fault
) -> None:
    def command(act: str) -> int:
        return do(act, tmp_path / "journal", tmp_path / "state")

    first = (partial(command, "several"),) if act == "undo" else ()

    result = trial(Stage(tmp_path, FILES, partial(command, act), first), fault)

    tell(line(f"store: {act}", fault, result), result.struck)
    assert result.wrong == ()
    assert result.tracebacks == 0
    assert result.struck == result.points > 10


@each_fault
@pytest.mark.parametrize("name", LINES)
def test_a_command_stands_a_fault_at_every_system_call(
    tmp_path: Path, tell: Tell, name: str, fault: Fault
) -> None:
    environ = {
        "LANG": "de_DE.UTF-8",
        "JOURNAL_TODAY": "2026-11-23",
        "JOURNAL_NOW": "09:00",
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
    }

    def command(name: str) -> int:
        return cli.run(["-C", str(tmp_path / "journal"), *LINES[name]], environ)

    first = (partial(command, "log"),) if name == "undo" else ()

    result = trial(Stage(tmp_path, JOURNAL, partial(command, name), first), fault)

    tell(line(f"journal {name}", fault, result), result.struck)
    assert result.wrong == ()
    assert result.tracebacks == 0
    assert result.struck == result.points > 10
