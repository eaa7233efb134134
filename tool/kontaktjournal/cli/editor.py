"""The user's editor: for a text that is to be written, and for a file at a line.

It is called as other programs call it: ``$VISUAL``, else ``$EDITOR``, else at a terminal vi. The
terminal is its own while it runs, and so is Ctrl-C. Nothing is locked meanwhile.
"""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from kontaktjournal.cli.session import Session
from kontaktjournal.domain.errors import DiskTrouble, WrongUse

try:
    import termios
except ImportError:  # Windows has no terminals of this kind
    termios = None  # type: ignore[assignment]  # only asked whether it is there

#: What is tried at a terminal where the user has named none.
_USUAL = ("notepad",) if os.name == "nt" else ("vi", "nano")
#: What a shell says of a command it cannot find or start: a wrapper around an editor ends so.
_NOT_STARTED = frozenset({126, 127})


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Editors that open a file at a line if ``+LINE`` stands before it.
_PLUS = _names("""
    vi vim nvim view nvi elvis vile gvim mvim nano pico rnano emacs emacsclient xemacs jmacs joe
    jed mg micro ne kak mcedit hx helix gedit xed pluma gnome-text-editor sensible-editor
""")
#: Editors that come back at once if they are not told to stay in front.
_FORKING = _names("gvim mvim")
_CODE = _names("code code-insiders code-oss codium vscodium cursor")
#: Editors that take ``FILE:LINE``, and what keeps them waiting until the file is closed.
_COLON = {"subl": ("-w", "--wait"), "zed": ("-w", "--wait")}
_ENDING = re.compile(r"(?<=\w)(?:\.(?:exe|cmd|bat|basic|tiny|nox|gtk3?|small|huge))+$")

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def edited_text(session: Session, template: str) -> str | None:
    """Let the user write a text in her editor; None where she left it empty.

    Args:
        session: of the call.
        template: what stands there at first; help for her as a comment, ``<!-- … -->``.

    Returns:
        The text without those comments and without blank lines around it.

    Raises:
        WrongUse: there is no editor.
        DiskTrouble: the editor failed; it says where the text lies.
    """
    with drafted(session, template) as text:
        return text


@contextmanager
def drafted(session: Session, template: str) -> Iterator[str | None]:
    """Let the user write a text, as `edited_text`, and keep it until it has a place.

    What raises within leaves the draft where it is, and says where: nobody writes it twice.
    """
    from kontaktjournal.store.draft import Draft

    draft = Draft(template)
    try:
        try:
            _run(session, _named(session), draft.path, line=None)
            text = _uncommented(draft.read(), template)
            yield text or None
        except BaseException:
            if not draft.is_untouched:
                session.refuse(session.say("editor.kept", path=draft.path))
                draft.keep()
            raise
    finally:
        draft.discard()


def open_at(session: Session, path: Path, line: int) -> None:
    """Open a file in the user's editor, at a line where the editor can be told one.

    Args:
        session: of the call.
        path: the file, absolute.
        line: from 1.

    Raises:
        WrongUse: there is no editor.
        DiskTrouble: the editor failed.
    """
    _run(session, _named(session), os.fspath(path), line)


# --- which editor ------------------------------------------------------------------------


class _Editor(NamedTuple):
    """The words it is started with, and how the user called it."""

    words: tuple[str, ...]
    typed: str

    @property
    def name(self) -> str:
        """Return what program it is: vim for /usr/bin/vim.basic, and for a link to it."""
        known = _PLUS | _CODE | _COLON.keys()
        name = _program(self.words[0])
        if name in known:
            return name
        return _program(os.path.realpath(shutil.which(self.words[0]) or self.words[0]))


def _program(path: str) -> str:
    return _ENDING.sub("", Path(path).name.casefold())


def _named(session: Session) -> _Editor:
    """Return the editor the user has named, else the usual one.

    Raises:
        WrongUse: none is named, and there is no terminal for the usual one; or what is named
            is no command.
    """
    for variable in ("VISUAL", "EDITOR"):
        if typed := session.environ.get(variable, "").strip():
            return _Editor(_split(typed), typed)
    if _is_at_terminal() and session.environ.get("TERM") != "dumb":
        for usual in _USUAL:
            if shutil.which(usual):
                return _Editor((usual,), usual)
    raise WrongUse("refusal.no_editor")


