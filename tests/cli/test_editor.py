"""The user's editor: found as other programs find it, given the terminal, and nothing lost."""

import json
import os
import pty
import signal
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kontaktjournal.cli import editor
from kontaktjournal.cli.session import Session
from kontaktjournal.domain.errors import DiskTrouble, WrongUse

ANNA = "---\nname: Anna\nnext: 2026-11-30\n---\n\n## 2026-11-20 Zoom\n"

Run = Callable[..., subprocess.CompletedProcess[bytes]]
AtTerminal = Callable[..., bytes]
Script = Callable[[str, str], Path]


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """Return a function that makes a command of a few lines for a shell."""

    def make(name: str, lines: str) -> Path:
        path = tmp_path / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{lines}\n")
        path.chmod(0o755)
        return path

    return make


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder drafts are made in."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    root = tmp_path / "journal"
    (root / "kontakte").mkdir(parents=True)
    (root / "kontakte/anna.md").write_text(ANNA)
    return root


def environment(editor: Path) -> dict[str, str]:
    return os.environ | {"LANG": "de_DE.UTF-8", "TERM": "xterm", "VISUAL": str(editor)}


def session(**environ: str) -> Session:
    return Session({"LANG": "de_DE.UTF-8", **environ})


# --- a text ----------------------------------------------------------------------------------


def written(script: Script, lines: str, template: str = "") -> str | None:
    return editor.edited_text(session(EDITOR=str(script("edit", lines))), template)


def test_a_text_comes_back_as_it_was_written(script: Script, drafts: Path) -> None:
    text = written(script, "printf '\\n  Er will # im Mai\\n\\n# zweiter Laden\\n\\n' > \"$1\"")

    assert text == "  Er will # im Mai\n\n# zweiter Laden"
    assert list(drafts.iterdir()) == []


def test_what_stands_there_at_first_can_be_written_on(script: Script, drafts: Path) -> None:
    assert written(script, 'echo Mai >> "$1"', "Er will im\n") == "Er will im\nMai"


def test_help_is_no_text(script: Script, drafts: Path) -> None:
    template = "\n<!-- Was wurde gesagt?\n     Leer: doch nicht. -->\n"

    assert written(script, 'echo "viel" >> "$1"', template) == "viel"
    assert written(script, "true", template) is None


def test_help_that_was_torn_apart_is_no_text_either(script: Script, drafts: Path) -> None:
    template = "<!--\nWas wurde gesagt?\n-->\n"

    text = written(script, 'sed "s/^-->/<!-- meins -->/" "$1" > n && cat n > "$1"; rm n', template)

    assert text == "<!-- meins -->"


def test_a_text_saved_by_rename_is_found(script: Script, drafts: Path) -> None:
    assert written(script, 'echo neu > "$1.new" && mv "$1.new" "$1"') == "neu"


