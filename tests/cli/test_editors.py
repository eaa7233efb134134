"""An editor and ``journal log`` side by side: nothing of either is lost, and editors notice."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from callers import found, journal, talk_at_once, told
from desk import ANNA, JONAS, Desk
from kontaktjournal.domain.errors import Conflict
from rivals import SAVES, Editor, Save, race
from terminal_program import TerminalProgram

ANNAS = b"---\nname: Anna Otto\nstatus: gespraech\n---\n\n# Anna Otto\n\nNotizen.\n"
TALK, LATER = "Will im Januar starten.", "Hat unterschrieben."


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    files = {ANNA: ANNAS, JONAS: b"# Jonas Weber\n", "journal.toml": b"version = 1\n"}
    desk = Desk(tmp_path, files)
    # Some editors look at whole seconds only, and 0 is none.
    os.utime(desk.anna, (1, 1))
    return desk


def log(desk: Desk, text: str = TALK) -> None:
    assert journal(desk.root, "log", "anna", text) == 0


def saved(desk: Desk) -> str:
    return desk.anna.read_text(encoding="utf-8")


# --- editors that look before they save, as VS Code does ---------------------------------------


class Window:
    """A file open in an editor.

    Args:
        path: the file.
        save: how the editor saves.
    """

    def __init__(self, path: Path, save: Save) -> None:
        self._path = path
        self._save = save
        self.load()

    def load(self) -> None:
        self._mark = self._stamp()
        self.text = self._path.read_bytes()

    def _stamp(self) -> tuple[int, int]:
        status = self._path.stat()
        return status.st_mtime_ns, status.st_size

    def saves(self) -> bool:
        """Save, unless the file is newer than what was loaded; return whether."""
        if self._stamp() != self._mark:
            return False
        self._save(self._path, self.text)
        self._mark = self._stamp()
        return True


@pytest.mark.parametrize("save", SAVES)
def test_an_editor_that_looks_before_it_saves_sees_what_was_logged(desk: Desk, save: Save) -> None:
    window = Window(desk.anna, save)
    window.text += b"Von Hand.\n"

    log(desk)
    assert not window.saves()
    window.load()
    assert TALK.encode() in window.text
    window.text += b"Von Hand.\n"
    assert window.saves()
    log(desk, LATER)

    assert [saved(desk).count(text) for text in (TALK, LATER, "Von Hand.")] == [1, 1, 1]


@pytest.mark.parametrize("save", SAVES)
def test_what_an_editor_saves_while_talks_are_logged_is_never_lost(desk: Desk, save: Save) -> None:
    def write(desk: Desk, number: int) -> None:
        status = journal(desk.root, "log", "anna", f"Rede 0.{number}.")
        if status:
            assert status == Conflict.exit_code
            raise Conflict("refusal.changed", path=ANNA, file="anna.md")

    ended = race(desk, Editor(save, 40, 0.02), write)

    assert ended.lost == 0
    assert not [path for path in ended.texts if "/.j-" in path]


# --- vim and nano ------------------------------------------------------------------------------

Open = Callable[..., TerminalProgram]


@pytest.fixture
def environ(tmp_path: Path) -> Mapping[str, str]:
    home = tmp_path / "home"
    home.mkdir()
    return {"PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm", "LANG": "C.UTF-8"}


@pytest.fixture
def vim(desk: Desk, environ: Mapping[str, str]) -> Open:
    """Return a function that opens Anna's file in vim."""

    def opened(backup: str) -> TerminalProgram:
        words = ["vim", "-N", "-u", "NONE", "-i", "NONE", "-c", f"set wb bkc={backup}"]
        window = TerminalProgram([*words, str(desk.anna)], desk.root, environ)
        window.wait_for("Notizen.")
        return window

    return opened


@pytest.mark.program("vim")
@pytest.mark.parametrize("backup", ["auto", "no", "yes"])
def test_an_open_vim_notices_what_was_logged(desk: Desk, vim: Open, backup: str) -> None:
    with vim(backup) as window:
        window.type("GoVon Hand.\x1b")
        log(desk)
        window.type(":w\r")
        window.wait_for("The file has been changed since reading it")
        window.type("n")
        window.wait_for("ENTER")
        window.type("\r:w ../gerettet.md\r")
        window.wait_for("written")
        window.type(":checktime\r")
        window.wait_for("has changed and the buffer was changed in Vim as well")
        window.type("L")
        window.wait_for(TALK)
        window.type("Go\x1b:r ../gerettet.md\r")
        window.wait_for("Von Hand.")
        window.type(":wq\r")
        assert window.end() == 0

    assert TALK in saved(desk)
    assert "Von Hand." in saved(desk)


@pytest.mark.program("vim")
@pytest.mark.parametrize("backup", ["auto", "no", "yes"])
def test_vim_and_log_take_turns(desk: Desk, vim: Open, backup: str) -> None:
    with vim(backup) as window:
        for number in range(3):
            window.type(f"GoVon Hand {number}.\x1b:w\r")
            window.wait_for("written")
            log(desk, f"Rede 0.{number}.")
            window.type(":e|redraw!\r")
            window.wait_for(f"Rede 0.{number}.")
        window.type(":q\r")
        assert window.end() == 0

    assert [saved(desk).count(f"Von Hand {number}.") for number in range(3)] == [1, 1, 1]
    assert found(desk.root) == told(1, 3)
    assert {path.name for path in desk.anna.parent.iterdir()} == {"anna.md", "jonas.md"}


@pytest.mark.program("nano")
def test_an_open_nano_notices_what_was_logged(desk: Desk, environ: Mapping[str, str]) -> None:
    with TerminalProgram(["nano", "-I", str(desk.anna)], desk.root, environ) as window:
        window.wait_for("Notizen.")
        window.type("Von Hand. ")
        window.wait_for("Modified")
        log(desk)
        window.type("\x13")  # Ctrl-S
        window.wait_for("File was modified since you opened it")

    assert TALK in saved(desk)
    assert "Von Hand." not in saved(desk)


@pytest.mark.program("nano")
def test_nano_and_log_take_turns(desk: Desk, environ: Mapping[str, str]) -> None:
    for number in range(3):
        words = ["nano", "-I", "+8", str(desk.anna)]
        with TerminalProgram(words, desk.root, environ) as window:
            window.wait_for("Anna Otto")
            window.type(f"Von Hand {number}.\r")
            window.wait_for("Modified")
            window.type("\x13")
            window.wait_for("Wrote")
            window.type("\x18")  # Ctrl-X
            assert window.end() == 0
        log(desk, f"Rede 0.{number}.")

    assert [saved(desk).count(f"Von Hand {number}.") for number in range(3)] == [1, 1, 1]
    assert found(desk.root) == told(1, 3)


# --- more of us --------------------------------------------------------------------------------


@pytest.mark.parametrize("refs", [["anna"], ["anna", "jonas"]], ids=["one", "several"])
def test_what_several_people_log_at_once_all_arrives(desk: Desk, refs: list[str]) -> None:
    talk_at_once(desk.root, 4, 10, refs)

    assert found(desk.root) == told(4, 10)
    assert {path.name for path in desk.anna.parent.iterdir()} == {"anna.md", "jonas.md"}
