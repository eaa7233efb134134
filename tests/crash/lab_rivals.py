"""Beside editors that save thousands of times, and crowds of commands: nothing is lost."""

import os
import time
from pathlib import Path

import pytest

from callers import found, talk_at_once, told
from crash_trial import Tell
from desk import ANNA, JONAS, Desk
from elsewhere import Elsewhere
from rivals import SAVES, Editor, Save, arrived, by_rename, crowd, in_place, log, race
from terminal_program import TerminalProgram

SAVES_EACH, VIM_SAVES = 5000, 1000
#: How fast people and programs save: never faster than the journal can write at all.
PAUSE_SECONDS = 0.002
MIA = "kontakte/mia.md"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, {ANNA: b"", JONAS: b"", MIA: b"", "journal.toml": b"version = 1\n"})


# --- editors -------------------------------------------------------------------------------------


@pytest.mark.parametrize("save", SAVES)
@pytest.mark.parametrize("pause", [0.0, PAUSE_SECONDS], ids=["fast", "slower"])
def test_no_save_of_an_editor_is_lost(desk: Desk, tell: Tell, save: Save, pause: float) -> None:
    began = time.monotonic()

    ended = race(desk, Editor(save, SAVES_EACH, pause))

    tell(
        f"editor saving {save.__name__}, every {pause * 500:.0f} ms: {ended.lost} of "
        f"{ended.saves} saves lost, {ended.glimpsed} out of sight for a moment; "
        f"{ended.written} writes, {ended.refused} refused, {time.monotonic() - began:.0f} s"
    )
    assert ended.lost == 0
    assert not [path for path in ended.texts if "/.j-" in path]


@pytest.mark.parametrize("save", [in_place, by_rename])
def test_the_race_would_see_a_loss(desk: Desk, tell: Tell, save: Save) -> None:
    def write(desk: Desk, number: int) -> None:
        """Write as most programs do: beside, and rename."""
        text = desk.anna.read_bytes()
        beside = desk.anna.with_name(".beside")
        beside.write_bytes(text.partition(b"\nlogged ")[0] + b"\nlogged %d\n" % number)
        beside.replace(desk.anna)

    ended = race(desk, Editor(save, 200, PAUSE_SECONDS, patience=0.2), write)

    tell(
        f"editor saving {save.__name__}, a naive writer: {ended.lost} of {ended.saves} saves lost"
    )
    assert ended.lost > 0


@pytest.mark.program("vim")
@pytest.mark.parametrize("backup", ["auto", "no", "yes"])
def test_what_vim_says_it_saved_is_there(desk: Desk, tell: Tell, backup: str) -> None:
    stop = desk.root / "stop"

    def work() -> int:
        number = 0
        while not stop.exists():
            log(desk, number)
            number += 1
            time.sleep(0.01)  # or vim would never save without a question
        return number

    desk.anna.write_bytes(b"---\nname: Anna\n---\n")
    journal = Elsewhere(work)
    try:
        asked = edit_with_vim(desk, backup, VIM_SAVES)
    finally:
        stop.touch()
    written = journal.result()

    lost = sum(not is_found(desk, b"edited %d\n" % number) for number in range(VIM_SAVES))
    tell(
        f"vim, backupcopy={backup}: {lost} of {VIM_SAVES} saves lost; {asked} times it noticed "
        f"one of {written} writes"
    )
    assert lost == 0


def edit_with_vim(desk: Desk, backup: str, saves: int) -> int:
    """Save in vim, each time until it says so; return how often it asked before."""
    environ = {"PATH": os.environ["PATH"], "HOME": str(desk.root), "TERM": "xterm", "LANG": "C"}
    words = ["vim", "-N", "-u", "NONE", "-i", "NONE", "-n", "-c", f"set wb bkc={backup}"]
    asked = 0
    with TerminalProgram([*words, str(desk.anna)], desk.root, environ) as window:
        window.wait_for("name: Anna")
        for number in range(saves):
            # Above the journal's own last line, which it replaces.
            window.type(f":3put ='edited {number}'\r:w\r")
            while (said := window.wait_for("written", "(y/n)", "ENTER")) != "written":
                asked += 1
                if said == "(y/n)":
                    window.type("n")
                    window.wait_for("ENTER")
                window.type(f"\r:e!\r:3put ='edited {number}'\r:w\r")
            window.type(":e!\r")
            time.sleep(0.005)
    return asked


def is_found(desk: Desk, line: bytes) -> bool:
    return any(line in path.read_bytes() for path in (desk.root / "kontakte").glob("*.md"))


# --- more of us ----------------------------------------------------------------------------------


@pytest.mark.parametrize("paths", [[ANNA], [ANNA, JONAS, MIA]], ids=["one", "many"])
def test_what_eight_writers_write_at_once_all_arrives(
    desk: Desk, tell: Tell, paths: list[str]
) -> None:
    crowd(desk, 8, 200, paths)

    expected = sorted(b"%d.%d" % (me, number) for me in range(8) for number in range(200))
    tell(f"8 writers x 200 in {len(paths)} files: {len(arrived(desk, paths))} arrived")
    assert arrived(desk, paths) == expected
    assert set(desk.texts()) == {ANNA, JONAS, MIA, "journal.toml"}


@pytest.mark.parametrize("refs", [["anna"], ["anna", "jonas", "mia"]], ids=["one", "many"])
def test_what_eight_people_log_at_once_all_arrives(
    desk: Desk, tell: Tell, refs: list[str]
) -> None:
    began = time.monotonic()

    talk_at_once(desk.root, 8, 200, refs)

    tell(
        f"8 people x 200 journal log, {len(refs)} contacts: {len(found(desk.root))} arrived, "
        f"{time.monotonic() - began:.0f} s"
    )
    assert found(desk.root) == told(8, 200)
    assert set(desk.texts()) == {ANNA, JONAS, MIA, "journal.toml"}


# --- kills ---------------------------------------------------------------------------------------


def test_two_thousand_kills_leave_the_file_whole(desk: Desk, tell: Tell) -> None:
    versions = [f"Fassung {number}\n".encode() * 500 for number in range(20)]
    desk.anna.write_bytes(versions[0])

    def work() -> None:
        while True:
            for version in versions:
                desk.replace(version)

    for moment in range(2000):
        child = Elsewhere(work)
        time.sleep(0.001 + moment * 7 % 101 / 5000)
        child.kill()
        assert desk.anna.read_bytes() in versions

    desk.append(b"x")
    tell("killed at any moment: 2000 times, 0 torn", 2000)
    assert set(desk.texts()) == {ANNA, JONAS, MIA, "journal.toml"}