def test_an_editor_that_fails_leaves_what_was_written(
    script: Script, drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(DiskTrouble) as refusal:
        written(script, 'echo wichtig > "$1"; exit 3')

    (kept,) = drafts.glob("*/text.md")
    assert kept.read_text() == "wichtig\n"
    assert capsys.readouterr().err == f"Was du geschrieben hast, liegt in {kept}\n"
    assert refusal.value.values["status"] == 3


def test_an_editor_that_fails_before_a_word_is_written_leaves_nothing(
    script: Script, drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(DiskTrouble):
        written(script, "kill -9 $$", "Hilfe\n")

    assert list(drafts.iterdir()) == []
    assert capsys.readouterr().err == ""


def test_what_is_written_is_kept_until_it_has_its_place(
    script: Script, drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit = script("edit", 'echo wichtig > "$1"')

    def write() -> None:
        with editor.drafted(session(EDITOR=str(edit)), "") as text:
            raise KeyError(text)

    with pytest.raises(KeyError, match="wichtig"):
        write()

    (kept,) = drafts.glob("*/text.md")
    assert str(kept) in capsys.readouterr().err


# --- which editor ----------------------------------------------------------------------------


def test_visual_comes_before_editor(script: Script, drafts: Path) -> None:
    visual, other = script("one", 'echo eins > "$1"'), script("two", 'echo zwei > "$1"')

    assert editor.edited_text(session(VISUAL=str(visual), EDITOR=str(other)), "") == "eins"
    assert editor.edited_text(session(VISUAL=" ", EDITOR=str(other)), "") == "zwei"


def test_an_editor_may_have_options_and_blanks_in_its_path(script: Script, drafts: Path) -> None:
    edit = script("my editor", 'echo "$1" > "$2"')

    assert editor.edited_text(session(EDITOR=f"'{edit}' --wait"), "") == "--wait"


def test_a_home_is_meant_by_a_tilde(
    script: Script, drafts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script("edit", 'echo eins > "$1"')
    monkeypatch.setenv("HOME", str(tmp_path))

    assert editor.edited_text(session(EDITOR="~/bin/edit"), "") == "eins"


@pytest.mark.parametrize("typed", ["no-such-editor", "'", "''", "/dev/null", "sh -c 'exit 127'"])
def test_an_editor_that_cannot_be_started_is_named(typed: str, drafts: Path) -> None:
    with pytest.raises(WrongUse) as refusal:
        editor.edited_text(session(EDITOR=typed), "")

    assert (refusal.value.key, refusal.value.values) == (
        "refusal.editor_missing",
        {"editor": typed},
    )


def test_without_a_terminal_none_is_guessed(drafts: Path) -> None:
    with pytest.raises(WrongUse) as refusal:
        editor.edited_text(session(), "")

    assert refusal.value.key == "refusal.no_editor"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("vim", "+7 FILE"),
        ("nvim -p", "-p +7 FILE"),
        ("vim.basic", "+7 FILE"),
        ("nano", "+7 FILE"),
        ("emacsclient -t", "-t +7 FILE"),
        ("hx", "+7 FILE"),
        ("gvim", "-f +7 FILE"),
        ("gvim --nofork", "--nofork +7 FILE"),
        ("code", "--wait --goto FILE:7"),
        ("code -n -w", "-n -w --goto FILE:7"),
        ("codium", "--wait --goto FILE:7"),
        ("subl", "-w FILE:7"),
        ("subl --wait", "--wait FILE:7"),
        ("my-editor", "FILE"),
        ("linked-editor", "+7 FILE"),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(
    tmp_path: Path, script: Script, monkeypatch: pytest.MonkeyPatch, typed: str, words: str
) -> None:
    program = script(
        "vim" if typed == "linked-editor" else typed.split(maxsplit=1)[0], 'echo "$*" > said'
    )
    if typed == "linked-editor":
        (program.parent / typed).symlink_to(program)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.chdir(tmp_path)

    editor.open_at(session(EDITOR=typed), Path("/x/anna.md"), 7)

    assert (tmp_path / "said").read_text() == f"{words.replace('FILE', '/x/anna.md')}\n"


# --- the terminal ----------------------------------------------------------------------------


def test_at_a_terminal_vi_serves_whoever_named_none(
    script: Script, journal: Path, at_terminal: AtTerminal
) -> None:
    folder = script("vi", 'test -t 0 && test -t 1 && echo "- x" >> "$2"').parent

    told = at_terminal(
        journal, "edit", "anna", PATH=f"{folder}:{os.environ['PATH']}", EDITOR="", VISUAL=""
    )

    assert told == b"kontakte/anna.md ist gespeichert, und nichts daran zu beanstanden.\r\n"
    assert (journal / "kontakte/anna.md").read_text() == f"{ANNA}- x\n"


def test_a_dumb_terminal_is_none_for_vi(
    script: Script, journal: Path, at_terminal: AtTerminal
) -> None:
    folder = script("vi", "true").parent

    told = at_terminal(
        journal, "edit", "anna", TERM="dumb", PATH=str(folder), EDITOR="", VISUAL=""
    )

    assert told.startswith(b"Kein Editor genannt")


def test_an_editor_with_a_window_is_waited_for_with_a_word(
    script: Script, journal: Path, at_terminal: AtTerminal
) -> None:
    folder = script("code", "true").parent

    told = at_terminal(
        journal, "edit", "anna", PATH=f"{folder}:{os.environ['PATH']}", VISUAL="code"
    )

    assert told.startswith(b"Es geht weiter, sobald die Datei in code geschlossen ist.")


def test_what_an_editor_says_never_gets_into_a_result(
    script: Script, journal: Path, run: Run
) -> None:
    done = run(journal, "edit", "anna", "--json", VISUAL=str(script("edit", "echo Lärm")))

    assert json.loads(done.stdout)["name"] == "Anna"
    assert done.stderr.decode() == "Lärm\n"


def test_ctrl_c_in_the_editor_belongs_to_the_editor(
    script: Script, journal: Path, run: Run
) -> None:
    edit = script("edit", 'kill -INT $PPID; kill -QUIT $PPID; echo "- x" >> "$1"')

    done = run(journal, "edit", "anna", VISUAL=str(edit))

    assert (done.returncode, done.stderr) == (0, b"")
    assert (journal / "kontakte/anna.md").read_text() == f"{ANNA}- x\n"


def test_ctrl_c_reaches_the_editor(script: Script, journal: Path, run: Run) -> None:
    done = run(journal, "edit", "anna", VISUAL=str(script("edit", "kill -INT $$; sleep 9")))

    assert done.returncode == DiskTrouble.exit_code
    assert f"({-signal.SIGINT})".encode() in done.stderr


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """Return the two ends of a terminal."""
    ours, theirs = pty.openpty()
    yield ours, theirs
    os.close(ours)
    os.close(theirs)


def test_a_killed_editor_leaves_the_terminal_as_it_was(
    script: Script, journal: Path, terminal: tuple[int, int]
) -> None:
    _, theirs = terminal
    before = termios.tcgetattr(theirs)
    edit = script("edit", "stty raw -echo; kill -9 $$")

    subprocess.run(
        [sys.executable, "-m", "kontaktjournal", "edit", "anna"],
        cwd=journal,
        env=environment(edit),
        stdin=theirs, stdout=theirs, stderr=theirs,
        check=False,
    )  # fmt: skip

    assert termios.tcgetattr(theirs) == before


def test_behind_a_pipe_the_editor_still_gets_the_terminal(script: Script, journal: Path) -> None:
    edit = script("edit", 'test -t 1 && head -n 1 >> "$1"')
    command = f"printf 'Jonas Weber' | {sys.executable} -m kontaktjournal new --stdin --edit | cat"
    # A terminal of its own, which is what /dev/tty means.
    child, ours = pty.fork()
    if child == 0:
        os.chdir(journal)
        os.execve("/bin/sh", ["sh", "-c", command], environment(edit))  # noqa: S606
    os.write(ours, b"getippt\n")
    told = _all_of(ours)
    os.waitpid(child, 0)
    os.close(ours)

    assert (journal / "kontakte/jonas-weber.md").read_text().endswith("\ngetippt\n"), told


def _all_of(descriptor: int) -> bytes:
    told = b""
    try:
        while piece := os.read(descriptor, 4096):
            told += piece
    except OSError:  # how Linux says that nobody writes any more
        pass
    return told
