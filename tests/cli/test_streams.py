"""The command among other programs: pipes, full disks, closed streams, Ctrl-C."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[bytes]]

COMMAND = [sys.executable, "-m", "kontaktjournal"]
FULL = Path("/dev/full")
full_device = pytest.mark.skipif(not FULL.exists(), reason="this system has no full device")
#: More than a pipe holds.
PEOPLE = 300


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    contact = "---\nname: Anna Müller\nstatus: pflege\nnext: 2026-11-20\n---\n"
    (tmp_path / "kontakte").mkdir()
    for number in range(PEOPLE):
        (tmp_path / f"kontakte/anna-{number}.md").write_text(contact, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("words", [("list",), ("list", "--json"), ("agenda", "--all")])
def test_a_reader_that_has_seen_enough_is_no_trouble(words: tuple[str, ...], folder: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, *words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as journal:
        assert journal.stdout is not None
        assert journal.stderr is not None
        assert journal.stdout.readline()
        journal.stdout.close()
        talk = journal.stderr.read()

    assert talk == b""
    assert journal.returncode in {0, -signal.SIGPIPE}


def test_ctrl_c_ends_with_130_and_without_a_traceback(folder: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "list", "--json"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as journal:
        assert journal.stdout is not None
        assert journal.stdout.read(1) == b"["
        # The pipe is full now, and the command waits in the midst of its work.
        journal.send_signal(signal.SIGINT)
        _, talk = journal.communicate()

    assert talk == b"\n"
    assert journal.returncode == 130


def test_ctrl_c_while_the_program_still_loads_is_no_traceback_either() -> None:
    program = """
import sys

class Impatient:
    def find_spec(self, name, *_):
        if name == "kontaktjournal.cli":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Impatient())
from kontaktjournal.__main__ import main
main()
"""

    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert (ended.returncode, ended.stderr) == (130, b"")


@full_device
@pytest.mark.parametrize("words", [("list",), ("--help",), ("completion", "bash"), ("list", "-0")])
def test_a_full_disk_is_told_in_one_line(words: tuple[str, ...], folder: Path) -> None:
    with FULL.open("wb") as full:
        answer = subprocess.run(
            [*COMMAND, *words], cwd=folder, stdout=full, stderr=subprocess.PIPE, check=False,
            env={**os.environ, "LANG": "de_DE.UTF-8"},
        )  # fmt: skip

    told = answer.stderr.decode()
    assert told == "Die Ausgabe lässt sich nicht schreiben (kein Platz mehr).\n"
    assert answer.returncode == 5


@full_device
def test_talk_that_cannot_be_heard_spoils_no_result(folder: Path) -> None:
    (folder / "kontakte/tom.md").write_text("---\nnext: bald\n---\n", encoding="utf-8")
    with FULL.open("wb") as full:
        answer = subprocess.run(
            [*COMMAND, "agenda"], cwd=folder, stdout=subprocess.PIPE, stderr=full, check=False
        )

    assert "Anna Müller" in answer.stdout.decode()
    assert answer.returncode == 0


@pytest.mark.parametrize("closed", [1, 2])
@pytest.mark.parametrize(("words", "status"), [("check", 0), ("agenda --exit-code", 1)])
def test_a_closed_stream_leaves_the_verdict(
    closed: int, words: str, status: int, folder: Path
) -> None:
    command = f'exec "$0" -m kontaktjournal {words} {closed}>&-'

    answer = subprocess.run(
        ["sh", "-c", command, sys.executable], cwd=folder, capture_output=True, check=False
    )

    assert b"Traceback" not in answer.stdout + answer.stderr
    assert answer.returncode == status


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("new --stdin", b"Es kam nichts"),
        ("log anna-1 -", b"Nichts geschrieben, der Text blieb leer"),
    ],
)
def test_nothing_comes_out_of_a_closed_stdin(words: str, told: bytes, folder: Path) -> None:
    command = f'exec "$0" -m kontaktjournal {words} <&-'

    answer = subprocess.run(
        ["sh", "-c", command, sys.executable], cwd=folder, capture_output=True, check=False
    )

    assert told in answer.stdout + answer.stderr


def test_a_path_leaves_as_the_disk_has_it(run: Run, tmp_path: Path) -> None:
    name = b"caf\xe9.md"
    (tmp_path / "kontakte").mkdir()
    try:
        (tmp_path / "kontakte" / os.fsdecode(name)).write_text("# Eva", encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes only well-formed names")

    listed = run(tmp_path, "list", "--all", "-0")
    shown = run(tmp_path, "show", "eva", "--path")

    assert listed.stdout == b"kontakte/" + name + b"\0"
    assert shown.stdout == os.fsencode(tmp_path) + b"/kontakte/" + name + b"\n"


def test_a_terminal_without_umlauts_is_no_trouble(run: Run, folder: Path) -> None:
    answer = run(folder, "list", PYTHONIOENCODING="ascii:strict", PYTHONUTF8="0")

    assert b"Anna M\\xfcller" in answer.stdout
    assert answer.returncode == 0
