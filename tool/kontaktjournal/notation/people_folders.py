"""Which folders are a journal's contact folders, judged by the notes in them (3.7, F6)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple
from unicodedata import normalize

#: A folder of this name holds people, whatever its notes say of themselves ...
_PEOPLE = frozenset({
    "people", "person", "persons", "personen", "leute", "menschen",
    "contact", "contacts", "kontakt", "kontakte", "crm",
})  # fmt: skip
#: ... and a folder of this name within it holds something else.
_NO_PEOPLE = frozenset({
    "company", "companies", "firma", "firmen", "unternehmen", "organisation", "organisationen",
    "organisations", "organization", "organizations", "orgs", "meeting", "meetings",
    "besprechung", "besprechungen", "termine", "projekt", "projekte", "project", "projects",
    "deals", "opportunities", "activities", "tasks", "aufgaben", "daily", "journal", "log",
    "logs", "attachments", "anhänge", "listen", "lists",
})  # fmt: skip
#: What stands beside such a name without changing what it says.
_BESIDE = frozenset({
    "meine", "my", "unsere", "our", "alle", "all", "alt", "alte", "old", "neu", "neue", "new",
    "privat", "private", "work", "und", "and",
})  # fmt: skip
#: Digits, emoji and dashes in front of a name are decoration: "10 📇 People".
_WORD = re.compile(r"[^\W\d_]+")
#: A person each has a folder of its own where so many folders lie side by side.
_MANY_FOLDERS = 4
_IN_PATTERNS = re.compile(r"[\\*?\[]")

ROOT = "."


class Kind(Enum):
    """What a note is."""

    PERSON = auto()
    #: Not marked as anything: a contact if its folder is one (F6).
    STRANGER = auto()
    #: Its type says that it is about something else (F6).
    OTHER = auto()
    TEMPLATE = auto()


class Mixed(NamedTuple):
    """A folder of people among too many other notes, which is not taken."""

    path: str
    people: int
    others: int


def is_named_for_people(path: str, root_name: str) -> bool:
    """Tell whether a folder lies in one that is named for people, with none in between."""
    for name in _names_upwards(path, root_name):
        if _is_of(name, _PEOPLE):
            return True
        if _is_of(name, _NO_PEOPLE):
            return False
    return False


def _names_upwards(path: str, root_name: str) -> Iterator[str]:
    if path != ROOT:
        yield from reversed(path.split("/"))
    yield root_name


def _is_of(name: str, names: frozenset[str]) -> bool:
    words = set(_WORD.findall(normalize("NFC", name).casefold())) - _BESIDE
    return bool(words) and words <= names


def is_sayable(text: str) -> bool:
    """Tell whether a settings file can hold a folder or a key of this name."""
    return text.isprintable() and text == text.strip() and "\\" not in text


def _can_be_taken(path: str) -> bool:
    # A settings file takes these for ways out of the journal (P5).
    return is_sayable(path) and not path.startswith("~") and path[1:2] != ":"


def folder_of(path: str) -> str:
    """Return the folder of a note."""
    return path.rpartition("/")[0] or ROOT


@dataclass(slots=True)
class _Folder:
    """A folder: its own notes by kind, those below it, and the folders in it."""

    path: str
    own: Counter[Kind] = field(default_factory=Counter)
    all: Counter[Kind] = field(default_factory=Counter)
    inner: list["_Folder"] = field(default_factory=list)
    templates: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layout:
    """The contact folders.

    Args:
        folders: none of them within another.
        ignore: patterns for what lies in them and is no contact.
        mixed: folders with people that were not taken.
        left_out: the folders and files behind the patterns.
    """

    folders: tuple[str, ...]
    ignore: tuple[str, ...]
    mixed: tuple[Mixed, ...]
    left_out: frozenset[str]

    def home(self, path: str) -> str | None:
        """Return the contact folder a note lies in; None where it lies in none."""
        if not self.left_out.isdisjoint((path, *_folders_above(path))):
            return None
        return self.folder_above(path)

    def folder_above(self, path: str) -> str | None:
        """Return the contact folder that a note is in or below, left out or not."""
        return next((folder for folder in _folders_above(path) if folder in self.folders), None)


def _folders_above(path: str) -> Iterator[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path
    yield ROOT


def lay_out(notes: Iterable[tuple[str, Kind]], root_name: str) -> Layout:
    """Choose the contact folders.

    Args:
        notes: path and kind of each note.
        root_name: name of the folder that all paths are relative to.
    """
    tree = _tree(notes)
    # Deepest first: a folder is judged by what was chosen inside it.
    for folder in sorted(tree.values(), key=lambda each: each.path.count("/"), reverse=True):
        if folder.path != ROOT:
            _choose(folder, root_name)
    root = tree[ROOT]
    _choose(root, root_name)
    chosen = tuple(sorted(root.chosen))
    strangers = [path for folder in chosen for path in _strangers(tree[folder])]
    left_out = [path for path in strangers if is_sayable(path)]
    patterns = tuple(pattern(path, is_folder=path in tree) for path in left_out)
    return Layout(chosen, patterns, tuple(_mixed(tree, chosen)), frozenset(left_out))


def _tree(notes: Iterable[tuple[str, Kind]]) -> dict[str, _Folder]:
    tree = {ROOT: _Folder(ROOT)}
    for path, kind in notes:
        home = _grown(tree, folder_of(path))
        home.own[kind] += 1
        if kind is Kind.TEMPLATE:
            home.templates.append(path)
        for above in _folders_above(path):
            tree[above].all[kind] += 1
    return tree


def _grown(tree: dict[str, _Folder], path: str) -> _Folder:
    """Return a folder of the tree, which grows where it is missing."""
    missing = []
    above = path
    while above not in tree:
        missing.append(above)
        above = folder_of(above)
    for name in reversed(missing):
        tree[name] = _Folder(name)
        tree[folder_of(name)].inner.append(tree[name])
    return tree[path]


def _choose(folder: _Folder, root_name: str) -> None:
    inside = [each for each in folder.inner if each.chosen]
    if _is_home(folder, root_name) or _is_roof(folder, len(inside), root_name):
        folder.chosen = [folder.path]
    else:
        folder.chosen = [path for each in inside for path in each.chosen]


def _is_home(folder: _Folder, root_name: str) -> bool:
    """Tell whether people lie in the folder itself, and are not lost in it."""
    if not folder.own[Kind.PERSON] or not _can_be_taken(folder.path):
        return False
    return is_named_for_people(folder.path, root_name) or all(
        notes[Kind.PERSON] >= notes[Kind.STRANGER] for notes in (folder.own, folder.all)
    )


def _is_roof(folder: _Folder, inside: int, root_name: str) -> bool:
    """Tell whether the folder is nothing but a roof over several folders of people."""
    if folder.own[Kind.PERSON] or not _can_be_taken(folder.path):
        return False
    if folder.all[Kind.PERSON] < folder.all[Kind.STRANGER]:
        return False
    enough = 2 if is_named_for_people(folder.path, root_name) else _MANY_FOLDERS
    return inside >= enough and folder.path != ROOT


def _strangers(home: _Folder) -> Iterator[str]:
    """Give what lies in a contact folder and would be a contact, but is none."""
    queue = [home]
    while queue:
        folder = queue.pop()
        if folder is not home and _holds_nobody(folder):
            yield folder.path
            continue
        yield from folder.templates
        queue += sorted(folder.inner, key=lambda each: each.path, reverse=True)


def _holds_nobody(folder: _Folder) -> bool:
    nobody = folder.all[Kind.STRANGER] + folder.all[Kind.TEMPLATE]
    return nobody > 0 and not folder.all[Kind.PERSON]


def pattern(path: str, *, is_folder: bool) -> str:
    """Return the pattern that matches exactly this file or folder, as git reads it."""
    escaped = _IN_PATTERNS.sub(r"\\\g<0>", path)
    # A slash in front hides a first "!" or "#", and ties what has no other slash to the root.
    anchor = "" if "/" in path and path[0] not in "!#" else "/"
    return f"{anchor}{escaped}/" if is_folder else f"{anchor}{escaped}"


def _mixed(tree: dict[str, _Folder], chosen: tuple[str, ...]) -> Iterator[Mixed]:
    for path in sorted(tree):
        own = tree[path].own
        if own[Kind.PERSON] and not {path, *_folders_above(path)}.intersection(chosen):
            yield Mixed(path, own[Kind.PERSON], own[Kind.STRANGER])
