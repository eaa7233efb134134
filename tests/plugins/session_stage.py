"""Run the steps of a golden session in this process, on a stage of its own.

Nothing of the machine is seen: folder, home, caches, time, language and width are given.
"""

import io
import os
import shlex
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest

from newsletter import newsletter
from session_file import Answer, BadSessionError, Command, File, Session, Setting, Step

_REPOSITORY = Path(__file__).parents[2]

#: Every example of the manual plays on this Monday.
_TODAY = "2026-11-23"
_NOW = "09:00"

#: What of the machine's environment would change an answer.
_FOREIGN = ("JOURNAL_", "XDG_", "LC_", "GIT_")
_FOREIGN_NAMES = frozenset({"LANGUAGE", "EDITOR", "VISUAL", "PAGER", "FORCE_COLOR", "BROWSER"})


def play(session: Session, root: Path) -> list[Answer]:
    """Run a session below an empty folder and return what each command answered."""
    with _stage(root) as stage:
        answers = [stage.take(step) for step in session.steps]
    return [answer for answer in answers if answer is not None]


@contextmanager
def _stage(root: Path) -> Iterator["_Stage"]:
    try:
        with pytest.MonkeyPatch.context() as patch:
            yield _Stage(root.resolve(), patch)
    finally:
        time.tzset()


class _Stage:
    """The folder and the environment in which a session's commands run."""

    def __init__(self, root: Path, patch: pytest.MonkeyPatch) -> None:
        self._folder = root / "journal"
        self._home = root / "home"
        self._patch = patch
        self._folder.mkdir()
        self._home.mkdir()
        patch.chdir(self._folder)
        for name in list(os.environ):
            if name.startswith(_FOREIGN) or name in _FOREIGN_NAMES:
                patch.delenv(name)
        for name, value in self._environment().items():
            patch.setenv(name, value)
        time.tzset()

    def _environment(self) -> dict[str, str]:
        return {
            "HOME": str(self._home),
            "XDG_CACHE_HOME": str(self._home / ".cache"),
            "XDG_CONFIG_HOME": str(self._home / ".config"),
            "XDG_DATA_HOME": str(self._home / ".local/share"),
            "XDG_STATE_HOME": str(self._home / ".local/state"),
            "LANG": "de_DE.UTF-8",
            "TZ": "Europe/Berlin",
            "JOURNAL_TODAY": _TODAY,
            "JOURNAL_NOW": _NOW,
            "COLUMNS": "80",
            "LINES": "24",
            "NO_COLOR": "1",
            "TERM": "dumb",
        }

    def take(self, step: Step) -> Answer | None:
        """Do one step; only a command answers."""
        try:
            match step:
                case Setting():
                    self._set(step)
                case File():
                    path = self._folder / step.path
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(step.data)
                case Command():
                    return self._run(step)
        except Exception as error:
            error.add_note(f"in the session's line {step.line}")
            raise
        return None

    def _set(self, setting: Setting) -> None:
        match setting.name:
            case "today":
                self._patch.setenv("JOURNAL_TODAY", setting.value)
            case "now":
                self._patch.setenv("JOURNAL_NOW", setting.value)
                day, has_day, _ = setting.value.partition("T")
                if has_day:
                    self._patch.setenv("JOURNAL_TODAY", day)
            case "width":
                self._patch.setenv("COLUMNS", setting.value)
            case "env":
                name, has_value, value = setting.value.partition("=")
                if has_value:
                    self._patch.setenv(name, value)
                else:
                    self._patch.delenv(name, raising=False)
                time.tzset()
            case "journal":
                self._copy_journal(setting)
            case "newsletter":
                path, _, rows = setting.value.rpartition(" ")
                (self._folder / path).write_bytes(newsletter(int(rows)))

    def _copy_journal(self, setting: Setting) -> None:
        if setting.value == "sample":
            source, target = _REPOSITORY / "kontakte", self._folder / "kontakte"
        else:
            source, target = _REPOSITORY / "tests/journals" / setting.value, self._folder
        if not source.is_dir():
            raise BadSessionError(setting.line, f"there is no journal {setting.value!r}")
        shutil.copytree(source, target, dirs_exist_ok=True)

    def _run(self, command: Command) -> Answer:
        name, *words = command.words
        if name == "journal":
            answer = _journal(words, command.typed)
        elif name in _SHELL:
            answer = Answer(_SHELL[name](*words))
        else:
            known = ", ".join(["journal", *_SHELL])
            reason = f"a session knows only {known}; not {shlex.quote(name)}"
            raise BadSessionError(command.line, reason)
        return Answer(
            self._placeless(answer.stdout), self._placeless(answer.stderr), answer.exit_code
        )

    def _placeless(self, text: str) -> str:
        named = text.replace(str(self._folder), "<folder>")
        return named.replace(str(self._home), "<home>")


def _journal(words: list[str], typed: str) -> Answer:
    from kontaktjournal.cli import main

    stdout, stderr = io.BytesIO(), io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["journal", *words])
        # click takes the program's name from here; under pytest it would be "python -m pytest".
        patch.setitem(sys.modules, "__main__", ModuleType("__main__"))
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), "utf-8"))
        patch.setattr(sys, "stdout", _writer(stdout, "strict"))
        patch.setattr(sys, "stderr", _writer(stderr, "backslashreplace"))
        call: Callable[[], object] = main
        try:
            code = call()
        except SystemExit as leaving:
            code = leaving.code
        sys.stdout.flush()
        sys.stderr.flush()
        return Answer(stdout.getvalue().decode(), stderr.getvalue().decode(), _status(code))


def _writer(buffer: io.BytesIO, errors: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(buffer, "utf-8", errors, newline="", write_through=True)


def _status(code: object) -> int:
    # A click group in its own right returns what its command returned; only a number counts.
    return code if isinstance(code, int) else int(isinstance(code, str))


def _cat(*paths: str) -> str:
    return "".join(Path(path).read_bytes().decode("utf-8", "backslashreplace") for path in paths)


def _ls(path: str = ".") -> str:
    return "".join(f"{name}\n" for name in sorted(each.name for each in Path(path).iterdir()))


def _rm(*paths: str) -> str:
    for path in paths:
        Path(path).unlink()
    return ""


def _mv(source: str, target: str) -> str:
    Path(source).rename(target)
    return ""


def _mkdir(path: str) -> str:
    Path(path).mkdir(parents=True)
    return ""


def _cd(path: str) -> str:
    os.chdir(path)
    return ""


def _ln(*words: str) -> str:
    *is_soft, source, target = words
    if is_soft:
        Path(target).symlink_to(source)
    else:
        Path(target).hardlink_to(source)
    return ""


def _chmod(mode: str, *paths: str) -> str:
    for path in paths:
        Path(path).chmod(int(mode, 8))
    return ""


#: The few commands of a shell that a manual shows, the same on every machine.
_SHELL: dict[str, Callable[..., str]] = {
    "cat": _cat,
    "ls": _ls,
    "rm": _rm,
    "mv": _mv,
    "mkdir": _mkdir,
    "ln": _ln,
    "chmod": _chmod,
    "cd": _cd,
}
