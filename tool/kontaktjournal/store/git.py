"""What git still knows of somebody: asked, never changed.

Nothing git is asked here runs a program that the folder names: no hook, no pager, no filter.
"""

import os
import re
import subprocess
from collections.abc import Iterable, Sequence

from kontaktjournal.domain.traces import History
from kontaktjournal.store.committed import is_in_git

_SECONDS = 120
_GIT = (
    "git", "--no-pager", "--no-optional-locks", "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false",
    "-c", "log.showSignature=false",
)  # fmt: skip
_LOG = ("log", "--all", "--no-ext-diff", "--no-textconv", "--no-color")
_SPECIAL = frozenset("\\.[]{}()*+?^$|/")
_ORIGIN = "origin"
#: Whom the web lets in: a name and a password, or a token.
_ADMITTED = re.compile(r"^(https?://)[^/@]*@", re.IGNORECASE)
#: Begins each commit in an answer.
_COMMIT = "\x01"


class _Silent(Exception):
    """Git is not there, refuses, or takes too long."""


def history(root: str, paths: Sequence[str], words: Iterable[str]) -> History:
    """Ask git in which commits somebody is found.

    Args:
        root: absolute path of the journal.
        paths: of the person's own files, relative to it.
        words: name, addresses, numbers: looked for letter by letter, whatever their case.
    """
    if not is_in_git(root):
        return History()
    try:
        return _history(root, paths, [word for word in words if word.strip()])
    except _Silent:
        return History(is_there=True, answered=False)


def _history(root: str, paths: Sequence[str], words: Sequence[str]) -> History:
    above = _asked(root, "rev-parse", "--show-prefix").strip("\n")
    refs = _asked(root, "for-each-ref", "--format=%(refname)").split("\n")
    remotes = tuple(filter(None, _asked(root, "remote").split("\n")))
    named = {name for path in paths for name in _names_of(root, path)}
    own = {f"{above}{path}" for path in paths} | named
    commits: set[str] = set()
    found: set[str] = set()
    in_history: set[str] = set()
    if own:
        literal = [f":(top,literal){path}" for path in sorted(own)]
        touched, in_history = _commits(root, "--name-only", "--", *literal)
        commits |= touched
    messages: set[str] = set()
    if words:
        either = "|".join(map(_escaped, words))
        changed, found = _commits(root, "--name-only", "-i", "--pickaxe-regex", f"-S{either}")
        messages, _ = _commits(root, "-E", "-i", f"--grep={either}")
        commits |= changed | messages
    return History(
        is_there=True,
        commits=len(commits),
        own=tuple(sorted(in_history & own)),
        shared=tuple(sorted(found - own)),
        messages=len(messages),
        branches=sum(map(bool, refs)),
        remotes=remotes,
        url=_url_of(root, _ORIGIN) if _ORIGIN in remotes else "",
    )


def _url_of(root: str, remote: str) -> str:
    try:
        url = _asked(root, "remote", "get-url", remote).strip("\n")
    except _Silent:
        return ""
    return _ADMITTED.sub(r"\1", url)


def _names_of(root: str, path: str) -> set[str]:
    """Return what a file was called in all its time, as git calls it."""
    try:
        answer = _asked(root, "log", "--follow", "--no-ext-diff", "--no-textconv", "--name-only",
                        "--format=", "-z", "--", f":(literal){path}")  # fmt: skip
    except _Silent:
        # It was never committed, or nothing was.
        return set()
    return {name for name in answer.replace("\n", "").split("\0") if name}


def _commits(root: str, *words: str) -> tuple[set[str], set[str]]:
    """Return the commits of a log, and the paths it names."""
    answer = _asked(root, *_LOG, f"--format={_COMMIT}%H", "-z", *words)
    commits: set[str] = set()
    paths: set[str] = set()
    for part in answer.split("\0"):
        for line in part.split("\n"):
            if line.startswith(_COMMIT):
                commits.add(line[1:])
            elif line:
                paths.add(line)
    return commits, paths


def _escaped(word: str) -> str:
    return "".join(f"\\{sign}" if sign in _SPECIAL else sign for sign in word)


def _asked(root: str, *words: str) -> str:
    environ = {key: word for key, word in os.environ.items() if not key.startswith("GIT_")}
    environ |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
    try:
        answer = subprocess.run(  # noqa: S603  # what comes of files stands behind its option
            (*_GIT, "-C", root, *words), env=environ, stdin=subprocess.DEVNULL,
            capture_output=True, timeout=_SECONDS, check=False,
        )  # fmt: skip
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise _Silent from error
    if answer.returncode:
        raise _Silent
    return os.fsdecode(answer.stdout)
