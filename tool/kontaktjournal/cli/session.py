"""One call of the command: its options, its journal, its language, its terminal.

``journal --version`` needs none of them: what makes them is imported when they are asked for.
"""

import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from kontaktjournal.domain.errors import JournalError

if TYPE_CHECKING:
    from pathlib import Path

    from kontaktjournal.config.place import Place
    from kontaktjournal.desk.desk import Desk
    from kontaktjournal.domain.problem import Problem
    from kontaktjournal.domain.settings import Settings
    from kontaktjournal.journal import Journal
    from kontaktjournal.messages import Catalogue
    from kontaktjournal.views.terminal import Line
    from kontaktjournal.views.words import Frame

#: Wider lines are hard to read; narrower ones break names.
_WIDEST, _NARROWEST, _NARROWEST_HELP = 110, 20, 40
_DEFAULT_COLUMNS = 80
#: An answer of a few words shall not be broken by the terminal.
_ROOM_TO_ANSWER = 15
#: Reading fewer files than this is over before anybody wonders.
_WORTH_TELLING = 2000


class Session:
    """What all commands of one call share; everything is made when first asked for.

    Args:
        environ: the environment.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self._directory: str | None = None
        self.today: str | None = None
        self.now: str | None = None
        self.lang: str | None = None
        self.json = False
        self.no_color = False
        self.quiet = False
        self.verbose = False
        self.dry_run = False
        #: What stands on a line of its own, to be written over.
        self._passing = ""

    # --- the journal -----------------------------------------------------------------------

    @property
    def directory(self) -> str | None:
        """Return the folder named by ``-C``."""
        return self._directory

    @directory.setter
    def directory(self, folder: str | None) -> None:
        self._directory = folder
        # The language was asked for before all options were read, and with it the place.
        for known in ("start", "place", "settings", "cache", "say"):
            self.__dict__.pop(known, None)

    @cached_property
    def start(self) -> "Path":
        """Return the folder the command was called in, or the one named by ``-C``."""
        return _here() / (self.directory or "")

    @cached_property
    def place(self) -> "Place":
        """Return where the journal is."""
        from pathlib import Path

        from kontaktjournal.config.place import find

        given = Path(self.directory) if self.directory is not None else None
        return find(_here(), self.environ, given=given)

    @cached_property
    def settings(self) -> "Settings":
        """Return what its journal.toml says."""
        from kontaktjournal.config.read import read

        return read(self.place)

    @cached_property
    def cache(self) -> "Path":
        """Return the folder of the journal's throw-away index."""
        from kontaktjournal.config.place import cache_folder

        return cache_folder(self.place.root, self.environ)

    @cached_property
    def journal(self) -> "Journal":
        """Return the journal, in step with its files."""
        from kontaktjournal.cli import clock
        from kontaktjournal.config.place import annex
        from kontaktjournal.journal import Journal

        settings = self.settings
        now = clock.now(clock.zone_of(settings.timezone), self.now, self.environ)
        today = clock.today(self.today, self.environ)
        journal = Journal(self.place, settings, now, annex(self.place.root, self.environ), today)
        self._refresh(journal)
        return journal

    def _refresh(self, journal: "Journal") -> None:
        read = 0

        def progress(done: int, total: int) -> None:
            nonlocal read
            read = done
            self.tell_progress(done, total)

        journal.refresh(progress)
        if self.verbose:
            self.tell(self.say.count("index.updated", read, folder=self.place.root))

    def desk(self, command: str) -> "Desk":
        """Return a command about to write, or with ``--dry-run`` only to say what it would."""
        return self.journal.desk(command, dry_run=self.dry_run)

    # --- the language ----------------------------------------------------------------------

    @cached_property
    def say(self) -> "Catalogue":
        """Return the catalogue: ``--lang``, else journal.toml, else the environment."""
        from kontaktjournal.messages import Catalogue, choose_language

        setting = self.lang or ""
        if not setting:
            try:
                setting = self.settings.language
            except (JournalError, OSError):
                setting = "auto"
        return Catalogue(choose_language(setting, self.environ))

    # --- the terminal ----------------------------------------------------------------------

    @cached_property
    def columns(self) -> int:
        """Return how wide a line may be."""
        return max(_NARROWEST, min(self._terminal_columns(), _WIDEST))

    def _terminal_columns(self) -> int:
        columns = self.environ.get("COLUMNS", "")
        if columns.isascii() and columns.isdigit() and int(columns):
            return int(columns)
        try:
            return os.get_terminal_size(1).columns or _DEFAULT_COLUMNS
        except OSError:
            return _DEFAULT_COLUMNS

    @property
    def encoding(self) -> str:
        """Return how the result is written; a stream that names no encoding takes any letter."""
        return sys.stdout.encoding or "utf-8"

    @property
    def help_columns(self) -> int:
        """Return how wide help may be: what long lines of options and a few words can fill."""
        return min(max(self.columns, _NARROWEST_HELP), _DEFAULT_COLUMNS) - 2

    @cached_property
    def frame(self) -> "Frame":
        """Return what every text view is told."""
        from kontaktjournal.cli import COMMANDS
        from kontaktjournal.views.words import Frame

        journal = self.journal
        return Frame(self.say, journal.settings, journal.today, self.columns, frozenset(COMMANDS))

    @property
    def is_terminal(self) -> bool:
        """Tell whether a person reads the result, not a program."""
        return sys.stdout.isatty()

    def _colours(self, stream: object) -> bool:
        if self.no_color or self.environ.get("NO_COLOR") or self.environ.get("TERM") == "dumb":
            return False
        return bool(getattr(stream, "isatty", bool)())

    @property
    def has_colour(self) -> bool:
        """Tell whether the result is in colour, and bold letters can be seen."""
        return self._colours(sys.stdout)

    def show(self, lines: "Iterable[Line]") -> None:
        """Print a result."""
        from kontaktjournal.views.terminal import render

        sys.stdout.write(render(lines, colour=self._colours(sys.stdout)))

    def print(self, text: str) -> None:
        """Print a result that is for programs: as it is, without colour."""
        sys.stdout.write(text)

    @staticmethod
    def print_bytes(data: bytes) -> None:
        """Print a result that is for programs, byte for byte."""
        sys.stdout.flush()
        sys.stdout.buffer.write(data)

    def print_line(self, text: str) -> None:
        """Print a sentence as the result, harmless on a terminal and unbroken in a pipe."""
        sys.stdout.write(self._set(text, sys.stdout))

    def _set(self, text: str, stream: "TextIO") -> str:
        """Return a sentence as a stream shall have it: broken between words at a terminal."""
        from kontaktjournal.views.terminal import Line, render, wrap

        is_wide = stream.isatty() and len(text) > self.columns
        lines = wrap(text, self.columns, indent=2) if is_wide else [Line.of(text)]
        return render(lines, colour=False)

    def print_paths(self, text: str) -> None:
        """Print paths for programs byte for byte as the disk has them; harmless on a terminal."""
        if self.is_terminal:
            from kontaktjournal.views.terminal import visible

            sys.stdout.write("\n".join(map(visible, text.split("\n"))))
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(os.fsencode(text))

    def say_result(self, key: str, **values: object) -> None:
        """Print a sentence of the catalogue as the result."""
        from kontaktjournal.views.terminal import wrap

        self.show(wrap(self.say(key, **values), self.columns))

    def say_empty(self) -> None:
        """Say that there is not a single contact yet, and how the first one comes."""
        if unopened := self.journal.unopened():
            folders = ", ".join(f"{problem.path}/" for problem in unopened)
            self.say_result("contacts.unopened", folder=folders)
            return
        key = "contacts.none" if "new" in self.frame.commands else "contacts.none_write"
        self.say_result(key, folder=f"{self.journal.settings.folders.contacts[0]}/")

    def tell_of_folders(self) -> None:
        """Say on stderr which folders could not be opened: nobody in them is in any answer."""
        for problem in self.journal.unopened():
            sentence = f"{self.say.problem(problem)} → {self.say.fix(problem)}"
            self.tell(f"{problem.path}: {problem.code} {sentence}")

    def tell_of_problems(self, problems: "Iterable[Iterable[Problem]]") -> None:
        """Say on stderr, every time until they are mended, how many errors there are."""
        errors = sum(one.severity == "error" for found in problems for one in found)
        if errors:
            self.tell(self.say.count("contacts.problems", errors))

    def tell(self, text: str) -> None:
        """Say something beside the result, on stderr."""
        if not self.quiet:
            self.refuse(text)

    def refuse(self, text: str) -> None:
        """Say on stderr why nothing came of it."""
        _whisper("".join(self._set(line, sys.stderr) for line in text.split("\n")))

    @property
    def may_ask(self) -> bool:
        """Tell whether somebody is there to answer a question."""
        streams = (sys.stdin, sys.stderr)
        return not self.json and all(stream is not None and stream.isatty() for stream in streams)

    def ask(self, question: str) -> str:
        """Return what the user types in answer to a question; nothing at the end of input."""
        from kontaktjournal.cli.keys import typed_line

        _whisper(self._asked(question, min(_ROOM_TO_ANSWER, self.columns // 3)))
        typed = typed_line(sys.stdin.fileno())
        if not typed.endswith("\n"):
            # What is said next shall not stand behind the question.
            _whisper("\n")
        return typed.strip()

    def ask_key(self, question: str) -> str:
        """Return the key the user presses in answer to a question; nothing at the end of input."""
        from kontaktjournal.cli.keys import listening

        with listening(sys.stdin.fileno()) as pressed:
            _whisper(self._asked(question, 1))
            key = pressed()
        # What was pressed stands there as if it had been typed.
        _whisper(f"{key if key.isprintable() else ''}\n")
        return key

    def _asked(self, question: str, room: int) -> str:
        """Return a question broken between words, the last line with room for the answer."""
        from kontaktjournal.views.terminal import width, wrap

        columns = self.columns
        lines = [
            line.text
            for part in question.split("\n")
            for line in wrap(part, columns - 2, indent=2)
        ]
        if width(lines[-1]) + 1 + room > columns:
            lines.append(" ")
        return "\n".join(lines) + " "

    def tell_progress(self, done: int, total: int) -> None:
        """Tell a person who waits how many of how many files were read."""
        if total < _WORTH_TELLING or self.quiet or not sys.stderr.isatty():
            return
        text = self.say("index.progress", done=self.say.number(done),
                        total=self.say.number(total))  # fmt: skip
        self.tell_passing(text if done < total else "")

    def tell_of_list(self, path: str, done: int) -> None:
        """Tell a person who waits how many rows of a list were read."""
        if done >= _WORTH_TELLING:
            self.tell_passing(self.say.count("lists.progress", done, path=path))

    def tell_passing(self, text: str) -> None:
        """Tell a person who waits how far it is, over what was told before; "" takes it away."""
        if self.quiet or not sys.stderr.isatty():
            return
        if text:
            from kontaktjournal.views.terminal import cut

            # Of a line that was broken, only the end could be written over.
            text = cut(text, self.columns - 1)
            _whisper(f"{text.ljust(len(self._passing))}\r")
        elif self._passing:
            _whisper(f"{' ' * len(self._passing)}\r")
        self._passing = text


def _here() -> "Path":
    """Return the folder the command was called in."""
    from pathlib import Path

    try:
        return Path.cwd()
    except FileNotFoundError:
        # It was deleted; a journal named by its whole path is found all the same.
        return Path(os.sep)


def _whisper(text: str) -> None:
    """Write to stderr; a result is not worth less because nobody can hear the talk."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        hush(sys.stderr)


def hush(stream: TextIO) -> None:
    """Let everything written to a stream vanish, also what is left in its buffer.

    Else Python's exit tries again, and makes a failure of it.
    """
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def current_session() -> Session:
    """Return the session of the running command; a new one where a shell completes."""
    import click

    context = click.get_current_context(silent=True)
    session = context.find_object(Session) if context else None
    return session or Session(os.environ)
