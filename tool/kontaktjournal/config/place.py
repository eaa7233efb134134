"""Where the journal is, and where its cache lies (3.6)."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kontaktjournal.config.above import (
    FILE,
    VARIABLE,
    base_folder,
    cache_of,
    expanded,
    folder_of,
    nearest,
)
from kontaktjournal.config.document import is_file
from kontaktjournal.config.user import user_folder, user_root
from kontaktjournal.domain.errors import NoJournal

__all__ = ["FILE", "VARIABLE", "Annex", "Place", "annex", "cache_folder", "find", "state_folder"]

#: Folders that are a journal without a `journal.toml`; the first one found is taken.
_BARE = ("kontakte", "contacts", "people", "crm")


@dataclass(frozen=True, slots=True)
class Place:
    """A journal that was found.

    Args:
        root: absolute; everything is read below it (P5).
        file: its ``journal.toml``; None without one.
        folders: contact folders below the root where there is no ``journal.toml``;
            empty where that file decides.
    """

    root: Path
    file: Path | None
    folders: tuple[str, ...]


def find(start: Path, environ: Mapping[str, str], *, given: Path | None = None) -> Place:
    """Find the journal a command is about.

    A folder that is named (``-C``, ``$KONTAKTJOURNAL``, ``root`` of the user's
    ``config.toml``) is looked at as if one stood in it, and nowhere else is searched then.

    Args:
        start: absolute folder the command was called in.
        environ: the environment.
        given: folder of ``-C``; relative to the start.

    Raises:
        NoJournal: there is none, or what was named is no folder.
        BadConfig: the user's ``config.toml`` cannot be understood.
        DiskTrouble: the user's ``config.toml`` cannot be read.
    """
    if given is not None:
        return _named(start / given, "given")
    variable = environ.get(VARIABLE, "")
    if variable:
        return _named(start / expanded(variable, environ), "environ")
    here = _real(start)
    above = _above(here)
    if above:
        return above
    root = user_root(environ)
    if root:
        return _named(root, "user")
    bare = _bare(here)
    if bare:
        return bare
    raise NoJournal("place.none", folder=str(start))


class Annex(NamedTuple):
    """The folders of a journal that lie outside it.

    Args:
        cache: of the throw-away index.
        state: of the lock, and of what can be undone.
        keys: of the user's settings, where the key of the block list lies; None for nowhere.
    """

    cache: Path
    state: Path
    keys: Path | None = None


def annex(root: Path, environ: Mapping[str, str]) -> Annex:
    """Return where the folders outside a journal lie; they are not created here."""
    aside = cache_folder(root, environ), state_folder(root, environ)
    return Annex(*aside, user_folder(environ))


def cache_folder(root: Path, environ: Mapping[str, str]) -> Path:
    """Return the folder of the journal's cache; it is not created here.

    Args:
        root: root of the journal; two paths to the same folder share a cache.
        environ: the environment.
    """
    return Path(cache_of(os.fspath(root), environ))


def state_folder(root: Path, environ: Mapping[str, str]) -> Path:
    """Return the folder of what must outlive the cache: the lock, and what can be undone.

    Args:
        root: root of the journal; two paths to the same folder share it.
        environ: the environment.
    """
    return Path(folder_of(os.fspath(root), base_folder(environ, "XDG_STATE_HOME", ".local/state")))


def _real(folder: Path) -> Path:
    # As the kernel's cwd would be: `..` behind a link cannot be resolved by words.
    return Path(os.path.realpath(folder))


def _named(folder: Path, by: str) -> Place:
    """Return the journal at a folder somebody named; ``by`` says how."""
    real = _real(folder)
    if is_file(real):
        raise NoJournal(f"place.{by}.file", folder=str(folder))
    if not _is_folder(real):
        raise NoJournal(f"place.{by}.missing", folder=str(folder))
    place = _above(real) or _bare(real)
    if place is None:
        raise NoJournal(f"place.{by}.none", folder=str(folder))
    return place


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _above(folder: Path) -> Place | None:
    found = nearest(os.fspath(folder))
    return Place(Path(found), Path(found) / FILE, ()) if found else None


def _bare(folder: Path) -> Place | None:
    """Return the journal without ``journal.toml`` at a folder (zero-config)."""
    name = _first(_folders(folder))
    if name:
        return Place(folder, None, (name,))
    if folder.name.casefold() in _BARE:
        return Place(folder.parent, None, (folder.name,))
    return None


def _folders(folder: Path) -> Iterable[str]:
    try:
        with os.scandir(folder) as entries:
            # A link could lead outside the root (F4, P5).
            return [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return ()


def _first(names: Iterable[str]) -> str:
    known = [name for name in names if name.casefold() in _BARE]
    # `kontakte` before `Kontakte`, whatever order the disk lists them in.
    known.sort(key=lambda name: (_BARE.index(name.casefold()), name not in _BARE, name))
    return known[0] if known else ""