def _split(typed: str) -> tuple[str, ...]:
    try:
        first, *rest = shlex.split(typed, posix=os.name != "nt")
    except ValueError as error:  # a quotation mark too many, or nothing within two
        raise WrongUse("refusal.editor_missing", editor=typed) from error
    return (str(Path(first).expanduser()) if first.startswith("~") else first, *rest)


def _call(editor: _Editor, path: str, line: int | None) -> Sequence[str]:
    """Return the words that open a file, at a line."""
    name, words = editor.name, list(editor.words)
    if name in _CODE:
        words += [] if {"-w", "--wait"} & {*words} else ["--wait"]
        return [*words, "--goto", f"{path}:{line}"] if line else [*words, path]
    if name in _COLON:
        words += [] if {*_COLON[name]} & {*words} else [_COLON[name][0]]
        return [*words, f"{path}:{line}" if line else path]
    if name in _FORKING and not {"-f", "--nofork"} & {*words}:
        words.append("-f")
    return [*words, *([f"+{line}"] if line and name in _PLUS else []), path]


# --- running it --------------------------------------------------------------------------


def _is_at_terminal() -> bool:
    return any(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _run(session: Session, editor: _Editor, path: str, line: int | None) -> None:
    """Let the editor have the terminal until it is done.

    Raises:
        WrongUse: there is no such editor.
        DiskTrouble: it failed.
    """
    if editor.name in _CODE | _COLON.keys() and _is_at_terminal():
        session.tell(session.say("editor.waiting", editor=editor.typed))
    sys.stdout.flush()
    with ExitStack() as terminal:
        ours, theirs = terminal.enter_context(_streams())
        terminal.enter_context(_hands_off())
        try:
            status = subprocess.run(  # noqa: S603  # the user's own command
                _call(editor, path, line), stdin=ours, stdout=theirs, check=False
            ).returncode
        except OSError as error:
            raise WrongUse("refusal.editor_missing", editor=editor.typed) from error
    if status in _NOT_STARTED:
        raise WrongUse("refusal.editor_missing", editor=editor.typed)
    if status:
        raise DiskTrouble("refusal.editor_failed", editor=editor.typed, status=status)


@contextmanager
def _streams() -> Iterator[tuple[int, int]]:
    """Give an editor the terminal, also where a text comes in or a result goes out.

    It never writes into a result.
    """
    descriptors = [0, 1]
    with ExitStack() as opened:
        for place, other in ((0, subprocess.DEVNULL), (1, 2)):
            if os.isatty(place):
                continue
            descriptors[place] = other
            if _is_at_terminal() and Path("/dev/tty").exists():
                flag = os.O_WRONLY if place else os.O_RDONLY
                try:
                    tty = os.open("/dev/tty", flag)
                except OSError:  # a session without one of its own
                    continue
                opened.callback(os.close, tty)
                descriptors[place] = tty
        yield descriptors[0], descriptors[1]


@contextmanager
def _hands_off() -> Iterator[None]:
    """Leave the keys of the terminal to the editor, and the terminal as it was."""
    # A handler of our own, for what is ignored would be ignored by the editor, too.
    before = {
        number: signal.signal(number, lambda _number, _frame: None)
        for number in (signal.SIGINT, getattr(signal, "SIGQUIT", signal.SIGINT))
    }
    modes = termios.tcgetattr(0) if termios and os.isatty(0) else None
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if modes is not None:
            # An editor that was killed leaves it so that nothing typed is to be seen.
            termios.tcsetattr(0, termios.TCSADRAIN, modes)


def _uncommented(text: str, template: str) -> str:
    """Return a text without the help that stood in its template."""
    left: set[str] = set()
    for comment in _COMMENT.findall(template):
        if comment in text:
            text = text.replace(comment, "")
        else:
            left |= {line.strip() for line in comment.splitlines()} - {""}
    kept = [line for line in text.split("\n") if line.strip() not in left]
    return "\n".join(kept).strip("\n").rstrip() if any(map(str.strip, kept)) else ""
