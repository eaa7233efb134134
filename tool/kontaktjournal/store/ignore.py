"""Which files and folders are no contacts by their names (F1-F3)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from unicodedata import normalize

_NOTE_ENDINGS = (".md", ".markdown")
_FOLDERS = frozenset({
    "node_modules", "templates", "vorlagen",
    # What network drives put beside the files: thumbnails and the deleted ones.
    "@eadir", "#recycle", "$recycle.bin",
})  # fmt: skip
_PAPERS = ("readme", "license", "changelog")
_EDITOR_ENDINGS = ("~", ".swp", ".tmp")
#: The file vim writes to try whether it may.
_VIM_TRIAL = "4913"

#: Syncthing, ownCloud, Dropbox, Nextcloud and Obsidian, Seafile, and patch programs.
_CONFLICT = re.compile(
    r"""
    \.sync-conflict-
    | _conflict-\d{8}-\d{6}
    | \([^()]*(?:conflicted\ copy|in\ Konflikt\ stehende\ Kopie)
    | \(SFConflict\b
    | \.orig$
    """,
    re.IGNORECASE | re.VERBOSE,
)
#: What git mergetool leaves behind when it is interrupted.
_MERGE_LEFTOVER = re.compile(r"_(?:BASE|LOCAL|REMOTE|BACKUP)_\d+(?:\.|$)")


def is_note(name: str) -> bool:
    """Tell whether a file is Markdown by its ending, in any case (F1)."""
    return name.lower().endswith(_NOTE_ENDINGS)


def always_ignored(name: str, *, is_folder: bool) -> bool:
    """Tell whether a name is never a contact or a folder of contacts (F2)."""
    if name.startswith((".", "_")):
        return True
    lower = name.lower()
    if is_folder:
        return lower in _FOLDERS
    return (
        lower.startswith(_PAPERS)
        or lower.endswith(_EDITOR_ENDINGS)
        or lower in {"index.md", _VIM_TRIAL}
        or (name.startswith("#") and name.endswith("#"))
    )


def is_conflict_copy(name: str) -> bool:
    """Tell whether a sync service or a merge left this copy behind (F3)."""
    return bool(_CONFLICT.search(name) or _MERGE_LEFTOVER.search(name))


def patterns_of(text: str) -> tuple[str, ...]:
    """Return the lines of a ``.journalignore``, as git splits them."""
    # Not splitlines(): it also breaks at signs that may stand in a file's name.
    return tuple(line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n"))


class Ignore:
    """Decide by patterns in the syntax of ``.gitignore`` (F2).

    As in git the last pattern that matches decides, and nothing below an ignored
    folder comes back. Unlike git, ``?`` and ``[…]`` stand for one character, not for
    one byte, and two ways to encode the same letter are equal.

    Args:
        patterns: one pattern each, from the configuration and ``.journalignore``;
            later ones win.
    """

    __slots__ = ("_layers",)

    def __init__(self, patterns: Sequence[str]) -> None:
        rules = filter(None, map(_read, patterns))
        self._layers = tuple(
            _layer(list(group), is_negated=is_negated)
            for is_negated, group in groupby(rules, key=lambda rule: rule.is_negated)
        )[::-1]

    def matches(self, path: str, *, is_folder: bool) -> bool:
        """Tell whether the entry itself is ignored.

        Enough for a walk, which never enters an ignored folder.

        Args:
            path: POSIX path below the journal's root.
            is_folder: whether it is a folder; some patterns mean only these.
        """
        if not self._layers:
            return False
        composed = path if path.isascii() else normalize("NFC", path)
        for layer in self._layers:
            if (layer.folders if is_folder else layer.files).fullmatch(composed):
                return not layer.is_negated
        return False

    def ignores(self, path: str, *, is_folder: bool) -> bool:
        """Tell whether the entry or a folder above it is ignored."""
        above = (path[: slash.start()] for slash in re.finditer("/", path))
        return any(self.matches(folder, is_folder=True) for folder in above) or self.matches(
            path, is_folder=is_folder
        )


class _Rule(NamedTuple):
    regex: str
    is_negated: bool
    needs_folder: bool


class _Layer(NamedTuple):
    """Neighbouring rules that say the same, so that one match asks them all."""

    files: re.Pattern[str]
    folders: re.Pattern[str]
    is_negated: bool


_NOTHING = "(?!)"


def _layer(rules: list[_Rule], *, is_negated: bool) -> _Layer:
    return _Layer(
        files=_any_of(rule.regex for rule in rules if not rule.needs_folder),
        folders=_any_of(rule.regex for rule in rules),
        is_negated=is_negated,
    )


def _any_of(regexes: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(regexes) or _NOTHING, re.DOTALL)


def _read(line: str) -> _Rule | None:
    """Read one line; None for a comment or where nothing can match."""
    if line.startswith("#"):
        return None
    pattern = normalize("NFC", _trim(line))
    is_negated = pattern.startswith("!")
    pattern = pattern.removeprefix("!")
    needs_folder = pattern.endswith("/")
    pattern = pattern.removesuffix("/")
    # A slash that is not the last character ties the pattern to the root.
    is_anchored = "/" in pattern
    regex = _translate(pattern.removeprefix("/"))
    if not regex:
        return None
    return _Rule(regex if is_anchored else f"(?:.*/)?{regex}", is_negated, needs_folder)


def _trim(line: str) -> str:
    """Drop the blanks at the end, but not one behind a backslash."""
    kept = line.rstrip(" ")
    backslashes = len(kept) - len(kept.rstrip("\\"))
    return kept + " " if backslashes % 2 and kept != line else kept


_STAR = "[^/]*"
_ANY_FOLDERS = "(?:.*/)?"
_ANYTHING = ".*"
_STEP_ENDS = frozenset({"/", _ANY_FOLDERS, _ANYTHING})


def _translate(pattern: str) -> str | None:
    """Return the regular expression of a pattern, or None where it is malformed."""
    try:
        return _assemble(_pieces(pattern))
    except ValueError:
        return None


def _assemble(pieces: Iterable[str]) -> str:
    regex = run = ""
    star = ""
    for piece in pieces:
        if piece == _STAR:
            # What stands between two stars may be taken where it is found first; without
            # that, a pattern of many stars would keep the walk busy for hours.
            regex += f"(?>{star}?{run})" if star else run
            star, run = _STAR, ""
        elif piece in _STEP_ENDS:
            regex += star + run + piece
            star = run = ""
        else:
            run += piece
    return regex + star + run


def _pieces(pattern: str) -> Iterator[str]:
    at = 0
    while at < len(pattern):
        char = pattern[at]
        if char == "*":
            piece, at = _stars(pattern, at)
        elif char == "?":
            piece, at = "[^/]", at + 1
        elif char == "[":
            piece, at = _bracket(pattern, at + 1)
        else:
            char, at = _literal(pattern, at)
            piece = re.escape(char)
        yield piece


def _literal(pattern: str, at: int) -> tuple[str, int]:
    """Return the character meant at a place, and the place after it."""
    if pattern[at] == "\\":
        at += 1
    if at >= len(pattern):
        message = "nothing behind the backslash"
        raise ValueError(message)
    return pattern[at], at + 1


def _stars(pattern: str, at: int) -> tuple[str, int]:
    rest = pattern[at:].lstrip("*")
    end = len(pattern) - len(rest)
    begins_step = at == 0 or pattern[at - 1] == "/"
    ends_step = not rest or rest.startswith(("/", "\\/"))
    if end - at == 1 or not (begins_step and ends_step):
        return _STAR, end
    if rest.startswith("/"):
        return _ANY_FOLDERS, end + 1
    return _ANYTHING, end


_CLASSES = {
    "alnum": "0-9A-Za-z", "alpha": "A-Za-z", "blank": r"\ \t", "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9", "graph": "!-~", "lower": "a-z", "print": r"\ -~",
    "punct": r"!-/:-@\[-`{-~", "space": r"\ \t\n\r", "upper": "A-Z", "xdigit": "0-9A-Fa-f",
}  # fmt: skip
_CLASS = re.compile(r"\[:([^\]]*):\]")


def _bracket(pattern: str, at: int) -> tuple[str, int]:
    """Read ``[…]`` from behind its opening; raise ValueError where it never closes."""
    negation = "^" if pattern.startswith(("!", "^"), at) else ""
    at += len(negation)
    members = ""
    first = at
    start = ""  # of a range that may follow
    while at == first or not pattern.startswith("]", at):
        if at >= len(pattern):
            message = "bracket never closed"
            raise ValueError(message)
        named = _CLASS.match(pattern, at)
        if named:
            members += _named(named[1])
            at, start = named.end(), ""
        elif start and pattern[at] == "-" and pattern[at + 1 : at + 2] not in {"", "]"}:
            end, at = _literal(pattern, at + 1)
            # Backwards, a range holds nothing.
            members += f"{re.escape(start)}-{re.escape(end)}" if start <= end else ""
            start = ""
        else:
            start, at = _literal(pattern, at)
            members += re.escape(start)
    if not members:
        return ("[^/]" if negation else _NOTHING), at + 1
    return f"(?!/)[{negation}{members}]", at + 1


def _named(name: str) -> str:
    if name not in _CLASSES:
        message = "no such class of characters"
        raise ValueError(message)
    return _CLASSES[name]
