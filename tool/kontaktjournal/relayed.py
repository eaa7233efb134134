"""A command that a watcher answers: its words are ready before click would be imported.

The watcher runs the very same command on its own journal, which it has just brought up to
date, and what it writes is written here. Whatever is out of the ordinary runs as ever: another
day, another version, a journal that is found by other means, no answer.
"""

import os
import sys

from kontaktjournal.config.above import VARIABLE, cache_of, expanded, nearest
from kontaktjournal.lookout import ERR, OUT, SOCKET, VARIABLES, call_of, code, run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TextIO

#: The command that is worth it, for it is asked all day long.
COMMAND = "agenda"
#: What may stand before its name or behind it.
FLAGS = frozenset({"--json", "--no-color", "-q", "--quiet"})
VALUED = frozenset({"-C", "--lang"})
#: What may stand behind it only.
OWN_FLAGS = frozenset({"--week", "--overdue", "--today", "--all", "--brief", "--exit-code"})
OWN_VALUED = frozenset({"--days", "--on", "--sort"})
#: What makes any call another one: other days, and a shell that completes.
_UNUSUAL = ("JOURNAL_TODAY", "JOURNAL_NOW", "_JOURNAL_COMPLETE")
_DEFAULT_COLUMNS = 80


def relayed(arguments: "Sequence[str]", environ: "Mapping[str, str]") -> int | None:
    """Have a watcher run a command.

    Args:
        arguments: the words behind ``journal``.
        environ: the environment.

    Returns:
        The exit status; None if it did not, and nothing was written.
    """
    if any(environ.get(name) for name in _UNUSUAL):
        return None
    given = _folder_of(arguments)
    if given is None or sys.stdout is None or sys.stderr is None:
        return None
    folder = _cache(given, environ)
    if folder is None or not os.path.exists(os.path.join(folder, SOCKET)):
        return None
    told = {name: environ[name] for name in VARIABLES if name in environ}
    told["COLUMNS"] = str(_columns(environ))
    streams = [(stream.encoding, stream.isatty()) for stream in (sys.stdout, sys.stderr)]
    answer = run(folder, call_of(code(), arguments, told, streams))
    if answer is None:
        return None
    written, status = answer
    try:
        _write(written)
    except OSError as error:
        # Reported like any other output that fails.
        from kontaktjournal.cli import give_up
        from kontaktjournal.cli.session import Session

        return give_up(Session(environ), error)
    return status


def _folder_of(arguments: "Sequence[str]") -> str | None:
    """Return what ``-C`` says, or nothing; None if this is no call to be relayed."""
    flags, valued = FLAGS, VALUED
    folder = ""
    words = iter(arguments)
    for word in words:
        name, is_joined, value = word.partition("=")
        if word == COMMAND and flags is FLAGS:
            flags, valued = FLAGS | OWN_FLAGS, VALUED | OWN_VALUED
        elif word in valued:
            following = next(words, None)
            if not following:
                return None
            folder = following if word == "-C" else folder
        elif is_joined and value and name.startswith("--") and name in valued:
            continue
        elif word not in flags and (word.startswith("-") or flags is FLAGS or not word):
            # A word behind the command's name is one of a query.
            return None
    return folder


def _cache(given: str, environ: "Mapping[str, str]") -> str | None:
    """Return the cache folder of the journal; None where it takes more to find it.

    Args:
        given: the folder of ``-C``, if any.
        environ: the environment.
    """
    try:
        start = given or expanded(environ.get(VARIABLE, ""), environ)
        start = os.path.realpath(start or os.getcwd())
    except (OSError, ValueError):
        return None
    root = nearest(start) if os.path.isdir(start) else None
    return cache_of(root, environ) if root else None


def _columns(environ: "Mapping[str, str]") -> int:
    columns = environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(1).columns or _DEFAULT_COLUMNS
    except OSError:
        return _DEFAULT_COLUMNS


def _write(written: "Sequence[tuple[bytes, bytes]]") -> None:
    streams: Mapping[bytes, TextIO] = {OUT: sys.stdout, ERR: sys.stderr}
    for kind, data in written:
        stream = streams[kind]
        stream.buffer.write(data)
        # As Python does it: a terminal gets each line at once, and talk never waits.
        if kind == ERR or stream.isatty():
            stream.flush()
    sys.stdout.flush()
