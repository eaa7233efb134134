"""Read a golden session, and write down in it what its commands said.

The language of the files is described in ``tests/sessions/README.md``.
"""

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SETTINGS = frozenset({"today", "now", "width", "env", "journal", "newsletter"})
_NO_NEWLINE = "\\ no newline at the end"

#: What would move the cursor, hide or split a line is shown as an escape.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


class BadSessionError(Exception):
    """Refuse a session that is not written in its language."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")


@dataclass(frozen=True, slots=True)
class Setting:
    """Change the stage: ``@ name value``."""

    line: int
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class File:
    """Put a file into the folder: ``@ file path`` and its text, or ``@ bytes path``."""

    line: int
    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Command:
    """Run a command: ``$ words``, with what is typed into it.

    ``start`` and ``end`` tell between which lines of the file its answer stands.
    """

    line: int
    words: tuple[str, ...]
    typed: str
    start: int
    end: int


Step = Setting | File | Command


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said, and how it ended."""

    stdout: str = ""
    stderr: str = ""
    exit_code: int = 0

    def lines(self) -> list[str]:
        """Return the lines that record this answer in a session."""
        verdict = [f"? {self.exit_code}"] if self.exit_code else []
        return [*_recorded(">", self.stdout), *_recorded("!", self.stderr), *verdict]


@dataclass(frozen=True, slots=True)
class Session:
    """A session as read: its lines, and the steps they ask for."""

    lines: tuple[str, ...]
    steps: tuple[Step, ...]

    def answered(self, answers: Sequence[Answer]) -> str:
        """Return the session's text with these answers, one for each command in turn."""
        commands = [step for step in self.steps if isinstance(step, Command)]
        lines: list[str] = []
        copied = 0
        for command, answer in zip(commands, answers, strict=True):
            lines += [*self.lines[copied : command.start], *answer.lines()]
            copied = command.end
        lines += self.lines[copied:]
        return "".join(f"{line}\n" for line in lines)


def read_session(text: str) -> Session:
    """Read the text of a session.

    Raises:
        BadSessionError: naming the first line that is none of the language.
    """
    lines = tuple(text.removesuffix("\n").split("\n"))
    return Session(lines, tuple(_steps(lines)))


def _steps(lines: Sequence[str]) -> Iterator[Step]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip() or line.startswith("#"):
            at += 1
        elif line.startswith("$ "):
            command = _command(lines, at)
            yield command
            at = command.end
        elif line.startswith("@ file "):
            end = _end_of(lines, at + 1, "|")
            text = "".join(f"{_payload(each)}\n" for each in lines[at + 1 : end])
            yield File(at + 1, line.removeprefix("@ file ").strip(), text.encode())
            at = end
        elif line.startswith("@ bytes "):
            end = _end_of(lines, at + 1, "|")
            data = b"".join(_unescaped(_payload(each)) for each in lines[at + 1 : end])
            yield File(at + 1, line.removeprefix("@ bytes ").strip(), data)
            at = end
        else:
            yield _setting(line, at + 1)
            at += 1


def _command(lines: Sequence[str], at: int) -> Command:
    try:
        words = tuple(shlex.split(lines[at].removeprefix("$ ")))
    except ValueError as error:
        raise BadSessionError(at + 1, str(error)) from error
    if not words:
        raise BadSessionError(at + 1, "a command is missing after $")
    start = _end_of(lines, at + 1, "<")
    typed = "".join(f"{_payload(each)}\n" for each in lines[at + 1 : start])
    return Command(at + 1, words, typed, start, _end_of(lines, start, ">!?"))


def _setting(line: str, number: int) -> Setting:
    mark, _, rest = line.partition(" ")
    name, _, value = rest.partition(" ")
    if mark != "@" or name not in _SETTINGS:
        reason = f"expected a comment, @ or $ here, got {line!r}"
        raise BadSessionError(number, reason)
    if not value.strip():
        raise BadSessionError(number, f"a value is missing after @ {name}")
    return Setting(number, name, value.strip())


def _end_of(lines: Sequence[str], at: int, marks: str) -> int:
    while at < len(lines) and lines[at][:1] and lines[at][0] in marks:
        at += 1
    return at


def _payload(line: str) -> str:
    return line[1:].removeprefix(" ")


def _unescaped(line: str) -> bytes:
    """Return the bytes of a line in which a line end, and all that is no ASCII, is escaped."""
    return line.encode("ascii").decode("unicode_escape").encode("latin-1")


def _recorded(mark: str, text: str) -> list[str]:
    if not text:
        return []
    *whole, rest = text.split("\n")
    recorded = [f"{mark} {_seen(line)}" if line else mark for line in whole]
    return [*recorded, f"{mark} {_seen(rest)}", f"{mark}{_NO_NEWLINE}"] if rest else recorded


def _seen(line: str) -> str:
    return _UNSEEN.sub(lambda match: match[0].encode("unicode_escape").decode(), line)
