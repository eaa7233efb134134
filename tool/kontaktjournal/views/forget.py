"""What was found of somebody who is to be forgotten, and what is left of them (4.14).

As values::

    version, command, name, path, dry_run
    found       [{kind, path, line, words, removed}], one for each place
    unsearched  paths of files nobody can look into
    undo        number of commands that cannot be taken back any more
    git         null, or {answered, commits, own, shared, messages, refs, remotes, commands}
    left        the same as ``found``, looked for once more; null where nothing was removed
"""

from collections.abc import Iterable, Iterator
from shlex import quote

from kontaktjournal.domain.traces import Found, History, Kind, Trace, Wish
from kontaktjournal.views.rows import VERSION, Value
from kontaktjournal.views.terminal import Line, Span, wrap
from kontaktjournal.views.words import Frame

_INDENT = 2
#: More files than these are counted.
_MOST_FILES = 5
#: What goes only where that is asked for.
_OFFERED = frozenset({Kind.LINK, Kind.NAMESAKE})
_HINTED = _OFFERED | {Kind.TYPED}
#: What git filter-repo takes out of the configuration: this remote, and no other.
_DROPPED = "origin"
#: Beside the repository, for it must not be committed.
_WORDS_FILE = "forget-words.txt"


def found_lines(found: Found, wish: Wish, frame: Frame) -> Iterator[Line]:
    """Set everything that was found, first what goes."""
    say = frame.say
    going = [one for one in found.traces if wish.takes(one.kind)]
    staying = [one for one in found.traces if not wish.takes(one.kind)]
    if not found.traces:
        yield from wrap(say("forget.nothing", name=found.person.name), frame.columns)
    for key, traces in (("forget.going", going), ("forget.staying", staying)):
        if traces:
            yield from wrap(say.count(key, len(traces), name=found.person.name), frame.columns)
            yield from _places(traces, wish, frame)
    if found.unsearched:
        yield from wrap(_unsearched(found, frame), frame.columns)
    yield from _history(found.history, frame)
    if found.kept:
        yield from wrap(say.count("forget.undo", found.kept), frame.columns)


def _places(traces: Iterable[Trace], wish: Wish, frame: Frame) -> Iterator[Line]:
    say = frame.say
    for one in traces:
        line = f":{one.line}" if one.line else ""
        place = Span(f"{one.path}{line}", "link")
        told = say(f"forget.kind.{one.kind}", words=one.words)
        is_offered = one.kind in _HINTED and not wish.takes(one.kind)
        hint = f" ({say(f'forget.hint.{one.kind}')})" if is_offered else ""
        whole = Line.of(" " * _INDENT, place, "  ", f"{told}{hint}")
        yield from wrap(whole, frame.columns, _INDENT * 2)


def _unsearched(found: Found, frame: Frame) -> str:
    files = ", ".join(found.unsearched[:_MOST_FILES])
    more = " …" if len(found.unsearched) > _MOST_FILES else ""
    return frame.say.count("forget.unsearched", len(found.unsearched), files=f"{files}{more}")


def _history(history: History, frame: Frame) -> Iterator[Line]:
    say = frame.say
    if not history.is_there:
        return
    if not history.answered:
        yield from wrap(say("forget.git.silent"), frame.columns)
        return
    if not history.commits:
        yield from wrap(say("forget.git.nothing"), frame.columns)
        return
    told = say.count("forget.git.commits", history.commits)
    refs = say.count("forget.git.refs", history.branches)
    yield from wrap(say("forget.git", commits=told, refs=refs), frame.columns)
    if history.remotes:
        names = ", ".join(history.remotes)
        yield from wrap(say("forget.git.remotes", names=names), frame.columns)


def left_lines(found: Found, left: Found, wish: Wish, frame: Frame) -> Iterator[Line]:
    """Set what still holds the data once all was done, and what to do about it.

    Args:
        found: what was found at first.
        left: what was found when it was looked for again.
        wish: what else was to go.
        frame: language and width.
    """
    say = frame.say
    pages = sum(one.kind is Kind.PAGE for one in found.traces)
    if pages:
        yield from wrap(say.count("forget.pages", pages), frame.columns)
    if left.traces:
        yield from wrap(say.count("forget.left", len(left.traces)), frame.columns)
        yield from _places(left.traces, wish, frame)
    else:
        yield from wrap(say("forget.clean"), frame.columns)
    history = left.history
    if history.is_there and (history.commits or not history.answered):
        yield from wrap(say("forget.git.left"), frame.columns)
        for command in commands(left, say("forget.word")):
            yield Line.of(" " * _INDENT, command)
        yield from wrap(say("forget.git.after"), frame.columns)
    yield from wrap(say("forget.beyond"), frame.columns)


def commands(found: Found, word: str) -> Iterator[str]:
    """Yield what to type so that git forgets, too; each a line for a shell.

    Args:
        found: who, and what git knows.
        word: stands where name, addresses and numbers stood in others' files.
    """
    history = found.history
    if not history.commits and history.answered:
        return
    if history.own:
        paths = " ".join(f"--path {quote(path)}" for path in history.own)
        yield f"git filter-repo --force --invert-paths {paths}"
    if history.shared or history.messages or not history.answered:
        said = " ".join(map(quote, found.person.words))
        yield f"printf '%s==>{word}\\n' {said} > ../{_WORDS_FILE}"
        file = f"../{_WORDS_FILE}"
        yield f"git filter-repo --force --replace-text {file} --replace-message {file}"
        yield f"rm {file}"
    yield "git reflog expire --expire=now --all"
    yield "git gc --prune=now"
    for remote in history.remotes:
        if remote == _DROPPED:
            yield f"git remote add {_DROPPED} {quote(history.url or 'URL')}"
        yield f"git push --force --all {quote(remote)}"
        yield f"git push --force --tags {quote(remote)}"


def values(found: Found, left: Found | None, wish: Wish, word: str) -> Value:
    """Return what was found and what is left, for programs.

    Args:
        found: what was found at first.
        left: what was found when it was looked for again; None where nothing was removed.
        wish: what else was to go.
        word: what stands in others' files where somebody stood.
    """
    return {
        "version": VERSION,
        "command": "forget",
        "name": found.person.contact.name or None,
        "path": found.person.contact.path or None,
        "found": _traces(found, wish),
        "unsearched": list(found.unsearched),
        "undo": found.kept,
        "git": _git(found, word),
        "left": None if left is None else _traces(left, None),
        "dry_run": left is None,
    }


def finished_values(left: Iterable[str]) -> Value:
    """Return for programs what an earlier call left when it was brought to its end.

    Args:
        left: paths of what killed commands left.
    """
    traces = tuple(Trace(Kind.OTHER, path) for path in left)
    told = [_trace(one, is_removed=False) for one in traces]
    return {"version": VERSION, "command": "forget", "name": None, "left": told}


def _traces(found: Found, wish: Wish | None) -> list[Value]:
    return [
        _trace(one, is_removed=wish is not None and wish.takes(one.kind)) for one in found.traces
    ]


def _trace(one: Trace, *, is_removed: bool) -> Value:
    return {
        "kind": one.kind.value,
        "path": one.path,
        "line": one.line or None,
        "words": one.words or None,
        "removed": is_removed,
    }


def _git(found: Found, word: str) -> Value | None:
    history = found.history
    if not history.is_there:
        return None
    return {
        "answered": history.answered,
        "commits": history.commits,
        "own": list(history.own),
        "shared": list(history.shared),
        "messages": history.messages,
        "refs": history.branches,
        "remotes": list(history.remotes),
        "commands": [*commands(found, word)],
    }
