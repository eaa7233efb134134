"""A new journal: what is there already, and the files that are written.

Nothing that exists is ever opened for writing, and what was begun but cannot be finished is
taken back. ``journal.toml`` comes last: where it stands, everything else does.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from kontaktjournal.domain.blocking import FILE as BLOCK_LIST
from kontaktjournal.domain.errors import DiskTrouble, reason_of
from kontaktjournal.domain.settings import Folders
from kontaktjournal.messages import Catalogue
from kontaktjournal.notation.survey import Survey, survey
from kontaktjournal.store.committed import is_in_git
from kontaktjournal.store.folder import Folder
from kontaktjournal.store.ignore import (
    Ignore,
    always_ignored,
    is_conflict_copy,
    is_note,
    patterns_of,
)
from kontaktjournal.store.sample import template

SETTINGS = "journal.toml"
CONTACTS = "kontakte"

_TEMPLATE = "kontakt.md.j2"
#: Of the folders that are never contacts (F2), those whose notes the survey names.
_TEMPLATE_FOLDERS = frozenset({"templates", "_templates", "vorlagen"})
#: Longer lists get a line for each item.
_LONGEST_LINE = 99


class NewFile(NamedTuple):
    """A file to be written; a folder where it has no content."""

    path: str
    data: bytes | None

    @property
    def shown(self) -> str:
        """Return how messages call it."""
        return self.path if self.data is not None else f"{self.path}/"


class Written(NamedTuple):
    """What was created, and what was there before and stays as it was."""

    created: tuple[NewFile, ...]
    kept: tuple[NewFile, ...]


# --- looking -----------------------------------------------------------------------------


def is_set_up(root: str) -> bool:
    """Tell whether a folder has a ``journal.toml``, whatever is in it."""
    return os.path.lexists(os.path.join(root, SETTINGS))


def is_empty(folder: str, called: str) -> bool:
    """Tell whether a folder is empty, or not even there.

    Args:
        folder: absolute path.
        called: how messages call it.

    Raises:
        DiskTrouble: it cannot be read, or is no folder.
    """
    try:
        return not os.listdir(folder)
    except FileNotFoundError:
        return True
    except OSError as error:
        raise DiskTrouble("refusal.cannot_read", path=called, reason=reason_of(error)) from error


def look(root: str) -> Survey:
    """Say what the notes in a folder look like; none where there is no such folder.

    Args:
        root: absolute path.
    """
    folder = Folder(root, (".",), Ignore(()))
    templates: dict[str, int] = {}
    paths = sorted(_notes(root, _ignored(folder), templates))
    contents = ((path, folder.read(path)) for path in paths)
    # What cannot be read tells nothing here; `journal check` will name it.
    readable = ((path, data) for path, data in contents if isinstance(data, bytes))
    return survey(readable, templates, os.path.basename(os.path.realpath(root)))


def _ignored(folder: Folder) -> Ignore:
    data = folder.read(".journalignore")
    return Ignore(patterns_of(data.decode(errors="replace")) if isinstance(data, bytes) else ())


def _notes(root: str, ignore: Ignore, templates: dict[str, int]) -> Iterator[str]:
    """Give the notes that could be contacts; count those in folders of templates."""
    queue = [""]
    while queue:
        above = queue.pop()
        for entry in _entries(os.path.join(root, above)):
            name, path = entry.name, above + entry.name
            is_folder = entry.is_dir(follow_symlinks=False)
            is_ignored = always_ignored(name, is_folder=is_folder)
            if is_folder and name.lower() in _TEMPLATE_FOLDERS:
                templates[path] = _count_notes(entry.path)
            elif is_ignored or ignore.matches(path, is_folder=is_folder):
                continue
            elif is_folder:
                # A journal within the notes has settings of its own.
                queue += [] if is_set_up(entry.path) else [f"{path}/"]
            elif _is_counted(entry):
                yield path


def _is_counted(entry: "os.DirEntry[str]") -> bool:
    # The file behind a link counts where it lies (F4); conflict copies do not (F3).
    return is_note(entry.name) and not is_conflict_copy(entry.name) and not entry.is_symlink()


def _entries(folder: str) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _count_notes(folder: str) -> int:
    return sum(is_note(name) for _, _, names in os.walk(folder) for name in names)


# --- what to write -----------------------------------------------------------------------


def plan(root: str, found: Survey, say: Catalogue, language: str | None) -> tuple[NewFile, ...]:
    """Return the files that make a journal (3.7).

    Over existing notes that is ``journal.toml`` alone: deleting it undoes everything.

    Args:
        root: where it will be.
        found: what notes are there.
        say: the catalogue that comments are taken from.
        language: what the journal shall speak; None leaves it to the environment.
    """
    if found.folders:
        return (NewFile(SETTINGS, _mapping(found, say, language).encode()),)
    files = [
        NewFile(SETTINGS, _default_settings(say, language).encode()),
        NewFile(CONTACTS, None),
        NewFile(f"templates/{_TEMPLATE}", template(_TEMPLATE)),
        NewFile(".gitignore", b"seite/\n"),
    ]
    if is_in_git(root):
        merged = _merged(Folders().lists)
        files.append(NewFile(".gitattributes", "".join(merged).encode()))
    return tuple(files)


def _merged(lists: str) -> Sequence[str]:
    """Return what git is told of merging: a line for each pattern.

    Args:
        lists: folder of the imported lists; what was decided about them is only added to, and
            so is the block list.
    """
    return (
        f"{CONTACTS}/**/*.md merge=kontaktjournal\n",
        f"{lists}/*.entschieden.csv merge=union\n",
        f"{lists}/entschieden.csv merge=union\n",
        f"/{BLOCK_LIST} merge=union\n",
    )


def settings_of(contacts: Sequence[str], say: Catalogue) -> str:
    """Return the least that must stand in ``journal.toml``.

    Args:
        contacts: the folders whose notes are contacts.
        say: the catalogue that comments are taken from.
    """
    folders = [f"# {say('init.toml.folders')}", "[folders]", _list("contacts", contacts)]
    return _joined([_begin(say, None), folders if [*contacts] != [CONTACTS] else []])


def plan_sample(contacts: Mapping[str, bytes], say: Catalogue) -> tuple[NewFile, ...]:
    """Return the files of a sample journal; its settings are of its own, even within another.

    Args:
        contacts: file name and content.
        say: the catalogue that comments are taken from.
    """
    settings = _joined([_begin(say, None)]).encode()
    return (
        NewFile(SETTINGS, settings),
        *(NewFile(f"{CONTACTS}/{name}", data) for name, data in contacts.items()),
    )


def _default_settings(say: Catalogue, language: str | None) -> str:
    def table(name: str, *lines: str) -> list[str]:
        return [f"# {say(f'init.toml.{name}')}", f"[{name}]", *(f"# {line}" for line in lines)]

    spoken = [] if language else [f"# {say('init.toml.language')}", '# language = "auto"']
    return _joined([
        _begin(say, language),
        spoken,
        table("folders", f'contacts = ["{CONTACTS}"]', 'ignore = ["Archiv/"]',
              'filename = "slug"'),
        table("keys", 'next = ["wiedervorlage", "follow_up"]'),
        table("cadence", 'stage.pflege = "8 Wochen"', 'tag.stammkunde = "3 Wochen"'),
        table("agenda", "per_day = 8"),
        table("calendar", 'holidays = "DE-NW"'),
        table("me", "places = []", "orgs = []", "events = []", "topics = []"),
    ])  # fmt: skip


def _mapping(found: Survey, say: Catalogue, language: str | None) -> str:
    contacts = [folder.path for folder in found.folders]
    folders = [
        *([_list("contacts", contacts)] if contacts != [CONTACTS] else []),
        *([_list("ignore", found.ignore)] if found.ignore else []),
        *(['filename = "name"'] if found.filename == "name" else []),
    ]
    keys = [_list(key, words) for key, words in found.keys.items()]
    return _joined([
        _begin(say, language),
        [f"# {say('init.toml.folders')}", "[folders]", *folders] if folders else [],
        [f"# {say('init.toml.keys')}", "[keys]", *keys] if keys else [],
    ])  # fmt: skip


def _begin(say: Catalogue, language: str | None) -> list[str]:
    spoken = [f'language = "{language}"'] if language else []
    return [f"# {say('init.toml.head')}", "version = 1", *spoken]


def _joined(blocks: Iterable[Sequence[str]]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _list(key: str, words: Iterable[str]) -> str:
    # What JSON escapes, TOML escapes alike.
    quoted = [json.dumps(word, ensure_ascii=False) for word in words]
    line = f"{key} = [{', '.join(quoted)}]"
    if len(line) <= _LONGEST_LINE:
        return line
    return "\n".join([f"{key} = [", *(f"    {word}," for word in quoted), "]"])


# --- writing -----------------------------------------------------------------------------


def foresee(root: str, files: Iterable[NewFile]) -> Written:
    """Say what `write` would create, without doing it."""
    files = tuple(files)
    there = {file for file in files if os.path.lexists(os.path.join(root, file.path))}
    return Written(
        tuple(file for file in files if file not in there),
        tuple(file for file in files if file in there),
    )


def write(root: str, files: Iterable[NewFile], called: str = "") -> Written:
    """Create files and folders, all of them or none; what exists stays as it is.

    Args:
        root: absolute path of the folder they belong in; it is created, too.
        files: what to create.
        called: how messages call the root, with a slash at its end; empty where one is in it.

    Raises:
        DiskTrouble: the system would not write, and nothing is left of what was begun.
    """
    files = tuple(files)
    begun: list[str] = []
    kept: set[NewFile] = set()
    # Sorted stably: an interrupted attempt leaves no settings behind, and can be repeated.
    for file in sorted(files, key=lambda each: each.path == SETTINGS):
        try:
            if not _create(os.path.join(root, file.path), file.data, begun):
                kept.add(file)
        except BaseException as error:
            _take_back(begun)
            if isinstance(error, OSError):
                raise DiskTrouble(
                    "refusal.cannot_write", path=called + file.shown, reason=reason_of(error)
                ) from error
            raise
    return Written(
        tuple(file for file in files if file not in kept),
        tuple(file for file in files if file in kept),
    )


def _create(path: str, data: bytes | None, begun: list[str]) -> bool:
    """Create one file or folder; return False where it exists."""
    if data is None:
        return _create_folder(path, begun)
    _create_folder(os.path.dirname(path), begun)
    try:
        with open(path, "xb") as stream:
            begun.append(path)
            stream.write(data)
    except FileExistsError:
        return False
    return True


def _create_folder(path: str, begun: list[str]) -> bool:
    if os.path.isdir(path):
        return False
    above = os.path.dirname(path)
    if above != path:
        _create_folder(above, begun)
    os.mkdir(path)
    begun.append(path)
    return True


def _take_back(begun: list[str]) -> None:
    for path in reversed(begun):
        with suppress(OSError):
            (os.unlink if os.path.isfile(path) else os.rmdir)(path)
