"""Where a journal is found above a folder, and where its cache lies, by words alone.

Imports nothing but what Python itself has imported: a command that a watcher answers for needs
no more than this (see relayed.py), and pathlib alone would cost it half its time.
"""

import os

from kontaktjournal.config.digest import digest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

#: The file that makes a folder a journal.
FILE = "journal.toml"
#: Names the root of the journal in the environment.
VARIABLE = "KONTAKTJOURNAL"
_PROGRAM = "kontaktjournal"


def nearest(folder: str) -> str | None:
    """Return the nearest folder with a ``journal.toml``, this one or one above it.

    Args:
        folder: absolute, without links.
    """
    while not os.path.isfile(os.path.join(folder, FILE)):
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return None
    return folder


def expanded(path: str, environ: "Mapping[str, str]") -> str:
    """Return the path with a leading tilde replaced by the home folder."""
    # Service files and .env files set variables without a shell that knows the tilde.
    home = environ.get("HOME", "")
    if home and (path == "~" or path.startswith("~/")):
        return home + path[1:]
    return path


def base_folder(environ: "Mapping[str, str]", variable: str, below_home: str) -> str:
    """Return a base folder of the XDG specification.

    Args:
        environ: the environment.
        variable: names the folder; a relative path is ignored, as XDG demands.
        below_home: where it lies otherwise.
    """
    named = environ.get(variable, "")
    if os.path.isabs(named):
        return named
    home = environ.get("HOME") or environ.get("USERPROFILE") or os.path.expanduser("~")
    return os.path.join(home, below_home)


def folder_of(root: str, base: str) -> str:
    """Return the folder of a journal below a base folder.

    Args:
        root: root of the journal; two paths to the same folder share what lies there.
        base: as `base_folder` returns it.
    """
    return os.path.join(base, _PROGRAM, digest(os.fsencode(os.path.realpath(root))))


def cache_of(root: str, environ: "Mapping[str, str]") -> str:
    """Return the folder of a journal's cache."""
    return folder_of(root, base_folder(environ, "XDG_CACHE_HOME", ".cache"))
